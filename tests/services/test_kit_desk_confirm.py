"""POST: one posting, whatever is scanned; and what comes after it."""

from datetime import date

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import KitIssued, KitPosting
from app.core.posting import PostingState
from app.core.settings import KitDefaults, Rule, Rules
from app.services.intake import NoticeKind
from app.store.draft_records import DraftState
from tests.services.flow_station import Turnstile
from tests.services.kit_station import KitBench, kit_bench
from tests.services.world import Station, until

KIT_ISSUE = "backflush-kit-issue"


def test_confirming_is_told_only_when_it_is_durable(kits: KitBench) -> None:
    states: list[DraftState] = []

    def look(_: object) -> None:
        states.append(kits.drafts.load(kits.draft.identity.draft_id).state)

    kits.desk.confirmed.connect(look)
    kits.motors("GC00004057")
    kits.scan("KB:POST")

    assert states == [DraftState.CONFIRMED]
    assert kits.confirmed.one.posting.draft_id == kits.draft.identity.draft_id


def test_post_scanned_twice_fast_makes_one_posting(kits: KitBench, turnstile: Turnstile) -> None:
    kits.motors("GC00004057")

    kits.burst("KB:POST", "KB:POST", "KB:POST")
    until(lambda: kits.posting.state is PostingState.POSTED)

    assert kits.postings() == 1
    assert len(kits.confirmed.all) == 1
    assert turnstile.count(KIT_ISSUE) == 1
    assert not kits.refusals


def test_nothing_changes_while_it_is_being_confirmed(kits: KitBench) -> None:
    kits.motors("GC00004057")

    kits.inject("KB:POST")
    until(lambda: kits.desk.intake.waiting)
    kits.desk.enter(HeaderField.REFERENCE, "too late")
    kits.settled()

    assert kits.posting.of_kind(KitPosting).request.reference == kits.draft.identity.reference
    assert kits.state.text(HeaderField.REFERENCE) == ""


def test_the_posting_is_what_was_scanned(kits: KitBench) -> None:
    kits.motors("GC00004057", "GC00004058")
    request = kits.post().of_kind(KitPosting).request

    assert request.serials == ("GC00004057", "GC00004058")
    assert request.quantity == 2
    assert {one.component_id: one.lot_id for one in request.components} == {
        "BRG-6204": "24B-118",
        "MAG-N42": "M-0931",
        "WIND-24V": "W-2215",
        "GREASE-L2": "G-78",
    }
    today = kits.desk.erp_today()
    assert (request.action_date, request.effective_date) == (today, today)
    assert len(kits.posting.of_kind(KitPosting).planned) == 10


def test_the_operators_reference_is_sent_where_the_field_holds_it(kit_station: Station) -> None:
    with kit_bench(kit_station, defaults=KitDefaults(reference_length=30)) as kits:
        kits.scan("MOTOR003", "GC00004057")
        kits.desk.enter(HeaderField.REFERENCE, "WO 4711")
        kits.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
        kits.checked()
        stored = kits.post()

    assert stored.of_kind(KitPosting).request.reference == f"{stored.posting.reference} WO 4711"


def test_the_plan_may_leave_lots_to_the_erp(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", "KB:NEXT")
    kits.checked()
    stored = kits.post()

    assert stored.of_kind(KitPosting).request.components == ()
    assert isinstance(stored.answer, KitIssued)
    assert len(stored.answer.components) == 10


def test_a_station_may_want_every_lot_scanned(kit_station: Station) -> None:
    with kit_bench(kit_station, rules=Rules(scan_lots=True)) as kits:
        kits.scan("MOTOR003", "GC00004057", "KB:NEXT", "KB:NEXT")

        assert kits.refusal is Refusal.NOT_READY
        assert kits.state.step is Step.LINES


def test_a_station_may_block_short_kits(kit_station: Station) -> None:
    with kit_bench(kit_station, rules=Rules(short=Rule.BLOCK)) as kits:
        kits.scan("GEAR-21", "KB:NEXT", "KB:ALL", "KB:ALL", "KB:NEXT")

        assert kits.refusal is Refusal.NOT_READY
        assert kits.state.step is Step.LINES


def test_what_the_erp_refuses_is_shown_as_refused(kit_station: Station) -> None:
    with kit_bench(kit_station, defaults=KitDefaults(department="nowhere")) as kits:
        kits.motors("GC00004057")
        kits.scan("KB:POST")
        until(lambda: kits.posting.state is PostingState.REJECTED)

        assert kits.posting.problem is not None
        assert "nowhere" in kits.posting.problem.detail
        assert kits.state.step is Step.DONE


def test_posting_needs_somebody_who_posts(kit_station: Station) -> None:
    with kit_bench(kit_station) as kits:
        kits.motors("GC00004057")
        kit_station.session.sign_out()
        kits.scan("KB:POST")
        assert kits.refusal is Refusal.SIGN_IN_FIRST
        assert kits.postings() == 0

        kit_station.sign_in()
        kits.scan("KB:CLEAR")
        kits.post()


def test_a_date_is_fixed_at_confirming(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    kits.desk.enter(HeaderField.ACTION_DATE, "2026-01-31")
    kits.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    kits.checked()
    kits.scan("KB:POST")

    assert kits.posting.of_kind(KitPosting).request.action_date == date(2026, 1, 31)


# After it


def test_the_next_kit_goes_into_the_same_batch(kits: KitBench) -> None:
    kits.motors("GC00004057")
    first = kits.post()
    kits.scan("KB:NEXT")
    assert kits.state.step is Step.SUBJECT
    assert kits.desk.posting is None

    kits.motors("GC00004058")
    second = kits.post()

    assert second.batch_number == first.batch_number
    assert second.posting.draft_id != first.posting.draft_id
    assert second.posting.reference != first.posting.reference


def test_newbatch_begins_another(kits: KitBench) -> None:
    kits.motors("GC00004057")
    first = kits.post()
    kits.scan("KB:NEWBATCH")
    kits.motors("GC00004058")
    second = kits.post()

    assert second.batch_number != first.batch_number
    assert second.posting.batch != first.posting.batch


def test_a_scan_on_done_begins_the_next_kit(kits: KitBench) -> None:
    kits.motors("GC00004057")
    first = kits.post()
    kits.scan("MOTOR003", "GC00004058")

    assert kits.state.step is Step.SUBJECT
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004058"]
    assert kits.state.text(HeaderField.BATCH) == first.posting.batch


def test_post_once_more_on_done_says_it_was_taken(kits: KitBench) -> None:
    kits.motors("GC00004057")
    kits.post()
    kits.scan("KB:POST")

    assert kits.notice.kind is NoticeKind.TAKEN
    assert kits.news is News.ALREADY
    assert kits.postings() == 1


def test_news_of_another_posting_changes_nothing(kits: KitBench) -> None:
    kits.motors("GC00004057")
    first = kits.post()
    kits.scan("KB:NEXT")
    kits.motors("GC00004058")
    kits.post()
    before = kits.posting

    kits.flows.sent(first)

    assert kits.posting == before


# Serial numbers that wait in the outbox


@pytest.fixture
def waiting(kits: KitBench, turnstile: Turnstile) -> KitBench:
    """A kit that is being sent, and a new one on the desk."""
    kits.motors("GC00004057")
    turnstile.hold(KIT_ISSUE)
    kits.scan("KB:POST")
    turnstile.wait()
    until(lambda: kits.posting.state is PostingState.SENDING)
    kits.scan("KB:NEXT", "MOTOR003")
    return kits


def test_a_serial_of_an_unsettled_posting_is_refused(waiting: KitBench) -> None:
    waiting.scan("GC00004057")

    assert waiting.refusal is Refusal.SERIAL_WAITING
    reference = waiting.confirmed.all[0].posting.reference
    outcome = waiting.notice.outcome
    assert outcome is not None
    assert outcome.facts.other == reference


def test_a_serial_that_only_looks_alike_is_not(waiting: KitBench) -> None:
    waiting.scan("GC0000405", "C00004057", "GC000040570")

    assert not waiting.refusals
    assert len(waiting.state.owned(ASSEMBLY)) == 3


def test_it_is_refused_in_a_resumed_kit_as_well(kits: KitBench, turnstile: Turnstile) -> None:
    kits.scan("MOTOR003")
    parked = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")
    kits.motors("GC00004057")
    turnstile.hold(KIT_ISSUE)
    kits.scan("KB:POST")
    turnstile.wait()

    kits.desk.resume(parked)
    kits.settled()
    kits.scan("GC00004057")

    assert kits.refusal is Refusal.SERIAL_WAITING
    turnstile.let_go()


def test_a_posted_serial_is_the_erps_to_refuse(kits: KitBench) -> None:
    kits.motors("GC00004057")
    kits.post()
    kits.scan("KB:NEXT", "MOTOR003", "GC00004057")
    until(lambda: kits.refusals)

    assert kits.refusals == [Refusal.SERIAL_EXISTS]
