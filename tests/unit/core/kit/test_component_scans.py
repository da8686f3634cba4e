from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.facts import Found, LocationStock, Part
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Facts, LookUp, LookUpKind, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.state import unchecked_serials
from app.core.flow.steps import Step
from app.core.kit import readiness
from app.core.kit.draft import KitDraft
from app.core.kit.state import ASSEMBLY, LineState
from app.core.settings import Rule, Rules
from tests.unit.core.flow.reading import found_nothing, news, reason, scan
from tests.unit.core.kit.plant import facts, in_stock, lot, new_draft
from tests.unit.core.kit.reading import snapshot, state_of


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
    assert reason(scan(draft, "KB:YES")) is Refusal.QUESTION_OPEN
    scan(draft, "KB:2")
    assert draft.state.entry("BRG").lot == "B-OLD"
    assert draft.state.entry("BRG").reason == outcome.options[1]


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


@pytest.mark.parametrize(
    ("serial", "near"),
    [("p1", (("P1", None),)), ("pr", ()), ("P9", ())],  # PR lies in other stores
)
def test_a_serial_that_differs_by_case_alone_is_told_and_not_taken(
    on_components: KitDraft, serial: str, near: tuple[tuple[str, None], ...]
) -> None:
    on_components.select("PCB")
    on_components.around.know_found(Found(serial))

    facts = Facts(text=serial, part="PCB", stores="MS", alternatives=near)
    assert scan(on_components, serial) == Refused(Refusal.SERIAL_NOT_IN_STOCK, facts)
    assert not on_components.state.owned("PCB")


def test_a_serial_received_after_the_plan_is_taken(on_components: KitDraft) -> None:
    on_components.around.know_found(Found("P9", serials=(in_stock("PCB", "P9"),)))

    assert news(scan(on_components, "P9")) is News.LINE_COMPLETE


def test_offline_a_serial_is_taken_unchecked(on_components: KitDraft) -> None:
    on_components.select("PCB")
    on_components.around.know_unreachable("P9")

    assert news(scan(on_components, "P9")) is News.LINE_COMPLETE
    assert ("PCB", "P9") in unchecked_serials(on_components.state)


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
    outcome = scan(draft, "KB:NEXT")
    assert isinstance(outcome, Choose) is goes_on
    if isinstance(outcome, Choose):
        assert outcome.question is QuestionKind.GO_ON_SHORT
        scan(draft, "KB:1")
        assert draft.state.entry("SEAL").reason == outcome.options[0]
    assert (draft.state.step is Step.REVIEW) is goes_on


def test_a_place_that_holds_too_little_offers_a_smaller_kit() -> None:
    draft = new_draft()
    scan(draft, "PUMP", "KB:QTY=5", "KB:RANGE", "S1", "S5", "KB:NEXT")
    scan(draft, "KB:RANGE", "P1", "P2")
    draft.select("SCR")
    few = replace(facts(), locations={"SCR": (LocationStock("SCR", "MS", "ISLE 11", Decimal(26)),)})
    draft.around.know_kit(few)
    draft.know()

    outcome = scan(draft, "ISLE 11")

    assert isinstance(outcome, Choose)
    assert outcome.question is QuestionKind.SPLIT
    assert outcome.facts.count == 3
    before = snapshot(draft)
    scan(draft, "KB:NO")
    assert snapshot(draft) == before

    scan(draft, "ISLE 11", "KB:YES")
    assert draft.state.quantity == 3
    assert list(draft.state.owned(ASSEMBLY)) == ["S1", "S2", "S3"]
    assert draft.state.rest == {"quantity": "2", "serials": "S4,S5"}
    assert draft.state.entry("SCR").location == "ISLE 11"

    scan(draft, "KB:UNDO")
    assert snapshot(draft) == before
    assert list(draft.state.owned(ASSEMBLY)) == ["S1", "S2", "S3", "S4", "S5"]


def test_locations_of_the_asked_line(on_components: KitDraft) -> None:
    on_components.select("SCR")

    assert reason(scan(on_components, "ISLE 11")) is Refusal.NOT_ENOUGH
    assert news(scan(on_components, "ISLE 12")) is News.LINE_COMPLETE
    assert on_components.state.entry("SCR").location == "ISLE 12"


def test_a_typed_list_of_component_serials_is_the_asked_lines() -> None:
    draft = new_draft()
    scan(draft, "PUMP", "KB:QTY=2", "S1,S2", "KB:NEXT")
    draft.select("PCB")

    assert news(scan(draft, "P1,P2")) is News.LINE_COMPLETE
    assert list(draft.state.owned("PCB")) == ["P1", "P2"]
