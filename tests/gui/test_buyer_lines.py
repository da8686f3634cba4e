"""A buyer at the sheet and on the way around it: what is being typed is kept, of its own line.

All at one station: nothing is posted.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField
from app.ui.places import Place
from app.ui.widgets.sheet_table import Chosen
from tests.gui.buyer import Buyer
from tests.gui.key_device import KeyDevice
from tests.gui.operator import Operator
from tests.gui.test_buyer import opened
from tests.services.world import drained, until

Key = Qt.Key
ORDER = "[)>\x1e06\x1dK1748\x1dQ10\x1e\x04"
QUANTITY = 5


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


@pytest.fixture
def typist(buyer: Buyer) -> Buyer:
    return at_the_quantity(buyer)


def at_the_quantity(buyer: Buyer) -> Buyer:
    """Of the third line of an order: 500."""
    buyer.come()
    buyer.open("1752")
    buyer.operator.focus(buyer.sheet)
    buyer.sheet.go_to(2, QUANTITY)
    buyer.settled()
    return buyer


def quantity(buyer: Buyer, name: str) -> str:
    draft = buyer.purchase.desk.draft
    line = draft.sheet.line(name) if draft else None
    return line.text(LineField.QUANTITY) if line else "no such line"


def name_at(buyer: Buyer, row: int) -> str:
    draft = buyer.purchase.desk.draft
    assert draft is not None
    return draft.sheet.names[row]


def begin(buyer: Buyer, where: str) -> None:
    """Type 600, and leave the cell, or the field of the panel, to itself."""
    if where == "panel":
        field = buyer.flow.lines.panel.fields[LineField.QUANTITY].field
        assert isinstance(field, QLineEdit)
        buyer.operator.focus(field)
        field.selectAll()
    buyer.keys("600")


def come_back(buyer: Buyer) -> None:
    """Go home, and on with the order that was put aside."""
    buyer.press("Home")
    until(lambda: buyer.operator.station.overview.shelf.drafts)
    buyer.settled()
    buyer.go_on()


def test_a_key_that_means_nothing_to_a_cell_leaves_it_as_it_is(typist: Buyer) -> None:
    typist.keys("60")
    for key in (Key.Key_Shift, Key.Key_F8, Key.Key_PageDown):
        typist.key(key)
        assert typist.sheet.is_editing, key
    typist.keys("0\r")
    typist.settled()
    assert quantity(typist, name_at(typist, 2)) == "600"


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_it_is_entered_on_the_way_back(typist: Buyer, where: str) -> None:
    name = name_at(typist, 2)
    begin(typist, where)
    typist.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert typist.purchase.desk.opened is None
    come_back(typist)
    assert quantity(typist, name) == "600"


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_a_scan_of_another_order_takes_none_of_it_along(typist: Buyer, where: str) -> None:
    name = name_at(typist, 2)
    desk = typist.purchase.desk
    begin(typist, where)
    typist.operator.scan(ORDER)
    until(lambda: desk.draft and desk.draft.sheet.order.header.number == "1748")
    typist.settled()
    assert desk.draft is not None
    assert desk.draft.untouched
    come_back(typist)
    assert quantity(typist, name) == "600"


def test_another_line_that_is_shown_takes_none_of_it(typist: Buyer) -> None:
    name, other = name_at(typist, 2), name_at(typist, 6)
    begin(typist, "panel")
    typist.flow.lines.go_to_line(other)  # as a press of a chip does
    typist.settled()
    typist.operator.focus(typist.sheet)
    assert (quantity(typist, name), quantity(typist, other)) == ("600", "300")


@pytest.mark.parametrize(("down", "filled"), [(0, ("12000", "2")), (2, ("500", "500"))])
def test_cells_are_filled_from_the_first_and_one_from_the_line_above(
    typist: Buyer, down: int, filled: tuple[str, str]
) -> None:
    if down:
        typist.sheet.choose(Chosen(2, QUANTITY, 2 + down, QUANTITY))
    typist.key(Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert (quantity(typist, name_at(typist, 2)), quantity(typist, name_at(typist, 4))) == filled
