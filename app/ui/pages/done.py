"""The Done page: what was planned against what the ERP says it issued."""

from PySide6.QtWidgets import QVBoxLayout, QWizardPage

from app.core.kit.confirm import Difference, compare
from app.core.posting import PostingState
from app.services.kits import KitDesk
from app.ui import kit_texts
from app.ui.look import Look
from app.ui.models.comparison import ComparisonModel
from app.ui.widgets.card import Card
from app.ui.widgets.table import RowTable


class DonePage(QWizardPage):
    """Shows the desk's posting as the sender last said."""

    def __init__(self, look: Look, desk: KitDesk) -> None:
        super().__init__()
        self._desk = desk
        self._model = ComparisonModel()
        self._card = Card(look, "Planned against posted")
        self._card.set_body(RowTable(look, self._model, "Planned against posted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._shown: tuple[str, PostingState] | None = None

    def refresh(self) -> None:
        """Show the posting, if it stands otherwise than before."""
        stored = self._desk.posting
        if stored is None:
            self._shown = None
            return
        standing = (stored.posting.posting_id, stored.state)
        if standing == self._shown:
            return
        self._shown = standing
        answer = stored.answer
        posted = stored.state is PostingState.POSTED and answer is not None
        planned = stored.posting.planned
        if posted and answer is not None:
            rows = compare(planned, answer.components)
            others = sum(row.difference is not Difference.SAME for row in rows)
            self._card.set_title("Planned against posted", kit_texts.differing(others))
            self._model.show_rows(rows)
        else:
            self._card.set_title("What this kit takes", "")
            self._model.show_planned(planned)
