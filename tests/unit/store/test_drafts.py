from datetime import timedelta
from decimal import Decimal

import pytest

from app.store.database import Database
from app.store.draft_records import (
    DraftNotOpenError,
    DraftRow,
    DraftState,
    DraftSummary,
    MissingEventsError,
    NoSuchDraftError,
    Snapshot,
)
from app.store.drafts import Drafts
from tests.unit.store.world import LIVE, OTHER, HandClock, make_head


def ids(rows: list[DraftRow]) -> list[str]:
    return [row.head.draft_id for row in rows]


def test_a_draft_comes_back_with_every_event_in_order(drafts: Drafts) -> None:
    head = make_head("a")
    drafts.open(head).result()
    assert drafts.append("draft-a", [b"one"]).result() == 1
    assert drafts.append("draft-a", [b"two", b"\x00\xff"]).result() == 3
    assert drafts.append("draft-a", []).result() == 3
    log = drafts.load("draft-a")
    assert log.head == head
    assert log.state is DraftState.OPEN
    assert log.events == (b"one", b"two", b"\x00\xff")
    assert log.summary == DraftSummary()
    assert log.snapshots == {}


def test_events_of_two_drafts_do_not_mix(drafts: Drafts) -> None:
    for name in "ab":
        drafts.open(make_head(name)).result()
    futures = [drafts.append(f"draft-{'ab'[n % 2]}", [str(n).encode()]) for n in range(100)]
    assert [future.result() for future in futures] == [n // 2 + 1 for n in range(100)]
    assert drafts.load("draft-b").events == tuple(str(n).encode() for n in range(1, 100, 2))


def test_an_event_is_one_row_and_rewrites_no_other(drafts: Drafts, database: Database) -> None:
    drafts.open(make_head("a")).result()
    drafts.append("draft-a", [b"x" * 1000] * 1000).result()
    changes = database.submit(lambda c: c.total_changes).result()
    drafts.append("draft-a", [b"y"]).result()
    assert database.submit(lambda c: c.total_changes).result() == changes + 2  # and its head


def test_events_are_not_stored_behind_a_gap(drafts: Drafts) -> None:
    drafts.open(make_head("a")).result()
    assert drafts.append("draft-a", [b"1"], after=0).result() == 1
    with pytest.raises(MissingEventsError):
        drafts.append("draft-a", [b"3"], DraftSummary("late"), after=2).result()
    assert drafts.append("draft-a", [b"2"], after=1).result() == 2
    log = drafts.load("draft-a")
    assert (log.events, log.summary.subject) == ((b"1", b"2"), "")


def test_the_summary_goes_with_the_events(drafts: Drafts) -> None:
    drafts.open(make_head("a")).result()
    summary = DraftSummary("MOTOR003", Decimal("5.0"), done=2, total=7, step="components")
    drafts.append("draft-a", [b"1"], summary).result()
    drafts.append("draft-a", [b"2"]).result()
    (row,) = drafts.open_drafts(LIVE)
    assert (row.summary, row.events) == (summary, 2)
    assert str(row.summary.quantity) == "5.0"
    assert drafts.load("draft-a").summary == summary


def test_a_snapshot_knows_how_many_events_it_holds(drafts: Drafts) -> None:
    drafts.open(make_head("a")).result()
    drafts.save_snapshot("draft-a", "facts", b"f" * 100_000).result()
    drafts.append("draft-a", [b"1", b"2"]).result()
    drafts.save_snapshot("draft-a", "state", b"old").result()
    drafts.append("draft-a", [b"3"]).result()
    drafts.save_snapshot("draft-a", "state", b"new").result()
    assert drafts.load("draft-a").snapshots == {
        "facts": Snapshot(b"f" * 100_000, 0),
        "state": Snapshot(b"new", 3),
    }


def test_the_list_shows_open_and_parked_ones_the_latest_first(
    drafts: Drafts, clock: HandClock
) -> None:
    for name in "abcd":
        drafts.open(make_head(name, opened_at=clock.now)).result()
        clock.advance(minutes=1)
    drafts.open(make_head("e", target=OTHER)).result()
    drafts.append("draft-a", [b"1"]).result()
    clock.advance(minutes=1)
    drafts.park("draft-b", who="Lea").result()
    drafts.discard("draft-c", who="Mia").result()
    rows = drafts.open_drafts(LIVE)
    assert ids(rows) == ["draft-b", "draft-a", "draft-d"]
    assert (rows[0].state, rows[0].changed_by) == (DraftState.PARKED, "Lea")
    assert rows[0].changed_at == clock.now
    assert (rows[2].state, rows[2].changed_by, rows[2].events) == (DraftState.OPEN, "Mia", 0)
    assert ids(drafts.open_drafts(OTHER)) == ["draft-e"]


def test_a_parked_draft_takes_nothing_until_it_is_resumed(drafts: Drafts) -> None:
    drafts.open(make_head("a")).result()
    drafts.park("draft-a", who="Mia").result()
    with pytest.raises(DraftNotOpenError) as refused:
        drafts.append("draft-a", [b"1"], DraftSummary("MOTOR003")).result()
    assert (refused.value.draft_id, refused.value.state) == ("draft-a", DraftState.PARKED)
    with pytest.raises(DraftNotOpenError):
        drafts.save_snapshot("draft-a", "facts", b"").result()
    drafts.resume("draft-a", who="Lea").result()
    assert drafts.append("draft-a", [b"1"]).result() == 1
    assert drafts.load("draft-a").summary == DraftSummary()


def test_a_discarded_draft_stays_discarded(drafts: Drafts) -> None:
    drafts.open(make_head("a")).result()
    drafts.discard("draft-a", who="Mia").result()
    for again in (drafts.park, drafts.resume, drafts.discard):
        with pytest.raises(DraftNotOpenError) as refused:
            again("draft-a", who="Mia").result()
        assert refused.value.state is DraftState.DISCARDED
    assert drafts.load("draft-a").state is DraftState.DISCARDED


def test_an_unknown_draft_is_told(drafts: Drafts) -> None:
    with pytest.raises(NoSuchDraftError):
        drafts.load("draft-x")
    for future in (
        drafts.append("draft-x", [b"1"]),
        drafts.save_snapshot("draft-x", "facts", b""),
        drafts.park("draft-x", who="Mia"),
    ):
        assert isinstance(future.exception(), NoSuchDraftError)


def test_only_drafts_discarded_long_ago_are_removed(
    drafts: Drafts, database: Database, clock: HandClock
) -> None:
    for name in "abc":
        drafts.open(make_head(name)).result()
        drafts.append(f"draft-{name}", [b"1"]).result()
        drafts.save_snapshot(f"draft-{name}", "facts", b"f").result()
    drafts.discard("draft-a", who="Mia").result()
    clock.advance(days=31)
    drafts.discard("draft-b", who="Mia").result()
    assert drafts.prune(timedelta(days=30)).result() == 1
    with pytest.raises(NoSuchDraftError):
        drafts.load("draft-a")
    assert drafts.load("draft-b").events == (b"1",)
    assert ids(drafts.open_drafts(LIVE)) == ["draft-c"]
    assert database.read(lambda c: c.execute("PRAGMA foreign_key_check").fetchall()) == []
    left = database.read(lambda c: c.execute("SELECT count(*) FROM draft_events").fetchone()[0])
    assert left == 2


def test_a_draft_of_a_hundred_thousand_scans(drafts: Drafts) -> None:
    drafts.open(make_head("a")).result()
    chunk = [b'{"kind":"scan"}'] * 1000
    futures = [drafts.append("draft-a", chunk) for _ in range(100)]
    assert futures[-1].result() == 100_000
    assert drafts.append("draft-a", [b"last"]).result() == 100_001
    assert drafts.load("draft-a").events[-1] == b"last"
    assert len(drafts.load("draft-a").events) == 100_001
