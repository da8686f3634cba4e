"""The ERP is away: work goes on from what was kept, and nothing is said to be done that isn't."""

from datetime import UTC, datetime

from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck, unchecked_serials
from app.core.flow.steps import Step
from app.core.gate import GateState
from app.core.kit.state import ASSEMBLY
from app.core.posting import PostingState
from app.demo.cable import NetworkCable
from app.services.session import Reach
from tests.services.flow_station import Turnstile
from tests.services.kit_station import KitBench, kit_bench
from tests.services.world import Station, until


def used_before(kits: KitBench, *assemblies: str) -> None:
    """Kits of these were planned here while the ERP was there."""
    for assembly in assemblies:
        kits.scan(assembly, "KB:CANCEL", "KB:YES")


def test_a_kit_is_planned_and_confirmed_from_the_cache(kits: KitBench, cable: NetworkCable) -> None:
    used_before(kits, "MOTOR003")
    known_at = datetime.now(UTC)
    cable.pull()
    kits.motors("GC00004057")
    assert kits.station.session.reach is Reach.OFFLINE
    assert kits.state.plan is not None
    assert kits.state.plan.read_at < known_at  # the screen can tell its age

    kits.scan("KB:POST")
    until(lambda: kits.sender.state.until)

    assert kits.posting.state is PostingState.QUEUED
    assert kits.posting.answer is None
    assert kits.state.step is Step.DONE


def test_it_is_posted_when_the_erp_is_back(kits: KitBench, cable: NetworkCable) -> None:
    used_before(kits, "MOTOR003")
    cable.pull()
    kits.motors("GC00004057")
    kits.scan("KB:POST")
    until(lambda: kits.sender.state.until)
    cable.plug_in()
    kits.station.session.start()
    until(lambda: kits.posting.state is PostingState.POSTED)

    assert kits.postings() == 1


def test_serial_numbers_stay_unchecked_and_are_named(kits: KitBench, cable: NetworkCable) -> None:
    used_before(kits, "MOTOR003")
    cable.pull()
    kits.motors("GC00004057", "GC00004058")

    assert unchecked_serials(kits.state) == [(ASSEMBLY, "GC00004057"), (ASSEMBLY, "GC00004058")]
    assert kits.may_go_on()


def test_they_are_checked_again_on_the_way_to_review(kits: KitBench, cable: NetworkCable) -> None:
    used_before(kits, "MOTOR003")
    cable.pull()
    kits.scan("MOTOR003", "GC00004057", "GC00003960", "KB:NEXT")
    kits.checked()
    assert set(kits.state.owned(ASSEMBLY).values()) == {SerialCheck.UNCHECKED}

    cable.plug_in()
    kits.scan("24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    until(lambda: kits.refusals)
    kits.checked()

    assert kits.refusals == [Refusal.SERIAL_EXISTS]
    assert kits.state.owned(ASSEMBLY) == {"GC00004057": SerialCheck.GOOD}


def test_no_cache_no_plan_said_plainly(kits: KitBench, cable: NetworkCable) -> None:
    cable.pull()
    kits.scan("PUMP002")

    assert kits.refusal is Refusal.NO_FACTS_OFFLINE
    assert kits.state.plan is None

    cable.plug_in()
    kits.scan("KB:CLEAR", "PUMP002")
    assert kits.state.plan is not None


def test_a_strange_lot_is_not_taken(kits: KitBench, cable: NetworkCable) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")
    kits.checked()
    cable.pull()
    kits.scan("MTR3-007-42")
    assert kits.refusal is Refusal.NOT_KNOWN_OFFLINE

    cable.plug_in()  # it is asked anew then
    kits.scan("KB:CLEAR", "MTR3-007-42")
    assert kits.refusals[-1] is Refusal.LOT_OF_OTHER_PART


def test_a_component_serial_is_taken_unchecked(kits: KitBench, cable: NetworkCable) -> None:
    kits.scan("PUMP002", "000401", "KB:NEXT")
    kits.checked()
    kits.desk.select("MOTOR003")
    kits.settled()
    cable.pull()
    kits.scan("GC00009999")  # none of those that are known to be in stock
    kits.checked()

    assert kits.state.owned("MOTOR003") == {"GC00009999": SerialCheck.UNCHECKED}
    assert kits.desk.intake.gate.state is GateState.OPEN


def test_scans_that_come_while_the_cable_is_pulled_are_not_lost(
    kits: KitBench, cable: NetworkCable
) -> None:
    used_before(kits, "MOTOR003")
    kits.inject("MOTOR003", "GC00004057")
    cable.pull()
    kits.burst("GC00004058", "KB:NEXT", "24B-118")

    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058"]
    assert kits.state.entry("BRG-6204").lot == "24B-118"


def test_the_cache_is_there_for_another_desk(kit_station: Station, cable: NetworkCable) -> None:
    with kit_bench(kit_station) as kits:
        used_before(kits, "MOTOR003")
    cable.pull()

    with kit_bench(kit_station) as kits:
        kits.scan("MOTOR003")

        assert len(kits.state.lines) == 10


# The answer is lost


def test_a_posting_whose_answer_is_lost_is_proved_once_the_erp_can_be_asked(
    kits: KitBench, cable: NetworkCable, turnstile: Turnstile
) -> None:
    kits.motors("GC00004057")
    turnstile.hold("backflush-kit-issue")
    kits.scan("KB:POST")
    turnstile.wait()
    cable.pull()
    turnstile.let_go()
    until(lambda: kits.posting.state is PostingState.UNKNOWN)

    # Until somebody knows, its serial numbers are spoken for.
    kits.scan("KB:NEXT")
    kits.motors("GC00004058")
    kits.scan("KB:BACK", "KB:BACK", "KB:QTY=2", "GC00004057")
    assert kits.refusal is Refusal.SERIAL_WAITING

    cable.plug_in()
    kits.station.session.start()
    outbox, target = kits.station.outbox, kits.station.session.target
    until(lambda: outbox.counts(target).of(PostingState.POSTED) == 1)
    assert turnstile.count("backflush-kit-issue") == 1
