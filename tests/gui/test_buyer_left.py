"""What a buyer is typing is kept when the ERP moves its line, and when the window is closed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.core.po_line.catalogue import LineField
from app.core.po_line.requests import DeleteLine, EditLine
from app.core.po_line.sheet import Cell
from app.core.po_line.verdicts import LineState
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
    before = quantity(buyer, name)
    colleague(buyer, name)
    buyer.key(Key.Key_Return)
    assert int(quantity(buyer, name)) == int(before) + 200
    draft = buyer.purchase.desk.draft
    assert draft is not None
    assert draft.untouched


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_what_is_typed_over_a_colleague_s_change_unseen_is_a_conflict(
    buyer: Buyer, where: str
) -> None:
    at_the_quantity(buyer)
    name = name_at(buyer, 2)
    before = quantity(buyer, name)
    begin(buyer, where)
    colleague(buyer, name, deletes=True)  # so that rows go, too
    buyer.keys("0")
    buyer.key(Key.Key_Tab)
    draft = buyer.purchase.desk.draft
    assert draft is not None
    line = draft.sheet.line(name)
    assert line is not None
    assert line.cells[LineField.QUANTITY] == Cell("6000", seen=before)
    assert draft.verdicts.of(name).state is LineState.CONFLICT


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_what_is_typed_on_after_it_was_taken_back_is_nobody_else_s_change(
    buyer: Buyer, where: str
) -> None:
    at_the_quantity(buyer)
    name = name_at(buyer, 2)
    buyer.keys("7")
    buyer.key(Key.Key_Return)
    buyer.key(Key.Key_Up)
    begin(buyer, where)
    buyer.purchase.desk.undo()  # as the button does: it leaves the focus where it is
    buyer.keys("0")
    buyer.key(Key.Key_Tab)
    draft = buyer.purchase.desk.draft
    assert draft is not None
    assert draft.verdicts.of(name).state is not LineState.CONFLICT
    assert not draft.untouched


def colleague(buyer: Buyer, name: str, *, deletes: bool = False) -> None:
    """Somebody else orders 200 more, and deletes the last line; it is read anew."""
    held = buyer.in_erp("1752")
    gone = max(held)
    line = next(line for line in held.values() if line.key == name)
    assert line.values.quantity is not None
    wanted = replace(line.values, quantity=line.values.quantity + 200)
    with Transport(buyer.root_url + ROOT) as transport:
        client = ManexClient(transport)
        client.edit_line(KEY, EditLine("1752", line.item_number, name, wanted, line))
        if deletes:
            client.delete_line(KEY, DeleteLine("1752", gone, held[gone].key, held[gone]))
    buyer.purchase.desk.refresh()
    buyer.settled()


@pytest.mark.parametrize("where", ["cell", "panel"])
def test_it_is_entered_when_the_window_is_closed(buyer: Buyer, where: str) -> None:
    at_the_quantity(buyer)
    name = name_at(buyer, 2)
    begin(buyer, where)
    buyer.operator.window.close()
    assert quantity(buyer, name) == "600"
