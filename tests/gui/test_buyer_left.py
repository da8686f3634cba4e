"""What a buyer is typing is kept when the ERP moves its line, and when the window is closed."""

import pytest
from PySide6.QtCore import Qt

from app.core.po_line.requests import DeleteLine
from app.demo.cable import NetworkCable
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.sandbox.manex_path import ROOT
from tests.gui.buyer import KEY, Buyer
from tests.gui.operator import Operator
from tests.gui.test_buyer_typing import QUANTITY, at_the_quantity, begin, name_at, quantity

Key = Qt.Key


@pytest.fixture
def buyer(operator: Operator, cable: NetworkCable) -> Buyer:
    made = Buyer(operator, cable.url)
    made.enter()
    return at_the_quantity(made)


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_a_read_that_moves_the_lines_leaves_it_where_it_belongs(buyer: Buyer, where: str) -> None:
    buyer.sheet.go_to(7, QUANTITY)
    buyer.settled()
    name, following = name_at(buyer, 7), name_at(buyer, 8)
    begin(buyer, where)
    gone = buyer.in_erp("1752")["006"]
    with Transport(buyer.root_url + ROOT) as transport:
        ManexClient(transport).delete_line(KEY, DeleteLine("1752", "006", gone.key, gone))
    buyer.purchase.desk.refresh()
    buyer.settled()
    assert name_at(buyer, 6) == name
    buyer.keys("0")
    buyer.key(Key.Key_Tab)
    assert (quantity(buyer, name), quantity(buyer, following)) == ("6000", "100")


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_it_is_entered_when_the_window_is_closed(buyer: Buyer, where: str) -> None:
    name = name_at(buyer, 2)
    begin(buyer, where)
    buyer.operator.window.close()
    assert quantity(buyer, name) == "600"
