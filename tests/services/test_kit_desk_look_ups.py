"""While the ERP is asked: scans wait their turn, none is lost, and one answer is enough."""

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.flow.steps import Step
from app.core.gate import GateState
from app.core.kit.state import ASSEMBLY
from tests.services.flow_station import Turnstile
from tests.services.kit_station import KitBench, serials, snapshot
from tests.services.world import until

BOM = "bill-of-material"
LOTS = "lot-query"
SERIALS = "serial-number"


def test_fifty_scans_at_once_the_assembly_first(kits: KitBench) -> None:
    numbers = serials(5000, 48)

    kits.burst("MOTOR003", *numbers, "KB:NEXT")
    kits.checked()

    assert list(kits.state.owned(ASSEMBLY)) == numbers
    assert kits.state.quantity == 48
    assert kits.state.step is Step.LINES
    assert not kits.refusals
    assert set(kits.state.owned(ASSEMBLY).values()) == {SerialCheck.GOOD}


def test_a_long_burst_keeps_its_order(kits: KitBench) -> None:
    """Longer than one turn of the window's thread and one group of the store."""
    numbers = serials(10_000, 300)
    kits.scan("MOTOR003")

    kits.burst(*numbers)

    assert list(kits.state.owned(ASSEMBLY)) == numbers
    assert [scan.raw.decode() for scan in kits.journalled()] == ["MOTOR003", *numbers]


def test_scans_wait_while_the_assembly_is_looked_up(kits: KitBench, turnstile: Turnstile) -> None:
    turnstile.hold(BOM)
    kits.inject("MOTOR003", "GC00004057", "GC00004058")
    turnstile.wait()

    assert kits.desk.intake.busy == "MOTOR003"
    assert not kits.may_go_on()
    kits.inject("GC00004059")
    turnstile.let_go()
    kits.settled()

    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058", "GC00004059"]


def test_commands_wait_as_well(kits: KitBench, turnstile: Turnstile) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")
    kits.checked()
    turnstile.hold(LOTS)

    kits.inject("UNHEARD-OF", "KB:HOLD")
    turnstile.wait()
    assert kits.desk.opened is not None
    turnstile.let_go()
    kits.settled()

    assert kits.refusals == [Refusal.NOT_KNOWN]
    assert [one.label.text for one in kits.desk.intake.gate.kept] == ["KB:HOLD"]


def test_a_strange_lot_is_asked_for_once_before_it_is_refused(
    kits: KitBench, turnstile: Turnstile
) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")
    kits.checked()
    before = turnstile.count(LOTS)

    kits.scan("MTR3-007-42")  # a lot of MOUNT007, which is no component of the motor

    assert kits.refusal is Refusal.LOT_OF_OTHER_PART
    assert turnstile.count(LOTS) == before + 1
    kits.scan("KB:CLEAR", "MTR3-007-42", "KB:CLEAR", "MTR3-007-42")
    assert turnstile.count(LOTS) == before + 1
    assert kits.refusals == [Refusal.LOT_OF_OTHER_PART] * 3


def test_a_text_that_names_nothing_is_asked_for_once(kits: KitBench, turnstile: Turnstile) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")
    kits.checked()
    before = len(turnstile.calls)

    kits.scan("UNHEARD-OF", "KB:CLEAR")
    asked = len(turnstile.calls)
    kits.scan("UNHEARD-OF")

    assert asked > before
    assert len(turnstile.calls) == asked
    assert kits.refusals == [Refusal.NOT_KNOWN] * 2


def test_a_look_up_that_leads_to_another_keeps_the_order(
    kits: KitBench, turnstile: Turnstile
) -> None:
    """Another assembly's name: first what it names, then its bill; nothing overtakes that."""
    kits.scan("GEAR-21", "KB:QTY=2")
    turnstile.hold(BOM)

    kits.inject("PUMP002", "000401")
    turnstile.wait()
    assert kits.desk.intake.busy == "PUMP002"
    assert not kits.refusals
    turnstile.let_go()
    kits.settled()
    kits.checked()

    assert kits.state.plan is not None
    assert kits.state.plan.assembly.part_id == "PUMP002"
    assert list(kits.state.owned(ASSEMBLY)) == ["000401"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[)>\x1e06\x1dPNO-SUCH-PART\x1e\x04", Refusal.UNKNOWN_ASSEMBLY),
        ("FAN-90", Refusal.NO_BOM),
        ("FIXTURE-9", Refusal.BOM_LOOP),
        ("[)>\x1e06\x1dPA*\x1e\x04", Refusal.UNKNOWN_ASSEMBLY),  # a pattern to the ERP
    ],
)
def test_an_assembly_that_cannot_be_made(kits: KitBench, text: str, reason: Refusal) -> None:
    kits.scan(text)

    assert kits.refusal is reason
    assert kits.state.plan is None
    kits.scan("KB:CLEAR", "MOTOR003")
    assert kits.state.plan is not None


def test_a_plain_code_that_is_no_part_may_be_a_traveller(kits: KitBench) -> None:
    kits.scan("TR-88104")
    assert kits.question is QuestionKind.OWN_REFERENCE
    kits.scan("KB:YES", "MOTOR003")

    assert kits.state.text(HeaderField.REFERENCE) == "TR-88104"
    assert kits.state.plan is not None


def test_replacing_the_assembly_asks_once_something_was_scanned(kits: KitBench) -> None:
    kits.scan("MOTOR003", "KB:QTY=1", "GC00004057")
    kits.checked()
    kits.scan("PUMP002")
    assert kits.question is QuestionKind.REPLACE_ASSEMBLY

    kits.scan("KB:YES")

    assert kits.state.plan is not None
    assert kits.state.plan.assembly.part_id == "PUMP002"
    assert not kits.state.owned(ASSEMBLY)


# The ERP's checks


def test_post_waits_for_checks_in_flight(kits: KitBench, turnstile: Turnstile) -> None:
    kits.motors("GC00004057")
    kits.scan("KB:BACK", "KB:BACK", "KB:QTY=2")
    turnstile.hold(SERIALS)
    kits.scan("GC00004058")
    turnstile.wait()
    kits.scan("KB:NEXT", "KB:NEXT")
    assert kits.state.step is Step.REVIEW
    assert kits.state.checking == 1
    assert not kits.may_go_on()

    kits.scan("KB:POST")
    assert kits.refusal is Refusal.CHECKS_IN_FLIGHT
    kits.scan("KB:CLEAR")
    turnstile.let_go()
    kits.checked()

    assert kits.may_go_on()
    kits.post()


def test_an_answer_for_a_serial_that_was_taken_back_is_ignored(
    kits: KitBench, turnstile: Turnstile
) -> None:
    turnstile.hold(SERIALS)
    kits.scan("MOTOR003", "GC00003960")  # exists: it would be refused
    turnstile.wait()
    kits.scan("KB:UNDO")
    before = snapshot(kits.draft)
    turnstile.let_go()
    until(lambda: turnstile.count(SERIALS) and kits.desk.idle)
    kits.scan("GC00004057")
    kits.checked()

    assert kits.refusals == []
    assert kits.desk.intake.gate.state is GateState.OPEN
    assert before != snapshot(kits.draft)
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]


def test_an_answer_for_another_draft_is_ignored(kits: KitBench, turnstile: Turnstile) -> None:
    turnstile.hold(SERIALS)
    kits.scan("MOTOR003", "GC00003960")
    turnstile.wait()
    kits.desk.cancel()
    turnstile.let_go()
    kits.scan("MOTOR003", "GC00004057")
    kits.checked()

    assert kits.refusals == []
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]


def test_a_serial_that_was_taken_out_is_gone_from_the_store_too(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "GC00003960")
    until(lambda: kits.refusals)
    kits.settled()
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:CLEAR", "KB:HOLD")

    kits.desk.resume(draft_id)
    kits.settled()

    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]
