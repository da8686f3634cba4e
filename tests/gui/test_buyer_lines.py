"""A buyer at the sheet and on the way around it. All at one station: nothing is posted."""

import pytest
from PySide6.QtCore import Qt

from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField
from app.core.posting import PostingState
from app.ui.places import Place
from tests.gui.buyer import Buyer
from tests.gui.key_device import KeyDevice
from tests.gui.operator import Operator
from tests.gui.test_buyer import opened
from tests.services.world import drained, until

CLOSED_PORT = "http://127.0.0.1:9"
Key = Qt.Key
POSTED = PostingState.POSTED
ORDER = "[)>\x1e06\x1dK1748\x1dQ10\x1e\x04"


@pytest.fixture
def buyer(kept_buyer: Buyer, again: Operator) -> Buyer:
    assert kept_buyer.operator is again
    return kept_buyer


def test_what_is_typed_fast_stands_in_the_cell_whole(buyer: Buyer) -> None:
    """Keys that may be a scanner's are held, and reach the sheet together (keyboard-scanners)."""
    opened(buyer)
    buyer.operator.focus(buyer.sheet)
    buyer.sheet.go_to(2, 5)
    device = KeyDevice(buyer.operator.window)
    device.type("600\r", gap=20)
    device.pause()
    until(lambda: buyer.sheet.currentIndex().row() == 3)
    buyer.settled()
    draft = buyer.purchase.desk.draft
    assert draft is not None
    line = draft.sheet.line(draft.sheet.names[2])
    assert line is not None
    assert line.text(LineField.QUANTITY) == "600"
    assert not buyer.sheet.is_editing
    assert buyer.sheet.hasFocus()


def test_the_key_that_edits_a_cell_leads_nowhere_else(buyer: Buyer) -> None:
    opened(buyer)
    buyer.operator.focus(buyer.sheet)
    buyer.sheet.go_to(2, 5)
    for _ in range(2):  # the second within the field
        buyer.operator.key(Key.Key_F2)
        assert buyer.operator.place() is Place.PURCHASE
        assert buyer.sheet.is_editing
    buyer.operator.key(Key.Key_F3)
    assert buyer.operator.place() is Place.RECEIVE
    buyer.operator.key(Key.Key_F4)
    assert buyer.operator.place() is Place.PURCHASE


def test_a_scan_never_falls_into_a_field_and_what_is_typed_stays(buyer: Buyer) -> None:
    opened(buyer)
    buyer.operator.focus(buyer.sheet)
    buyer.sheet.edit_cell(2, 5, "6")
    buyer.operator.scan("RELAY-24V")
    buyer.settled()
    draft = buyer.purchase.desk.draft
    assert draft is not None
    line = draft.sheet.line(draft.sheet.names[2])
    assert line is not None
    assert line.text(LineField.QUANTITY) == "6"
    assert buyer.operator.rows("Lines")[10][1] == "RELAY-24V"
    assert buyer.sheet.hasFocus()


def test_what_was_changed_is_parked_on_the_way_home_and_listed_there(buyer: Buyer) -> None:
    operator = buyer.operator
    opened(buyer)
    buyer.type_into(2, "Quantity", "600")
    buyer.press("Home")
    assert operator.place() is Place.HOME
    until(lambda: operator.station.overview.shelf.drafts)
    buyer.settled()
    assert operator.rows("Parked work")[0][0] == "Change in PO 1752"
    buyer.go_on()
    assert operator.place() is Place.PURCHASE
    assert "600" in operator.rows("Lines")[2][5]


def test_a_locked_station_takes_nothing_and_comes_back_to_the_order(buyer: Buyer) -> None:
    operator = buyer.operator
    opened(buyer)
    operator.station.window.lock()
    operator.station.scanning.inject("RELAY-24V", "Scanner")  # withheld
    drained()
    assert operator.place() is Place.LOCKED
    operator.station.session.unlocking.attempt("APIUSER", "password", remember=False)
    until(lambda: operator.place() is Place.PURCHASE)
    buyer.settled()
    assert len(operator.rows("Lines")) == 11  # ten, and the next one


def test_help_tells_of_the_page_that_is_open_and_a_scan_leads_back(buyer: Buyer) -> None:
    operator = buyer.operator
    buyer.come()
    for step in (Step.SUBJECT, Step.LINES):
        if step is Step.LINES:
            buyer.open("1752")
        operator.station.window.open_help()
        assert operator.place() is Place.HELP
        assert operator.says("Help: Order" if step is Step.SUBJECT else "Help: Order lines")
        operator.key(Key.Key_Escape)
        assert operator.place() is Place.PURCHASE
    operator.station.window.open_help()
    operator.scan("RELAY-24V")
    buyer.settled()
    assert operator.place() is Place.PURCHASE
    assert operator.rows("Lines")[10][1] == "RELAY-24V"


def test_an_order_that_is_closed_says_so_and_is_left_alone(buyer: Buyer) -> None:
    opened(buyer, "1754")
    assert buyer.operator.says("This order is closed")
    buyer.type_into(0, "Quantity", "7")
    assert buyer.operator.rows("Lines")[0][5] == "50"
    assert len(buyer.operator.rows("Lines")) == 1
