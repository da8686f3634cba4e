"""What is old goes by itself; what somebody may still want never does."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.services.housekeeping import Housekeeping
from app.services.tasks import Tasks
from app.store.archive import PostingArchive
from app.store.database import Database
from app.store.draft_records import DraftState
from app.store.drafts import Drafts
from app.store.journal import Journal
from app.store.kit_record import KITS
from app.store.outbox import Outbox
from app.store.reference import ReferenceCache
from tests.services.world import Heard, until
from tests.support.ready_store import lay_out
from tests.unit.store.world import START, HandClock, make_head, make_posting

OLD = 401


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def database(tmp_path: Path, clock: HandClock) -> Iterator[Database]:
    with Database(lay_out(tmp_path / "kitbench.db"), clock=clock) as opened:
        yield opened


def keeping(database: Database, tasks: Tasks, every_ms: int = 3_600_000) -> Housekeeping:
    return Housekeeping(
        Journal(database),
        Drafts(database),
        ReferenceCache(database, KITS),
        PostingArchive(database),
        tasks,
        keep_for=timedelta(days=400),
        every_ms=every_ms,
    )


def test_old_scans_and_drafts_go_and_nothing_else(
    database: Database, clock: HandClock, tasks: Tasks
) -> None:
    journal, drafts, outbox = Journal(database), Drafts(database), Outbox(database)
    for number in range(2500):
        journal.record(START, "s", b"%d" % number)
    for name in ("open", "parked", *(f"gone{number}" for number in range(50))):
        drafts.open(make_head(name)).result()
    drafts.park("draft-parked", who="Mia")
    for number in range(50):
        drafts.discard(f"draft-gone{number}", who="Mia")
    outbox.confirm(make_posting("a")).result()
    clock.advance(days=OLD)
    drafts.open(make_head("new", opened_at=clock.now)).result()
    drafts.discard("draft-new", who="Mia").result()
    journal.record(clock.now, "s", b"new").result()

    house, done = keeping(database, tasks), Heard[int]()
    house.done.connect(done)
    house.start()

    assert done.one == 2550
    assert [scan.raw for scan in journal.recent()] == [b"new"]
    states = {name: drafts.state(f"draft-{name}") for name in ("open", "parked", "new", "gone7")}
    assert states == {
        "open": DraftState.OPEN,
        "parked": DraftState.PARKED,
        "new": DraftState.DISCARDED,
        "gone7": None,
    }
    assert outbox.of_draft("draft-a") is not None
    house.stop()


def test_a_scan_that_waits_in_a_drafts_list_stays(
    database: Database, clock: HandClock, tasks: Tasks
) -> None:
    journal, drafts = Journal(database), Drafts(database)
    drafts.open(make_head("a")).result()
    journal.record(START, "s", b"GC1").result()
    (waiting,) = journal.interrupted(make_head("a").target).result()
    clock.advance(days=OLD)
    house, done = keeping(database, tasks), Heard[int]()
    house.done.connect(done)
    house.start()

    assert done.one == 0
    assert journal.unsettled() == [waiting]
    house.stop()


def test_it_is_done_again_and_again(database: Database, clock: HandClock, tasks: Tasks) -> None:
    house, done = keeping(database, tasks, every_ms=10), Heard[int]()
    house.done.connect(done)
    house.start()
    until(lambda: done.all)
    Journal(database).record(clock.now, "s", b"1").result()
    clock.advance(days=OLD)
    until(lambda: 1 in done.all)
    house.stop()
