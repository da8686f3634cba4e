import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.hold import Hold, HoldCause
from app.core.posting import PostingState
from app.store.database import Database
from app.store.faults import NewerDatabaseError, StoreFault, StoreFaultKind
from app.store.kit_record import KITS
from app.store.migrations import APPLICATION_ID, MIGRATIONS, migrate
from app.store.moments import to_text
from app.store.outbox import Outbox
from app.store.reference import ReferenceCache
from tests.unit.store.world import LIVE, HandClock, insert_old, make_facts, make_posting


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "plain.db", isolation_level=None)) as opened:
        yield opened


def number(connection: sqlite3.Connection, pragma: str) -> int:
    found: int = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return found


def shape(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_a_new_database_has_the_newest_version(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert number(connection, "user_version") == len(MIGRATIONS)
    assert number(connection, "application_id") == APPLICATION_ID
    before = shape(connection)
    migrate(connection)
    assert shape(connection) == before


def test_a_later_step_keeps_what_is_there(connection: sqlite3.Connection) -> None:
    migrate(connection)
    connection.execute("INSERT INTO batches VALUES ('t', 'b', '7')")
    migrate(connection, (*MIGRATIONS, "ALTER TABLE batches ADD COLUMN note TEXT"))
    assert number(connection, "user_version") == len(MIGRATIONS) + 1
    assert connection.execute("SELECT * FROM batches").fetchall() == [("t", "b", "7", None)]


def test_postings_of_before_they_could_be_held_are_kept(path: Path) -> None:
    posting = make_posting("a", serials=("GC1",), batch="morning")
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        insert_old(connection, posting)
    with Database(path) as database:
        outbox = Outbox(database)
        stored = outbox.get("posting-a")
        assert (stored.posting, stored.state) == (posting, PostingState.QUEUED)
        assert (stored.held, stored.row.let_pass) == (None, None)
        assert outbox.counts(LIVE).held == 0
        assert outbox.next_waiting(LIVE, ["APIUSER"]) == stored
        outbox.hold("posting-a", Hold(HoldCause.NOT_READ)).result()
        assert outbox.next_waiting(LIVE, ["APIUSER"]) is None


def test_facts_of_kits_that_were_kept_stay_kept(path: Path) -> None:
    facts = make_facts()
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        connection.execute(
            "INSERT INTO kit_facts (target, assembly_id, version, read_at, record)"
            " VALUES (?, 'MOTOR003', ?, ?, ?)",
            (LIVE.key, KITS.version, to_text(facts.read_at), KITS.pack(facts)),
        )
        connection.execute(
            "INSERT INTO kit_uses VALUES (?, 'MOTOR003', ?)", (LIVE.key, to_text(facts.read_at))
        )
    with Database(path, clock=HandClock()) as database:
        cache = ReferenceCache(database, KITS)
        assert cache.get(LIVE, "MOTOR003") == facts
        assert cache.due(LIVE, older_than=timedelta(hours=-1)) == ["MOTOR003"]


def test_a_step_that_fails_leaves_no_half(connection: sqlite3.Connection) -> None:
    migrate(connection)
    before = shape(connection)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*MIGRATIONS, "CREATE TABLE half (a); CREATE TABLE half (a)"))
    assert not connection.in_transaction
    assert shape(connection) == before
    assert number(connection, "user_version") == len(MIGRATIONS)


def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    Database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerDatabaseError) as refused:
        Database(path)
    assert (refused.value.found, refused.value.known) == (99, len(MIGRATIONS))
    assert path.read_bytes() == before


@pytest.mark.parametrize("application", [0, 12345])
def test_another_programs_database_is_refused_and_left_alone(path: Path, application: int) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute("CREATE TABLE theirs (a)")
    before = path.read_bytes()
    with pytest.raises(StoreFault) as fault:
        Database(path)
    assert fault.value.kind is StoreFaultKind.NOT_A_DATABASE
    assert path.read_bytes() == before


def test_every_table_is_strict(connection: sqlite3.Connection) -> None:
    migrate(connection)
    found = connection.execute("PRAGMA table_list").fetchall()
    ours = {row[1]: row[5] for row in found if not row[1].startswith("sqlite_")}
    assert ours
    assert all(ours.values()), ours
