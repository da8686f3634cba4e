from datetime import UTC, datetime

import pytest

from app.core.facts import Found, KitFacts, Part
from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, LookUp, LookUpKind, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.kit.draft import KitDraft
from app.core.kit.state import ASSEMBLY
from tests.unit.core.flow.reading import found_nothing, message, news, reason, scan


def test_the_first_scan_chooses_the_assembly_and_its_stores(draft: KitDraft) -> None:
    assert news(scan(draft, "PUMP")) is News.ASSEMBLY
    assert draft.state.text(HeaderField.TO_STORES) == "MA"
    assert len(draft.state.lines) == 6


def test_an_unread_assembly_is_looked_up_then_taken(draft: KitDraft) -> None:
    kits = draft.around.kits
    known = kits.pop("PUMP")

    assert scan(draft, "PUMP") == LookUp(LookUpKind.KIT_FACTS, "PUMP")

    draft.around.know_kit(known)
    assert news(scan(draft, "PUMP")) is News.ASSEMBLY


def test_an_unread_assembly_is_refused_while_nobody_answers(draft: KitDraft) -> None:
    draft.around.know_unreachable("OTHER")

    assert reason(scan(draft, "OTHER")) is Refusal.NO_FACTS_OFFLINE


def test_the_quantity_follows_the_serial_numbers_until_it_is_said(draft: KitDraft) -> None:
    scan(draft, "PUMP", "S1", "S2", "S3")

    assert draft.state.quantity == 3

    scan(draft, "KB:QTY=3")
    found_nothing(draft, "S4")
    assert reason(scan(draft, "S4")) is Refusal.SERIALS_COMPLETE


def test_quantity_commands_are_absolute_and_relative(draft: KitDraft) -> None:
    scan(draft, "PUMP", "KB:QTY=5")
    assert draft.state.quantity == 5

    scan(draft, "KB:QTY+2")
    assert draft.state.quantity == 7


@pytest.mark.parametrize("text", ["0", "-1", "1e9", "0.5", "NaN", "4006381333931", "1,000", ""])
def test_absurd_quantities_are_refused_and_change_nothing(draft: KitDraft, text: str) -> None:
    scan(draft, "PUMP", "KB:QTY=5")

    assert reason(draft.enter(HeaderField.QUANTITY, text)) is Refusal.QUANTITY_MALFORMED
    assert draft.state.quantity == 5


def test_a_quantity_below_the_scanned_serials_is_refused(draft: KitDraft) -> None:
    scan(draft, "PUMP", "S1", "S2", "S3")

    assert reason(scan(draft, "KB:QTY=2")) is Refusal.QUANTITY_BELOW_SERIALS


def test_a_range_is_two_scans_after_its_command(draft: KitDraft) -> None:
    scan(draft, "PUMP", "KB:QTY=5")

    assert news(scan(draft, "KB:RANGE")) is News.RANGE_FIRST
    assert news(scan(draft, "GC00004060")) is News.RANGE_LAST
    assert news(scan(draft, "GC00004063")) is News.SERIALS
    assert list(draft.state.owned(ASSEMBLY)) == [f"GC0000406{n}" for n in range(4)]


def test_a_reversed_range_is_refused_and_leaves_the_range(draft: KitDraft) -> None:
    scan(draft, "PUMP", "KB:QTY=5", "KB:RANGE", "GC2")

    assert reason(scan(draft, "GC1")) is Refusal.RANGE_MALFORMED
    assert news(scan(draft, "GC1")) is News.SERIALS


def test_serials_are_compared_whole(draft: KitDraft) -> None:
    scan(draft, "PUMP", "123")

    assert news(scan(draft, "12")) is News.SERIALS
    assert reason(scan(draft, "123")) is Refusal.SERIAL_TWICE


@pytest.mark.parametrize("text", ["BRG", "SCR"])
def test_a_part_number_is_no_serial_number(draft: KitDraft, text: str) -> None:
    scan(draft, "PUMP", "KB:QTY=5")

    assert reason(scan(draft, text)) is Refusal.SERIAL_IS_A_PART


# What belongs to a component, scanned a page too early


@pytest.mark.parametrize(
    ("text", "owner"),
    [("B-SOON", "BRG"), ("B-FAR", "BRG"), ("P1", "PCB")],
)
def test_a_components_lot_place_or_serial_is_asked_about(
    draft: KitDraft, text: str, owner: str
) -> None:
    scan(draft, "PUMP", "S1")
    asked = scan(draft, text)
    assert isinstance(asked, Choose)
    assert asked.question is QuestionKind.OWN_NUMBER
    assert (asked.facts.text, asked.facts.part, asked.facts.other) == (text, "PUMP", owner)
    assert list(draft.state.owned(ASSEMBLY)) == ["S1"]
    assert reason(scan(draft, text)) is Refusal.QUESTION_OPEN  # a second scan is no yes

    assert news(scan(draft, "KB:NO")) is News.KEPT
    assert list(draft.state.owned(ASSEMBLY)) == ["S1"]
    assert draft.state.quantity == 1

    scan(draft, text)
    assert news(scan(draft, "KB:YES")) is News.SERIALS
    assert list(draft.state.owned(ASSEMBLY)) == ["S1", text]
    scan(draft, "KB:UNDO")
    assert list(draft.state.owned(ASSEMBLY)) == ["S1"]


def test_a_label_that_says_it_is_a_serial_number_is_taken_at_its_word(draft: KitDraft) -> None:
    scan(draft, "PUMP")

    assert news(scan(draft, message("SB-SOON"))) is News.SERIALS


def test_a_serial_in_a_waiting_posting_is_refused_with_its_reference(draft: KitDraft) -> None:
    held = {"PUMP": {"S9": "KBWAITING1"}}
    draft.around.waiting = lambda part: held.get(part, {})
    scan(draft, "PUMP")

    outcome = scan(draft, "S9")

    assert reason(outcome) is Refusal.SERIAL_WAITING
    assert isinstance(outcome, Refused)
    assert outcome.facts.other == "KBWAITING1"


def test_next_waits_for_all_serials(draft: KitDraft) -> None:
    assert reason(scan(draft, "KB:NEXT")) is Refusal.ASSEMBLY_FIRST

    scan(draft, "PUMP", "KB:QTY=2", "S1")
    assert reason(scan(draft, "KB:NEXT")) is Refusal.NOT_READY

    scan(draft, "S2")
    assert news(scan(draft, "KB:NEXT")) is News.STEP


def test_another_assembly_is_a_question_once_something_is_scanned(draft: KitDraft) -> None:
    draft.around.know_found(Found("SCRX", parts=(Part("SCRX"),)))
    other = draft.around.kits["PUMP"]
    from dataclasses import replace  # noqa: PLC0415 - one test's need

    parts = {**other.parts, "SCRX": Part("SCRX", "Other")}
    bom = {"SCRX": other.bom["PUMP"]}
    draft.around.know_kit(replace(other, assembly_id="SCRX", parts=parts, bom=bom))
    scan(draft, "PUMP", "KB:QTY=1", "S1")

    outcome = scan(draft, "SCRX")

    assert isinstance(outcome, Choose)
    assert outcome.question is QuestionKind.REPLACE_ASSEMBLY
    assert reason(scan(draft, "S2")) is Refusal.QUESTION_OPEN
    assert news(scan(draft, "KB:YES")) is News.ASSEMBLY
    assert draft.state.text(HeaderField.ASSEMBLY) == "SCRX"
    assert not draft.state.owned(ASSEMBLY)


def test_a_typed_list_is_taken_as_its_serial_numbers(draft: KitDraft) -> None:
    scan(draft, "PUMP", "KB:QTY=5")

    assert news(scan(draft, "S1,S4:S6")) is News.SERIALS
    assert list(draft.state.owned(ASSEMBLY)) == ["S1", "S4", "S5", "S6"]
    assert reason(scan(draft, "S9:S1")) is Refusal.SERIAL_MALFORMED
    assert reason(scan(draft, "S7,S8")) is Refusal.SERIALS_COMPLETE


# The operator's own reference (issue 3, "a traveller or work-order scan")


def unknown(draft: KitDraft, text: str) -> None:
    """The ERP has answered: there is no such part, and nothing else of that name."""
    draft.around.know_kit(KitFacts(text, datetime(2026, 11, 22, tzinfo=UTC), {}, {}))
    found_nothing(draft, text)


def test_before_the_assembly_a_code_that_is_no_part_is_a_question(draft: KitDraft) -> None:
    unknown(draft, "TR-88104")
    asked = scan(draft, "TR-88104")
    assert isinstance(asked, Choose)
    assert asked.question is QuestionKind.OWN_REFERENCE

    assert news(scan(draft, "KB:YES")) is News.REFERENCE
    assert draft.state.text(HeaderField.REFERENCE) == "TR-88104"
    assert not draft.state.text(HeaderField.ASSEMBLY)
    assert news(scan(draft, "TR-88104")) is News.ALREADY
    scan(draft, "KB:UNDO")
    assert not draft.state.text(HeaderField.REFERENCE)


def test_no_leaves_the_reference_alone(draft: KitDraft) -> None:
    for text, answer in (("TR-1", "KB:YES"), ("TR-2", "KB:NO")):
        unknown(draft, text)
        scan(draft, text, answer)

    assert draft.state.text(HeaderField.REFERENCE) == "TR-1"


def test_while_a_serial_number_is_wanted_a_plain_code_is_one(draft: KitDraft) -> None:
    unknown(draft, "TR-88104")
    scan(draft, "PUMP", "KB:QTY=2")

    assert news(scan(draft, "TR-88104")) is News.SERIALS
    assert not draft.state.text(HeaderField.REFERENCE)


@pytest.mark.parametrize("text", ["X" * 101, "TR\x1d8", "TR\u202e8"])
def test_what_no_reference_can_be_is_refused(draft: KitDraft, text: str) -> None:
    unknown(draft, text)

    assert isinstance(scan(draft, text), Refused)
    assert draft.question is None
