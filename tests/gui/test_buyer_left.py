"""What a buyer is typing is kept when the ERP moves its line, and when the window is closed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from app.core.po_line.requests import DeleteLine, EditLine
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.sandbox.manex_path import ROOT
from tests.gui.buyer import KEY, Buyer
from tests.gui.operator import Operator
from tests.gui.test_buyer_lines import QUANTITY, at_the_quantity, begin, name_at, quantity

Key = Qt.Key


@pytest.fixture
def buyer(kept_buyer: Buyer, again: Operator) -> Iterator[Buyer]:
    assert kept_buyer.operator is again
    yield kept_buyer
    again.window.show()


def test_a_read_that_moves_the_lines_leaves_it_where_it_belongs(buyer: Buyer) -> None:
    at_the_quantity(buyer)
    for where, gone in (("cell", "006"), ("panel", "007")):
        row = [number for number, *_ in buyer.operator.rows("Lines")].index(gone) + 2
        buyer.sheet.go_to(row, QUANTITY)
        buyer.settled()
        name, following = name_at(buyer, row), name_at(buyer, row + 1)
        stands = quantity(buyer, following)
        begin(buyer, where)
        line = buyer.in_erp("1752")[gone]
        with Transport(buyer.root_url + ROOT) as transport:
            ManexClient(transport).delete_line(KEY, DeleteLine("1752", gone, line.key, line))
        buyer.purchase.desk.refresh()
        buyer.settled()
        assert name_at(buyer, row - 1) == name
        buyer.keys("0")
        buyer.key(Key.Key_Tab)
        assert (quantity(buyer, name), quantity(buyer, following)) == ("6000", stands)


def test_a_cell_in_which_nobody_typed_leaves_a_colleague_s_change_alone(buyer: Buyer) -> None:
    at_the_quantity(buyer)
    name = name_at(buyer, 2)
    buyer.key(Key.Key_F2)
    assert buyer.sheet.is_editing
    found = next(line for line in buyer.in_erp("1752").values() if line.key == name)
    wanted = replace(found.values, quantity=Decimal(700))
    with Transport(buyer.root_url + ROOT) as transport:
        edit = EditLine("1752", found.item_number, name, wanted, found)
        ManexClient(transport).edit_line(KEY, edit)
    buyer.purchase.desk.refresh()
    buyer.settled()
    buyer.key(Key.Key_Return)
    assert quantity(buyer, name) == "700"
    draft = buyer.purchase.desk.draft
    assert draft is not None
    assert draft.untouched


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_it_is_entered_when_the_window_is_closed(buyer: Buyer, where: str) -> None:
    at_the_quantity(buyer)
    name = name_at(buyer, 2)
    begin(buyer, where)
    buyer.operator.window.close()
    assert quantity(buyer, name) == "600"
