import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.store.database import Database
from app.store.draft_records import DraftNotOpenError
from app.store.drafts import Drafts
from app.store.journal import ACCEPTED, INTERRUPTED, Journal, JournalledScan, TakenScan
from app.store.writer import GroupLimits
from tests.unit.store.world import LIVE, OTHER, START, HandClock, make_head


@pytest.fixture
def journal(database: Database) -> Journal:
    return Journal(database)


def test_a_scan_is_kept_byte_for_byte(journal: Journal) -> None:
    raw = bytes(range(256))
    scan_id = journal.record(START, "bench left", raw).result()
    assert journal.recent() == [JournalledScan(scan_id, START, "bench left", raw, None, "")]


def test_a_scan_without_outcome_is_found_again(journal: Journal) -> None:
    rows = [journal.record(START, "s", b"%d" % n) for n in range(3)]
    journal.settle(rows[1], "accepted", draft_id="draft-a").result()
    first, _, third = (row.result() for row in rows)
    assert [scan.scan_id for scan in journal.unsettled()] == [first, third]
    assert [scan.scan_id for scan in journal.unsettled(limit=1)] == [first]
    journal.settle(rows[0], "refused:lot-expired", draft_id="draft-a").result()
    journal.settle(rows[2], "command").result()
    assert journal.unsettled() == []
    assert [scan.outcome for scan in journal.of_draft("draft-a")] == [
        "refused:lot-expired",
        "accepted",
    ]
    assert journal.of_draft("") == []


def test_the_latest_stand_first(journal: Journal) -> None:
    ids = [journal.record(START, "s", b"x").result() for _ in range(5)]
    assert [scan.scan_id for scan in journal.recent(limit=3)] == ids[:1:-1]


def test_moments_are_kept_in_utc_whatever_zone_they_came_in(journal: Journal) -> None:
    local = datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    journal.record(local, "s", b"x").result()
    (scan,) = journal.recent()
    assert scan.received_at == local
    assert scan.received_at.tzinfo is UTC


def test_a_naive_moment_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="time zone"):
        journal.record(datetime(2026, 3, 2), "s", b"x")  # noqa: DTZ001 - that is the mistake


def test_scans_are_removed_by_age(journal: Journal, clock: HandClock) -> None:
    for day in range(5):
        journal.record(START + timedelta(days=day), "s", b"%d" % day).result()
    clock.advance(days=5)
    assert journal.prune(timedelta(days=3)).result() == 2
    assert [scan.raw for scan in journal.recent()] == [b"4", b"3", b"2"]
    assert journal.record(START, "s", b"new").result() == 6  # an id is never given twice


def test_an_accepted_scan_is_settled_with_its_event(
    journal: Journal, drafts: Drafts, database: Database
) -> None:
    drafts.open(make_head("a")).result()
    scan = journal.record(START, "s", b"GC1")
    seen = []

    def look(connection: sqlite3.Connection) -> None:
        events = connection.execute("SELECT count(*) FROM draft_events").fetchone()[0]
        outcome = connection.execute("SELECT outcome FROM scans").fetchone()[0]
        seen.append((events, outcome))

    scan.result()
    database.read(look)
    drafts.append("draft-a", [b"taken"], scan=TakenScan(scan)).result()
    database.read(look)
    assert seen == [(0, None), (1, ACCEPTED)]
    assert [scan.raw for scan in journal.of_draft("draft-a")] == [b"GC1"]


def test_a_scan_that_its_draft_did_not_take_stays_unsettled(
    journal: Journal, drafts: Drafts
) -> None:
    drafts.open(make_head("a")).result()
    drafts.park("draft-a", who="Mia").result()
    scan = journal.record(START, "s", b"GC1")
    taken = drafts.append("draft-a", [b"taken"], scan=TakenScan(scan))
    assert isinstance(taken.exception(), DraftNotOpenError)
    assert [one.scan_id for one in journal.unsettled()] == [scan.result()]


def test_both_may_still_be_on_their_way(journal: Journal, drafts: Drafts) -> None:
    drafts.open(make_head("a")).result()
    scans = [journal.record(START, "s", b"GC%d" % n) for n in range(20)]
    taken = [drafts.append("draft-a", [b"taken"], scan=TakenScan(scan)) for scan in scans]
    assert taken[-1].result() == 20
    assert journal.unsettled() == []
    assert len(journal.of_draft("draft-a")) == 20


def test_what_is_made_of_a_scan_is_one_commit_with_it(tmp_path: Path) -> None:
    """However little time passes from the scan to the end of the program."""
    found: list[JournalledScan] = []
    with Database(tmp_path / "kitbench.db", limits=GroupLimits(seconds=60)) as database:
        journal = Journal(database)
        scan = journal.record(START, "s", b"GC1")
        scan.add_done_callback(lambda _: found.extend(journal.recent()))
        journal.settle(scan, "already").result()
    assert [one.outcome for one in found] == ["already"]


class TestInterrupted:
    def test_they_belong_to_the_draft_that_was_open(self, journal: Journal, drafts: Drafts) -> None:
        for name in "abc":
            drafts.open(make_head(name)).result()
        drafts.park("draft-a", who="Mia").result()
        drafts.discard("draft-c", who="Mia").result()
        noted = journal.record(START, "s", b"GC1").result()
        (found,) = journal.interrupted(LIVE).result()
        assert (found.scan_id, found.draft_id, found.outcome) == (noted, "draft-b", None)

    def test_they_stay_with_it_at_the_next_start(self, journal: Journal, drafts: Drafts) -> None:
        drafts.open(make_head("a")).result()
        journal.record(START, "s", b"GC1").result()
        journal.interrupted(LIVE).result()
        drafts.park("draft-a", who="Mia").result()
        drafts.open(make_head("b")).result()
        assert [one.draft_id for one in journal.interrupted(LIVE).result()] == ["draft-a"]
        drafts.discard("draft-a", who="Mia").result()
        assert journal.interrupted(LIVE).result() == []

    def test_without_a_draft_they_are_only_noted(self, journal: Journal, drafts: Drafts) -> None:
        drafts.open(make_head("a", target=OTHER)).result()
        journal.record(START, "s", b"GC1").result()
        assert journal.interrupted(LIVE).result() == []
        assert [one.outcome for one in journal.recent()] == [INTERRUPTED]

    def test_a_scan_behind_it_is_none(self, journal: Journal, drafts: Drafts) -> None:
        drafts.open(make_head("a")).result()
        asked = journal.interrupted(LIVE)
        journal.record(START, "s", b"GC1").result()
        assert asked.result() == []
