"""The Done page of a kit: what was planned against what the ERP says it issued."""

from app.core.kit.confirm import Difference, compare
from app.core.posting import PostingState
from app.services.kits import KitDesk
from app.services.sender import StoredPosting
from app.ui.look import Look
from app.ui.models.comparison import ComparisonModel
from app.ui.pages.done import DonePage


class KitDonePage(DonePage):
    """Component by component."""

    def __init__(self, look: Look, desk: KitDesk) -> None:
        model = ComparisonModel()
        super().__init__(look, lambda: desk.posting, model, "What this kit takes")
        self._model = model

    def compare(self, stored: StoredPosting) -> int | None:
        """The components of the plan, and what was issued of each."""
        answer, planned = stored.answer, stored.posting.planned
        if stored.state is not PostingState.POSTED or answer is None:
            self._model.show_planned(planned)
            return None
        rows = compare(planned, answer.components)
        self._model.show_rows(rows)
        return sum(row.difference is not Difference.SAME for row in rows)
