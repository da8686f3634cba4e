"""What `kitbench doctor` says of the databases of a home."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.commands import doctor_store
from app.core.posting import PostingEvent
from app.core.target import Mode, Target
from app.paths import Home
from app.store.database import Database
from app.store.database_look import look_at
from app.store.faults import StoreFault
from app.store.migrations import MIGRATIONS
from app.store.outbox import Outbox
from tests.unit.commands.conftest import CommandLine, Doctor, Kit

HERE = '[connection]\nroot_url = "http://127.0.0.1:1"\ndata_source = "EXPANDABLE"\n'
COUNTS = ("waiting", "unknown", "rejected", "needs_person", "parked", "open_scans")

SCANS = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000)
INSERT INTO scans (received_at, scanner, raw) SELECT i, 'x', x'30' FROM n"""


@pytest.fixture
def path(doctor: Doctor) -> Path:
    """A database without anything in it, of a station in training."""
    path = Home(doctor.home).database(Mode.TRAINING)
    Database(path).close()
    return path


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def counts(found: dict[str, Any]) -> tuple[object, ...]:
    return tuple(found["facts"][name] for name in COUNTS)


def test_one_without_anything(doctor: Doctor, path: Path) -> None:
    found = doctor.found("database")
    assert (found["name"], found["state"], found["facts"]["sound"]) == ("training", "ok", True)
    assert found["facts"]["version"] == found["facts"]["known_version"] == len(MIGRATIONS)
    assert counts(found) == (0, 0, 0, 0, 0, 0)


def test_its_outbox_is_counted(
    outbox: CommandLine, kit: Kit, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor = Doctor(outbox.home, capsys)
    doctor.station(HERE)
    added = outbox.add(*(kit(SERIAL_NUMBER=f"A{n}") for n in range(4))).objects
    with Database(Home(outbox.home).database(Mode.LIVE)) as database:
        postings = Outbox(database)
        for one, event in zip(added, ("lost-track", "refused-surely"), strict=False):
            postings.record(one["id"], PostingEvent.CLAIMED).result()
            postings.record(one["id"], PostingEvent(event)).result()
    before = doctor.contents()

    found = doctor.found("database", "live")

    assert doctor.contents() == before
    assert counts(found) == (2, 1, 1, 1, 0, 0)
    assert "postings: 2 waiting, 1 unknown, 1 refused." in found["found"]
    (concern,) = found["concerns"]
    assert (found["state"], concern["found"]) == (
        "attention",
        "1 posting can't go on without a person.",
    )

    doctor.station(HERE.replace("127.0.0.1", "localhost"))
    found = doctor.found("database", "live")
    assert counts(found) == (0, 0, 0, 0, 4, 0)
    assert "root_url or data_source changed by mistake" in found["concerns"][0]["next"]


def test_a_newer_one_is_not_opened_by_this_program(doctor: Doctor, path: Path) -> None:
    changed(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    found = doctor.found("database")
    assert (found["state"], found["facts"]["sound"], found["facts"]["waiting"]) == (
        *("fault", True, None),
    )
    assert "Install the newer Kitbench again." in found["concerns"][0]["next"]


def test_an_older_one_is_no_trouble(doctor: Doctor, path: Path) -> None:
    changed(path, "PRAGMA user_version = 1")
    found = doctor.found("database")
    assert found["state"] == "ok"
    assert f"the next start brings it to version {len(MIGRATIONS)}" in found["found"]


def of_another_program(path: Path) -> None:
    changed(path, "PRAGMA application_id = 7")


def no_database(path: Path) -> None:
    path.write_bytes(b"certainly no database, whatever the name says" * 100)


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'scans_by_time'"
        ).fetchone()
    size = int.from_bytes(content[16:18], "big")
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (of_another_program, "It is no database of Kitbench: it belongs to another program"),
        (no_database, "It is no database of Kitbench: "),
        (damaged, "It is damaged: "),
    ],
)
def test_one_that_is_spoilt(
    doctor: Doctor, path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(path)
    found = doctor.found("database")
    assert (found["state"], found["facts"]["sound"]) == ("fault", False)
    assert found["concerns"][-1]["found"].startswith(words)


def test_one_that_was_copied_while_it_was_in_use(doctor: Doctor, path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"x" * 100)
    before = doctor.contents()
    found = doctor.found("database")
    assert found["state"] == "fault"
    assert (
        "it was copied while it was in use, or another program holds it alone"
        in found["concerns"][0]["found"]
    )
    assert doctor.contents() == before


class Meanwhile(list[Target]):
    """When a look asks for these targets, other programs begin and end, so many times in all."""

    path: Path
    times: int

    def __iter__(self) -> Iterator[Target]:
        if self.times:
            self.times -= 1
            changed(self.path, SCANS)
        return super().__iter__()


def test_one_that_is_written_meanwhile_is_not_called_damaged(path: Path) -> None:
    targets = Meanwhile()
    targets.path, targets.times = path, 2
    assert look_at(path, targets, seconds=3.0).complaint == ""
    targets.times = 3
    with pytest.raises(StoreFault, match="other programs wrote it all the while"):
        look_at(path, targets, seconds=3.0)


def test_a_check_that_takes_too_long_is_given_up(
    doctor: Doctor, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(path, SCANS)
    monkeypatch.setattr(doctor_store, "CHECK_SECONDS", 0)
    found = doctor.found("database")
    assert (found["state"], found["facts"]["sound"]) == ("attention", None)
    assert "could not be checked whole within 0 seconds" in found["concerns"][0]["found"]
