"""The Done page of a kit: what was planned against what the ERP says it issued."""

from app.core.kit.issued import Compared, Difference, compare
from app.core.kit_issue import KitIssued, KitPosting
from app.core.posting import PostingState
from app.services.kits import KitDesk
from app.services.sender import StoredPosting
from app.ui import kit_texts, posting_texts, texts
from app.ui.look import Look
from app.ui.models.comparison import Comparison, ComparisonModel
from app.ui.pages.done import DonePage


class KitDonePage(DonePage):
    """Component by component."""

    def __init__(self, look: Look, desk: KitDesk) -> None:
        model = ComparisonModel(_describe, "Component", "From", "Not in the plan")
        super().__init__(look, lambda: desk.posting, model, "What this kit takes")
        self._model = model

    def compare(self, stored: StoredPosting) -> int | None:
        """The components of the plan, and what was issued of each."""
        answer, planned = stored.answer, stored.of_kind(KitPosting).planned
        if stored.state is not PostingState.POSTED or not isinstance(answer, KitIssued):
            self._model.show_planned(
                compare(planned, ()), posting_texts.mark_of_lines(stored.state)
            )
            return None
        rows = compare(planned, answer.components)
        self._model.show_compared(rows)
        return sum(row.difference is not Difference.SAME for row in rows)


def _describe(row: Compared) -> Comparison:
    issued = row.issued
    return Comparison(
        name=row.component_id,
        description=row.description,
        planned=row.planned,
        posted=row.posted,
        unit=row.unit,
        lot=issued.lot_id if issued else "",
        place=texts.joined(issued.stores, texts.place(issued.location)) if issued else "",
        difference=kit_texts.difference(row),
        same=row.difference is Difference.SAME,
    )
