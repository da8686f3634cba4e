"""What a buyer is typing is kept, whatever happens around it, and of the line it was typed for.

All at one station: nothing is posted.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.core.po_line.catalogue import LineField
from app.ui.widgets.sheet_table import Chosen
from tests.gui.buyer import Buyer
from tests.gui.operator import Operator
from tests.services.world import until

Key = Qt.Key
ORDER = "[)>\x1e06\x1dK1748\x1dQ10\x1e\x04"
QUANTITY = 5


@pytest.fixture
def buyer(kept_buyer: Buyer, again: Operator) -> Buyer:
    assert kept_buyer.operator is again
    return at_the_quantity(kept_buyer)


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


@pytest.mark.parametrize("key", [Key.Key_Shift, Key.Key_F8, Key.Key_PageDown])
def test_a_key_that_means_nothing_to_a_cell_leaves_it_as_it_is(buyer: Buyer, key: Key) -> None:
    buyer.keys("60")
    buyer.key(key)
    assert buyer.sheet.is_editing
    buyer.keys("0\r")
    buyer.settled()
    assert quantity(buyer, name_at(buyer, 2)) == "600"


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_it_is_entered_on_the_way_back(buyer: Buyer, where: str) -> None:
    name = name_at(buyer, 2)
    begin(buyer, where)
    buyer.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert buyer.purchase.desk.opened is None
    come_back(buyer)
    assert quantity(buyer, name) == "600"


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_a_scan_of_another_order_takes_none_of_it_along(buyer: Buyer, where: str) -> None:
    name = name_at(buyer, 2)
    desk = buyer.purchase.desk
    begin(buyer, where)
    buyer.operator.scan(ORDER)
    until(lambda: desk.draft and desk.draft.sheet.order.header.number == "1748")
    buyer.settled()
    assert desk.draft is not None
    assert desk.draft.untouched
    come_back(buyer)
    assert quantity(buyer, name) == "600"


def test_another_line_that_is_shown_takes_none_of_it(buyer: Buyer) -> None:
    name, other = name_at(buyer, 2), name_at(buyer, 6)
    begin(buyer, "panel")
    buyer.flow.lines.go_to_line(other)  # as a press of a chip does
    buyer.settled()
    buyer.operator.focus(buyer.sheet)
    assert (quantity(buyer, name), quantity(buyer, other)) == ("600", "300")


@pytest.mark.parametrize(("down", "filled"), [(0, ("12000", "2")), (2, ("500", "500"))])
def test_cells_are_filled_from_the_first_and_one_from_the_line_above(
    buyer: Buyer, down: int, filled: tuple[str, str]
) -> None:
    if down:
        buyer.sheet.choose(Chosen(2, QUANTITY, 2 + down, QUANTITY))
    buyer.key(Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert (quantity(buyer, name_at(buyer, 2)), quantity(buyer, name_at(buyer, 4))) == filled
