from dataclasses import replace
from decimal import Decimal

from app.core.facts import KitFacts
from app.core.kit.plan import KitPlan, Terms, make_plan
from app.core.kit.recheck import PlanChange, PlanChangeKind, plan_changes
from tests.unit.core.kit.plant import TODAY, facts, lot, row


def plan(known: KitFacts) -> KitPlan:
    return make_plan(known, Terms(Decimal(2), TODAY))


def test_nothing_changed_says_nothing() -> None:
    assert plan_changes(plan(facts()), plan(facts()), {"BRG": "B-SOON"}) == ()


def test_rows_that_came_went_and_grew_are_named() -> None:
    old = replace(facts(), bom={"PUMP": (row("SCR", "8"), row("SEAL"))})
    new = replace(facts(), bom={"PUMP": (row("SCR", "10"), row("WIRE", "0.5"))})

    assert set(plan_changes(plan(old), plan(new), {})) == {
        PlanChange(PlanChangeKind.QUANTITY, "SCR", "EACH", Decimal(16), Decimal(20)),
        PlanChange(PlanChangeKind.REMOVED, "SEAL", "EACH", before=Decimal(2)),
        PlanChange(PlanChangeKind.ADDED, "WIRE", "M", now=Decimal("1.0")),
    }


def test_stock_that_was_taken_meanwhile_is_named() -> None:
    known = facts()
    gone = replace(known, lots={**known.lots, "BRG": (lot("BRG", "B-SOON", "3", None),)})

    assert plan_changes(plan(known), plan(gone), {"BRG": "B-SOON"}) == (
        PlanChange(PlanChangeKind.SHORT, "BRG", "EACH", now=Decimal(1)),
        PlanChange(PlanChangeKind.LOT_GONE, "BRG", "EACH", Decimal(4), Decimal(3), "B-SOON"),
    )
