"""The Done page of a receipt: what was confirmed against what the ERP entered."""

from decimal import Decimal

from app.core.posting import PostingState
from app.core.receipt import ReceiptEntered, ReceiptPosting
from app.core.receiving.received import ComparedLine, compare
from app.services.receiving import ReceiptDesk
from app.services.sender import StoredPosting
from app.ui import posting_texts, receipt_review_texts, texts
from app.ui.look import Look
from app.ui.models.comparison import Comparison, ComparisonModel
from app.ui.pages.done import DonePage

_NOTHING = Decimal(0)


class ReceiptDonePage(DonePage):
    """Line by line of the order."""

    def __init__(self, look: Look, desk: ReceiptDesk) -> None:
        model = ComparisonModel(_describe, "Part", "To", "Another place")
        super().__init__(look, lambda: desk.posting, model, receipt_review_texts.PLANNED)
        self._model = model

    def compare(self, stored: StoredPosting) -> int | None:
        """The lines that were confirmed, and what was entered of each."""
        answer, posting = stored.answer, stored.of_kind(ReceiptPosting)
        if stored.state is not PostingState.POSTED or not isinstance(answer, ReceiptEntered):
            mark = posting_texts.mark_of_lines(stored.state)
            self._model.show_planned(compare(posting, _nothing(posting)), mark)
            return None
        rows = compare(posting, answer)
        self._model.show_compared(rows)
        return sum(row.difference is not None for row in rows)


def _nothing(posting: ReceiptPosting) -> ReceiptEntered:
    """What is known of the ERP's entries before it has answered."""
    return ReceiptEntered(posting.subject, posting.reference, "", "", "", ())


def _describe(row: ComparedLine) -> Comparison:
    planned = row.planned
    lots = dict.fromkeys(one.lot_id for one in row.entered)
    places = dict.fromkeys(
        texts.joined(one.stores, texts.place(one.location)) for one in row.entered
    )
    return Comparison(
        name=planned.part_id if planned else next((one.part_id for one in row.entered), ""),
        description=texts.joined(
            receipt_review_texts.line(row.line_number), planned.description if planned else ""
        ),
        planned=sum((one.quantity for one in row.asked), _NOTHING),
        posted=sum((one.quantity for one in row.entered), _NOTHING),
        unit=planned.unit if planned else "",
        lot=receipt_review_texts.lots([lot for lot in lots if lot]),
        place=texts.joined(*places) if places else "",
        difference=receipt_review_texts.difference(row.difference),
        same=row.difference is None,
    )
