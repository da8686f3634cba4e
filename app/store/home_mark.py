"""Whether a database still stands where it was left, and is no older copy of itself.

What waits in a copy may have been sent meanwhile by the original (design.md 4), so the database
knows the machine, the place and the very file it is, and counts how often something was about to
be sent. The count stands in a small file beside it as well: a database that was put back from a
copy knows of fewer sendings than that file.
"""

import logging
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.store.lock import PRIVATE_FILE
from app.store.machine import machine_id

T = TypeVar("T")

log = logging.getLogger(__name__)

_DIGITS = 20
_LOOK = "SELECT machine, place, sendings FROM home_mark"
_SETTLE = "INSERT OR REPLACE INTO home_mark (one, machine, place, sendings) VALUES (1, ?, ?, ?)"
_COUNT = """
INSERT INTO home_mark (one, machine, place, sendings) VALUES (1, ?, ?, 1)
ON CONFLICT (one) DO UPDATE SET sendings = sendings + 1 RETURNING sendings
"""


class Copied(StrEnum):
    """How a database shows that it isn't the one that was sent from last."""

    OTHER_MACHINE = "other-machine"
    OTHER_PLACE = "other-place"  # another folder, or another file in its place
    OLDER = "older"  # than what stands beside it


class HomeMark:
    """The mark of one database. `look` and `count` run inside a write transaction.

    Args:
        path: Of the database; `<path>.mark` stands beside it.
        machine: Which machine this is.
    """

    def __init__(self, path: Path, machine: Callable[[], str] = machine_id) -> None:
        self.path = path.with_name(f"{path.name}.mark")
        self._database = path
        self._machine = machine

    def look(self, connection: sqlite3.Connection) -> tuple[Copied | None, int]:
        """Whether the database is a copy; from now on this machine and place are its own.

        Returns:
            How it shows, or None; and the count, for `keep` once this is durable.
        """
        machine, place, beside = self._machine(), self._place(), self._beside()
        found = connection.execute(_LOOK).fetchone()
        copied = None if found is None else _compared(found["machine"] == machine, found, place)
        sendings = 0 if found is None else found["sendings"]
        if copied is None and (beside is None or beside > sendings):
            copied = Copied.OLDER
        sendings = max(sendings, beside or 0)
        connection.execute(_SETTLE, (machine, place, sendings))
        return copied, sendings

    def count(self, connection: sqlite3.Connection) -> int:
        """Something is about to be sent; the count, for `keep` once this is durable."""
        (sendings,) = connection.execute(_COUNT, (self._machine(), self._place())).fetchone()
        return int(sendings)

    def keep(self, sendings: int) -> None:
        """Write the count beside the database, before anything is sent.

        It needn't survive a power cut: then it is only older than it could be, and hides no more
        than a copy put back over just this cut. A place that can't be written is logged; sending
        goes on without the mark.
        """
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE)
            try:
                os.write(descriptor, f"{sendings:0{_DIGITS}d}\n".encode())
            finally:
                os.close(descriptor)
        except OSError:
            log.exception("%s can't be written; a copy put back would not be noticed", self.path)

    def kept(self, counted: "Future[tuple[T, int]]") -> "Future[T]":
        """Write the count down once it is durable; what it came with is given after that."""
        given: Future[T] = Future()

        def settle(done: "Future[tuple[T, int]]") -> None:
            error = done.exception()
            if error is not None:
                given.set_exception(error)
                return
            result, sendings = done.result()
            self.keep(sendings)
            given.set_result(result)

        counted.add_done_callback(settle)
        return given

    def _place(self) -> str:
        return f"{self._database.stat().st_ino} {self._database.resolve()}"

    def _beside(self) -> int | None:
        """The count that stands beside it: 0 for none, None for one that can't be read."""
        try:
            text = self.path.read_bytes().strip(b"\0\n ")
        except FileNotFoundError:
            return 0
        except OSError:
            return None
        if not text:
            return 0  # a power cut came before it reached the disk
        return int(text) if text.isdigit() and len(text) == _DIGITS else None


def _compared(same_machine: bool, found: sqlite3.Row, place: str) -> Copied | None:
    if not same_machine:
        return Copied.OTHER_MACHINE
    return None if found["place"] == place else Copied.OTHER_PLACE
