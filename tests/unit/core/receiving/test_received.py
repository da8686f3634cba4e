"""What the ERP entered against what was confirmed, and whether an order still takes it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.core.hold import MOST_NAMED, Hold, HoldCause
from app.core.kinds import differs
from app.core.posting import SerialUse
from app.core.receipt_aged import hold_of
from app.core.receipt_facts import OrderStatus, PurchaseOrderLine
from app.core.receivable import HeldLine, LineFault
from app.core.receiving.received import LineDifference, compare
from tests.unit.core.receipts.making import answer, came, order, receipt

DAY = date(2027, 5, 1)
SPLIT = receipt(
    came("1", 5),
    came("2", 3, lot_id="L1", expires=DAY),
    came("2", 2, lot_id="L2"),
    came("3", 2, serials=("A1", "A2"), location="BAY 1"),
)


def test_what_was_entered_as_it_was_confirmed_does_not_differ() -> None:
    rows = compare(SPLIT, answer(SPLIT))
    assert [(row.line_number, row.difference) for row in rows] == [
        *(("1", None), ("2", None), ("3", None)),
    ]
    assert [len(row.entered) for row in rows] == [1, 2, 1]
    assert not differs(SPLIT, answer(SPLIT))
    assert not differs(SPLIT, None)


@pytest.mark.parametrize(
    ("at", "wrong", "difference"),
    [
        (0, {"part_id": "SCR-M4X16"}, LineDifference.PART),
        (1, {"lot_id": "L9"}, LineDifference.LOT),
        (1, {"quantity": Decimal(2)}, LineDifference.LOT),
        (1, {"expires": None}, LineDifference.EXPIRY),
        (3, {"serials": ("A1", "A3")}, LineDifference.SERIALS),
        (3, {"location": "BAY 2"}, LineDifference.PLACE),
        (0, {"stores": "QI"}, LineDifference.PLACE),
    ],
)
def test_what_differs_is_named(
    at: int, wrong: dict[str, object], difference: LineDifference
) -> None:
    told = answer(SPLIT)
    lines = [
        replace(one, **wrong) if number == at else one  # type: ignore[arg-type] # named above
        for number, one in enumerate(told.lines)
    ]
    other = replace(told, lines=tuple(lines))
    found = {row.difference for row in compare(SPLIT, other)} - {None}
    assert found == {difference}
    assert differs(SPLIT, other)


def test_what_was_left_to_the_erp_it_may_fill_as_it_likes() -> None:
    bare = receipt(came("1", 5), planned=False)
    told = answer(bare)
    filled = replace(told.lines[0], lot_id="AUTO", stores="QI", location="X", part_id="ANY")
    assert not differs(bare, replace(told, lines=(filled,)))


def test_a_line_may_be_told_in_more_entries_and_by_another_number() -> None:
    told = answer(SPLIT)
    one = told.lines[0]
    halves = (
        replace(one, line_number="001", quantity=Decimal(2)),
        replace(one, quantity=Decimal(3)),
    )
    assert not differs(SPLIT, replace(told, lines=(*halves, *told.lines[1:])))


def test_what_it_is_found_by() -> None:
    assert {"1748", "PS-1", "SCR-M4X12", "L1", "L2", "A1"} <= set(SPLIT.names())
    assert {"004711", "00000001", "L1", "A2"} <= set(answer(SPLIT).names())
    assert (SPLIT.subject, SPLIT.quantity) == ("1748", Decimal(3))


def test_serial_numbers_are_of_the_part_or_else_of_the_line() -> None:
    made = came("3", 1, serials=("A1",))
    assert list(receipt(made).serials()) == [SerialUse(True, "DRV-24", "A1")]
    assert list(receipt(made, planned=False).serials()) == [SerialUse(True, "1748/3", "A1")]


# A receipt that waited long


def line(number: str = "1", part: str = "SCR-M4X12", **more: object) -> PurchaseOrderLine:
    return PurchaseOrderLine(number, part, Decimal(20), **more)  # type: ignore[arg-type] # as above


@pytest.mark.parametrize(
    "found",
    [
        order(),
        order(line(received=Decimal(15))),
        order(line("001")),
        order(line(received=Decimal(16), over_percent=Decimal(5))),
    ],
)
def test_what_the_order_still_takes_may_go(found: object) -> None:
    assert hold_of(receipt(came("1", 5)), found) is None  # type: ignore[arg-type] # of above


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (line("4"), LineFault.GONE),
        (line(status=OrderStatus.CLOSED), LineFault.CLOSED),
        (line(status=OrderStatus.CANCELLED), LineFault.CANCELLED),
        (line(part="SCR-M4X16"), LineFault.OTHER_PART),
        (line(received=Decimal(16)), LineFault.NO_ROOM),
        (line(received=Decimal(18), over_percent=Decimal(10)), LineFault.NO_ROOM),
    ],
)
def test_what_it_no_longer_takes_is_held(found: PurchaseOrderLine, fault: LineFault) -> None:
    hold = hold_of(receipt(came("1", 3), came("1", 2)), order(found))
    assert hold is not None
    (held,) = hold.lines
    assert (hold.cause, held.line_number, held.fault) == (HoldCause.ORDER_CHANGED, "1", fault)


def test_a_part_that_nobody_planned_may_be_any() -> None:
    assert hold_of(receipt(planned=False), order(line(part="ANY"))) is None


@pytest.mark.parametrize("status", [None, OrderStatus.CLOSED, OrderStatus.CANCELLED])
def test_an_order_that_is_none_any_more_is_held(status: OrderStatus | None) -> None:
    found = None if status is None else order(status=status)
    assert hold_of(receipt(), found) == Hold(HoldCause.NO_ORDER, detail="1748")


def test_beside_the_posting_stand_as_many_lines_as_a_list_can_name() -> None:
    lines = tuple(HeldLine(str(number), LineFault.GONE) for number in range(MOST_NAMED + 5))
    hold = Hold(HoldCause.ORDER_CHANGED, lines=lines)
    assert (len(hold.brief().lines), hold.brief().more) == (MOST_NAMED, 5)
    assert hold.brief().lets_pass(hold)
    assert not hold.brief().lets_pass(replace(hold, lines=lines[1:]))
