"""The disk refuses: nothing on screen that is not stored, nothing green that is not durable."""

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.gate import GateState
from app.core.kit.draft import KitDraft
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import KitPosting
from app.services.intake import NoticeKind
from tests.services.flow_station import full_disk
from tests.services.kit_station import KitBench, kit_bench, serials, snapshot
from tests.services.world import Heard, Station, until

MANY = serials(70_000, 2_000)[::2]
BIG_LABEL = "[)>\x1e06\x1dPMOTOR003\x1d" + "\x1d".join(f"S{one}" for one in MANY) + "\x1e\x04"


def stored(kits: KitBench, draft_id: str) -> KitDraft:
    """The draft as another program would find it, on a desk of its own."""
    with kit_bench(kits.station) as other:
        other.desk.resume(draft_id)
        until(lambda: other.desk.draft and other.desk.idle)
        assert other.desk.draft is not None
        return other.desk.draft


def test_a_scan_that_was_not_saved_is_not_taken(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    kits.checked()
    before = snapshot(kits.draft)

    with full_disk(kits.station):
        kits.scan(BIG_LABEL)

    assert kits.notice.kind is NoticeKind.REFUSED
    assert kits.refusal is Refusal.NOT_SAVED
    assert kits.desk.intake.gate.state is GateState.HELD
    assert snapshot(kits.draft) == before


def test_no_green_comes_for_it(kits: KitBench) -> None:
    kits.scan("MOTOR003")
    kits.notices.all.clear()

    with full_disk(kits.station):
        kits.scan(BIG_LABEL)

    assert [notice.kind for notice in kits.notices.all] == [NoticeKind.REFUSED]


def test_what_is_on_screen_is_what_is_stored(kits: KitBench) -> None:
    """Small events may still fit where a large one did not: none is stored behind the gap."""
    kits.scan("MOTOR003", "GC00004057")

    with full_disk(kits.station):
        kits.burst(BIG_LABEL, "GC00004058", "KB:UNDO", "GC00004059")

    on_screen = snapshot(kits.draft)
    assert on_screen == snapshot(stored(kits, kits.draft.identity.draft_id))
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]
    assert kits.refusals == [Refusal.NOT_SAVED]
    kept = [one.label.text for one in kits.desk.intake.gate.kept]
    assert kept == ["GC00004058", "KB:UNDO", "GC00004059"]


def test_work_goes_on_once_there_is_room(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    with full_disk(kits.station):
        kits.scan(BIG_LABEL)

    kits.scan("KB:CLEAR", "GC00004058", "KB:UNDO", "GC00004059", "KB:NEXT")
    kits.scan("24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    kits.checked()
    posted = kits.post()

    assert posted.of_kind(KitPosting).request.serials == ("GC00004057", "GC00004059")


def test_scans_that_came_meanwhile_are_kept(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    with full_disk(kits.station):
        kits.scan(BIG_LABEL, "GC00004058", "GC00004059")
    assert [one.label.text for one in kits.desk.intake.gate.kept] == ["GC00004058", "GC00004059"]

    kits.scan("KB:CLEAR", "KB:YES")

    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058", "GC00004059"]


def test_a_draft_without_its_facts_reads_them_again(kits: KitBench) -> None:
    """They need more room than the event that names the assembly, and may not have got it."""
    kits.scan("PUMP002", "KB:QTY=3")
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")
    forget = "DELETE FROM draft_snapshots"
    kits.station.database.submit(lambda c: c.execute(forget).rowcount).result()

    kits.desk.resume(draft_id)
    kits.settled()
    assert kits.state.plan is None
    kits.scan("PUMP002", "000401", "000402", "000403", "KB:NEXT")

    assert kits.state.step is Step.LINES
    assert kits.state.quantity == 3
    assert len(kits.state.lines) == 12


def test_a_draft_that_cannot_even_begin_is_taken_off_the_desk(kits: KitBench) -> None:
    kits.scan("MOTOR003")  # so that the cache and the journal have their pages
    kits.scan("KB:CANCEL", "KB:YES")
    closed = Heard[None]()
    kits.desk.closed.connect(lambda: closed(None))

    with full_disk(kits.station):
        while not closed.all:
            kits.desk.begin()
            kits.settled()

    assert kits.desk.opened is None
    assert kits.refusal is Refusal.NOT_SAVED
    assert kits.desk.intake.gate.state is GateState.HELD
    kits.scan("KB:CLEAR", "MOTOR003")
    assert kits.state.plan is not None


@pytest.fixture
def reviewed(kits: KitBench) -> KitBench:
    """A kit of so many serial numbers that its posting needs pages of its own."""
    kits.scan("MOTOR003", BIG_LABEL, "KB:NEXT", "24A-090", "M-0931", "W-2215", "G-78", "KB:NEXT")
    kits.checked()
    assert kits.state.step is Step.REVIEW
    return kits


def test_a_confirm_that_was_not_saved_can_be_made_again(reviewed: KitBench) -> None:
    with full_disk(reviewed.station):
        reviewed.scan("KB:POST")
    assert reviewed.refusal is Refusal.NOT_SAVED
    assert reviewed.desk.posting is None
    assert reviewed.postings() == 0
    assert reviewed.state.step is Step.REVIEW

    reviewed.scan("KB:CLEAR")
    reviewed.checked()
    reviewed.desk.enter(HeaderField.REFERENCE, "WO 4711")  # it can still be corrected
    reviewed.settled()
    reviewed.scan("KB:POST")

    assert reviewed.posting.posting.draft_id == reviewed.draft.identity.draft_id
    assert reviewed.postings() == 1
    assert reviewed.state.text(HeaderField.REFERENCE) == "WO 4711"


def test_a_second_post_does_not_slip_past_the_refusal(reviewed: KitBench) -> None:
    with full_disk(reviewed.station):
        reviewed.burst("KB:POST", "KB:POST")

    assert reviewed.refusals == [Refusal.NOT_SAVED]
    assert [one.label.text for one in reviewed.desk.intake.gate.kept] == ["KB:POST"]


def test_parking_that_was_not_saved_loses_nothing(kit_station: Station) -> None:
    with kit_bench(kit_station) as kits:
        kits.scan("MOTOR003", "GC00004057")
        draft_id = kits.draft.identity.draft_id
        before = snapshot(kits.draft)
        with full_disk(kit_station):
            kits.scan("KB:HOLD")

    with kit_bench(kit_station) as again:
        assert [row.head.draft_id for row in again.drafts.open_drafts(kit_station.session.target)]
        assert snapshot(stored(again, draft_id)) == before
