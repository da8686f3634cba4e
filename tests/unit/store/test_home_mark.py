"""A database that was left elsewhere or put back from a copy: nothing in it is sent unproved."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode
from app.store.database import Database
from app.store.home_mark import HomeMark
from app.store.machine import machine_id
from app.store.outbox import Outbox
from tests.unit.store.world import make_posting

HERE, ELSEWHERE = "this machine", "another machine"


def work(
    path: Path, *, machine: str = HERE, confirm: Iterable[str] = (), claim: Iterable[str] = ()
) -> dict[str, PostingState]:
    """A run of the program; how each posting stands after its start."""
    with Database(path) as database:
        outbox = Outbox(database, HomeMark(path, lambda: machine))
        outbox.recover().result()
        states = {row.posting_id: row.state for row in outbox.recent()}
        ids = [
            outbox.confirm(make_posting(name, serials=(name,))).result().row.posting_id
            for name in confirm
        ]
        for posting_id in [*ids, *states][: len(tuple(claim))]:
            outbox.claim(posting_id).result()
            outbox.record(posting_id, PostingEvent.NOT_SENT).result()
        return states


def states(path: Path, machine: str = HERE) -> set[PostingState]:
    return set(work(path, machine=machine).values())


def copied(path: Path, to: Path) -> None:
    """Copy the database as a backup does: without what stands beside it."""
    to.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, to)


def test_the_same_home_day_after_day_changes_nothing(path: Path) -> None:
    work(path, confirm="abc", claim="ab")
    for _ in range(3):
        assert states(path) == {PostingState.QUEUED}
        work(path, claim="a")


def test_opened_on_another_machine_all_is_unknown(path: Path) -> None:
    work(path, confirm="ab", claim="a")

    assert states(path, ELSEWHERE) == {PostingState.UNKNOWN}
    with Database(path) as database:
        outbox = Outbox(database)
        row = outbox.recent()[0]
        assert row.problem is not None
        assert row.problem.code is ProblemCode.COPIED
        assert outbox.history(row.posting_id)[-1].event is PostingEvent.FOUND_COPIED


def test_from_then_on_it_lives_there(path: Path) -> None:
    work(path, confirm="a")
    work(path, machine=ELSEWHERE)
    work(path, machine=ELSEWHERE, confirm="b")
    assert sorted(work(path, machine=ELSEWHERE).values()) == [
        PostingState.QUEUED,
        PostingState.UNKNOWN,
    ]


def test_a_copy_in_another_folder(path: Path, tmp_path: Path) -> None:
    work(path, confirm="a")
    copy = tmp_path / "copy" / path.name
    copied(path, copy)
    shutil.copyfile(f"{path}.mark", f"{copy}.mark")

    assert states(copy) == {PostingState.UNKNOWN}
    assert states(path) == {PostingState.QUEUED}


def test_a_copy_put_back_into_the_same_file_after_something_was_sent(
    path: Path, tmp_path: Path
) -> None:
    work(path, confirm="a")
    copied(path, tmp_path / "backup")
    work(path, claim="a")  # a byte may have left
    with path.open("wb") as file:  # the same file: only its content is the older one
        file.write((tmp_path / "backup").read_bytes())

    assert states(path) == {PostingState.UNKNOWN}
    work(path, confirm="b")  # and no longer than once
    assert PostingState.QUEUED in states(path)


def test_a_copy_put_back_as_another_file(path: Path, tmp_path: Path) -> None:
    work(path, confirm="a")
    copied(path, tmp_path / "backup")
    path.rename(tmp_path / "broken")
    copied(tmp_path / "backup", path)

    assert states(path) == {PostingState.UNKNOWN}


def test_a_copy_put_back_before_anything_was_sent_may_go_on(path: Path, tmp_path: Path) -> None:
    work(path, confirm="a")
    copied(path, tmp_path / "backup")
    with path.open("wb") as file:
        file.write((tmp_path / "backup").read_bytes())

    assert states(path) == {PostingState.QUEUED}


@pytest.mark.parametrize("junk", [b"x", b"12", b"\xff" * 21, b"-0000000000000000001\n"])
def test_a_mark_that_says_nothing_is_no_proof_that_all_is_well(path: Path, junk: bytes) -> None:
    work(path, confirm="a", claim="a")
    Path(f"{path}.mark").write_bytes(junk)
    assert states(path) == {PostingState.UNKNOWN}
    work(path, confirm="b")
    assert PostingState.QUEUED in states(path)


@pytest.mark.parametrize("lost", [None, b"", b"\0" * 21])
def test_a_mark_lost_in_a_power_cut_holds_nothing_up(path: Path, lost: bytes | None) -> None:
    work(path, confirm="a", claim="a")
    mark = Path(f"{path}.mark")
    if lost is None:
        mark.unlink()
    else:
        mark.write_bytes(lost)
    assert states(path) == {PostingState.QUEUED}


def test_the_count_is_beside_the_database_before_a_byte_may_leave(path: Path) -> None:
    work(path, confirm="a")
    mark = Path(f"{path}.mark")
    before = int(mark.read_bytes())
    with Database(path) as database:
        outbox = Outbox(database, HomeMark(path, lambda: HERE))
        outbox.claim(outbox.recent()[0].posting_id).result()
        assert int(mark.read_bytes()) == before + 1
    assert mark.stat().st_mode & 0o077 == 0


@pytest.mark.expect_log("can't be written")
def test_a_mark_that_cannot_be_written_keeps_nobody_from_sending(path: Path) -> None:
    work(path, confirm="a")
    mark = Path(f"{path}.mark")
    mark.unlink()
    mark.mkdir()
    with Database(path) as database:
        outbox = Outbox(database, HomeMark(path, lambda: HERE))
        row = outbox.claim(outbox.recent()[0].posting_id).result()
        assert row.state is PostingState.SENDING


def test_this_machine_is_always_the_same_one_and_keeps_its_own_name_to_itself() -> None:
    assert machine_id() == machine_id()
    assert len(machine_id()) == 32
    own = Path("/etc/machine-id")
    assert not own.exists() or own.read_text().strip() not in machine_id()
