"""Home: one prompt, the flows, the work that was put aside, and what needs a person."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import texts
from app.ui.look import Look
from app.ui.places import Place
from app.ui.widgets.banner import BannerKind, BannerView, LastScan
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.list_card import ListCard
from app.ui.widgets.notice import Notice
from app.ui.widgets.panes import Panes
from app.ui.widgets.tile import Tile

if TYPE_CHECKING:
    from app.services.overview import Overview
    from app.ui.pages.home_lists import HomeLists

_LOW = 560
"""Under this height, in look.md pixels, the tiles leave their icons away."""


class HomePage(QWidget):
    """Opens flows and parked drafts; a scan opens the right one by itself."""

    flow_chosen = Signal(str)
    draft_chosen = Signal(object, str)  # its PostingKind and id
    labels_wanted = Signal()

    def __init__(self, look: Look, *, buys: bool = True) -> None:
        """`buys`: whether the station has a buyer's desk."""
        super().__init__()
        self._look = look
        self._lists: HomeLists | None = None
        self._labels: Notice | None = None
        self._frame = FlowFrame(look, with_rail=False)
        self.banner = self._frame.banner
        shown = [tile for tile in texts.TILES if buys or tile[0] != Place.PURCHASE]
        self._tiles = [self._tile(look, *tile) for tile in shown]
        nothing_parked = EmptyState(look, "package-open", *texts.NOTHING_PARKED)
        self._parked = ListCard(look, "Parked work", nothing_parked)
        nothing_wrong = EmptyState(look, "check", *texts.NOTHING_WRONG)
        self._wrong = ListCard(look, "Needs attention", nothing_wrong)
        tiles = Panes(look, *self._tiles, stack_under=800, scroll=False)
        self._cards = Panes(
            look, self._parked, self._wrong, shares=(7, 5), stack_under=700, scroll=False
        )
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(tiles)
        self._rows.addWidget(self._cards, 1)
        self._frame.set_body(inside, scroll=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        look.changed.connect(self._restyle)
        self._restyle()
        self.show_last("")

    def attend(self, overview: "Overview") -> None:
        """List what there is in the store from now on; once."""
        from app.ui.pages.home_lists import HomeLists  # noqa: PLC0415 - with what is behind home

        self._lists = HomeLists(self._look, self._parked, self._wrong, overview)
        self._lists.draft_chosen.connect(self.draft_chosen)
        self._cards.restyle()

    def show_labels(self, waiting: int) -> None:
        """Say that lot labels wait for a printer; nothing while none does."""
        if waiting and self._labels is None:
            self._labels = Notice(self._look)
            self._labels.action_pressed.connect(self.labels_wanted)
            self._rows.insertWidget(1, self._labels)
        if self._labels is not None:
            words = texts.labels_wait(waiting)
            self._labels.set_notice(words.title, (words.hint,), texts.SHOW_LABELS)
            self._labels.setVisible(bool(waiting))

    def show_last(self, raw: str) -> None:
        """Name the last scan in the banner."""
        words = texts.HOME_PROMPT
        last = LastScan(texts.LAST_SCAN, raw or texts.NONE_YET)
        self.banner.set_view(BannerView(BannerKind.SCAN, words.title, words.hint, last=last))

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
