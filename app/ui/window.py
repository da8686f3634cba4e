"""The main window: top bar, the flows, status strip, and the red frame of a refusal.

It shows home, and is read and pressed, before what stands behind home is made (`routing`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.ui import opening_texts, scanner_texts, texts
from app.ui.look import Look
from app.ui.pages.home import HomePage
from app.ui.places import Place
from app.ui.widgets.flash import FlashFrame
from app.ui.widgets.status_strip import StatusItem, StatusStrip
from app.ui.widgets.top_bar import FlowEntry, TopBar

if TYPE_CHECKING:
    from app.services.scanning import Garbled, ScannedLabel, Scanning
    from app.ui.pages.activity import ActivityPage
    from app.ui.pages.buyer_flow import BuyerFlow
    from app.ui.pages.kit_flow import KitFlow
    from app.ui.pages.receipt_flow import ReceiptFlow
    from app.ui.routing import Routing

CLOCK_MS = 1000
_TITLE_BAR = 40
"""A window manager's, at most."""


@dataclass(frozen=True, slots=True)
class Nameplate:
    """Which station this is, whether its ERP is the training ERP, and whether it buys."""

    station: str = ""
    training: bool = False
    buys: bool = False


class MainWindow(QMainWindow):
    """Frame of the pages; what is scanned or pressed goes to its routing. GUI thread.

    Signals: `first_painted` once home can be seen.
    """

    first_painted = Signal()

    def __init__(
        self,
        look: Look,
        scanning: "Scanning",
        nameplate: Nameplate,
        routing: "Callable[[], Routing]",
    ) -> None:
        """Show home.

        Args:
            look: Of all widgets.
            scanning: What is scanned, and how each scanner stands.
            nameplate: What bar and strip say from the first moment.
            routing: Makes what stands behind home when it is first asked, and gives it.
        """
        super().__init__()
        self._routing, self._scanning = routing, scanning
        self._painted = False
        self._rest: Sequence[StatusItem] = (opening_texts.connecting(training=nameplate.training),)
        self.setWindowTitle("Kitbench")
        flows = [flow for flow in _FLOWS if nameplate.buys or flow.key != Place.PURCHASE]
        self.bar = TopBar(look, "Kitbench", flows, "Help F1")
        self.bar.set_mode(opening_texts.TRAINING if nameplate.training else "")
        self.bar.set_operator(opening_texts.SIGN_IN)
        self.bar.set_current(Place.HOME.value)
        self.home = HomePage(look, buys=nameplate.buys)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self._strip = StatusStrip(look)
        self._strip.set_station(f"Station {nameplate.station}" if nameplate.station else "")
        inside = _stacked(self.bar, self.stack, self._strip)
        self.setCentralWidget(inside)
        self._frame = FlashFrame(look, inside)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._connect()
        self._shortcuts(buys=nameplate.buys)
        self._show_items()
        self._tick()

    def show_on_screen(self) -> None:
        """Show it; filling a screen that is too small for its size, so that no edge is beyond it.

        The actions and the strip are at the lower edge.
        """
        room = self.screen().availableSize()
        if self.width() > room.width() or self.height() + _TITLE_BAR > room.height():
            self.resize(self.size().boundedTo(room))
            self.showMaximized()
        else:
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    # Places

    @property
    def flow(self) -> "KitFlow":
        """The kit flow."""
        return self._routing().shelf.flow

    @property
    def receipts(self) -> "ReceiptFlow":
        """The receipt flow."""
        return self._routing().shelf.receipts

    @property
    def purchase(self) -> "BuyerFlow":
        """The buyer's flow, where there is a way to ManEx."""
        return self._routing().shelf.purchase

    @property
    def activity(self) -> "ActivityPage":
        """The attention desk."""
        return self._routing().shelf.activity

    @property
    def place(self) -> Place:
        """Where one is."""
        return self._routing().place

    def show_place(self, place: Place) -> None:
        """Go there, unless the station is locked."""
        self._routing().show_place(place)

    def open_flow(self, key: str) -> None:
        """A flow was chosen by touch, keyboard or command."""
        self._routing().open_flow(key)

    def take(self, scanned: "ScannedLabel") -> None:
        """A scan goes to the desk, wherever the focus is."""
        self._routing().take(scanned)

    def lock(self) -> None:
        """Nobody works here until somebody unlocks; the draft stays as it is."""
        self._routing().lock()

    def open_help(self) -> None:
        """Help for the page that is open."""
        self._routing().open_help()

    def show_fault(self, words: str) -> None:
        """Something in the program broke: say so, and that the work is safe."""
        self._routing().show_fault(words)

    def let_go(self) -> None:
        """The workstation is closed: nothing leads anywhere any more."""
        self._scanning.blockSignals(True)
        self._routing = _nowhere

    def open_desk(self, view: str) -> None:
        """The attention desk, with this filter on."""
        self._routing().open_desk(view)

    # What it shows

    def set_items(self, items: Sequence[StatusItem]) -> None:
        """What the strip says behind the scanners."""
        self._rest = items
        self._show_items()

    def set_refused(self, refused: bool) -> None:
        """The red frame, or none."""
        if refused != self._frame.refused:
            self._frame.set_refused(refused)

    def _show_items(self) -> None:
        statuses = self._scanning.statuses.items()
        scanners = [scanner_texts.scanner_item(name, status) for name, status in statuses]
        self._strip.set_items([*(scanners or [scanner_texts.NO_SCANNER]), *self._rest])

    def _tick(self) -> None:
        self._strip.set_clock(opening_texts.clock())

    def _connect(self) -> None:
        self.bar.flow_chosen.connect(self.open_flow)
        self.bar.help_pressed.connect(self.open_help)
        self.bar.operator_pressed.connect(self._sign_in)
        self.home.flow_chosen.connect(self.open_flow)
        self._strip.pressed.connect(self.open_desk)
        self._scanning.scanned.connect(self.take)
        self._scanning.garbled.connect(self._garbled)
        self._scanning.withheld.connect(self._withheld)
        self._scanning.status_changed.connect(self._show_items)

    def _sign_in(self) -> None:
        self.show_place(Place.SIGN_IN)

    def _garbled(self, garbled: "Garbled") -> None:
        self._routing().garbled(garbled)

    def _withheld(self) -> None:
        self._routing().withheld()

    def _shortcuts(self, *, buys: bool) -> None:
        self._shortcut("F1", self.open_help)
        self._shortcut("Ctrl+Shift+L", self.lock)
        for place, _, _, keys in texts.TILES:
            if buys or place != Place.PURCHASE:
                self._shortcut(keys, partial(self._go, place))

    def _shortcut(self, keys: str, action: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(action)

    def _go(self, place: str) -> None:
        """The key of a tile of home: the same as its entry in the bar, on every page."""
        if not self._scanning.secret_entry:  # half a password is left by the pointer only
            self.open_flow(place)


_FLOWS = (
    FlowEntry(Place.HOME, "Home"),
    FlowEntry(Place.KIT, "Issue kit"),
    FlowEntry(Place.RECEIVE, "Receive PO"),
    FlowEntry(Place.PURCHASE, "PO lines"),
    FlowEntry(Place.ACTIVITY, "Activity"),
    FlowEntry(Place.SET_UP, "Set-up"),
)


def _nowhere() -> "Routing":
    raise RuntimeError("the workstation is closed")


def _stacked(bar: QWidget, middle: QWidget, strip: QWidget) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(bar)
    column.addWidget(middle, 1)
    column.addWidget(strip)
    return inside
