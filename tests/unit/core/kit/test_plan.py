from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.core.kit.plan import (
    KitPlan,
    NoPlanError,
    PlanFault,
    PlanLine,
    Terms,
    make_plan,
    walk_order,
)
from tests.unit.core.kit.plant import TODAY, facts, lot, row


def plan_of(quantity: str = "1", **terms: object) -> KitPlan:
    return make_plan(facts(), replace(Terms(Decimal(quantity), TODAY), **terms))  # type: ignore[arg-type]  # names of Terms


def line_of(plan: KitPlan, component: str) -> PlanLine:
    return next(line for line in plan.lines if line.component_id == component)


def test_quantities_are_multiplied_as_decimals() -> None:
    plan = plan_of("3")

    assert line_of(plan, "SCR").needed == 24
    assert line_of(plan, "WIRE").needed == Decimal("2.25")


def test_scrap_counts_only_where_it_is_asked_for_and_pieces_are_rounded_up() -> None:
    known = facts()
    rows = (
        row("SCR", "8", scrap_factor=Decimal("0.05")),
        row("WIRE", "0.75", scrap_factor=Decimal("0.1")),
    )
    known = replace(known, bom={"PUMP": rows})

    without = make_plan(known, Terms(Decimal(1), TODAY))
    with_scrap = make_plan(known, Terms(Decimal(1), TODAY, include_scrap=True))

    assert [line.needed for line in without.lines] == [8, Decimal("0.75")]
    assert [line.needed for line in with_scrap.lines] == [9, Decimal("0.825")]


def test_rows_of_one_component_are_one_line() -> None:
    known = replace(facts(), bom={"PUMP": (row("SCR", "8"), row("SCR", "2"))})

    (line,) = make_plan(known, Terms(Decimal(2), TODAY)).lines

    assert line.component_id == "SCR"
    assert line.needed == 20


def test_rows_out_of_effect_are_left_out() -> None:
    rows = (
        row("SCR", starts=TODAY),
        row("SEAL", starts=TODAY + timedelta(days=1)),
        row("WIRE", ends=TODAY - timedelta(days=1)),
        row("PCB", ends=TODAY),
    )

    plan = make_plan(replace(facts(), bom={"PUMP": rows}), Terms(Decimal(1), TODAY))

    assert {line.component_id for line in plan.lines} == {"SCR", "PCB"}


def test_a_phantom_gives_way_to_its_own_rows() -> None:
    bom = {
        "PUMP": (row("HEAD", "2", phantom=True), row("SCR", "1")),
        "HEAD": (row("SCR", "4"), row("SEAL", "1")),
    }

    plan = make_plan(replace(facts(), bom=bom), Terms(Decimal(3), TODAY))

    assert line_of(plan, "SCR").needed == 27
    assert line_of(plan, "SEAL").needed == 6


@pytest.mark.parametrize(
    ("bom", "fault"),
    [
        ({}, PlanFault.NO_BOM),
        ({"PUMP": (row("SCR", starts=date(2099, 1, 1)),)}, PlanFault.NOTHING_IN_EFFECT),
        ({"PUMP": (row("PUMP"),)}, PlanFault.LOOP),
        ({"PUMP": (row("A", phantom=True),), "A": (row("PUMP", phantom=True),)}, PlanFault.LOOP),
    ],
)
def test_no_plan_says_why(bom: dict[str, tuple[object, ...]], fault: PlanFault) -> None:
    with pytest.raises(NoPlanError) as caught:
        make_plan(replace(facts(), bom=bom), Terms(Decimal(1), TODAY))  # type: ignore[arg-type]  # rows of the table above

    assert caught.value.fault is fault


def test_an_unknown_part_has_no_plan() -> None:
    with pytest.raises(NoPlanError) as caught:
        make_plan(replace(facts(), parts={}), Terms(Decimal(1), TODAY))

    assert caught.value.fault is PlanFault.UNKNOWN_PART


def test_the_first_lot_to_expire_that_holds_all_is_suggested() -> None:
    suggestion = line_of(plan_of(), "BRG").suggestion

    assert suggestion is not None
    assert suggestion.lot is not None
    assert suggestion.lot.lot_id == "B-SOON"


def test_a_lot_expires_by_the_effective_date_not_by_today() -> None:
    late = plan_of(effective=date(2027, 1, 1))
    early = plan_of(effective=date(2026, 10, 31))

    assert line_of(late, "BRG").suggestion.lot.lot_id == "SHARED"  # type: ignore[union-attr]  # fails loudly if None
    assert line_of(early, "BRG").suggestion.lot.lot_id == "B-OLD"  # type: ignore[union-attr]  # fails loudly if None


def test_a_location_that_holds_all_is_suggested() -> None:
    suggestion = line_of(plan_of(), "SCR").suggestion

    assert suggestion is not None
    assert suggestion.location == "ISLE 12"


def test_shortage_counts_only_usable_lots() -> None:
    line = line_of(plan_of("80"), "BRG")

    assert line.needed == 160
    assert line.on_hand == 151  # without expired, held, closed and those of other stores
    assert line.short == 9
    assert line.suggestion is None


def test_an_unknown_stock_is_not_short() -> None:
    lots = {"BRG": (replace(lot("BRG", "L", "0", None), on_hand=None),)}
    known = replace(facts(), bom={"PUMP": (row("BRG", "500"),)}, lots=lots)

    (line,) = make_plan(known, Terms(Decimal(1), TODAY)).lines

    assert line.on_hand is None
    assert line.short == 0
    assert line.suggestion is not None


def test_lines_stand_in_walk_order() -> None:
    assert [line.location for line in plan_of().lines] == [
        "ISLE 3",
        "ISLE 7",
        "ISLE 9",
        "ISLE 10",
        "ISLE 12",
        "ISLE 12",
    ]


def test_walk_order_counts_and_puts_nowhere_last() -> None:
    places = ["", "ISLE 12/SHELF 1", "ISLE 3/SHELF 10", "ISLE 3/SHELF 2", "7", "A"]

    assert sorted(places, key=walk_order) == [
        "7",
        "A",
        "ISLE 3/SHELF 2",
        "ISLE 3/SHELF 10",
        "ISLE 12/SHELF 1",
        "",
    ]


def test_other_kit_stores_take_from_there() -> None:
    line = line_of(plan_of(kit_stores="RE"), "BRG")

    assert line.stores == "RE"
    assert [place.lot.lot_id for place in line.places if place.lot] == ["B-FAR"]
