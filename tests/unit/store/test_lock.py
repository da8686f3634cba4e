import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.database import Database
from app.store.faults import StoreFault, StoreFaultKind
from app.store.lock import FileLock, HomeInUse, holder_of

HOLD = """
import sys
from pathlib import Path
from app.store.database import Database
database = Database(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
database.close()
"""


def test_a_second_opening_in_this_process_is_told_who_holds_it(path: Path) -> None:
    with Database(path), pytest.raises(HomeInUse) as refused:
        Database(path)
    assert refused.value.pid == os.getpid()
    assert refused.value.host
    Database(path).close()


def test_a_second_program_is_refused_until_the_first_is_killed(path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(HomeInUse) as refused:
            Database(path)
        assert refused.value.pid == holder.pid
        holder.kill()
        holder.wait()
        Database(path).close()


@pytest.mark.parametrize("text", [b"", b"{", b"[1]", b'{"pid": "x", "host": ""}', b"\xff"])
def test_a_lock_file_that_tells_nothing_still_locks(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "lock"
    with FileLock(path):
        path.write_bytes(text)
        with pytest.raises(HomeInUse) as refused:
            FileLock(path)
    assert (refused.value.pid, refused.value.host) == (None, "")


def test_text_left_by_a_longer_holder_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_bytes(b"x" * 5000)
    with FileLock(path):
        assert json.loads(path.read_bytes())["pid"] == os.getpid()


def test_a_place_that_is_no_folder_is_a_fault_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as fault:
        FileLock(tmp_path / "nowhere" / "lock")
    assert fault.value.kind is StoreFaultKind.CANNOT_OPEN


def test_a_failed_opening_lets_go_of_the_lock(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"certainly no database, whatever the name says" * 100)
    for _ in range(2):
        with pytest.raises(StoreFault) as fault:
            Database(path)
        assert fault.value.kind is StoreFaultKind.NOT_A_DATABASE


def test_a_look_tells_the_holder_and_takes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert holder_of(path) is None
    assert not path.exists()
    with FileLock(path):
        holder = holder_of(path)
        assert holder is not None
        assert (holder.pid, holder.path) == (os.getpid(), path)
    assert holder_of(path) is None
    FileLock(path).close()


def test_a_lock_whose_last_holder_is_dead_is_not_tried(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    with FileLock(path):  # seen as free although it is held: it was not touched
        holder = json.loads(path.read_bytes())
        path.write_text(json.dumps({**holder, "pid": dead.pid}))
        assert holder_of(path) is None
