"""The scan journal: every scan that came in, and what was made of it (design.md 3).

A scan is noted before anything looks at it. One that has no outcome when the program starts
was interrupted: it was neither accepted nor refused.
"""

import sqlite3
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.target import Target
from app.store.database import Database
from app.store.moments import from_text, to_text
from app.store.writer import Write

ACCEPTED = "accepted"
"""The outcome of a scan that a draft took, where no more is said of it."""
INTERRUPTED = "interrupted"
"""The program ended before anything was made of it, and there is no draft to offer it to."""


@dataclass(frozen=True, slots=True)
class JournalledScan:
    """One scan as it came in.

    Attributes:
        scanner: Which scanner.
        raw: The bytes of it, as framed.
        outcome: A short code of what was made of it; None until that is known.
        draft_id: The draft that it was read to, or empty.
    """

    scan_id: int
    received_at: datetime
    scanner: str
    raw: bytes
    outcome: str | None
    draft_id: str


@dataclass(frozen=True, slots=True)
class TakenScan:
    """A scan that a draft takes, to be settled with the draft's event.

    Attributes:
        row: As `Journal.record` gave it, durable or not.
        outcome: What it is settled as.
    """

    row: Future[int]
    outcome: str = ACCEPTED


_RECORD = (
    "INSERT INTO scans (received_at, scanner, raw, outcome) VALUES (?, ?, ?, ?) RETURNING scan"
)
_SETTLE = "UPDATE scans SET outcome = ?, draft_id = ? WHERE scan = ?"
_UNSETTLED = "SELECT * FROM scans WHERE outcome IS NULL ORDER BY scan LIMIT ?"
_LEFT_OPEN = """
SELECT draft_id FROM drafts WHERE target = ? AND state = 'open' ORDER BY changed_at DESC LIMIT 1
"""
_GIVE = "UPDATE scans SET draft_id = ? WHERE outcome IS NULL AND draft_id = ''"
_GIVE_UP = """
UPDATE scans SET outcome = ? WHERE outcome IS NULL
AND draft_id NOT IN (SELECT draft_id FROM drafts WHERE state IN ('open', 'parked'))
"""
_RECENT = "SELECT * FROM scans ORDER BY scan DESC LIMIT ?"
_OF_DRAFT = "SELECT * FROM scans WHERE draft_id = ? AND draft_id != '' ORDER BY scan"
_PRUNE = """
DELETE FROM scans WHERE scan IN (
    SELECT scan FROM scans WHERE received_at < ? AND (outcome IS NOT NULL OR draft_id NOT IN (
        SELECT draft_id FROM drafts WHERE state IN ('open', 'parked')
    ))
    ORDER BY received_at LIMIT ?
)
"""


class Journal:
    """All scans of a database. Methods that give a future may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, received_at: datetime, scanner: str, raw: bytes, outcome: str | None = None
    ) -> Future[int]:
        """Note a scan down; the future gives its id once it is durable.

        That may wait for what is stored of the same scan next, so that both are one commit.
        """
        fields = (to_text(received_at), scanner, raw, outcome)

        def work(connection: sqlite3.Connection) -> int:
            scan_id: int = connection.execute(_RECORD, fields).fetchone()["scan"]
            return scan_id

        return self._database.submit(work, patient=True)

    def settle(self, scan: Future[int], outcome: str, *, draft_id: str = "") -> Future[None]:
        """Note what was made of a scan, and for which draft.

        Args:
            scan: As `record` gave it. It need not be durable yet: both are one commit then. One
                that could not be written down has no outcome either.
            outcome: A short code.
            draft_id: Or empty.
        """

        def work(connection: sqlite3.Connection) -> None:
            scan_id = row_of(scan)
            if scan_id is not None:
                settle_scan(connection, scan_id, outcome, draft_id)

        return self._database.submit(work)

    def unsettled(self, limit: int = 1000) -> list[JournalledScan]:
        """Scans without an outcome, the first first."""
        return self._database.read(lambda c: _scans(c.execute(_UNSETTLED, (limit,))))

    def interrupted(self, target: Target) -> Future[list[JournalledScan]]:
        """At start-up, before the first scan: those that the program's end interrupted.

        Each is given to the draft that was open then, and stays so until it has an outcome,
        however often the program starts. Those without such a draft are listed no more.
        """

        def work(connection: sqlite3.Connection) -> list[JournalledScan]:
            found = connection.execute(_LEFT_OPEN, (target.key,)).fetchone()
            if found is not None:
                connection.execute(_GIVE, (found["draft_id"],))
            connection.execute(_GIVE_UP, (INTERRUPTED,))
            return _scans(connection.execute(_UNSETTLED, (-1,)))

        return self._database.submit(work)

    def recent(self, limit: int = 100) -> list[JournalledScan]:
        """The latest scans, the last first."""
        return self._database.read(lambda c: _scans(c.execute(_RECENT, (limit,))))

    def of_draft(self, draft_id: str) -> list[JournalledScan]:
        """The scans that were read to a draft, in order."""
        return self._database.read(lambda c: _scans(c.execute(_OF_DRAFT, (draft_id,))))

    def prune(self, older_than: timedelta, *, at_most: int = 1000) -> Future[int]:
        """Remove scans of so long ago, the oldest first; gives how many.

        Those that still wait in the list of a draft stay.
        """
        terms = (to_text(self._database.clock() - older_than), at_most)
        return self._database.submit(lambda c: c.execute(_PRUNE, terms).rowcount)


def row_of(scan: Future[int]) -> int | None:
    """The scan's row, inside a write that was submitted after it; None where it isn't kept."""
    if isinstance(scan, Write):
        return scan.inside
    return scan.result() if scan.done() and scan.exception() is None else None


def settle_scan(connection: sqlite3.Connection, scan_id: int, outcome: str, draft_id: str) -> None:
    """Note an outcome inside somebody's write transaction."""
    connection.execute(_SETTLE, (outcome, draft_id, scan_id))


def _scans(found: Iterable[sqlite3.Row]) -> list[JournalledScan]:
    return [
        JournalledScan(
            scan_id=row["scan"],
            received_at=from_text(row["received_at"]),
            scanner=row["scanner"],
            raw=row["raw"],
            outcome=row["outcome"],
            draft_id=row["draft_id"],
        )
        for row in found
    ]
