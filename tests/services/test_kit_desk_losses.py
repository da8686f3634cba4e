"""A write fails or a kit is left while something is on its way: nothing is lost unsaid."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.gate import GateState
from app.core.kit.state import ASSEMBLY
from app.core.labels import Verb, read
from app.services.intake import Offered
from app.services.scanning import ScannerMode
from app.store.draft_records import DraftState
from tests.services.flow_station import Turnstile, no_rows
from tests.services.kit_station import KitBench
from tests.services.world import PATIENCE_MS, Station, until

POOL = 4


@contextmanager
def no_loading(station: Station) -> Iterator[None]:
    """As long as this lasts nothing is read off the GUI thread."""
    free = threading.Event()
    for _ in range(POOL):
        station.tasks.run(lambda: free.wait(PATIENCE_MS / 1000))
    try:
        yield
    finally:
        free.set()


@contextmanager
def no_writing(station: Station) -> Iterator[None]:
    """As long as this lasts nothing that is written is durable, or known to be lost."""
    free = threading.Event()
    station.database.submit(lambda _: free.wait(PATIENCE_MS / 1000))
    try:
        yield
    finally:
        free.set()


def offer(kits: KitBench, text: str) -> None:
    """A scan that reaches the desk before anything else happens."""
    kits.desk.intake.take(Offered(read(text)))


def kept(kits: KitBench) -> list[str]:
    """The scans that wait for a person's word."""
    return [one.label.text for one in kits.desk.intake.gate.kept]


def listed(kits: KitBench) -> list[str]:
    """The drafts home lists."""
    rows = kits.drafts.open_drafts(kits.station.session.target)
    return [row.head.draft_id for row in rows]


# Posted or not


def test_a_kit_whose_last_event_was_lost_is_posted_all_the_same(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78")
    kits.checked()
    with no_rows(kits.station, "draft_events"):
        with no_writing(kits.station):  # POST is taken before the loss is known
            kits.desk.press(Verb.NEXT)
            kits.desk.press(Verb.POST)
            until(lambda: kits.desk.opened and kits.desk.opened.confirming)
        kits.settled()

    assert kits.postings() == 1
    assert kits.posting.posting.draft_id == kits.draft.identity.draft_id
    assert kits.state.step is Step.DONE
    assert kits.refusals == []
    kits.scan("KB:NEXT")
    assert kits.desk.posting is None


def test_a_kit_that_is_posted_by_now_comes_back_as_done(kits: KitBench) -> None:
    """It is chosen from a list that was read before."""
    kits.motors("GC00004057")
    draft_id = kits.draft.identity.draft_id
    kits.desk.press(Verb.POST)
    kits.desk.leave()
    kits.desk.resume(draft_id)
    kits.settled()

    assert kits.posting.posting.draft_id == draft_id
    assert kits.state.step is Step.DONE
    assert kits.refusals == []


def test_leaving_right_after_post_is_no_fault(kits: KitBench) -> None:
    kits.motors("GC00004057")
    draft_id = kits.draft.identity.draft_id
    kits.desk.press(Verb.POST)
    kits.desk.leave()
    kits.settled()

    assert kits.desk.opened is None
    assert kits.refusals == []
    assert kits.confirmed.one.posting.draft_id == draft_id
    assert kits.drafts.load(draft_id).state is DraftState.CONFIRMED


# Left while it is read anew


def test_a_kit_left_while_it_is_read_anew_stays_away(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    draft_id = kits.draft.identity.draft_id
    with no_loading(kits.station):
        with no_rows(kits.station, "draft_events"):
            offer(kits, "GC00004058")
            until(lambda: kits.desk.intake.waiting)
        kits.desk.leave()
        assert kits.refusals == [Refusal.NOT_SAVED]
    kits.settled()

    assert kits.desk.opened is None
    assert kits.drafts.load(draft_id).state is DraftState.PARKED
    kits.scan("KB:CLEAR", "PUMP002")
    assert kits.refusals == [Refusal.NOT_SAVED]
    assert kits.state.plan is not None
    assert kits.draft.identity.draft_id != draft_id


def test_a_kit_begun_while_another_is_read_anew_stays(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    before = kits.draft.identity.draft_id
    with no_loading(kits.station):
        with no_rows(kits.station, "draft_events"):
            offer(kits, "GC00004058")
            until(lambda: kits.desk.intake.waiting)
        kits.desk.begin()
        begun = kits.draft.identity.draft_id
    kits.scan("KB:CLEAR", "PUMP002")

    assert kits.draft.identity.draft_id == begun != before
    assert kits.state.text(HeaderField.ASSEMBLY) == "PUMP002"
    assert kits.refusals == [Refusal.NOT_SAVED]


def test_a_kit_begun_while_another_comes_back_stays(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")

    kits.desk.resume(draft_id)
    kits.desk.begin()
    kits.scan("PUMP002")
    assert kits.state.text(HeaderField.ASSEMBLY) == "PUMP002"
    assert set(listed(kits)) == {draft_id, kits.draft.identity.draft_id}


def test_the_kit_that_was_chosen_last_comes_back(kits: KitBench) -> None:
    kits.scan("MOTOR003", "KB:HOLD", "PUMP002", "KB:HOLD")
    second, first = listed(kits)

    kits.desk.resume(second)
    kits.desk.resume(first)
    kits.settled()

    assert kits.draft.identity.draft_id == first
    assert set(listed(kits)) == {first, second}


# Scans whose events were lost


def test_lost_scans_are_kept_behind_the_first(kits: KitBench) -> None:
    kits.scan("MOTOR003")
    with no_rows(kits.station, "draft_events"):
        kits.burst("GC00004057", "GC00004058", "GC00004059")

    assert kits.refusals == [Refusal.NOT_SAVED]
    assert kept(kits) == ["GC00004058", "GC00004059"]
    kits.scan("KB:CLEAR", "KB:YES")
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004058", "GC00004059"]
    until(lambda: all(outcome for _, outcome in kits.outcomes()))
    assert kits.outcomes()[1:4] == [
        ("GC00004057", Refusal.NOT_SAVED),
        ("GC00004058", News.SERIALS),
        ("GC00004059", News.SERIALS),
    ]


def test_lost_scans_of_a_dump_wait_in_the_list(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    with no_rows(kits.station, "draft_events"):
        kits.burst("GC00004058", "GC00004059", mode=ScannerMode.BATCH)

    unresolved = kits.desk.intake.gate.unresolved
    assert [one.scan.label.text for one in unresolved] == ["GC00004058", "GC00004059"]
    assert kits.refusals == [Refusal.NOT_SAVED, Refusal.NOT_SAVED]
    until(lambda: all(outcome for _, outcome in kits.outcomes()))
    assert [outcome for _, outcome in kits.outcomes()[2:]] == [Refusal.NOT_SAVED] * 2

    kits.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    kits.checked()
    kits.scan("KB:POST")
    assert kits.refusal is Refusal.UNRESOLVED_SCANS


def test_a_lost_scan_of_a_parked_dump_comes_back_with_its_kit(kits: KitBench) -> None:
    kits.scan("MOTOR003")
    draft_id = kits.draft.identity.draft_id
    with no_rows(kits.station, "draft_events"):
        kits.desk.intake.take(Offered(read("GC00004057"), batch_mode=True))
        kits.desk.park()
        kits.settled()
    assert kits.refusal is Refusal.NOT_SAVED
    kits.desk.resume(draft_id)
    kits.settled()

    waiting = [one.scan.label.text for one in kits.desk.intake.gate.unresolved]
    assert waiting == ["GC00004057"]


def test_scans_are_kept_when_the_kit_is_gone(kits: KitBench) -> None:
    kits.scan("MOTOR003", "KB:BACK", "GC00004057", "GC00004058")
    assert kept(kits) == ["GC00004057", "GC00004058"]
    forget = "DELETE FROM drafts"
    kits.station.database.submit(lambda c: c.execute(forget).rowcount).result()

    kits.desk.enter(HeaderField.REFERENCE, "WO 4711")
    kits.settled()

    assert kits.desk.opened is None
    assert kits.desk.intake.gate.state is GateState.HELD
    assert kept(kits) == ["GC00004057", "GC00004058"]


def test_a_scan_whose_kit_was_left_meanwhile_is_refused(
    kits: KitBench, turnstile: Turnstile
) -> None:
    turnstile.hold("bill-of-material")
    kits.inject("MOTOR003")
    turnstile.wait()
    kits.desk.leave()
    turnstile.let_go()
    kits.settled()

    assert kits.refusals == [Refusal.NOT_SAVED]
    until(lambda: all(outcome for _, outcome in kits.outcomes()))
    assert kits.outcomes() == [("MOTOR003", Refusal.NOT_SAVED)]
