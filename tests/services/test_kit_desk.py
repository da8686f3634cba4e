"""Scans at a kit desk: a whole kit, the batch list, questions, the journal."""

from decimal import Decimal

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.flow.steps import Step
from app.core.gate import GateState
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import KitIssued
from app.core.labels import Command, Verb
from app.core.posting import PostingState
from app.services.scanning import ScannerMode
from tests.services.kit_station import KitBench, snapshot
from tests.services.world import Heard, until

BATCH = ScannerMode.BATCH
BEARINGS = "[)>\x1e06\x1dPBRG-6204\x1d1T24B-118\x1dQ640\x1e\x04"


def test_a_kit_is_issued_by_scans_alone(kits: KitBench) -> None:
    kits.scan("MOTOR003", "KB:QTY=5", "GC00004057", "KB:RANGE", "GC00004060", "GC00004063")
    kits.scan("KB:NEXT", BEARINGS, "M-0931", "W-2215", "G-78", "KB:NEXT")
    kits.checked()
    stored = kits.post()

    assert kits.state.step is Step.DONE
    assert stored.state is PostingState.POSTED
    assert isinstance(stored.answer, KitIssued)
    issued = {one.component_id: one for one in stored.answer.components}
    assert len(issued) == 10
    assert (issued["BRG-6204"].lot_id, issued["BRG-6204"].quantity) == ("24B-118", Decimal(10))
    assert stored.answer.reference == kits.draft.identity.reference
    assert stored.batch_number
    made = kits.station.session.client.serials(
        kits.station.session.token(),
        "MOTOR003",
        ("GC00004057", "GC00004060", "GC00004061", "GC00004062", "GC00004063"),
    )
    assert {one.reference for one in made} == {kits.draft.identity.reference}
    assert len(made) == 5


def test_the_green_comes_only_when_the_scan_is_durable(kits: KitBench) -> None:
    durable: list[int] = []

    def count(_: object) -> None:
        assert kits.desk.opened is not None
        durable.append(len(kits.drafts.load(kits.desk.opened.log.draft_id).events))

    kits.desk.intake.noticed.connect(count)
    kits.scan("MOTOR003", "GC00004057", "GC00004058")

    assert durable == [2, 3, 4]  # the station's defaults are the first event


def test_the_defaults_of_the_station_are_in_every_kit(kits: KitBench) -> None:
    kits.scan("MOTOR003")

    assert kits.state.text(HeaderField.DEPARTMENT) == "0"
    assert kits.state.text(HeaderField.ACCOUNT) == "300"
    assert kits.state.text(HeaderField.TO_STORES) == "MA"
    assert kits.state.text(HeaderField.BATCH) == kits.desk.batch != ""


# A scanner that dumps its memory


def test_a_batch_scanner_goes_on_past_a_refusal(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")

    kits.burst("24B-118", "W-1980", "M-0931", "BOLT-M6X20", "W-2215", mode=BATCH)

    assert kits.desk.intake.gate.state is GateState.OPEN
    assert kits.state.entry("BRG-6204").lot == "24B-118"
    assert kits.state.entry("MAG-N42").lot == "M-0931"
    assert kits.state.entry("WIND-24V").lot == "W-2215"
    unresolved = kits.desk.intake.gate.unresolved
    assert [(one.scan.label.text, one.reason) for one in unresolved] == [
        ("W-1980", Refusal.LOT_EXPIRED),
        ("BOLT-M6X20", Refusal.NOT_IN_KIT),
    ]


def test_unresolved_scans_block_post_until_each_was_dealt_with(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")
    kits.burst("24B-118", "W-1980", "M-0931", mode=BATCH)
    kits.scan("W-2215", "G-78", "KB:NEXT")
    kits.checked()

    kits.scan("KB:POST")
    assert kits.refusal is Refusal.UNRESOLVED_SCANS
    assert kits.postings() == 0
    assert kits.state.step is Step.REVIEW

    kits.scan("KB:CLEAR")
    kits.desk.intake.resolve(kits.desk.intake.gate.unresolved[0], again=False)
    assert kits.post().state is PostingState.POSTED


def test_an_unresolved_scan_can_be_read_again(kits: KitBench) -> None:
    kits.burst("MOTOR003", "KB:QTY=1", "GC00004057", "GC00004058", mode=BATCH)
    (unresolved,) = kits.desk.intake.gate.unresolved
    assert unresolved.reason is Refusal.SERIALS_COMPLETE

    kits.scan("KB:QTY=2")
    kits.desk.intake.resolve(unresolved, again=True)
    kits.settled()

    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058"]
    assert not kits.desk.intake.gate.unresolved


# Questions


@pytest.fixture
def asked(kits: KitBench) -> KitBench:
    """A kit in which another lot was scanned for a line that has one."""
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118", "24A-090")
    kits.checked()
    assert kits.question is QuestionKind.REPLACE_LOT
    return kits


@pytest.mark.parametrize("text", ["M-0931", "KB:NEXT", "KB:POST", "KB:UNDO", "KB:HOLD", "KB:QTY=9"])
def test_while_a_question_is_open_only_answers_are_taken(asked: KitBench, text: str) -> None:
    before = snapshot(asked.draft)

    asked.scan(text)

    assert asked.refusal is Refusal.QUESTION_OPEN
    assert snapshot(asked.draft) == before
    assert asked.desk.intake.gate.state is GateState.OPEN  # the answer may come at once
    asked.scan("KB:YES")
    assert asked.state.entry("BRG-6204").lot == "24A-090"


def test_no_and_clear_leave_things_as_they_are(asked: KitBench) -> None:
    asked.scan("KB:NO")
    assert asked.news is News.KEPT
    asked.scan("24A-090", "KB:CLEAR")

    assert asked.state.entry("BRG-6204").lot == "24B-118"
    assert asked.draft.question is None


def test_a_wrong_number_does_not_answer(asked: KitBench) -> None:
    asked.scan("KB:7")

    assert asked.refusal is Refusal.QUESTION_OPEN
    assert asked.draft.question is not None


def test_discarding_a_kit_asks_first(kits: KitBench) -> None:
    closed = Heard[None]()
    kits.desk.closed.connect(lambda: closed(None))
    kits.scan("MOTOR003", "GC00004057", "KB:CANCEL")
    assert kits.question is QuestionKind.CANCEL
    kits.scan("KB:NO")
    assert not closed.all

    kits.scan("KB:CANCEL", "KB:YES")

    assert closed.all
    assert kits.desk.opened is None
    assert kits.drafts.open_drafts(kits.station.session.target) == []


# The ERP's word on serial numbers


def test_a_serial_number_that_exists_is_taken_out_again(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "GC00003960")  # issued long ago
    until(lambda: kits.desk.intake.gate.state is GateState.HELD)
    kits.checked()

    assert kits.refusal is Refusal.SERIAL_EXISTS
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]


def test_a_part_number_is_no_serial_number(kits: KitBench) -> None:
    kits.scan("MOTOR003", "VOLUTE-80")  # of no component of this kit, so only the ERP can tell
    until(lambda: kits.desk.intake.gate.state is GateState.HELD)

    assert kits.refusal is Refusal.SERIAL_IS_A_PART
    assert not kits.state.owned(ASSEMBLY)


def test_serial_numbers_of_a_range_are_checked_too(kits: KitBench) -> None:
    kits.scan("MOTOR003", "KB:QTY=3", "KB:RANGE", "GC00003969", "GC00003971")
    until(lambda: kits.state.checking == 0)
    kits.settled()

    assert list(kits.state.owned(ASSEMBLY)) == ["GC00003969"]  # the others exist
    assert kits.state.owned(ASSEMBLY)["GC00003969"] is SerialCheck.GOOD
    facts = Facts(text="GC00003970,GC00003971", part="MOTOR003")
    assert kits.notice.outcome == Refused(Refusal.SERIAL_EXISTS, facts)


def test_a_component_serial_must_be_in_stock_in_its_stores(kits: KitBench) -> None:
    kits.scan("PUMP002", "000401", "KB:NEXT", "GC00003981")  # in MS, the kit takes from MA
    assert kits.refusal is Refusal.SERIAL_NOT_IN_STOCK

    kits.scan("KB:CLEAR", "GC00003991")
    assert kits.state.owned("MOTOR003") == {"GC00003991": SerialCheck.GOOD}


# Journal


def test_every_scan_of_a_burst_gets_its_outcome(kits: KitBench) -> None:
    texts = ["MOTOR003", *(f"GC{n:08d}" for n in range(5000, 5030)), "KB:UNDO", "KB:NEXT"]
    kits.burst(*texts)
    kits.checked()
    until(kits.outcomes_known)

    assert [text for text, _ in kits.outcomes()] == texts


# Commands


@pytest.mark.parametrize("verb", [Verb.HELP, Verb.LOCK, Verb.GOTO_ACTIVITY])
def test_commands_of_the_window_are_handed_on(kits: KitBench, verb: Verb) -> None:
    handed = Heard[Command]()
    kits.flows.handed.connect(handed)
    kits.scan("MOTOR003", f"KB:{verb}")

    assert handed.one.verb is verb
    assert kits.desk.opened is not None


@pytest.mark.parametrize("verb", [Verb.HELP, Verb.LOCK, Verb.GOTO_ACTIVITY])
def test_no_draft_is_opened_for_them(kits: KitBench, verb: Verb) -> None:
    handed = Heard[Command]()
    kits.flows.handed.connect(handed)
    kits.scan(f"KB:{verb}")

    assert handed.one.verb is verb
    assert kits.desk.opened is None
    assert kits.drafts.open_drafts(kits.station.session.target) == []


@pytest.mark.parametrize("text", ["KB:CLEAR", "KB:UNDO", "KB:POST", "KB:NOPE", "kb:next"])
def test_nor_for_commands_that_mean_nothing_yet(kits: KitBench, text: str) -> None:
    kits.scan(text)

    assert kits.desk.opened is None
