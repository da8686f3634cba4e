"""Drafts outlive everything: undo, parking, another desk after a crash."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.flow.steps import Step
from app.core.gate import GateState
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import KitPosting
from app.services.scanning import ScannerMode
from app.store.draft_records import DraftState
from tests.services.flow_station import Turnstile
from tests.services.kit_station import KitBench, kit_bench, snapshot
from tests.services.world import Heard, Station, until

KIT = ["MOTOR003", "GC00004057", "GC00004058", "KB:NEXT", "24B-118", "PCB-DRV", "ISLE 9/SHELF 3"]


def test_undo_takes_back_one_scan_after_the_other(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    states = [snapshot(kits.draft)]
    for serial in ("GC00004058", "GC00004059", "GC00004060"):
        kits.scan(serial)
        states.append(snapshot(kits.draft))

    for state in reversed(states):
        assert snapshot(kits.draft) == state
        kits.scan("KB:UNDO")


def test_undo_is_as_durable_as_a_scan(kits: KitBench) -> None:
    kits.scan(*KIT, "KB:UNDO")
    before = snapshot(kits.draft)
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")
    kits.desk.resume(draft_id)
    kits.settled()

    assert snapshot(kits.draft) == before
    kits.scan("KB:UNDO")  # and the one before can still be taken back
    assert kits.state.entry("BRG-6204").lot in {"", "24B-118"}
    assert snapshot(kits.draft) != before


def test_there_is_nothing_to_undo_in_a_new_kit(kits: KitBench) -> None:
    kits.desk.begin()
    kits.scan("KB:UNDO")

    assert kits.refusal is Refusal.NOTHING_TO_UNDO


def test_a_parked_kit_comes_back_exactly(kits: KitBench) -> None:
    kits.scan(*KIT)
    kits.checked()
    kits.desk.enter(HeaderField.REFERENCE, "WO 4711")
    kits.settled()
    before = snapshot(kits.draft)
    batch, draft_id = kits.desk.batch, kits.draft.identity.draft_id

    kits.scan("KB:HOLD")
    assert kits.desk.opened is None
    (row,) = kits.drafts.open_drafts(kits.station.session.target)
    assert row.state is DraftState.PARKED
    assert (row.summary.subject, row.summary.total) == ("MOTOR003", 10)
    assert row.summary.quantity == 2
    assert row.changed_by == "APIUSER"

    kits.desk.resume(draft_id)
    kits.settled()
    assert snapshot(kits.draft) == before
    assert kits.desk.batch == batch
    assert kits.draft.identity.draft_id == draft_id


def test_a_resumed_kit_can_be_finished(kits: KitBench) -> None:
    kits.scan(*KIT)
    kits.checked()
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")
    kits.desk.resume(draft_id)
    kits.settled()

    kits.scan("M-0931", "W-2215", "G-78", "KB:NEXT")
    kits.checked()
    posted = kits.post()

    assert posted.of_kind(KitPosting).request.serials == ("GC00004057", "GC00004058")
    assert kits.drafts.open_drafts(kits.station.session.target) == []


def test_scans_during_the_resuming_go_to_the_resumed_kit(kits: KitBench) -> None:
    kits.scan(*KIT)
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")

    kits.desk.resume(draft_id)
    kits.burst("M-0931", "W-2215")

    assert kits.draft.identity.draft_id == draft_id
    assert kits.state.entry("MAG-N42").lot == "M-0931"
    assert kits.state.entry("WIND-24V").lot == "W-2215"


def test_parking_and_resuming_at_once_loses_no_scan(kits: KitBench) -> None:
    """What is still on its way to the disk when a kit is parked comes back with it."""
    kits.scan(*KIT)
    draft_id = kits.draft.identity.draft_id

    kits.inject("M-0931", "W-2215", "G-78", "KB:HOLD")
    until(lambda: kits.desk.opened is None)
    kits.desk.resume(draft_id)
    kits.settled()

    assert {kits.state.entry(one).lot for one in ("MAG-N42", "WIND-24V", "GREASE-L2")} == {
        "M-0931",
        "W-2215",
        "G-78",
    }


def test_resuming_another_kit_puts_the_open_one_aside(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    first = kits.draft.identity.draft_id
    kits.scan("KB:HOLD", "PUMP002", "000401")
    second = kits.draft.identity.draft_id
    before = snapshot(kits.draft)

    kits.desk.resume(first)
    kits.settled()
    states = {
        row.head.draft_id: row.state for row in kits.drafts.open_drafts(kits.station.session.target)
    }
    assert states == {first: DraftState.OPEN, second: DraftState.PARKED}

    kits.desk.resume(second)
    kits.settled()
    assert snapshot(kits.draft) == before


def test_a_draft_that_is_gone_is_told(kits: KitBench) -> None:
    kits.scan("MOTOR003")
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:CANCEL", "KB:YES")

    kits.desk.resume(draft_id)
    kits.settled()

    assert kits.refusals == [Refusal.NOT_SAVED]  # once
    assert kits.desk.intake.gate.state is GateState.HELD
    kits.scan("KB:CLEAR", "PUMP002")
    assert kits.state.plan is not None
    assert kits.draft.identity.draft_id != draft_id


# After a crash: another desk, the same store


def test_another_desk_finds_the_kit_as_it_was(kit_station: Station) -> None:
    with kit_bench(kit_station) as kits:
        kits.scan(*KIT, "KB:UNDO", "PCB-DRV")
        kits.checked()
        before = snapshot(kits.draft)
        draft_id = kits.draft.identity.draft_id

    with kit_bench(kit_station) as kits:
        (row,) = kits.drafts.open_drafts(kit_station.session.target)
        assert (row.head.draft_id, row.state, row.left_open) == (draft_id, DraftState.OPEN, True)
        kits.desk.resume(draft_id)
        kits.settled()
        (row,) = kits.drafts.open_drafts(kit_station.session.target)
        assert (row.state, row.left_open) == (DraftState.OPEN, False)  # it is worked on

        assert snapshot(kits.draft) == before
        kits.scan("M-0931", "W-2215", "G-78", "KB:NEXT")
        kits.checked()
        kits.post()


def test_another_desk_needs_no_erp_for_it(kits: KitBench, turnstile: Turnstile) -> None:
    """The facts the kit was planned with are kept with it."""
    kits.scan("MOTOR003", "KB:QTY=4", "KB:HOLD")
    (row,) = kits.drafts.open_drafts(kits.station.session.target)
    asked = turnstile.count("bill-of-material")

    kits.desk.resume(row.head.draft_id)
    kits.settled()

    assert turnstile.count("bill-of-material") == asked
    assert len(kits.state.lines) == 10


def test_serials_of_a_resumed_kit_are_checked_again(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "GC00004058")
    kits.checked()
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")
    kits.desk.resume(draft_id)
    kits.settled()
    kits.checked()

    assert set(kits.state.owned(ASSEMBLY).values()) == {SerialCheck.GOOD}


TEXTS = [
    *("GC00004057", "GC00004058", "GC00004059", "KB:QTY=3", "KB:NEXT", "KB:BACK", "KB:UNDO"),
    *("24B-118", "24A-090", "M-0931", "W-2215", "G-78", "PCB-DRV", "ISLE 9/SHELF 3", "SEAL-22"),
    *("KB:ALL", "KB:SKIP", "KB:YES", "KB:NO", "KB:CLEAR", "BOLT-M6X20", "W-1980", "KB:RANGE"),
]


@pytest.fixture
def bench_for_all(kit_station: Station) -> Station:
    """One station for all examples: each is a kit of its own."""
    return kit_station


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.sampled_from(TEXTS), min_size=5, max_size=30))
def test_whatever_was_scanned_another_desk_finds_it(
    bench_for_all: Station, texts: list[str]
) -> None:
    with kit_bench(bench_for_all) as kits:
        kits.scan("MOTOR003")
        kits.burst(*texts)
        until(lambda: kits.desk.idle and kits.state.checking == 0)
        before = snapshot(kits.draft)
        draft_id = kits.draft.identity.draft_id

    with kit_bench(bench_for_all) as kits:
        kits.desk.resume(draft_id)
        kits.settled()
        assert snapshot(kits.draft) == before
        kits.desk.cancel()
        kits.settled()


# Leaving and batches


def test_leaving_parks_the_kit_and_ends_the_batch(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057")
    batch = kits.desk.batch
    kits.desk.leave()
    kits.settled()

    (row,) = kits.drafts.open_drafts(kits.station.session.target)
    assert row.state is DraftState.PARKED
    kits.scan("PUMP002")
    assert kits.state.text(HeaderField.BATCH) == kits.desk.batch != batch


def test_a_new_batch_is_begun_on_the_assembly_page(kits: KitBench) -> None:
    kits.scan("MOTOR003")
    before = kits.desk.batch

    kits.scan("KB:NEWBATCH")

    assert kits.news is News.NEW_BATCH
    assert kits.state.text(HeaderField.BATCH) == kits.desk.batch != before


def test_a_batch_list_is_not_lost_by_parking(kits: KitBench) -> None:
    """What was refused while a scanner dumped its memory still waits when the kit comes back."""
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")
    kits.burst("24B-118", "W-1980", mode=ScannerMode.BATCH)
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")
    kits.desk.resume(draft_id)
    kits.settled()

    assert [one.scan.label.text for one in kits.desk.intake.gate.unresolved] == ["W-1980"]


def test_an_untouched_draft_is_not_kept(kits: KitBench) -> None:
    kits.desk.begin()
    kits.settled()
    kits.scan("KB:HOLD")

    assert kits.desk.opened is None
    assert kits.drafts.open_drafts(kits.station.session.target) == []


def test_a_rest_of_no_use_on_done(kits: KitBench) -> None:
    """There is no way back after POST (design.md 4)."""
    kits.motors("GC00004057")
    kits.post()
    before = kits.state.step
    for text in ("KB:UNDO", "KB:BACK", "KB:CANCEL", "KB:ALL", "KB:RANGE", "KB:QTY=3"):
        kits.scan(text)
        assert kits.notice.kind.value == "refused", text
        kits.scan("KB:CLEAR")
        assert kits.state.step is before is Step.DONE
    assert Refusal.NOT_SAVED not in kits.refusals


def test_touch_and_keys_do_nothing_on_done(kits: KitBench) -> None:
    kits.motors("GC00004057")
    kits.post()
    before = snapshot(kits.draft)
    notices = Heard[object]()
    kits.desk.intake.noticed.connect(notices)

    kits.desk.enter(HeaderField.REFERENCE, "too late")
    kits.desk.select("SEAL-22")
    kits.settled()

    assert snapshot(kits.draft) == before
    assert not notices.all
