"""A buyer in front of the real window: opens orders, types into the sheet, reads what it says."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.po_line.facts import OrderLine
from app.core.posting import PostingState
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_path import ROOT
from app.services.purchase import Purchase
from app.ui.pages.buyer_flow import BuyerFlow
from app.ui.widgets.sheet_table import SheetTable
from tests.gui.operator import Operator
from tests.gui.screen import painted_once
from tests.services.world import drained, until

KEY = API_KEYS["APIUSER"]
Key = Qt.Key
NOTHING = Qt.KeyboardModifier.NoModifier


@dataclass
class Buyer:
    """Works at one station; ManEx is at `root_url`, below the training ERP's own."""

    operator: Operator
    root_url: str

    def enter(self) -> None:
        """Its key is accepted: the training ERP has come up."""
        self.purchase.buying.enter(self.root_url + ROOT, KEY)
        until(lambda: self.purchase.buying.session.credentials() is not None)

    @property
    def purchase(self) -> Purchase:
        """The desk and what it stands on."""
        found = self.operator.station.purchase
        assert found is not None
        return found

    @property
    def flow(self) -> BuyerFlow:
        """The buyer's pages."""
        return self.operator.station.window.purchase

    @property
    def sheet(self) -> SheetTable:
        """The lines."""
        return self.flow.lines.table

    def settled(self) -> None:
        """Wait until all that was done is judged, durable and on the screen."""
        desk, window = self.purchase.desk, self.operator.window
        with painted_once(window):
            self.operator.settled()
            until(lambda: desk.idle and not (desk.asking or desk.refreshing))
            drained()
            until(lambda: not self.flow.behind)

    def open(self, number: str) -> None:
        """Open an order by its number, from the field on the order page."""
        with painted_once(self.operator.window):
            self.operator.focus(self.flow.order.wanted)
            QTest.keyClicks(self.flow.order.wanted, number)
            self.key(Key.Key_Return)
            until(lambda: self.purchase.desk.opened)
            self.settled()

    def go_on(self) -> None:
        """Go on with the first of the work that is parked."""
        self.operator.press_cell("Parked work", 0, "Continue")
        until(lambda: self.purchase.desk.opened)
        self.settled()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NOTHING) -> None:
        """Press a key, wherever the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.operator.window, key, modifier)
        self.settled()

    def keys(self, text: str) -> None:
        """Type it, key by key, wherever the focus is then."""
        for character in text:
            QTest.keyClicks(QApplication.focusWidget() or self.operator.window, character)

    def come(self) -> None:
        """Go to the buyer's desk, from wherever one is."""
        self.operator.key(Qt.Key.Key_F4)
        self.settled()

    def press(self, words: str) -> None:
        """Press a button with the pointer."""
        self.operator.press(words)
        self.settled()

    def type_into(self, row: int, title: str, text: str) -> None:
        """Press a cell of the sheet, and type over it."""
        model = self.sheet.model()
        titles = [
            model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())
        ]
        place = self.sheet.visualRect(model.index(row, titles.index(title))).center()
        QTest.mouseClick(self.sheet.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        self.operator.focus(self.sheet)
        self.keys(text)
        self.key(Key.Key_Return)

    def become(self, *states: PostingState) -> None:
        """Wait until each line has become this, on the screen."""

        def standing() -> tuple[PostingState, ...]:
            opened = self.purchase.desk.opened
            return tuple(one.state for one in opened.results) if opened else ()

        until(lambda: standing() == states)
        self.settled()

    def in_erp(self, order: str) -> dict[str, OrderLine]:
        """An order's lines as ManEx holds them, by number."""
        with Transport(self.root_url + ROOT) as transport:
            return {one.item_number: one for one in ManexClient(transport).lines(KEY, order)}
