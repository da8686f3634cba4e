"""Activity: what became of every posting, and what a person must decide."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.posting import PostingState
from app.services.decisions import Decisions
from app.services.overview import Overview, PostingRow, Shelf
from app.ui import posting_texts, texts
from app.ui.look import Look
from app.ui.pages.held import HeldCard
from app.ui.widgets.card import Card
from app.ui.widgets.cells import EMPTY, Cell, Column, Listed
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.entry_panel import EntryPanel
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Shape, Tone

_BOTH, _CARD_TOO = 900, 560
"""Heights of a page, in look.md pixels, that hold the keys and also the list; the card."""
WAITING = (PostingState.QUEUED, PostingState.SENDING)


class ActivityPage(QWidget):
    """The newest postings, by what they need; one that is held is decided on here."""

    def __init__(self, look: Look, overview: Overview, decisions: Decisions) -> None:
        super().__init__()
        self._overview = overview
        self._model = ActivityModel()
        self._table = RowTable(look, self._model, "Activity")
        self._table.line_chosen.connect(self._choose)
        self._table.link_pressed.connect(self._decide)
        self._chosen = ""
        self.held = HeldCard(look, decisions)
        self._empty = EmptyState(look, "inbox", *texts.NOTHING_POSTED)
        self._chips = Chips(look, "Postings shown")
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._look = look
        self.entry = EntryPanel(look)
        self.entry.serve(self.held.reason, posting_texts.REASON)
        self.held.reason_wanted.connect(self._type_reason)
        self.entry.opened.connect(self._part_room)
        self.entry.closed.connect(self._part_room)
        self._card = card = Card(look, "Activity")
        card.add_to_head(self._chips, right=True)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._table, 1)
        rows.addWidget(self._empty, 1)
        card.set_body(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(24), look.px(24), look.px(24))
        column.setSpacing(look.px(16))
        column.addWidget(card, 1)
        column.addWidget(self.held)
        column.addWidget(self.entry)
        self._show_chips()
        self._chips.set_current("all")
        overview.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the latest look at the outbox."""
        self._show_chips()
        rows = _listed(self._overview.shelf, self._chips.current() or "all")
        self._model.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._mark_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._part_room()

    def _part_room(self) -> None:
        """While a reason is typed by finger the list gives up its room, then the card as well."""
        self.entry.set_page_height(self.height())
        typing, room = not self.entry.isHidden(), self.height() / self._look.scale
        self._card.setHidden(typing and room < _BOTH)
        self.held.set_aside(aside=typing and room < _CARD_TOO)

    def _type_reason(self) -> None:
        self.entry.edit(self.held.reason, posting_texts.REASON)

    def _choose(self, line: int) -> None:
        self._chosen = self._model.row_at(line).posting_id
        self.held.show_row(self._model.row_at(line))

    def _decide(self, line: int, column: int) -> None:
        del column
        self._choose(line)
        self.held.open()

    def _mark_chosen(self) -> None:
        line = self._model.line_of(self._chosen)
        self._table.set_current_line(line, scroll=False)
        self.held.show_row(self._model.row_at(line) if line >= 0 else None)

    def _show_chips(self) -> None:
        counts = self._overview.shelf.counts
        numbers = {
            "attention": self._overview.attention_count,
            "waiting": counts.waiting,
            "posted": counts.of(PostingState.POSTED),
            "all": sum(counts.by_state.values()),
        }
        self._chips.set_chips(
            [Chip(key, words, numbers[key]) for key, words in texts.ACTIVITY_FILTERS]
        )


def _listed(shelf: Shelf, key: str) -> Sequence[PostingRow]:
    match key:
        case "attention":
            return shelf.attention
        case "waiting":
            return [row for row in shelf.recent if row.state in WAITING and row.held is None]
        case "posted":
            return [row for row in shelf.recent if row.state is PostingState.POSTED]
        case _:
            return shelf.recent


class ActivityModel(Listed[PostingRow]):
    """State, what, reference, batch, who and when, and the reason."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("State", Cell("Withdrawn", shape=Shape.CROSS, small=True, strong=True)),
                Column("What", Cell("Kit MOTOR003", "100", strong=True)),
                Column("Reference", Cell("KB7Q2M4XD9", mono=True), drop=2),
                Column("Batch", Cell("004711", mono=True), drop=3),
                Column("Who, when", Cell("APIUSER, 09:41", small=True), drop=1),
                Column("Why", Cell("The connection was cut", small=True), stretch=True, drop=4),
                Column("", Cell(posting_texts.DECIDE, strong=True, link=True)),
            )
        )

    def line_of(self, posting_id: str) -> int:
        """Where a posting stands, -1 where it doesn't."""
        lines = (at for at, row in enumerate(self._rows) if row.posting_id == posting_id)
        return next(lines, -1)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        found = self._rows[row]
        match column:
            case 0:
                shape, tone, words = posting_texts.mark(found)
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
            case 5:
                return Cell(posting_texts.why(found), tone=Tone.SECOND, small=True)
            case _ if found.held is not None:
                return Cell(posting_texts.DECIDE, tone=Tone.ACCENT, strong=True, link=True)
            case _:
                return EMPTY
