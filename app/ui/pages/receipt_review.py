"""The Review page of a receipt: what will be received, and what must be known first."""

from app.core.flow.changes import HeaderField
from app.core.flow.steps import Step
from app.core.receiving.draft import ReceiptDraft
from app.services.receiving import ReceiptDesk
from app.ui import receipt_review_texts, texts
from app.ui.look import Look
from app.ui.models.receipt_review import ReceiptReviewModel
from app.ui.pages.review import Reviewed, ReviewPage, common_facts, serial_facts, unchecked
from app.ui.widgets.facts import Fact


class ReceiptReviewPage(ReviewPage):
    """What will be received, of which order."""

    def __init__(self, look: Look, desk: ReceiptDesk) -> None:
        model = ReceiptReviewModel()
        super().__init__(look, model, receipt_review_texts.WILL_BE, receipt_review_texts.DELIVERY)
        self._desk, self._model = desk, model

    def replan(self) -> None:
        """Show the draft anew; what it would send is made only where it can be seen."""
        draft = self._desk.draft
        on_review = draft is not None and draft.state.step is Step.REVIEW
        self._model.show_draft(draft if on_review else None)

    def reviewed(self) -> Reviewed | None:
        """The receipt on the desk."""
        draft = self._desk.draft
        if draft is None or draft.state.order is None or draft.state.step is not Step.REVIEW:
            return None
        state = draft.state
        opened = self._desk.opened
        return Reviewed(
            count=receipt_review_texts.entries(self._model.rowCount()),
            facts=_facts(self._desk, draft),
            serials=serial_facts(
                [(state.part_of(owner), serials) for owner, serials in state.serials.items()],
                receipt_review_texts.more_entries,
            ),
            warnings=[
                *map(receipt_review_texts.order_change, opened.order_changes if opened else ()),
                *receipt_review_texts.warnings(state),
                *unchecked(state),
            ],
        )

    def preview(self) -> str:
        """As the desk would send it."""
        return self._desk.preview


def _facts(desk: ReceiptDesk, draft: ReceiptDraft) -> list[Fact]:
    state, order = draft.state, draft.state.order
    vendor = (order.vendor_name or order.vendor_id) if order else texts.DASH
    return [
        Fact("PO", state.subject),
        Fact("Vendor", vendor),
        Fact("Packing slip", state.text(HeaderField.PACKING_SLIP) or texts.DASH, mono=True),
        *common_facts(desk),
    ]
