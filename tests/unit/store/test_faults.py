"""Faults of the surroundings are made for real: a full disk, a held file, a torn one."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.store.database import Database
from app.store.drafts import Drafts
from app.store.faults import StoreFault, StoreFaultKind
from app.store.outbox import Outbox
from tests.unit.store.world import make_head, make_posting

POSIX = pytest.mark.skipif(os.name != "posix", reason="uses limits and modes of POSIX")


def fill_the_disk(connection: sqlite3.Connection) -> None:
    """From now on SQLite may not take another page, as on a full disk."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def make_room(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 1073741823")


def test_a_full_disk_is_told_and_nothing_is_half_kept(database: Database) -> None:
    drafts = Drafts(database)
    drafts.open(make_head("a")).result()
    database.submit(fill_the_disk).result()
    with pytest.raises(StoreFault) as fault:
        drafts.append("draft-a", [os.urandom(200_000)]).result()
    assert fault.value.kind is StoreFaultKind.FULL
    assert drafts.load("draft-a").events == ()
    assert drafts.open_drafts(make_head("a").target)[0].events == 0


def test_once_there_is_room_again_the_same_database_goes_on(database: Database) -> None:
    drafts = Drafts(database)
    drafts.open(make_head("a")).result()
    database.submit(fill_the_disk).result()
    large = [os.urandom(200_000)]
    assert isinstance(drafts.append("draft-a", large).exception(), StoreFault)
    database.submit(make_room).result()
    assert drafts.append("draft-a", large).result() == 1


def test_the_one_that_finds_the_disk_full_takes_no_smaller_one_with_it(database: Database) -> None:
    drafts = Drafts(database)
    drafts.open(make_head("a")).result()
    database.submit(fill_the_disk).result()
    gate = threading.Event()
    database.submit(lambda _: gate.wait(30))
    small = drafts.append("draft-a", [b"small"])
    large = drafts.append("draft-a", [os.urandom(200_000)])
    last = drafts.append("draft-a", [b"small too"])
    gate.set()
    assert isinstance(large.exception(), StoreFault)
    assert (small.result(), last.result()) == (1, 2)
    assert drafts.load("draft-a").events == (b"small", b"small too")


def test_a_confirm_on_a_full_disk_keeps_the_draft_open(database: Database) -> None:
    drafts, outbox = Drafts(database), Outbox(database)
    drafts.open(make_head("a")).result()
    serials = tuple(f"SN{n:06}" for n in range(20_000))
    database.submit(fill_the_disk).result()
    with pytest.raises(StoreFault) as fault:
        outbox.confirm(make_posting("a", serials=serials)).result()
    assert fault.value.kind is StoreFaultKind.FULL
    assert outbox.recent() == []
    assert [row.head.draft_id for row in drafts.open_drafts(make_head("a").target)] == ["draft-a"]


DISK_ERROR = """
import json, os, resource, signal, sys
from pathlib import Path
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.faults import StoreFault
from tests.unit.store.world import make_head
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Database(Path(sys.argv[1])) as database:
    drafts = Drafts(database)
    drafts.open(make_head("a")).result()
    drafts.append("draft-a", [b"before"]).result()
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    error = drafts.append("draft-a", [os.urandom(2_000_000)]).exception()
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    after = drafts.append("draft-a", [b"after"]).result()
    events = [event.decode() for event in drafts.load("draft-a").events]
    kind = error.kind if isinstance(error, StoreFault) else repr(error)
    print(json.dumps({"kind": kind, "after": after, "events": events}))
"""


@POSIX
def test_a_write_that_the_system_refuses_is_an_io_fault(path: Path) -> None:
    seen = json.loads(run(DISK_ERROR, path))
    assert seen == {"kind": "io", "after": 2, "events": ["before", "after"]}


READ_ONLY = """
import os, sys
from pathlib import Path
from app.store.database import Database
from app.store.faults import StoreFault
import app.store.posting_words  # for a new file; the user below may not read this program
if os.getuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)  # modes do not bind root
try:
    Database(Path(sys.argv[1])).close()
except StoreFault as fault:
    print(fault.kind)
else:
    print("opened")
"""


@POSIX
@pytest.mark.parametrize("closed", ["folder", "database"])
def test_a_place_that_is_read_only_is_told(closed: str) -> None:
    # Not under pytest's folder: that is closed to the user the program becomes.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "kitbench.db"
        if closed == "database":
            Database(path).close()
        if os.getuid() == 0:
            for file in (folder, *folder.iterdir()):
                os.chown(file, 65534, 65534)
        place = folder if closed == "folder" else path
        place.chmod(0o500)
        assert run(READ_ONLY, path) == "read-only"
        place.chmod(0o700)
        assert run(READ_ONLY, path) == "opened"


def run(script: str, path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_file_held_by_another_program_is_told_and_then_goes_on(path: Path) -> None:
    with Database(path, patience=0) as database:
        drafts = Drafts(database)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreFault) as fault:
                drafts.open(make_head("a")).result()
            assert fault.value.kind is StoreFaultKind.BUSY
            other.execute("ROLLBACK")
        drafts.open(make_head("a")).result()


def test_a_file_held_at_the_start_is_told(path: Path) -> None:
    Database(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreFault) as fault:
            Database(path, patience=0)
        assert fault.value.kind is StoreFaultKind.BUSY


def test_a_damaged_file_is_told(path: Path) -> None:
    with Database(path) as database:
        Outbox(database).confirm(make_posting("a")).result()
    content = bytearray(path.read_bytes())
    content[100:] = b"\xa5" * (len(content) - 100)
    path.write_bytes(content)
    with pytest.raises(StoreFault) as fault:
        Database(path)
    assert fault.value.kind is StoreFaultKind.CORRUPT


def test_a_folder_in_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreFault) as fault:
        Database(path)
    assert fault.value.kind is StoreFaultKind.CANNOT_OPEN


def test_a_file_in_place_of_the_folder_is_told(path: Path) -> None:
    path.parent.write_text("no folder")
    with pytest.raises(StoreFault) as fault:
        Database(path)
    assert fault.value.kind is StoreFaultKind.CANNOT_OPEN
