"""Home: one prompt, the flows, the work that was put aside, and what needs a person."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.overview import DraftRow, Overview, PostingRow
from app.ui import posting_texts, texts
from app.ui.look import Look
from app.ui.widgets.banner import BannerKind, BannerView, LastScan
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.panes import Panes
from app.ui.widgets.table import RowTable
from app.ui.widgets.tile import Tile
from app.ui.widgets.values import Shape, Tone

_LOW = 560
"""Under this height, in look.md pixels, the tiles leave their icons away."""


class HomePage(QWidget):
    """Opens flows and parked drafts; a scan opens the right one by itself."""

    flow_chosen = Signal(str)
    draft_chosen = Signal(str)

    def __init__(self, look: Look, overview: Overview) -> None:
        super().__init__()
        self._look, self._overview = look, overview
        self._frame = FlowFrame(look, with_rail=False)
        self.banner = self._frame.banner
        self._tiles = [self._tile(look, *tile) for tile in texts.TILES]
        self._drafts, self._attention = DraftsModel(), AttentionModel()
        self._parked_table = RowTable(look, self._drafts, "Parked work", header=False)
        self._parked_table.link_pressed.connect(self._continue)
        self._parked_empty = EmptyState(look, "package-open", *texts.NOTHING_PARKED)
        self._parked = _card(look, "Parked work", self._parked_table, self._parked_empty)
        self._attention_table = RowTable(look, self._attention, "Needs attention", header=False)
        self._attention_empty = EmptyState(look, "check", *texts.NOTHING_WRONG)
        self._wrong = _card(look, "Needs attention", self._attention_table, self._attention_empty)
        tiles = Panes(look, *self._tiles, stack_under=520, scroll=False)
        cards = Panes(look, self._parked, self._wrong, shares=(7, 5), stack_under=700, scroll=False)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(tiles)
        self._rows.addWidget(cards, 1)
        self._frame.set_body(inside, scroll=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        look.changed.connect(self._restyle)
        self._restyle()
        overview.changed.connect(self.refresh)
        self.show_last("")
        self.refresh()

    def show_last(self, raw: str) -> None:
        """Name the last scan in the banner."""
        words = texts.HOME_PROMPT
        last = LastScan(texts.LAST_SCAN, raw or texts.NONE_YET)
        self.banner.set_view(BannerView(BannerKind.SCAN, words.title, words.hint, last=last))

    def refresh(self) -> None:
        """Show the latest look at the store."""
        shelf = self._overview.shelf
        self._drafts.show_rows(shelf.drafts)
        self._attention.show_rows(shelf.attention)
        self._parked.set_title("Parked work", str(len(shelf.drafts)) if shelf.drafts else "")
        count = len(shelf.attention)
        self._wrong.set_title("Needs attention", str(count) if count else "")
        self._parked_table.setVisible(bool(shelf.drafts))
        self._parked_empty.setVisible(not shelf.drafts)
        self._attention_table.setVisible(bool(count))
        self._attention_empty.setVisible(not count)

    def _tile(self, look: Look, key: str, icon: str, words: texts.Words, shortcut: str) -> Tile:
        tile = Tile(look, icon, words.title, words.hint, shortcut)
        tile.clicked.connect(lambda: self.flow_chosen.emit(key))
        return tile

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the lists where the window is low."""
        super().resizeEvent(event)
        self._restyle()

    def _restyle(self) -> None:
        px = self._look.px
        self._rows.setSpacing(px(16))
        for tile in self._tiles:
            tile.set_low(self.height() < px(_LOW))

    def _continue(self, row: int, column: int) -> None:
        del column
        self.draft_chosen.emit(self._drafts.row_at(row).head.draft_id)


def _card(look: Look, title: str, table: RowTable, empty: EmptyState) -> Card:
    card = Card(look, title)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(table, 1)
    column.addWidget(empty, 1)
    card.set_body(inside)
    return card


class DraftsModel(Listed[DraftRow]):
    """Parked work: what, how far, who and when."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("What", Cell("MOTOR003", "100 EACH", strong=True), stretch=True),
                Column("How far", Cell("11 of 12 lines", small=True), drop=2),
                Column("Who, when", Cell("Op. 0417, 09:58", small=True), drop=1),
                Column("", Cell("Continue", strong=True, link=True), right=True),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        draft = self._rows[row]
        match column:
            case 0:
                subject = draft.summary.subject or "No assembly yet"
                second = texts.draft_standing(draft)
                return Cell(subject, second, strong=True)
            case 1:
                return Cell(texts.how_far(draft.summary), tone=Tone.SECOND, small=True)
            case 2:
                who = texts.who_when(draft.changed_by or draft.head.operator, draft.changed_at)
                return Cell(who, tone=Tone.SECOND, small=True)
            case _:
                return Cell("Continue", tone=Tone.ACCENT, strong=True, link=True)


class AttentionModel(Listed[PostingRow]):
    """Postings that need a person."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("State", Cell("Unknown", shape=Shape.DIAMOND, small=True, strong=True)),
                Column("What", Cell("KB7Q2M4XD9", strong=True), stretch=True),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        found = self._rows[row]
        if column == 0:
            shape, tone, words = posting_texts.mark(found)
            return Cell(words, tone=tone, shape=shape, small=True, strong=True)
        what = f"{found.assembly_id}, {texts.amount(found.quantity)}"
        return Cell(found.reference, texts.joined(what, posting_texts.why(found)), strong=True)
