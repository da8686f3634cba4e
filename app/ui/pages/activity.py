"""Activity: what became of every posting."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.posting import PostingState
from app.services.overview import NEEDS_A_PERSON, Overview, PostingRow
from app.ui import posting_texts, texts
from app.ui.look import Look
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, CellModel, Column
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Tone

_NOWHERE = QModelIndex()
WAITING = (PostingState.QUEUED, PostingState.SENDING)
FILTERS: dict[str, tuple[PostingState, ...]] = {
    "attention": NEEDS_A_PERSON,
    "waiting": WAITING,
    "posted": (PostingState.POSTED,),
    "all": tuple(PostingState),
}


class ActivityPage(QWidget):
    """The newest postings, by what they need."""

    def __init__(self, look: Look, overview: Overview) -> None:
        super().__init__()
        self._overview = overview
        self._model = ActivityModel()
        self._table = RowTable(look, self._model, "Activity")
        self._empty = EmptyState(look, "inbox", *texts.NOTHING_POSTED)
        self._chips = Chips(look, "Postings shown")
        self._chips.chosen.connect(lambda _key: self.refresh())
        card = Card(look, "Activity")
        card.add_to_head(self._chips, right=True)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._table, 1)
        rows.addWidget(self._empty, 1)
        card.set_body(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        column.addWidget(card)
        self._show_chips()
        self._chips.set_current("all")
        overview.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the latest look at the outbox."""
        self._show_chips()
        states = FILTERS[self._chips.current() or "all"]
        rows = [row for row in self._overview.shelf.recent if row.state in states]
        self._model.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _show_chips(self) -> None:
        counts = self._overview.shelf.counts
        self._chips.set_chips(
            [
                Chip(key, words, sum(counts.of(state) for state in FILTERS[key]))
                for key, words in texts.ACTIVITY_FILTERS
            ]
        )


class ActivityModel(CellModel):
    """State, what, reference, batch, who and when, and the reason."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("State", Cell("Withdrawn", small=True)),
                Column("What", Cell("Kit", "MOTOR003 100", strong=True), stretch=True),
                Column("Reference", Cell("KB7Q2M4XD9", mono=True)),
                Column("Batch", Cell("004711", mono=True), drop=1),
                Column("Who, when", Cell("APIUSER, 2026-11-22 09:41", small=True)),
                Column("Why", Cell("The connection was cut after", small=True), drop=2),
            )
        )
        self._rows: tuple[PostingRow, ...] = ()

    def show_rows(self, rows: Sequence[PostingRow]) -> None:
        """Show these postings."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        found = self._rows[row]
        match column:
            case 0:
                shape, tone, words = posting_texts.MARKS[found.state]
                return Cell(words, tone=tone, shape=shape, small=True, strong=True)
            case 1:
                return Cell(f"Kit {found.assembly_id}", texts.amount(found.quantity), strong=True)
            case 2:
                return Cell(found.reference, mono=True)
            case 3:
                return Cell(found.batch_number or texts.DASH, mono=True)
            case 4:
                who = texts.who_when(found.operator, found.confirmed_at)
                return Cell(who, tone=Tone.SECOND, small=True)
            case _:
                return Cell(posting_texts.why(found), tone=Tone.SECOND, small=True)
