"""Would a posting that waited still issue what was confirmed? Table and properties."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.facts import BomRow, KitFacts, Part
from app.core.hold import MOST_NAMED, Hold, HoldCause
from app.core.kit.aged import hold_of
from app.core.kit.plan import PlanFault, Terms, make_plan
from app.core.kit.recheck import PlanChange, PlanChangeKind
from app.core.kit_issue import KitIssue, KitPosting, PlannedComponent
from app.core.target import Erp, Mode, Target
from tests.unit.core.kit.plant import READ_AT, TODAY, facts, lot, row

KIND = PlanChangeKind


def posting_of(known: KitFacts, terms: Terms) -> KitPosting:
    """What a person confirmed who planned by these facts."""
    request = KitIssue(
        assembly_id=known.assembly_id,
        quantity=terms.quantity,
        department="0",
        account="300",
        reference="KB00000000",
        action_date=terms.effective,
        effective_date=terms.effective,
        include_scrap=terms.include_scrap,
        kit_stores=terms.kit_stores,
    )
    return KitPosting(
        posting_id="p",
        draft_id="d",
        target=Target(Erp.EXPANDABLE, "https://erp.example.test", "PROD", Mode.LIVE),
        reference="KB00000000",
        operator="0417",
        erp_user="APIUSER",
        confirmed_at=READ_AT,
        batch="",
        request=request,
        planned=make_plan(known, terms).planned(),
    )


def bill(*rows: BomRow) -> KitFacts:
    return replace(facts(), bom={"PUMP": rows})


def with_part(known: KitFacts, part: Part) -> KitFacts:
    return replace(known, parts={**known.parts, part.part_id: part})


def held(*changes: PlanChange) -> Hold:
    return Hold(HoldCause.PLAN_CHANGED, changes)


TERMS = Terms(Decimal(2), TODAY)
TWO_ROWS = bill(row("SCR", "3"), row("SCR", "5"))
WITH_SCRAP = bill(row("SCR", "8", scrap_factor=Decimal("0.5")))
LATER = bill(row("SCR", "8"), row("SEAL", starts=date(2026, 11, 23)))
PHANTOM = bill(row("SCR", "8", phantom=True))

SAME = {
    "the same bill": (bill(row("SCR", "8")), TERMS, bill(row("SCR", "8"))),
    "a row parted in two": (bill(row("SCR", "8")), TERMS, TWO_ROWS),
    "a row not in effect that day": (bill(row("SCR", "8")), TERMS, LATER),
    "scrap that isn't asked for": (bill(row("SCR", "8")), TERMS, WITH_SCRAP),
    "another written form": (bill(row("WIRE", "0.5")), TERMS, bill(row("WIRE", "0.50"))),
    "rounded up to the same": (bill(row("SEAL", "1.1")), TERMS, bill(row("SEAL", "1.4"))),
    "stock and lots gone": (facts(), TERMS, replace(facts(), lots={}, stock={}, serials={})),
    "another description": (
        bill(row("SEAL")),
        TERMS,
        with_part(bill(row("SEAL")), Part("SEAL", "Ring", default_stores="XX")),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_what_the_erp_would_issue_as_planned_may_go(case: str) -> None:
    before, terms, now = SAME[case]
    assert hold_of(posting_of(before, terms), now) is None


ONE_SCREW = bill(row("SCR", "8"))
CHANGED = {
    "another quantity": (
        (ONE_SCREW, TERMS, bill(row("SCR", "10"))),
        held(PlanChange(KIND.QUANTITY, "SCR", "EACH", Decimal(16), Decimal(20))),
    ),
    "a new component": (
        (ONE_SCREW, TERMS, bill(row("SCR", "8"), row("SEAL"))),
        held(PlanChange(KIND.ADDED, "SEAL", "EACH", now=Decimal(2))),
    ),
    "a component that went": (
        (bill(row("SCR", "8"), row("SEAL")), TERMS, ONE_SCREW),
        held(PlanChange(KIND.REMOVED, "SEAL", "EACH", before=Decimal(2))),
    ),
    "another scrap factor": (
        (ONE_SCREW, Terms(Decimal(2), TODAY, include_scrap=True), WITH_SCRAP),
        held(PlanChange(KIND.QUANTITY, "SCR", "EACH", Decimal(16), Decimal(24))),
    ),
    "another unit, whatever the number": (
        (bill(row("SEAL")), TERMS, with_part(bill(row("SEAL")), Part("SEAL", unit="BOX"))),
        held(
            PlanChange(KIND.REMOVED, "SEAL", "EACH", before=Decimal(2)),
            PlanChange(KIND.ADDED, "SEAL", "BOX", now=Decimal(2)),
        ),
    ),
    "a phantom where a part was": (
        (ONE_SCREW, TERMS, replace(PHANTOM, bom={**PHANTOM.bom, "SCR": (row("WIRE", "0.25"),)})),
        held(
            PlanChange(KIND.REMOVED, "SCR", "EACH", before=Decimal(16)),
            PlanChange(KIND.ADDED, "WIRE", "M", now=Decimal(4)),
        ),
    ),
    "no bill": (
        (ONE_SCREW, TERMS, bill()),
        Hold(HoldCause.NO_PLAN, fault=PlanFault.NO_BOM, detail="PUMP"),
    ),
    "an unknown assembly": (
        (ONE_SCREW, TERMS, replace(facts(), parts={})),
        Hold(HoldCause.NO_PLAN, fault=PlanFault.UNKNOWN_PART, detail="PUMP"),
    ),
    "nothing in effect that day": (
        (ONE_SCREW, TERMS, bill(row("SCR", "8", ends=date(2026, 11, 21)))),
        Hold(HoldCause.NO_PLAN, fault=PlanFault.NOTHING_IN_EFFECT, detail="PUMP"),
    ),
    "a loop": (
        (ONE_SCREW, TERMS, bill(row("PUMP"))),
        Hold(HoldCause.NO_PLAN, fault=PlanFault.LOOP, detail="PUMP"),
    ),
}


@pytest.mark.parametrize("case", CHANGED)
def test_what_it_would_issue_otherwise_is_held(case: str) -> None:
    (before, terms, now), expected = CHANGED[case]
    assert hold_of(posting_of(before, terms), now) == expected


def test_the_date_of_the_request_counts_not_today() -> None:
    now = bill(row("SCR", "8"), row("SEAL", starts=date(2026, 11, 23)))
    tomorrow = Terms(Decimal(2), date(2026, 11, 23))
    assert hold_of(posting_of(ONE_SCREW, TERMS), now) is None
    assert hold_of(posting_of(ONE_SCREW, tomorrow), now) is not None


def test_a_posting_without_a_plan_has_none_that_changed() -> None:
    added_by_command = replace(posting_of(ONE_SCREW, TERMS), planned=())
    assert hold_of(added_by_command, bill()) is None


class TestHold:
    CHANGES = tuple(
        PlanChange(KIND.ADDED, f"P{number}", "EACH", now=Decimal(1)) for number in range(50)
    )

    def test_in_brief_it_names_some_and_counts_the_rest(self) -> None:
        brief = held(*self.CHANGES).brief()
        assert brief.changes == self.CHANGES[:MOST_NAMED]
        assert brief.more == 50 - MOST_NAMED
        assert brief.brief() == brief

    def test_short_enough_it_is_brief_already(self) -> None:
        few = held(*self.CHANGES[:MOST_NAMED])
        assert few.brief() is few

    def test_a_person_lets_pass_what_was_shown_and_nothing_else(self) -> None:
        shown = held(*self.CHANGES)
        assert shown.brief().lets_pass(shown)
        assert not shown.brief().lets_pass(held(*self.CHANGES, self.CHANGES[0]))
        assert not shown.lets_pass(held(*self.CHANGES[1:]))
        assert not shown.lets_pass(Hold(HoldCause.NOT_READ))

    def test_that_it_could_not_be_read_is_let_pass_in_any_words(self) -> None:
        busy, other = (Hold(HoldCause.NOT_READ, detail=word) for word in ("busy 1", "busy 2"))
        assert busy.lets_pass(other)
        assert not busy.lets_pass(held(self.CHANGES[0]))


BILLS = st.dictionaries(
    st.sampled_from(["BRG", "WIND", "PCB", "SCR", "WIRE", "SEAL"]),
    st.decimals(min_value="0.25", max_value=20, places=2),
    min_size=1,
)


@given(before=BILLS, now=BILLS, quantity=st.integers(1, 9))
def test_it_is_held_exactly_if_the_two_plans_issue_otherwise(
    before: dict[str, Decimal], now: dict[str, Decimal], quantity: int
) -> None:
    terms = Terms(Decimal(quantity), TODAY)

    def known(bom: dict[str, Decimal]) -> KitFacts:
        return bill(*(row(component, str(required)) for component, required in bom.items()))

    def issued(components: tuple[PlannedComponent, ...]) -> dict[str, Decimal]:
        return {one.component_id: one.quantity for one in components}

    posting = posting_of(known(before), terms)
    fresh = replace(known(now), lots={"BRG": (lot("BRG", "B", "1", None),)})
    hold = hold_of(posting, fresh)
    old, new = issued(posting.planned), issued(make_plan(fresh, terms).planned())
    assert (hold is None) == (old == new)
    # And what is named leads from the one to the other.
    for change in hold.changes if hold else ():
        assert old.get(change.component_id, Decimal(0)) == change.before
        assert new.get(change.component_id, Decimal(0)) == change.now
        old.pop(change.component_id, None)
        new.pop(change.component_id, None)
    assert old == new
