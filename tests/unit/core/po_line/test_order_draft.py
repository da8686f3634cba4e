"""The draft of an order: what is typed stands there, is judged, taken back and done again."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField as F
from app.core.po_line.confirm import Hindrance, NotReady, hindrance, make_postings
from app.core.po_line.faults import LineFault
from app.core.po_line.forms import DecimalMark, Form
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.parts import PartFound, PartQuery
from app.core.po_line.requests import AddLine, DeleteLine, EditLine, LineRequest
from app.core.po_line.three_way import Side, differences
from app.core.po_line.verdicts import LineState
from app.core.settings import BuyingSettings, Rule
from app.core.target import Erp, Mode, Target
from tests.unit.core.po_line.orders import (
    AT,
    GENR,
    ITEMS,
    YAGEO,
    changed,
    draft,
    line,
    order,
    values,
)

COMMA = Form(DecimalMark.COMMA)
TARGET = Target(Erp.MANEX, "https://manex.example", "", Mode.LIVE)


def state(made: OrderDraft, name: str) -> LineState:
    return made.verdicts.of(name).state


def fault(made: OrderDraft, name: str, of: F) -> LineFault | None:
    finding = made.verdicts.of(name).of(of)
    return finding.fault if finding else None


def text(made: OrderDraft, name: str, of: F) -> str:
    held = made.sheet.line(name)
    assert held is not None
    return held.text(of)


def requests(made: OrderDraft) -> tuple[LineRequest, ...]:
    """What the ERP would be told, line by line."""
    return tuple(one.request for one in make_postings(made, TARGET, "0417", AT))


def test_an_order_opens_as_it_is() -> None:
    made = draft()
    assert made.sheet.names == ["_L1", "_L2", "_L3"]
    assert made.untouched
    assert {state(made, name) for name in made.sheet.names} == {LineState.UNCHANGED}
    assert hindrance(made) == Hindrance(NotReady.NOTHING)
    assert requests(made) == ()


def test_a_new_line_takes_the_next_number_and_its_keys_from_the_item_master() -> None:
    made = draft()
    made.add({F.PART_NUMBER: "416", F.QUANTITY: "1.250", F.COST_EACH: "2,10"}, COMMA)
    assert made.sheet.names[-1] == "+1"
    assert state(made, "+1") is LineState.NEW
    assert requests(made) == (
        AddLine(
            "1748",
            "004",
            replace(values("416", 1250, "2.1"), purchase_unit="", stock_unit="", part_key="_P416"),
        ),
    )


def test_a_line_is_edited_whole_with_the_read_it_is_built_on() -> None:
    made = draft()
    made.enter("_L1", F.QUANTITY, "250")
    assert state(made, "_L1") is LineState.CHANGED
    before = line(1)
    whole = replace(values(), quantity=Decimal(250))
    assert requests(made) == (EditLine("1748", "001", "_L1", whole, before),)
    made.enter("_L1", F.QUANTITY, "100")
    assert state(made, "_L1") is LineState.UNCHANGED
    assert made.untouched


def test_what_cant_be_read_stays_and_is_told() -> None:
    made = draft()
    made.enter("_L1", F.QUANTITY, " many\x07 ")
    assert text(made, "_L1", F.QUANTITY) == "many"
    assert state(made, "_L1") is LineState.INVALID
    assert fault(made, "_L1", F.QUANTITY) is LineFault.NOT_A_NUMBER
    assert hindrance(made) == Hindrance(NotReady.INVALID, "_L1")


def test_another_manufacturer_brings_its_own_key() -> None:
    made = draft()
    made.enter("_L2", F.MANUFACTURER, "YAGEO")
    made.enter("_L2", F.MFGR_PART, "RC0805")
    (request,) = requests(made)
    assert isinstance(request, EditLine)
    assert (request.values.mfgr_key, request.values.mfgr_part) == (YAGEO.key, "RC0805")
    made.enter("_L2", F.MANUFACTURER, "TI")
    assert fault(made, "_L2", F.MANUFACTURER) is LineFault.NOT_APPROVED


def test_another_part_brings_its_own_manufacturer() -> None:
    made = draft()
    made.enter("_L1", F.PART_NUMBER, "217")
    (request,) = requests(made)
    assert isinstance(request, EditLine)
    said = request.values
    assert (said.part_key, said.mfgr_key, said.manufacturer) == ("_P217", YAGEO.key, "YAGEO")


def test_a_key_may_be_all_that_is_said() -> None:
    made = draft()
    made.know_part(PartQuery(part_key="_P102"), PartFound(ITEMS["102"]))
    made.add({F.PART_KEY: "_P102", F.MFGR_KEY: GENR.key, F.QUANTITY: "1", F.COST_EACH: "2"})
    (request,) = requests(made)
    assert isinstance(request, AddLine)
    said = request.values
    assert (said.part_number, said.manufacturer, said.mfgr_part) == ("102", "GENR", "416-242424")


def test_a_part_that_is_not_at_hand_is_wanted_once() -> None:
    made = draft()
    for _ in range(2):
        made.add({F.PART_NUMBER: "900", F.QUANTITY: "1", F.COST_EACH: "1"})
    while made.verdicts.pending:
        made.verdicts.work(1)
    assert made.verdicts.wanted() == [PartQuery("900")]
    assert state(made, "+1") is LineState.NEW  # the ERP has the last word
    assert made.know_part(PartQuery("900"), PartFound()) == {"+1", "+2"}
    assert made.verdicts.wanted() == []
    assert state(made, "+1") is LineState.INVALID


def test_a_service_needs_no_part() -> None:
    made = draft()
    made.add(
        {F.ITEM_TYPE: "services", F.DESCRIPTION: "Calibration", F.QUANTITY: "1", F.COST_EACH: "90"}
    )
    (request,) = requests(made)
    assert isinstance(request, AddLine)
    assert request.values.part_key == request.values.mfgr_key == ""


def test_a_line_is_cancelled_or_deleted() -> None:
    made = draft()
    made.cancel(["_L1"])
    made.enter("_L2", F.QUANTITY, "7")
    made.delete(["_L2", "_L3"])
    assert state(made, "_L1") is LineState.TO_CANCEL
    assert state(made, "_L2") is LineState.TO_DELETE
    assert state(made, "_L3") is LineState.INVALID  # some of it was received
    assert made.enter("_L2", F.QUANTITY, "8") is None
    made.restore(["_L3"])
    edit, deletion = requests(made)
    assert isinstance(edit, EditLine)
    assert edit.values.cancelled
    assert deletion == DeleteLine("1748", "002", "_L2", line(2, values("102")))
    assert made.delete(["_L2"]) is None


def test_a_cancelled_line_of_the_erp_recedes() -> None:
    made = draft(order([changed(line(1), cancelled=True)]))
    assert state(made, "_L1") is LineState.CANCELLED


def test_a_new_line_that_is_deleted_is_gone_and_comes_back() -> None:
    made = draft()
    made.add({F.PART_NUMBER: "416", F.QUANTITY: "5"})
    made.add({F.PART_NUMBER: "102"})
    made.delete(["+1"])
    assert made.sheet.names == ["_L1", "_L2", "_L3", "+2"]
    made.undo()
    assert made.sheet.names == ["_L1", "_L2", "_L3", "+1", "+2"]
    assert [one.item_number for one in made.sheet.lines()][3:] == ["004", "005"]
    made.delete(["+1", "+2"])
    made.add({F.PART_NUMBER: "416"})
    assert made.sheet.names[-1] == "+3"
    assert text(made, "+3", F.ITEM_NUMBER) == "004"


def test_a_line_in_which_nothing_stands_is_no_line() -> None:
    made = draft()
    made.add({})
    assert state(made, "+1") is LineState.BLANK
    made.enter("+1", F.NOTE, "x")
    assert state(made, "+1") is LineState.INVALID
    made.clear([("+1", F.NOTE), ("+1", F.ITEM_NUMBER)])
    assert state(made, "+1") is LineState.BLANK
    assert hindrance(made) == Hindrance(NotReady.NOTHING)


def test_cells_are_filled_down() -> None:
    made = draft()
    made.enter("_L1", F.NOTE, "Ring before")
    event = made.fill_down(["_L1", "_L2", "_L3"], [F.NOTE, F.ITEM_NUMBER])
    assert event
    assert [one.text(F.NOTE) for one in made.sheet.lines()] == ["Ring before"] * 3
    made.undo()
    assert [one.text(F.NOTE) for one in made.sheet.lines()] == ["Ring before", "", ""]
    assert made.fill_down([], [F.NOTE]) is None


def test_what_is_taken_back_is_done_again_until_something_else_is_done() -> None:
    made = draft()
    made.enter("_L1", F.QUANTITY, "5")
    made.enter("_L1", F.QUANTITY, "6")
    assert [made.undo() is not None for _ in range(3)] == [True, True, False]
    made.redo()
    assert text(made, "_L1", F.QUANTITY) == "5"
    assert made.can_redo
    made.enter("_L2", F.QUANTITY, "9")
    assert made.redo() is None


def test_two_lines_of_one_number_are_told_both() -> None:
    made = draft()
    for _ in range(2):
        made.add({F.PART_NUMBER: "416", F.QUANTITY: "5", F.COST_EACH: "2"})
    made.enter("+2", F.ITEM_NUMBER, "4")
    assert state(made, "+1") is state(made, "+2") is LineState.INVALID
    made.enter("+2", F.ITEM_NUMBER, "1")
    assert (state(made, "+1"), state(made, "+2")) == (LineState.NEW, LineState.INVALID)
    assert made.enter("_L1", F.ITEM_NUMBER, "9") is None
    made.renumber()
    assert state(made, "+2") is LineState.NEW
    assert text(made, "+2", F.ITEM_NUMBER) == "005"
    assert made.renumber() is None


def test_what_is_unusual_wants_a_reason() -> None:
    made = draft()
    made.enter("_L1", F.COST_EACH, "0")
    assert hindrance(made) == Hindrance(NotReady.REASON, "_L1")
    made.give_reason("_L1", "A sample")
    assert hindrance(made) is None
    assert made.give_reason("_L1", "A sample") is None
    strict = draft(rules=BuyingSettings(zero_price=Rule.BLOCK))
    strict.enter("_L1", F.COST_EACH, "0")
    assert hindrance(strict) == Hindrance(NotReady.INVALID, "_L1")


def test_nobody_is_overwritten_unseen() -> None:
    made = draft()
    made.enter("_L1", F.QUANTITY, "250")
    theirs = changed(line(1), quantity=Decimal(120), note="Urgent")
    assert made.know_order(order([theirs, *order().lines[1:]])) == {"_L1"}
    assert state(made, "_L1") is LineState.CONFLICT
    held = made.sheet.line("_L1")
    assert held
    (difference,) = differences(held)
    assert (difference.seen, difference.mine, difference.now) == ("100", "250", "120")
    assert hindrance(made) == Hindrance(NotReady.CONFLICT, "_L1")
    made.enter("_L1", F.QUANTITY, "300")
    assert state(made, "_L1") is LineState.CONFLICT  # typing over it settles nothing
    made.settle("_L1", Side.MINE)
    (request,) = requests(made)
    assert isinstance(request, EditLine)
    assert (request.values.quantity, request.values.note) == (Decimal(300), "Urgent")
    assert request.before == theirs
    made.undo()
    made.settle("_L1", Side.THEIRS)
    assert state(made, "_L1") is LineState.UNCHANGED


def test_what_is_shown_otherwise_than_it_is_held_is_no_colleague_s_change() -> None:
    """A field shows breaks of lines, blanks and numbers in its own way."""
    held = changed(line(1), note="As agreed,\r\nby  phone", description="BEARING  6204")
    made = draft(order([held]))
    made.enter("_L1", F.NOTE, "By mail", COMMA, "As agreed,\nby  phone")
    made.enter("_L1", F.DESCRIPTION, "BEARING", COMMA, "BEARING  6204")
    made.enter("_L1", F.COST_EACH, "2,1", COMMA, "2,00")
    assert state(made, "_L1") is LineState.CHANGED
    theirs = changed(held, note="As agreed,\r\nby letter")
    made.know_order(order([theirs]))
    assert state(made, "_L1") is LineState.CONFLICT


def test_what_both_did_is_done() -> None:
    made = draft()
    made.enter("_L1", F.QUANTITY, "250")
    made.know_order(order([changed(line(1), quantity=Decimal(250))]))
    assert state(made, "_L1") is LineState.UNCHANGED
    assert requests(made) == ()


def test_what_somebody_changed_is_not_deleted_unseen() -> None:
    made = draft()
    made.delete(["_L1", "_L2"])
    made.know_order(order([changed(line(1), note="Still needed"), line(2, values("102"))]))
    assert state(made, "_L1") is LineState.CONFLICT
    assert state(made, "_L2") is LineState.TO_DELETE
    made.settle("_L1", Side.MINE)
    assert state(made, "_L1") is LineState.TO_DELETE
    made.undo()
    made.settle("_L1", Side.THEIRS)
    assert state(made, "_L1") is LineState.UNCHANGED


def test_a_line_that_is_gone_can_only_be_let_go() -> None:
    made = draft()
    made.enter("_L1", F.QUANTITY, "250")
    made.delete(["_L2"])
    made.know_order(order([]))
    assert made.sheet.names == ["_L1"]
    assert state(made, "_L1") is LineState.CONFLICT
    assert made.settle("_L1", Side.MINE) is None
    made.settle("_L1", Side.THEIRS)
    assert made.sheet.names == []
    assert made.untouched


def test_a_colleagues_line_of_our_number_moves_ours_on() -> None:
    made = draft()
    made.add({F.PART_NUMBER: "416", F.QUANTITY: "5", F.COST_EACH: "2"})
    made.know_order(order([*order().lines, line(4)]))
    assert state(made, "+1") is LineState.INVALID
    made.renumber()
    (request,) = requests(made)
    assert request.item_number == "005"


def test_the_page_is_part_of_the_draft() -> None:
    made = draft()
    made.turn_to(Step.REVIEW)
    assert made.step is Step.REVIEW
    assert made.turn_to(Step.REVIEW) is None
    assert not made.can_undo


@pytest.mark.parametrize("name", ["_L9", "+9"])
def test_a_line_that_is_not_there_takes_nothing(name: str) -> None:
    made = draft()
    assert made.enter(name, F.QUANTITY, "1") is None
    assert made.settle(name, Side.MINE) is None
    assert made.give_reason(name, "x") is None
    assert made.delete([name]) is None
