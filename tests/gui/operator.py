"""A person in front of the real window: scans, presses, types, reads what it says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.flow.steps import Step
from app.core.kit.draft import KitDraft
from app.core.posting import PostingState
from app.core.receiving.draft import ReceiptDraft
from app.main import Workstation
from app.services.scanning import ScannerMode
from app.store.postings import StoredPosting
from app.ui.pages.kit_flow import KitFlow
from app.ui.pages.scan_flow import ScanFlow
from app.ui.places import Place
from app.ui.widgets.banner import Banner, BannerView
from app.ui.widgets.cells import CellModel
from app.ui.widgets.flash import FlashFrame
from app.ui.widgets.status_strip import StatusStrip
from app.ui.widgets.table import RowTable
from tests.gui.screen import painted_once, shown
from tests.services.world import Heard, drained, until

SOURCE = "Scanner"
REACH = 100
"""Pixels from the corner of the screen: there is nothing to touch outside of it."""
MOTOR_LOTS = ("24B-118", "M-0931", "W-2215", "G-78")
W = TypeVar("W", bound=QWidget)


@dataclass
class Operator:
    """Works at one station. What is not to be seen can't be pressed."""

    station: Workstation
    pressed: list[str] = field(default_factory=list)
    _came: Heard[object] = field(default_factory=Heard)
    _sent: int = 0

    def __post_init__(self) -> None:
        self.station.scanning.scanned.connect(self._came)

    def enter_with(self, qtbot: QtBot) -> None:
        """Bring the window to the front and sign in."""
        self.station.window.activateWindow()
        qtbot.waitUntil(self.station.window.isActiveWindow)
        self.sign_in()

    def sign_in(self) -> None:
        """As whom the training ERP knows."""
        self.station.session.sign_in("APIUSER", "password", remember=True)
        until(lambda: self.station.session.credentials() is not None)
        drained()

    # Scanning

    def inject(self, *texts: str, mode: ScannerMode = ScannerMode.LIVE) -> None:
        """Scan all of these at once, and wait for nothing."""
        for text in texts:
            self.station.scanning.inject(text, SOURCE, mode)
        self._sent += len(texts)

    def expect(self, scans: int) -> None:
        """So many come from elsewhere."""
        self._sent += scans

    def settled(self) -> None:
        """Wait until every scan was dealt with and is on the screen."""
        with painted_once(self.station.window):
            until(lambda: len(self._came.all) == self._sent and self.station.flows.idle)
            shown(self.station.window)

    def scan(self, *texts: str, mode: ScannerMode = ScannerMode.LIVE) -> None:
        """Scan one after the other, each when the one before was dealt with."""
        with painted_once(self.station.window):
            for text in texts:
                self.inject(text, mode=mode)
                self.settled()

    def checked(self) -> None:
        """Wait for the ERP's word on the serial numbers, and for it to be on the screen."""
        with painted_once(self.station.window):
            until(lambda: not self.draft.state.checking and self.station.desk.idle)
            shown(self.station.window)

    def motors(self, *serials: str) -> None:
        """A kit of MOTOR003 up to its Review page."""
        self.scan("MOTOR003", *serials, "KB:NEXT", *MOTOR_LOTS, "KB:NEXT")
        self.checked()

    def post(self) -> StoredPosting:
        """Scan POST, and wait for the ERP's answer to be on the screen."""
        self.scan("KB:POST")
        until(lambda: self.posting and self.posting.state is PostingState.POSTED)
        drained()
        assert self.posting is not None
        return self.posting

    def park_and_continue(self, what: str, how_far: str) -> None:
        """Put the draft aside; home lists it so; go on with it from there."""
        at_work = self.place()
        self.press("Park")
        assert self.place() is Place.HOME
        until(lambda: lists_parked(self, what, how_far))  # home may still show an earlier look
        drained()
        self.press_cell("Parked work", 0, "Continue")
        until(lambda: self.station.flows.desk.draft)
        self.settled()
        assert self.place() is at_work

    @property
    def draft(self) -> KitDraft:
        """On the desk."""
        assert self.station.desk.draft is not None
        return self.station.desk.draft

    @property
    def receipt(self) -> ReceiptDraft:
        """On the receiving desk."""
        assert self.station.receiving.draft is not None
        return self.station.receiving.draft

    def step(self) -> Step:
        """The page the draft is on."""
        return self.draft.state.step

    def place(self) -> Place:
        """Where the window is."""
        return self.station.window.place

    @property
    def posting(self) -> StoredPosting | None:
        """What the draft became."""
        return self.station.desk.posting

    # Looking

    @property
    def window(self) -> QWidget:
        """The main one."""
        return self.station.window

    @property
    def flow(self) -> KitFlow:
        """The kit's pages."""
        return self.station.window.flow

    @property
    def at_work(self) -> ScanFlow:
        """The pages of the flow that one is in; on home, the kit's."""
        window = self.station.window
        return window.receipts if window.place is Place.RECEIVE else window.flow

    def seen(self, kind: type[W]) -> list[W]:
        """All widgets of a kind that are to be seen."""
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def banner(self) -> BannerView:
        """What the banner of the open page says."""
        (banner,) = self.seen(Banner)
        return banner.view

    def red(self) -> bool:
        """Whether the window has its red frame."""
        (frame,) = self.window.findChildren(FlashFrame)
        return frame.refused and frame.isVisible()

    def words(self) -> list[str]:
        """Every label that is to be seen, as it is written."""
        return [one.text() for one in self.seen(QLabel) if one.text()]

    def says(self, text: str) -> bool:
        """Whether the text stands somewhere, alone or within other words."""
        return any(text in words for words in self.words())

    def strip(self) -> str:
        """What the status strip says, as a screen reader reads it."""
        (strip,) = self.seen(StatusStrip)
        parts = [one for one in strip.findChildren(QWidget) if one.isVisible()]
        return " | ".join(one.accessibleName() for one in parts if one.accessibleName())

    def table(self, name: str) -> RowTable:
        """The table of this name."""
        (table,) = [one for one in self.seen(RowTable) if one.accessibleName() == name]
        return table

    def rows(self, name: str) -> list[list[str]]:
        """The words of all its cells."""
        model = self.table(name).model()
        assert isinstance(model, CellModel)
        columns = range(model.columnCount())
        return [[model.cell(row, at).words for at in columns] for row in range(model.rowCount())]

    def row(self, name: str, first: str) -> list[str]:
        """The row in which this stands."""
        (found,) = [row for row in self.rows(name) if any(first in cell for cell in row)]
        return found

    def button(self, words: str) -> QAbstractButton:
        """The button with these words."""
        (button,) = [one for one in self.seen(QAbstractButton) if one.accessibleName() == words]
        return button

    def buttons(self) -> list[str]:
        """The words of all buttons that can be pressed."""
        return [one.accessibleName() for one in self.seen(QAbstractButton) if one.isEnabled()]

    def field(self, name: str) -> QLineEdit:
        """The field of this name."""
        (found,) = [one for one in self.seen(QLineEdit) if one.accessibleName() == name]
        return found

    # Acting

    def press(self, words: str) -> None:
        """Press a button with the pointer."""
        button = self.button(words)
        assert button.isEnabled(), words
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settled()

    def touch(self, widget: QWidget) -> None:
        """Touch it with a finger; the window is moved until that is on the screen."""
        screen, middle = QTest.createTouchDevice(), widget.rect().center()
        place = widget.mapTo(self.window, middle)
        self.window.move(-place.x() + REACH, -place.y() + REACH)
        QTest.touchEvent(widget, screen).press(1, middle, widget)
        QTest.touchEvent(widget, screen).release(1, middle, widget)
        self.settled()

    def press_cell(self, name: str, row: int, words: str) -> None:
        """Press a cell of a table with the pointer."""
        table = self.table(name)
        column = self.rows(name)[row].index(words)
        place = table.visualRect(table.model().index(row, column)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        self.settled()

    def focus(self, widget: QWidget) -> None:
        """Lead the keys there, whatever window had them."""
        self.window.activateWindow()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        until(widget.hasFocus)

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key, wherever the focus is.

        A window that was closed before may take the keys away late; no shortcut works then.
        """
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            until(QApplication.activeWindow)
        QTest.keyClick(self.focused(), key, modifier)
        self.settled()

    def focused(self) -> QWidget:
        """Where the keys go."""
        return QApplication.focusWidget() or self.window

    def type(self, name: str, text: str, then: Qt.Key = Qt.Key.Key_Tab) -> None:
        """Type into a field in place of what stands there."""
        field = self.field(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, then)
        self.settled()

    def watch_buttons(self) -> None:
        """From now on note every button that is pressed, by whatever."""
        for button in self.window.findChildren(QAbstractButton):
            button.clicked.connect(self._noting(button))

    def _noting(self, button: QAbstractButton) -> Callable[[], None]:
        return lambda: self.pressed.append(button.accessibleName())


def lists_parked(operator: Operator, what: str, how_far: str) -> bool:
    """Whether home lists this parked work, and nothing else."""
    if not any(one.accessibleName() == "Parked work" for one in operator.seen(RowTable)):
        return False
    rows = operator.rows("Parked work")
    return len(rows) == 1 and rows[0][0].startswith(what) and how_far in rows[0]
