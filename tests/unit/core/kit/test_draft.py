from decimal import Decimal

import pytest

from app.core.facts import Found, LotStatus, Part
from app.core.kit import readiness
from app.core.kit.changes import HeaderField
from app.core.kit.draft import KitDraft
from app.core.kit.outcomes import (
    Accepted,
    Choose,
    Handed,
    LookUp,
    LookUpKind,
    News,
    QuestionKind,
    Refusal,
    Refused,
)
from app.core.kit.readiness import Want
from app.core.kit.state import ASSEMBLY, LineState, SerialCheck, Step
from app.core.labels import Verb, read
from app.core.settings import Rule, Rules
from tests.unit.core.kit.plant import found_nothing, in_stock, lot, new_draft, scan


@pytest.fixture
def draft() -> KitDraft:
    return new_draft()


@pytest.fixture
def on_components(draft: KitDraft) -> KitDraft:
    scan(draft, "PUMP", "S1", "KB:NEXT")
    assert draft.state.step is Step.COMPONENTS
    return draft


def news(outcome: object) -> News:
    assert isinstance(outcome, Accepted), outcome
    return outcome.news


def reason(outcome: object) -> Refusal:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def state_of(draft: KitDraft, component: str) -> LineState:
    line = draft.state.index.line(component)
    assert line is not None
    return draft.state.line_state(line)


# Assembly


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


def test_a_serial_in_a_waiting_posting_is_refused_with_its_reference(draft: KitDraft) -> None:
    held = {("PUMP", "S9"): "KBWAITING1"}
    draft.around.waiting = lambda part, serial: held.get((part, serial), "")
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


# Components


def test_a_lot_finds_its_line_and_completes_it(on_components: KitDraft) -> None:
    outcome = scan(on_components, "B-LATE")

    assert news(outcome) is News.LINE_COMPLETE
    assert on_components.state.entry("BRG").lot == "B-LATE"
    assert state_of(on_components, "BRG") is LineState.COMPLETE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("B-OLD", Refusal.LOT_EXPIRED),
        ("B-HELD", Refusal.LOT_ON_HOLD),
        ("B-GONE", Refusal.LOT_CLOSED),
        ("B-FEW", Refusal.NOT_ENOUGH),
        ("B-FAR", Refusal.LOT_ELSEWHERE),
        ("PUMP", Refusal.NOT_IN_KIT),
        ("ISLE 11", Refusal.NOT_AT_LOCATION),
        ("KB:QTY=3", Refusal.QUANTITY_NOT_HERE),
        ("KB:NONSENSE", Refusal.UNKNOWN_COMMAND),
        ("kb:next", Refusal.CAPS_LOCK),
        ("KB:YES", Refusal.NO_QUESTION),
        ("KB:NEWBATCH", Refusal.COMMAND_NOT_HERE),
    ],
)
def test_what_may_not_be_taken_says_why_and_changes_nothing(
    on_components: KitDraft, text: str, why: Refusal
) -> None:
    found_nothing(on_components, "PUMP")
    on_components.around.know_found(Found("PUMP", parts=(Part("PUMP"),)))
    before = snapshot(on_components)

    assert reason(scan(on_components, text)) is why
    assert snapshot(on_components) == before


def test_a_strange_lot_is_looked_up_once_before_it_is_refused(on_components: KitDraft) -> None:
    assert scan(on_components, "X-1") == LookUp(LookUpKind.NAME, "X-1")

    on_components.around.know_found(Found("X-1", lots=(lot("GEAR", "X-1", "5", None),)))

    outcome = scan(on_components, "X-1")
    assert reason(outcome) is Refusal.LOT_OF_OTHER_PART
    assert isinstance(outcome, Refused)
    assert outcome.facts.other == "GEAR"


def test_a_lot_that_came_after_the_plan_is_taken(on_components: KitDraft) -> None:
    on_components.around.know_found(Found("B-NEW", lots=(lot("BRG", "B-NEW", "9", None),)))

    assert news(scan(on_components, "B-NEW")) is News.LINE_COMPLETE


def test_an_unknown_text_is_refused_offline_and_online(on_components: KitDraft) -> None:
    found_nothing(on_components, "HUH")
    on_components.around.know_unreachable("WHO")

    assert reason(scan(on_components, "HUH")) is Refusal.NOT_KNOWN
    assert reason(scan(on_components, "WHO")) is Refusal.NOT_KNOWN_OFFLINE


def test_a_lot_of_two_lines_goes_to_the_asked_one(on_components: KitDraft) -> None:
    on_components.select("WIND")

    scan(on_components, "SHARED")

    assert on_components.state.entry("WIND").lot == "SHARED"
    assert on_components.state.entry("BRG").lot == ""


def test_a_lot_of_two_lines_is_a_question_where_neither_is_asked(on_components: KitDraft) -> None:
    on_components.select("PCB")

    outcome = scan(on_components, "SHARED")

    assert isinstance(outcome, Choose)
    assert set(outcome.options) == {"BRG", "WIND"}
    scan(on_components, f"KB:{outcome.options.index('WIND') + 1}")
    assert on_components.state.entry("WIND").lot == "SHARED"


def test_another_lot_is_a_question_and_never_overwrites_silently(on_components: KitDraft) -> None:
    scan(on_components, "B-SOON")

    assert isinstance(scan(on_components, "B-LATE"), Choose)
    scan(on_components, "KB:NO")
    assert on_components.state.entry("BRG").lot == "B-SOON"

    scan(on_components, "B-LATE", "KB:YES")
    assert on_components.state.entry("BRG").lot == "B-LATE"


def test_the_same_lot_again_changes_nothing(on_components: KitDraft) -> None:
    scan(on_components, "B-SOON")

    outcome = scan(on_components, "B-SOON")

    assert news(outcome) is News.ALREADY
    assert isinstance(outcome, Accepted)
    assert outcome.event is None


@pytest.mark.parametrize(("rule", "lot_taken"), [(Rule.ALLOW, "B-OLD"), (Rule.BLOCK, "")])
def test_the_station_decides_on_expired_lots(rule: Rule, lot_taken: str) -> None:
    draft = new_draft(Rules(expired=rule))
    scan(draft, "PUMP", "S1", "KB:NEXT", "B-OLD")

    assert draft.state.entry("BRG").lot == lot_taken


def test_an_expired_lot_may_be_a_question() -> None:
    draft = new_draft(Rules(expired=Rule.WARN))
    scan(draft, "PUMP", "S1", "KB:NEXT")

    outcome = scan(draft, "B-OLD")

    assert isinstance(outcome, Choose)
    assert outcome.question is QuestionKind.TAKE_EXPIRED
    scan(draft, "KB:YES")
    assert draft.state.entry("BRG").lot == "B-OLD"


def test_a_serial_in_stock_finds_its_line(on_components: KitDraft) -> None:
    assert news(scan(on_components, "P1")) is News.LINE_COMPLETE
    assert list(on_components.state.owned("PCB")) == ["P1"]


@pytest.mark.parametrize(
    ("serial", "why"),
    [
        ("PR", Refusal.SERIAL_NOT_IN_STOCK),
        ("P2", Refusal.SERIALS_COMPLETE),
        ("P1", Refusal.SERIAL_TWICE),
    ],
)
def test_component_serials_are_checked(on_components: KitDraft, serial: str, why: Refusal) -> None:
    scan(on_components, "P1")
    if serial == "PR":
        scan(on_components, "KB:UNDO")

    assert reason(scan(on_components, serial)) is why


def test_a_serial_received_after_the_plan_is_taken(on_components: KitDraft) -> None:
    on_components.around.know_found(Found("P9", serials=(in_stock("PCB", "P9"),)))

    assert news(scan(on_components, "P9")) is News.LINE_COMPLETE


def test_offline_a_serial_is_taken_unchecked(on_components: KitDraft) -> None:
    on_components.select("PCB")
    on_components.around.know_unreachable("P9")

    assert news(scan(on_components, "P9")) is News.LINE_COMPLETE
    assert ("PCB", "P9") in readiness.unchecked_serials(on_components.state)


def test_a_whole_label_fills_its_line(on_components: KitDraft) -> None:
    label = "[)>\x1e06\x1dPBRG\x1d1TB-LATE\x1d14D20280101\x1e\x04"

    assert news(scan(on_components, label)) is News.LINE_COMPLETE
    assert on_components.state.entry("BRG").lot == "B-LATE"


def test_a_lot_on_a_part_without_lots_is_left_out_and_said(on_components: KitDraft) -> None:
    outcome = scan(on_components, "[)>\x1e06\x1dPSCR\x1d1TZZ\x1e\x04")

    assert news(outcome) is News.LOT_LEFT_OUT
    assert on_components.state.entry("SCR").lot == ""


def test_a_label_of_another_part_never_gives_its_lot_away(on_components: KitDraft) -> None:
    assert (
        reason(scan(on_components, "[)>\x1e06\x1dPGEAR\x1d1TB-LATE\x1e\x04")) is Refusal.NOT_IN_KIT
    )
    assert on_components.state.entry("BRG").lot == ""


def test_a_poorer_scan_blanks_nothing(on_components: KitDraft) -> None:
    scan(on_components, "B-LATE")

    scan(on_components, "BRG")

    assert on_components.state.entry("BRG").lot == "B-LATE"


def test_all_takes_the_suggestion(on_components: KitDraft) -> None:
    on_components.select("BRG")

    scan(on_components, "KB:ALL")

    assert on_components.state.entry("BRG").lot == "B-SOON"


def test_skip_asks_for_the_next_open_line_round_the_end(on_components: KitDraft) -> None:
    asked = []
    for _ in range(4):
        line = on_components.state.asked
        assert line is not None
        asked.append(line.component_id)
        scan(on_components, "KB:SKIP")

    assert asked == ["BRG", "WIND", "PCB", "BRG"]


def test_lots_may_be_left_to_the_erp_but_serials_may_not(on_components: KitDraft) -> None:
    assert reason(scan(on_components, "KB:NEXT")) is Refusal.NOT_READY

    scan(on_components, "P1")

    assert news(scan(on_components, "KB:POST")) is News.STEP
    assert [line.component_id for line in readiness.unscanned_lots(on_components.state)] == [
        "BRG",
        "WIND",
    ]


def test_a_station_may_want_every_lot_scanned() -> None:
    draft = new_draft(Rules(scan_lots=True))
    scan(draft, "PUMP", "S1", "KB:NEXT", "P1")
    assert reason(scan(draft, "KB:NEXT")) is Refusal.NOT_READY

    assert news(scan(draft, "B-SOON")) is News.LINE_COMPLETE
    assert news(scan(draft, "W-1")) is News.KIT_COMPLETE
    assert news(scan(draft, "KB:NEXT")) is News.STEP


@pytest.mark.parametrize(("rule", "goes_on"), [(Rule.WARN, True), (Rule.BLOCK, False)])
def test_the_station_decides_on_short_stock(rule: Rule, goes_on: bool) -> None:
    draft = new_draft(Rules(short=rule))
    scan(draft, "PUMP", "KB:RANGE", "S1", "S3", "KB:NEXT", "KB:RANGE", "P1", "P2")
    draft.around.know_found(Found("P3", serials=(in_stock("PCB", "P3"),)))
    scan(draft, "P3")

    assert state_of(draft, "SEAL") is LineState.SHORT
    scan(draft, "KB:NEXT")
    assert (draft.state.step is Step.REVIEW) is goes_on


def test_locations_of_the_asked_line(on_components: KitDraft) -> None:
    on_components.select("SCR")

    assert reason(scan(on_components, "ISLE 11")) is Refusal.NOT_ENOUGH
    assert news(scan(on_components, "ISLE 12")) is News.LINE_COMPLETE
    assert on_components.state.entry("SCR").location == "ISLE 12"


# Commands, checks, undo


def test_review_is_confirmed_by_post_and_waits_for_checks(on_components: KitDraft) -> None:
    scan(on_components, "P1", "KB:NEXT")
    on_components.serial_answered(ASSEMBLY, "S1", SerialCheck.CHECKING)

    assert reason(scan(on_components, "KB:POST")) is Refusal.CHECKS_IN_FLIGHT
    assert readiness.prompt(on_components.state, on_components.around).want is Want.WAIT_CHECKS

    on_components.serial_answered(ASSEMBLY, "S1", SerialCheck.GOOD)
    outcome = scan(on_components, "KB:POST")
    assert isinstance(outcome, Handed)
    assert outcome.command.verb is Verb.POST


def test_an_answer_for_an_undone_serial_is_ignored(draft: KitDraft) -> None:
    scan(draft, "PUMP", "S1", "KB:UNDO")

    assert draft.serial_answered(ASSEMBLY, "S1", SerialCheck.GOOD) is False
    assert draft.state.checking == 0


def test_a_bad_serial_is_dropped(draft: KitDraft) -> None:
    scan(draft, "PUMP", "S1", "S2")

    assert draft.drop_serial(ASSEMBLY, "S1") is not None
    assert list(draft.state.owned(ASSEMBLY)) == ["S2"]
    assert draft.drop_serial(ASSEMBLY, "S1") is None


def test_cancel_asks_first(draft: KitDraft) -> None:
    scan(draft, "PUMP")

    assert isinstance(scan(draft, "KB:CANCEL"), Choose)
    assert news(scan(draft, "KB:NO")) is News.KEPT
    scan(draft, "KB:CANCEL")
    assert isinstance(scan(draft, "KB:YES"), Handed)


@pytest.mark.parametrize("verb", ["HOLD", "HELP", "LOCK", "GOTO-ISSUE", "GOTO-ACTIVITY"])
def test_flow_verbs_are_handed_on(draft: KitDraft, verb: str) -> None:
    assert isinstance(scan(draft, f"KB:{verb}"), Handed)


def test_undo_goes_back_to_the_page_of_the_scan(on_components: KitDraft) -> None:
    scan(on_components, "KB:UNDO")

    assert on_components.state.step is Step.ASSEMBLY
    assert not on_components.state.owned(ASSEMBLY)


def test_a_replayed_log_is_the_same_draft(on_components: KitDraft) -> None:
    draft = new_draft()
    outcomes = [
        draft.accept(read(text))
        for text in ("PUMP", "KB:QTY=2", "S1", "S2", "KB:UNDO", "S3", "KB:NEXT", "B-SOON", "P1")
    ]
    events = [one.event for one in outcomes if isinstance(one, Accepted) and one.event]

    again = new_draft()
    again.replay(events)

    assert snapshot(again) == snapshot(draft)


def test_a_quantity_of_metres_is_multiplied_exactly(draft: KitDraft) -> None:
    scan(draft, "PUMP", "KB:QTY=3")

    line = draft.state.index.line("WIRE")
    assert line is not None
    assert line.needed == Decimal("2.25")


def test_lot_status_enum_covers_the_contract() -> None:
    assert {status.value for status in LotStatus} == {"A", "H", "C"}


def snapshot(draft: KitDraft) -> object:
    """Everything a person entered."""
    state = draft.state
    return (
        {name: text for name, text in state.header.items() if text},
        {
            component: (entry.lot, entry.location, entry.confirmed)
            for component, entry in state.entries.items()
            if entry.lot or entry.location or entry.confirmed
        },
        {owner: list(book) for owner, book in state.serials.items() if book},
        state.current,
        state.step,
        state.plan,
        [line.component_id for line in state.open_lines()],
    )
