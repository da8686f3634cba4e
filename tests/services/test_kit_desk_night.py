"""A kit that is scanned before midnight and posted after it (operators.md 56)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.kit.recheck import PlanChangeKind
from app.core.kit_issue import KitPosting
from app.core.labels import Verb
from app.core.settings import Rule, Rules
from app.demo.cable import NetworkCable
from app.store.draft_records import DraftState
from app.store.moments import utc_now
from tests.services.flow_station import Turnstile
from tests.services.kit_station import MOTOR_LOTS, KitBench, kit_bench
from tests.services.world import station, until

GOOD_FOR = 190  # days, of the winding W-2215: the first of the scanned lots to expire


class Shift:
    """The station's clock; the ERP's moves with it."""

    def __init__(self) -> None:
        self.days = 0

    def __call__(self) -> datetime:
        return utc_now() + timedelta(days=self.days)


@pytest.fixture
def shift() -> Shift:
    return Shift()


@pytest.fixture
def night(cable: NetworkCable, tmp_path: Path, shift: Shift) -> Iterator[KitBench]:
    """A kit desk whose day can be turned."""
    with station(cable.url, tmp_path, now=shift) as made:
        made.sign_in()
        with kit_bench(made, rules=Rules(short=Rule.ALLOW)) as bench:
            yield bench


def expired(kits: KitBench) -> list[tuple[str, str]]:
    """The lots that Review says to be expired."""
    assert kits.desk.opened is not None
    return [
        (change.component_id, change.lot)
        for change in kits.desk.opened.plan_changes
        if change.kind is PlanChangeKind.LOT_EXPIRED
    ]


def test_another_day_before_review_is_planned_for_and_told(night: KitBench, shift: Shift) -> None:
    night.scan("MOTOR003", "GC00004057", "KB:NEXT", *MOTOR_LOTS)
    night.checked()
    shift.days = GOOD_FOR + 1
    night.scan("KB:NEXT")
    night.checked()

    assert night.state.step is Step.REVIEW
    assert night.state.plan is not None
    assert night.state.plan.terms.effective == night.desk.erp_today()
    assert expired(night) == [("WIND-24V", "W-2215")]
    assert not night.may_go_on()
    night.scan("KB:POST")
    assert night.refusals == [Refusal.LOT_EXPIRED]
    assert night.postings() == 0


def test_a_day_that_changes_on_review_is_told_before_anything_is_posted(
    night: KitBench, shift: Shift
) -> None:
    night.motors("GC00004057")
    shift.days = GOOD_FOR + 1
    night.scan("KB:POST")

    assert night.refusals == [Refusal.DAY_CHANGED]
    assert expired(night) == [("WIND-24V", "W-2215")]
    night.scan("KB:CLEAR", "KB:POST")
    assert night.refusals == [Refusal.DAY_CHANGED, Refusal.LOT_EXPIRED]
    assert night.postings() == 0


def test_a_day_that_changes_nothing_stops_nobody(night: KitBench, shift: Shift) -> None:
    night.motors("GC00004057")
    shift.days = 1
    night.scan("KB:POST")

    assert night.refusals == []
    assert night.posting.of_kind(KitPosting).request.action_date == night.desk.erp_today()


def test_a_kit_with_a_date_of_its_own_keeps_it(night: KitBench, shift: Shift) -> None:
    night.scan("MOTOR003", "GC00004057")
    day = night.desk.erp_today().isoformat()
    night.desk.enter(HeaderField.ACTION_DATE, day)
    night.scan("KB:NEXT", *MOTOR_LOTS, "KB:NEXT")
    night.checked()
    shift.days = GOOD_FOR + 1
    night.scan("KB:POST")

    assert night.refusals == []
    assert night.posting.of_kind(KitPosting).request.effective_date.isoformat() == day


def test_a_lot_scanned_after_midnight_is_judged_by_the_new_day(
    night: KitBench, shift: Shift
) -> None:
    night.scan("MOTOR003", "GC00004057", "KB:NEXT")
    shift.days = GOOD_FOR + 1
    night.scan("W-2215")

    assert night.refusals == [Refusal.LOT_EXPIRED]


def test_a_fresh_plan_for_a_kit_that_was_parked_meanwhile_is_left(
    night: KitBench, turnstile: Turnstile
) -> None:
    """It can't be kept with a draft that takes no more; that is no fault of anybody's."""
    night.scan("MOTOR003", "GC00004057", "KB:NEXT", *MOTOR_LOTS)
    night.checked()
    draft_id = night.draft.identity.draft_id
    turnstile.hold("bill-of-material")
    night.desk.press(Verb.NEXT)
    turnstile.wait()
    night.desk.park()
    until(lambda: night.drafts.load(draft_id).state is DraftState.PARKED)
    turnstile.let_go()
    night.scan("PUMP002")

    assert night.refusals == []
