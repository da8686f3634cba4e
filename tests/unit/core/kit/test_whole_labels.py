"""One label says several things: the draft takes all of them, in one scan (labels.md 5 and 7)."""

from dataclasses import replace

import pytest

from app.core.facts import Found, Part
from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, LookUp, LookUpKind
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.kit.draft import KitDraft
from app.core.kit.state import ASSEMBLY
from app.core.labels import read
from app.core.settings import Rule, Rules
from tests.unit.core.flow.reading import found_nothing, message, news, reason, scan
from tests.unit.core.kit.plant import facts, in_stock, lot, new_draft
from tests.unit.core.kit.reading import snapshot

GS = "\x1d"


@pytest.fixture
def controlled() -> KitDraft:
    """A kit whose board has lots and serial numbers."""
    known = facts()
    board = replace(known.parts["PCB"], lot_controlled=True)
    motor = replace(known.parts["PUMP"], lot_controlled=True)
    draft = new_draft()
    draft.around.know_kit(
        replace(
            known,
            parts={**known.parts, "PCB": board, "PUMP": motor},
            lots={**known.lots, "PCB": (lot("PCB", "L-1", "9", None),)},
        )
    )
    return draft


def test_part_lot_serial_and_expiry_fill_their_line_in_one_scan(controlled: KitDraft) -> None:
    scan(controlled, "PUMP", "KB:QTY=1", "S1", "A-LOT", "KB:NEXT")

    outcome = scan(controlled, message("PPCB", "1TL-1", "SP1", "14D20271231", "Q50"))

    assert news(outcome) is News.LINE_COMPLETE
    assert controlled.state.entry("PCB").lot == "L-1"
    assert list(controlled.state.owned("PCB")) == ["P1"]
    assert isinstance(outcome, Accepted)
    assert outcome.event is not None
    scan(controlled, "KB:UNDO")
    assert controlled.state.entry("PCB").lot == ""
    assert not controlled.state.owned("PCB")


def test_one_scan_begins_a_kit_with_all_its_label_says(controlled: KitDraft) -> None:
    label = message("PPUMP", "SGC1", "TA-7", "14D20271231", "WWO-9")

    assert news(scan(controlled, label)) is News.ASSEMBLY
    text = controlled.state.text
    assert text(HeaderField.ASSEMBLY) == "PUMP"
    assert text(HeaderField.ASSEMBLY_LOT) == "A-7"
    assert text(HeaderField.EXPIRES) == "2027-12-31"
    assert text(HeaderField.REFERENCE) == "WO-9"
    assert list(controlled.state.owned(ASSEMBLY)) == ["GC1"]

    assert news(scan(controlled, message("PPUMP", "SGC2"))) is News.SERIALS
    assert text(HeaderField.ASSEMBLY_LOT) == "A-7"
    scan(controlled, "KB:UNDO", "KB:UNDO")
    assert not text(HeaderField.ASSEMBLY)
    assert not controlled.state.owned(ASSEMBLY)


def test_a_new_assembly_takes_no_component_for_its_serial_number(draft: KitDraft) -> None:
    assert reason(scan(draft, message("PPUMP", "SBRG"))) is Refusal.SERIAL_IS_A_PART
    assert not draft.state.text(HeaderField.ASSEMBLY)


def test_a_lot_of_an_assembly_without_lots_is_left_out_and_said(draft: KitDraft) -> None:
    outcome = scan(draft, message("PPUMP", "SGC1", "1TX"))

    assert news(outcome) is News.LOT_LEFT_OUT
    assert list(draft.state.owned(ASSEMBLY)) == ["GC1"]
    assert not draft.state.text(HeaderField.ASSEMBLY_LOT)


def test_a_label_of_another_line_jumps_there(on_components: KitDraft) -> None:
    on_components.select("PCB")

    scan(on_components, message("PWIND", "1TW-1"))
    assert on_components.state.entry("WIND").lot == "W-1"

    scan(on_components, message("PBRG", "Q50"))
    assert on_components.state.asked is on_components.state.index.line("BRG")


@pytest.mark.parametrize(
    "elements",
    [("TB-LATE", "1TTHEIRS"), ("TOURS", "1TB-LATE"), ("1TB-LATE",), ("TB-LATE",)],
)
def test_our_lot_and_the_suppliers_either_do(
    on_components: KitDraft, elements: tuple[str, ...]
) -> None:
    assert news(scan(on_components, message("PBRG", *elements))) is News.LINE_COMPLETE
    assert on_components.state.entry("BRG").lot == "B-LATE"


def test_a_second_lot_is_tried_when_the_erp_does_not_know_the_first(
    on_components: KitDraft,
) -> None:
    label = message("PBRG", "TOURS", "1TNEW")
    assert scan(on_components, label) == LookUp(LookUpKind.NAME, "OURS")
    found_nothing(on_components, "OURS")
    assert scan(on_components, label) == LookUp(LookUpKind.NAME, "NEW")
    on_components.around.know_found(Found("NEW", lots=(lot("BRG", "NEW", "9", None),)))

    assert news(scan(on_components, label)) is News.LINE_COMPLETE
    assert on_components.state.entry("BRG").lot == "NEW"


def test_a_serial_number_of_a_part_without_them_is_left_out_and_said(
    on_components: KitDraft,
) -> None:
    outcome = scan(on_components, message("PBRG", "1TB-LATE", "SX"))

    assert news(outcome) is News.SERIALS_LEFT_OUT
    assert on_components.state.entry("BRG").lot == "B-LATE"
    assert not on_components.state.owned("BRG")


@pytest.mark.parametrize(
    ("rule", "why"), [(Rule.BLOCK, Refusal.LOT_EXPIRED), (Rule.WARN, None), (Rule.ALLOW, None)]
)
def test_an_expiry_on_the_label_counts_if_it_is_the_earlier(
    rule: Rule, why: Refusal | None
) -> None:
    draft = new_draft(Rules(expired=rule))
    scan(draft, "PUMP", "S1", "KB:NEXT")

    outcome = scan(draft, message("PBRG", "1TB-LATE", "14D20261001"))

    if why is not None:
        assert reason(outcome) is why
    assert isinstance(outcome, Choose) is (rule is Rule.WARN)


def test_a_distributors_own_number_is_not_taken_for_ours(on_components: KitDraft) -> None:
    label = message("P497-1-ND", "30P497-1-ND", "1TB-LATE")

    assert news(scan(on_components, label)) is News.LINE_COMPLETE


# Guesses


DAMAGED = "[)>\x1e06]PBRG]1TB-LATE^"


def test_a_guess_takes_one_more_scan_of_the_same_text(on_components: KitDraft) -> None:
    before = snapshot(on_components)

    outcome = scan(on_components, DAMAGED)

    assert isinstance(outcome, Choose)
    assert outcome.question is QuestionKind.CONFIRM_GUESS
    assert (outcome.facts.part, outcome.facts.lot) == ("BRG", "B-LATE")
    assert snapshot(on_components) == before
    assert reason(scan(on_components, "W-1")) is Refusal.QUESTION_OPEN
    assert news(scan(on_components, f"]d1{DAMAGED}\r\n")) is News.LINE_COMPLETE
    assert on_components.state.entry("BRG").lot == "B-LATE"


def test_a_guess_is_confirmed_by_touch_or_left(on_components: KitDraft) -> None:
    assert isinstance(scan(on_components, DAMAGED), Choose)
    assert news(scan(on_components, "KB:NO")) is News.KEPT
    assert on_components.state.entry("BRG").lot == ""

    scan(on_components, DAMAGED)
    assert news(scan(on_components, "KB:YES")) is News.LINE_COMPLETE


def test_a_confirmed_guess_may_still_be_a_question(on_components: KitDraft) -> None:
    scan(on_components, "B-SOON")
    scan(on_components, DAMAGED)

    outcome = scan(on_components, DAMAGED)

    assert isinstance(outcome, Choose)
    assert outcome.question is QuestionKind.REPLACE_LOT
    assert reason(scan(on_components, DAMAGED)) is Refusal.QUESTION_OPEN


def test_what_must_be_looked_up_is_looked_up_before_it_is_asked(on_components: KitDraft) -> None:
    label = "[)>\x1e06]PBRG]1TNEW^"
    assert scan(on_components, label) == LookUp(LookUpKind.NAME, "NEW")
    on_components.around.know_found(Found("NEW", lots=(lot("BRG", "NEW", "9", None),)))

    assert isinstance(scan(on_components, label), Choose)
    assert news(scan(on_components, label)) is News.LINE_COMPLETE


def test_a_refused_guess_is_refused_at_once(on_components: KitDraft) -> None:
    assert reason(scan(on_components, "[)>\x1e06]PGEAR]1TX^")) is Refusal.NOT_IN_KIT


def test_an_unsure_field_that_is_not_used_is_no_question(on_components: KitDraft) -> None:
    """The quantity comes last and may be cut off; the kit takes none from a label."""
    assert news(scan(on_components, f"[)>\x1e06{GS}PBRG{GS}1TB-LATE{GS}Q5")) is News.LINE_COMPLETE


def test_two_lots_on_one_label_are_never_taken_silently(on_components: KitDraft) -> None:
    outcome = scan(on_components, message("PBRG", "1TB-LATE", "1TB-SOON"))
    assert isinstance(outcome, Choose)
    assert outcome.facts.other == "conflict"


def test_an_unsure_serial_number_ends_no_range(draft: KitDraft) -> None:
    scan(draft, "PUMP", "KB:QTY=5", "KB:RANGE")

    assert reason(scan(draft, "[)>\x1e06]SGC1^")) is Refusal.NOT_UNDERSTOOD
    assert news(scan(draft, "GC1")) is News.RANGE_LAST


# A single identifier


@pytest.mark.parametrize(
    ("text", "component"), [("1TB-LATE", "BRG"), ("TW-1", "WIND"), ("SP1", "PCB")]
)
def test_one_identifier_is_read_where_what_it_says_is_known(
    on_components: KitDraft, text: str, component: str
) -> None:
    assert news(scan(on_components, text)) is News.LINE_COMPLETE
    entry = on_components.state.entry(component)
    assert entry.lot == read(text).single[0].text or on_components.state.owned(component)


def test_a_part_by_its_identifier_is_asked_for(on_components: KitDraft) -> None:
    scan(on_components, "PWIND")
    assert on_components.state.asked is on_components.state.index.line("WIND")


def test_the_text_as_a_whole_comes_first(on_components: KitDraft) -> None:
    """A lot that is really called TB-LATE is not the lot B-LATE."""
    known = facts()
    on_components.around.know_kit(
        replace(known, lots={**known.lots, "BRG": (lot("BRG", "TB-LATE", "9", None),)})
    )
    on_components.know()

    scan(on_components, "TB-LATE")

    assert on_components.state.entry("BRG").lot == "TB-LATE"


def test_an_unknown_identifier_is_looked_up_as_a_whole_first(on_components: KitDraft) -> None:
    on_components.select("BRG")
    assert scan(on_components, "1TNEW") == LookUp(LookUpKind.NAME, "1TNEW")
    found_nothing(on_components, "1TNEW")
    assert scan(on_components, "1TNEW") == LookUp(LookUpKind.NAME, "NEW")
    on_components.around.know_found(Found("NEW", lots=(lot("BRG", "NEW", "9", None),)))
    assert news(scan(on_components, "1TNEW")) is News.LINE_COMPLETE


def test_an_identifier_that_is_not_asked_for_is_not_read(on_components: KitDraft) -> None:
    on_components.select("PCB")  # wants serial numbers
    found_nothing(on_components, "1TNEW")
    assert reason(scan(on_components, "1TNEW")) is Refusal.SERIAL_NOT_IN_STOCK


def test_a_serial_received_after_the_plan_is_found_behind_its_identifier(
    on_components: KitDraft,
) -> None:
    on_components.select("PCB")
    found_nothing(on_components, "SP9")
    on_components.around.know_found(Found("P9", serials=(in_stock("PCB", "P9"),)))
    assert news(scan(on_components, "SP9")) is News.LINE_COMPLETE


def test_an_assembly_may_be_named_by_its_identifier(draft: KitDraft) -> None:
    unknown = replace(facts(), assembly_id="PPUMP", parts={"X": Part("X")}, bom={})
    draft.around.know_kit(unknown)

    assert news(scan(draft, "PPUMP")) is News.ASSEMBLY
    assert draft.state.text(HeaderField.ASSEMBLY) == "PUMP"


def test_new_serial_numbers_are_never_read_as_an_identifier(draft: KitDraft) -> None:
    scan(draft, "PUMP", "S1", "SP1", "1TX")
    assert list(draft.state.owned(ASSEMBLY)) == ["S1", "SP1", "1TX"]
    assert draft.state.step is Step.SUBJECT
