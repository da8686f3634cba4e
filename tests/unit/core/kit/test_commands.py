from decimal import Decimal

import pytest

from app.core.facts import LotStatus
from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Handed
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.flow.steps import Step
from app.core.kit import readiness
from app.core.kit.draft import KitDraft
from app.core.kit.readiness import Want
from app.core.kit.state import ASSEMBLY
from app.core.labels import Verb, read
from tests.unit.core.flow.reading import news, reason, scan
from tests.unit.core.kit.plant import new_draft
from tests.unit.core.kit.reading import snapshot


def test_review_is_confirmed_by_post_and_waits_for_checks(on_components: KitDraft) -> None:
    scan(on_components, "P1", "KB:NEXT")
    on_components.serials_answered(ASSEMBLY, ("S1",), SerialCheck.CHECKING)

    assert reason(scan(on_components, "KB:POST")) is Refusal.CHECKS_IN_FLIGHT
    assert readiness.prompt(on_components.state, on_components.around).want is Want.WAIT_CHECKS

    on_components.serials_answered(ASSEMBLY, ("S1",), SerialCheck.GOOD)
    outcome = scan(on_components, "KB:POST")
    assert isinstance(outcome, Handed)
    assert outcome.command.verb is Verb.POST


def test_an_answer_for_an_undone_serial_is_ignored(draft: KitDraft) -> None:
    scan(draft, "PUMP", "S1", "KB:UNDO")

    draft.serials_answered(ASSEMBLY, ("S1",), SerialCheck.CHECKING)

    assert draft.state.owned(ASSEMBLY) == {}
    assert draft.state.checking == 0


def test_a_bad_serial_is_dropped(draft: KitDraft) -> None:
    scan(draft, "PUMP", "S1", "S2")

    assert draft.drop_serials(ASSEMBLY, ("S1",)) is not None
    assert list(draft.state.owned(ASSEMBLY)) == ["S2"]
    assert draft.drop_serials(ASSEMBLY, ("S1",)) is None


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

    assert on_components.state.step is Step.SUBJECT
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


def test_a_serial_the_erp_refused_later_is_missing_before_posting(on_components: KitDraft) -> None:
    scan(on_components, "P1")
    assert on_components.state.text(HeaderField.QUANTITY) == "1"

    on_components.drop_serials(ASSEMBLY, ("S1",))

    prompt = readiness.prompt(on_components.state, on_components.around)
    assert prompt.want is Want.ASSEMBLY_MISSING
    assert reason(scan(on_components, "KB:NEXT")) is Refusal.NOT_READY
    assert news(scan(on_components, "KB:BACK")) is News.STEP
    assert news(scan(on_components, "S2")) is News.SERIALS_COMPLETE
    assert news(scan(on_components, "KB:NEXT")) is News.STEP


def test_on_review_too_a_serial_that_drops_out_stops_the_posting(on_components: KitDraft) -> None:
    scan(on_components, "P1", "KB:NEXT")
    assert on_components.state.step is Step.REVIEW

    on_components.drop_serials(ASSEMBLY, ("S1",))

    assert reason(scan(on_components, "KB:POST")) is Refusal.NOT_READY


def test_nothing_is_entered_while_a_question_is_open(draft: KitDraft) -> None:
    scan(draft, "PUMP", "KB:CANCEL")
    before = snapshot(draft)

    assert reason(draft.enter(HeaderField.QUANTITY, "3")) is Refusal.QUESTION_OPEN
    assert reason(draft.select("BRG")) is Refusal.QUESTION_OPEN
    assert snapshot(draft) == before
