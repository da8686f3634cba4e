import gc
import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path

import pytest

from app.store.database import Database
from app.store.faults import StoreClosedError
from app.store.writer import GroupLimits


def make_table(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE notes (note INTEGER PRIMARY KEY)")


def note(connection: sqlite3.Connection, number: int) -> int:
    connection.execute("INSERT INTO notes VALUES (?)", (number,))
    return number


def noting(number: int) -> Callable[[sqlite3.Connection], int]:
    return lambda connection: note(connection, number)


def notes(connection: sqlite3.Connection) -> list[int]:
    found = connection.execute("SELECT note FROM notes ORDER BY rowid")
    return [number for (number,) in found]


def commits_in_log(path: Path) -> int:
    """Commits since the write-ahead log was begun: frames that carry the database's size."""
    log = path.with_name(f"{path.name}-wal").read_bytes()
    salt = log[16:24]
    frame = 24 + int.from_bytes(log[8:12])
    starts = range(32, len(log) - frame + 1, frame)
    frames = [log[start : start + 24] for start in starts]
    return sum(head[8:16] == salt and head[4:8] != bytes(4) for head in frames)


@pytest.fixture
def noted(database: Database) -> Database:
    database.submit(make_table).result()
    return database


def test_a_write_is_there_for_readers_once_its_future_resolves(noted: Database) -> None:
    assert noted.submit(noting(7)).result() == 7
    assert noted.read(notes) == [7]


def test_a_write_is_on_disk_once_its_future_resolves(
    noted: Database, path: Path, tmp_path: Path
) -> None:
    noted.submit(noting(7)).result()
    copy = tmp_path / "copy.db"
    for end in ("", "-wal"):
        copy.with_name(copy.name + end).write_bytes(path.with_name(path.name + end).read_bytes())
    connection = sqlite3.connect(copy)
    assert notes(connection) == [7]
    connection.close()


def test_what_is_queued_together_is_committed_together_and_in_order(path: Path) -> None:
    with Database(path, limits=GroupLimits(seconds=60, items=1000)) as database:
        database.submit(make_table).result()
        before = commits_in_log(path)
        gate = threading.Event()
        held = database.submit(lambda _: gate.wait(30))
        futures = [database.submit(noting(n)) for n in range(1, 501)]
        gate.set()
        assert [future.result() for future in futures] == list(range(1, 501))
        assert held.result()
        assert commits_in_log(path) == before + 1
        assert database.read(notes) == list(range(1, 501))


def test_a_group_is_no_larger_than_its_limit(path: Path) -> None:
    with Database(path, limits=GroupLimits(seconds=60, items=10)) as database:
        database.submit(make_table).result()
        before = commits_in_log(path)
        gate = threading.Event()
        held = database.submit(lambda c: gate.wait(30) and note(c, 0))
        futures = [database.submit(noting(n)) for n in range(1, 100)]
        gate.set()
        wait([held, *futures])
        assert commits_in_log(path) == before + 10


def test_a_group_is_no_longer_open_than_its_limit(path: Path) -> None:
    with Database(path, limits=GroupLimits(seconds=0, items=1000)) as database:
        database.submit(make_table).result()
        before = commits_in_log(path)
        gate = threading.Event()
        held = database.submit(lambda c: gate.wait(30) and note(c, 0))
        futures = [database.submit(noting(n)) for n in range(1, 6)]
        gate.set()
        wait([held, *futures])
        assert commits_in_log(path) == before + 6


def test_one_that_fails_takes_no_other_of_its_group_with_it(noted: Database) -> None:
    def half_done(connection: sqlite3.Connection) -> None:
        note(connection, 50)
        raise LookupError("after a write")

    gate = threading.Event()
    noted.submit(lambda _: gate.wait(30))
    first = noted.submit(noting(1))
    failing = noted.submit(half_done)
    doubled = noted.submit(noting(1))
    last = noted.submit(noting(2))
    gate.set()
    assert (first.result(), last.result()) == (1, 2)
    with pytest.raises(LookupError, match="after a write"):
        failing.result()
    with pytest.raises(sqlite3.IntegrityError):
        doubled.result()
    assert noted.read(notes) == [1, 2]


def test_a_fault_found_at_the_commit_falls_on_its_own_item_only(noted: Database) -> None:
    noted.submit(
        lambda c: c.execute(
            "CREATE TABLE children (parent REFERENCES notes DEFERRABLE INITIALLY DEFERRED)"
        )
    ).result()
    gate = threading.Event()
    noted.submit(lambda _: gate.wait(30))
    good = noted.submit(noting(1))
    orphan = noted.submit(lambda c: c.execute("INSERT INTO children VALUES (99)").rowcount)
    also_good = noted.submit(noting(2))
    gate.set()
    assert (good.result(), also_good.result()) == (1, 2)
    with pytest.raises(sqlite3.IntegrityError):
        orphan.result()
    assert noted.read(notes) == [1, 2]
    assert noted.submit(noting(3)).result() == 3


def test_a_bug_in_sql_is_not_taken_for_a_fault(noted: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        noted.submit(lambda c: c.execute("SELECT * FROM nowhere")).result()
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        noted.read(lambda c: c.execute("SELECT * FROM nowhere"))
    with pytest.raises(sqlite3.ProgrammingError):
        noted.read(lambda c: c.execute("SELECT ?", ()))


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(noted: Database) -> None:
    def count_twice(connection: sqlite3.Connection) -> tuple[int, int]:
        before = len(notes(connection))
        noted.submit(noting(1)).result()
        return before, len(notes(connection))

    assert noted.read(count_twice) == (0, 0)
    assert noted.read(notes) == [1]


def test_a_reader_cannot_write(noted: Database) -> None:
    with pytest.raises(Exception, match="readonly"):
        noted.read(noting(1))
    assert noted.read(notes) == []


def test_readers_on_many_threads_read_side_by_side(noted: Database) -> None:
    noted.submit(noting(1)).result()
    together = threading.Barrier(8)
    seen: list[list[int]] = []

    def read_together(connection: sqlite3.Connection) -> list[int]:
        together.wait(30)  # passes only when all eight are inside a read
        return notes(connection)

    threads = [
        threading.Thread(target=lambda: seen.append(noted.read(read_together))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [[1]] * 8


def test_a_future_cannot_be_taken_back(noted: Database) -> None:
    gate = threading.Event()
    noted.submit(lambda _: gate.wait(30))
    future = noted.submit(noting(1))
    assert not future.cancel()
    gate.set()
    assert future.result() == 1


def test_closing_finishes_what_is_queued(path: Path) -> None:
    database = Database(path)
    database.submit(make_table).result()
    gate = threading.Event()
    database.submit(lambda _: gate.wait(30))
    futures = [database.submit(noting(n)) for n in range(1, 301)]
    gate.set()
    database.close()
    assert all(future.done() for future in futures)
    with Database(path) as again:
        assert again.read(notes) == list(range(1, 301))


def test_closing_waits_for_readers_and_leaves_nothing_open(path: Path) -> None:
    before = set(threading.enumerate())
    database = Database(path)
    inside, leave, closed = threading.Event(), threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> int:
        inside.set()
        leave.wait(30)
        (number,) = connection.execute("SELECT 42").fetchone()
        return int(number)

    def close() -> None:
        database.close()
        closed.set()

    seen: list[int] = []
    reader = threading.Thread(target=lambda: seen.append(database.read(slow)))
    closer = threading.Thread(target=close)
    reader.start()
    assert inside.wait(30)
    closer.start()
    assert not closed.is_set()
    leave.set()
    reader.join()
    closer.join()
    assert seen == [42]
    database.close()
    assert set(threading.enumerate()) == before
    assert not path.with_name(f"{path.name}-wal").exists()  # the last connection removed it
    gc.collect()  # a connection left open would warn here


def test_a_closed_database_refuses(path: Path) -> None:
    database = Database(path)
    database.close()
    with pytest.raises(StoreClosedError):
        database.submit(make_table)
    with pytest.raises(StoreClosedError):
        database.read(notes)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_files_are_readable_by_their_owner_alone(path: Path) -> None:
    usual = os.umask(0)
    try:
        with Database(path) as database:
            database.submit(make_table).result()
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(usual)
    assert modes.keys() == {"kitbench.db", "kitbench.db-wal", "kitbench.db-shm", "kitbench.db.lock"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    Database(path).close()
    path.chmod(0o644)
    Database(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_commits_are_flushed_and_foreign_keys_hold(database: Database) -> None:
    def settings(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert database.submit(settings).result() == ["wal", 2, 1]
