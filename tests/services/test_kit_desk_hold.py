"""A kit desk after a refusal: what is held, what is read then, and the journal (design.md 3)."""

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.gate import GateState
from app.core.kit.state import ASSEMBLY
from app.core.labels import Verb
from app.services.intake import NoticeKind
from tests.services.kit_station import KitBench, snapshot
from tests.services.world import until


@pytest.fixture
def held(kits: KitBench) -> KitBench:
    """A kit on Components whose last scan, a bolt, was refused."""
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", "BOLT-M6X20")
    kits.checked()
    assert kits.refusal is Refusal.NOT_IN_KIT
    assert kits.desk.intake.gate.state is GateState.HELD
    return kits


def test_a_refusal_holds_what_follows_and_counts_it(held: KitBench) -> None:
    before = snapshot(held.draft)

    held.scan("24B-118", "KB:NEXT", "KB:POST")

    assert snapshot(held.draft) == before
    assert held.notice.kind is NoticeKind.KEPT
    assert held.notice.kept == 3
    assert held.refusal is Refusal.NOT_IN_KIT  # still what the banner explains
    assert [one.label.text for one in held.desk.intake.gate.kept] == [
        "24B-118",
        "KB:NEXT",
        "KB:POST",
    ]


def test_what_is_pressed_during_a_hold_does_nothing_then_or_later(held: KitBench) -> None:
    held.scan("24B-118")
    for verb in (Verb.NEXT, Verb.POST, Verb.UNDO):
        held.desk.press(verb)
    assert held.notice.kind is NoticeKind.BARRED
    assert held.notice.kept == 1
    assert held.refusal is Refusal.NOT_IN_KIT  # still what the banner explains

    held.desk.press(Verb.CLEAR)
    held.desk.press(Verb.NEXT)
    held.desk.press(Verb.YES)
    held.settled()

    assert held.state.entry("BRG-6204").lot == "24B-118"
    assert held.state.step is Step.LINES
    assert held.desk.intake.gate.state is GateState.OPEN


def test_clear_goes_on_where_nothing_came_meanwhile(held: KitBench) -> None:
    held.scan("KB:CLEAR", "24B-118")

    assert held.desk.intake.gate.state is GateState.OPEN
    assert held.state.entry("BRG-6204").lot == "24B-118"


def test_clear_then_yes_reads_the_kept_scans_one_by_one(held: KitBench) -> None:
    held.scan("24B-118", "M-0931", "KB:CLEAR")
    assert held.notice.kind is NoticeKind.DECIDE
    assert held.notice.kept == 2

    held.scan("KB:YES")

    assert held.state.entry("BRG-6204").lot == "24B-118"
    assert held.state.entry("MAG-N42").lot == "M-0931"
    assert held.desk.intake.gate.state is GateState.OPEN


def test_a_kept_scan_that_is_refused_holds_the_rest_again(held: KitBench) -> None:
    held.scan("24B-118", "W-1980", "M-0931", "KB:CLEAR", "KB:YES")

    assert held.state.entry("BRG-6204").lot == "24B-118"
    assert held.refusal is Refusal.LOT_EXPIRED
    assert [one.label.text for one in held.desk.intake.gate.kept] == ["M-0931"]

    held.scan("KB:CLEAR", "KB:YES")
    assert held.state.entry("MAG-N42").lot == "M-0931"


def test_clear_then_no_discards_them(held: KitBench) -> None:
    before = snapshot(held.draft)

    held.scan("24B-118", "M-0931", "KB:CLEAR", "KB:NO")

    assert snapshot(held.draft) == before
    assert not held.desk.intake.gate.kept
    held.scan("W-2215")
    assert held.state.entry("WIND-24V").lot == "W-2215"


def test_a_refusal_stays_on_the_banner_until_it_is_cleared(kits: KitBench) -> None:
    """The green of an earlier scan comes when it is durable: after a red that came at once."""
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")
    kits.checked()

    kits.burst("24B-118", "W-1980")

    assert kits.state.entry("BRG-6204").lot == "24B-118"
    assert kits.desk.intake.gate.state is GateState.HELD
    assert kits.notice.kind is NoticeKind.REFUSED
    assert kits.refusal is Refusal.LOT_EXPIRED


def test_what_is_typed_or_touched_meanwhile_leaves_the_refusal_shown(held: KitBench) -> None:
    held.desk.select("SEAL-22")
    held.desk.enter(HeaderField.REFERENCE, "WO 4711")
    held.settled()

    assert held.desk.intake.gate.state is GateState.HELD
    assert held.refusal is Refusal.NOT_IN_KIT


def test_a_damaged_scan_is_refused_aloud(kits: KitBench) -> None:
    kits.scan("MOTOR003")
    kits.desk.intake.garbled("bad-encoding")

    assert kits.notice.kind is NoticeKind.REFUSED
    assert kits.refusal is Refusal.GARBLED
    kits.scan("GC00004057")
    assert not kits.state.owned(ASSEMBLY)


def test_a_fault_of_the_program_is_told_and_loses_nothing(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    before = snapshot(kits.draft)

    kits.desk.intake.broken("ZeroDivisionError: division by zero")

    assert kits.refusal is Refusal.PROGRAM_FAULT
    kits.scan("KB:CLEAR", "GC00004058")
    assert before != snapshot(kits.draft)
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058"]


def test_the_journal_says_what_became_of_each_scan(held: KitBench) -> None:
    held.scan("W-1980", "M-0931", "KB:CLEAR", "KB:YES", "G-78", "KB:CLEAR", "KB:NO")
    held.scan("24B-118", "24A-090", "KB:NO")
    until(held.outcomes_known)

    assert held.outcomes() == [
        ("MOTOR003", News.ASSEMBLY),
        ("GC00004057", News.SERIALS),
        ("KB:NEXT", News.STEP),
        ("BOLT-M6X20", Refusal.NOT_IN_KIT),
        ("W-1980", Refusal.LOT_EXPIRED),
        ("M-0931", "discarded"),
        ("KB:CLEAR", "cleared"),
        ("KB:YES", "read-kept"),
        ("G-78", "discarded"),
        ("KB:CLEAR", "cleared"),
        ("KB:NO", "discarded"),
        ("24B-118", News.LINE_COMPLETE),
        ("24A-090", QuestionKind.REPLACE_LOT),
        ("KB:NO", News.KEPT),
    ]
    draft_id = held.draft.identity.draft_id
    assert {scan.draft_id for scan in held.journalled()[1:]} == {draft_id}
