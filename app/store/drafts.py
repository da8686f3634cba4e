"""Drafts as event logs: one row per accepted scan, never a rewrite of the whole (design.md 3)."""

import sqlite3
from collections.abc import Container, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta

from app.core.target import Target
from app.store.database import Database
from app.store.draft_records import (
    DraftHead,
    DraftLog,
    DraftNotOpenError,
    DraftRow,
    DraftState,
    DraftSummary,
    MissingEventsError,
    NewDraft,
    NoSuchDraftError,
    Snapshot,
)
from app.store.journal import TakenScan, row_of, settle_scan
from app.store.moments import from_text, to_text
from app.store.packing import pack, pack_bytes, unpack, unpack_bytes

_INSERT = """
INSERT INTO drafts (draft_id, target, state, changed_at, changed_by, head, summary)
VALUES (?, ?, 'open', ?, ?, ?, ?)
"""
_COUNT_EVENTS = """
UPDATE drafts SET events = events + ?, changed_at = ?, summary = coalesce(?, summary)
WHERE draft_id = ? AND state = 'open' RETURNING draft, events
"""
_ADD_EVENT = "INSERT INTO draft_events (draft, number, at, event) VALUES (?, ?, ?, ?)"
_ADD_SNAPSHOT = """
INSERT INTO draft_snapshots (draft, name, events, content)
SELECT draft, ?2, events, ?3 FROM drafts WHERE draft_id = ?1 AND state = 'open'
ON CONFLICT (draft, name) DO UPDATE SET events = excluded.events, content = excluded.content
"""
_MOVE = """
UPDATE drafts SET state = ?2, changed_at = ?3, changed_by = ?4
WHERE draft_id = ?1 AND state IN ('open', 'parked')
"""
_CONFIRM = """
UPDATE drafts SET state = 'confirmed', changed_at = ?2
WHERE draft_id = ?1 AND state IN ('open', 'parked')
"""
_OPEN = """
SELECT head, state, summary, changed_at, changed_by, events FROM drafts
WHERE target = ? AND state IN ('open', 'parked') ORDER BY changed_at DESC
"""
_PRUNE = """
DELETE FROM drafts WHERE draft IN (
    SELECT draft FROM drafts WHERE state = 'discarded' AND changed_at < ?
    ORDER BY changed_at LIMIT ?
)
"""


class Drafts:
    """All drafts of a database. Methods that give a future may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._here: set[str] = set()  # opened or resumed through this; only ever added to

    def open(self, head: DraftHead) -> Future[None]:
        """Start a draft."""
        fields = (head.draft_id, head.target.key, to_text(head.opened_at), head.operator)
        record, summary = pack(head), pack(DraftSummary())
        self._here.add(head.draft_id)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(_INSERT, (*fields, record, summary))

        return self._database.submit(work)

    def append(
        self,
        draft_id: str,
        events: Sequence[bytes],
        summary: DraftSummary | None = None,
        *,
        after: int | None = None,
        scan: TakenScan | None = None,
    ) -> Future[int]:
        """Add events behind those that are there; the future gives how many there are now.

        Args:
            draft_id: An open draft.
            events: Whatever its owner makes of them; one row each.
            summary: Shown in the list from now on.
            after: How many events they build on; others than these are not stored behind them.
            scan: The scan that these events come from. It is settled in the same transaction,
                so that after a crash no scan is both accepted and without an outcome.

        Raises (through the future):
            NoSuchDraftError: It was never opened.
            DraftNotOpenError: It takes no more.
            MissingEventsError: Not as many events as `after` are there.
        """
        at = to_text(self._database.clock())

        def work(connection: sqlite3.Connection) -> int:
            shown = None if summary is None else pack(summary)
            counting = (len(events), at, shown, draft_id)
            counted = connection.execute(_COUNT_EVENTS, counting).fetchall()
            if not counted:
                raise _refusal(connection, draft_id)
            draft, number = counted[0]
            if after is not None and number - len(events) != after:
                raise MissingEventsError(draft_id)
            numbered = enumerate(events, start=number - len(events) + 1)
            connection.executemany(_ADD_EVENT, ((draft, n, at, event) for n, event in numbered))
            scan_id = None if scan is None else row_of(scan.row)
            if scan is not None and scan_id is not None:
                settle_scan(connection, scan_id, scan.outcome, draft_id)
            return int(number)

        return self._database.submit(work)

    def save_snapshot(self, draft_id: str, name: str, content: bytes) -> Future[None]:
        """Keep content beside the events, in place of an earlier one of this name.

        Raises (through the future): as `append`.
        """
        packed = pack_bytes(content)

        def work(connection: sqlite3.Connection) -> None:
            if not connection.execute(_ADD_SNAPSHOT, (draft_id, name, packed)).rowcount:
                raise _refusal(connection, draft_id)

        return self._database.submit(work)

    def add_parked(self, new: NewDraft) -> Future[None]:
        """Store a draft whole; it waits to be resumed."""
        return self._database.submit(lambda connection: insert_parked(connection, new))

    def park(self, draft_id: str, *, who: str) -> Future[None]:
        """Put it aside; it takes nothing until it is resumed."""
        return self._move(draft_id, DraftState.PARKED, who)

    def resume(self, draft_id: str, *, who: str) -> Future[None]:
        """Take it up again."""
        self._here.add(draft_id)
        return self._move(draft_id, DraftState.OPEN, who)

    def discard(self, draft_id: str, *, who: str) -> Future[None]:
        """Give it up; it is no longer listed, and removed by `prune`."""
        return self._move(draft_id, DraftState.DISCARDED, who)

    def load(self, draft_id: str) -> DraftLog:
        """A draft with all its events.

        Raises:
            NoSuchDraftError: It was never opened.
        """

        def work(connection: sqlite3.Connection) -> DraftLog:
            question = "SELECT * FROM drafts WHERE draft_id = ?"
            found = connection.execute(question, (draft_id,)).fetchone()
            if found is None:
                raise NoSuchDraftError(draft_id)
            return DraftLog(
                head=unpack(found["head"], DraftHead),
                state=DraftState(found["state"]),
                summary=unpack(found["summary"], DraftSummary),
                snapshots=_snapshots(connection, found["draft"]),
                events=_events(connection, found["draft"]),
            )

        return self._database.read(work)

    def state(self, draft_id: str) -> DraftState | None:
        """How a draft stands; None where there is none."""
        return self._database.read(lambda c: _state(c, draft_id))

    def open_drafts(self, *targets: Target) -> list[DraftRow]:
        """Open and parked drafts of these targets, the latest touched first."""

        def work(connection: sqlite3.Connection) -> list[DraftRow]:
            runs = [connection.execute(_OPEN, (target.key,)) for target in targets]
            return [_row(found, self._here) for run in runs for found in run]

        return sorted(self._database.read(work), key=lambda row: row.changed_at, reverse=True)

    def prune(self, older_than: timedelta, *, at_most: int = 20) -> Future[int]:
        """Remove drafts that were discarded so long ago, with all their events; gives how many."""
        terms = (to_text(self._database.clock() - older_than), at_most)
        return self._database.submit(lambda c: c.execute(_PRUNE, terms).rowcount)

    def _move(self, draft_id: str, state: DraftState, who: str) -> Future[None]:
        at = to_text(self._database.clock())

        def work(connection: sqlite3.Connection) -> None:
            if not connection.execute(_MOVE, (draft_id, state, at, who)).rowcount:
                raise _refusal(connection, draft_id)

        return self._database.submit(work)


def confirm_draft(connection: sqlite3.Connection, draft_id: str, at: datetime) -> None:
    """Close a draft inside the transaction that stores its posting.

    A posting that never was a draft of this database (added by command) is let through.

    Raises:
        DraftNotOpenError: It was discarded, or confirmed before.
    """
    if not connection.execute(_CONFIRM, (draft_id, to_text(at))).rowcount:
        state = _state(connection, draft_id)
        if state is not None:
            raise DraftNotOpenError(draft_id, state)


def insert_parked(connection: sqlite3.Connection, new: NewDraft) -> None:
    """Store a draft whole, inside the transaction it belongs to; it waits to be resumed."""
    head, at = new.head, to_text(new.head.opened_at)
    fields = (head.draft_id, head.target.key, at, head.operator)
    connection.execute(_INSERT, (*fields, pack(head), pack(new.summary)))
    counting = (len(new.events), at, None, head.draft_id)
    ((draft, _),) = connection.execute(_COUNT_EVENTS, counting).fetchall()
    numbered = enumerate(new.events, start=1)
    connection.executemany(_ADD_EVENT, ((draft, n, at, event) for n, event in numbered))
    for name, content in new.snapshots.items():
        connection.execute(_ADD_SNAPSHOT, (head.draft_id, name, pack_bytes(content)))
    connection.execute(_MOVE, (head.draft_id, DraftState.PARKED, at, head.operator))


def _refusal(connection: sqlite3.Connection, draft_id: str) -> Exception:
    state = _state(connection, draft_id)
    return NoSuchDraftError(draft_id) if state is None else DraftNotOpenError(draft_id, state)


def _state(connection: sqlite3.Connection, draft_id: str) -> DraftState | None:
    question = "SELECT state FROM drafts WHERE draft_id = ?"
    found = connection.execute(question, (draft_id,)).fetchone()
    return None if found is None else DraftState(found[0])


def _events(connection: sqlite3.Connection, draft: int) -> tuple[bytes, ...]:
    question = "SELECT event FROM draft_events WHERE draft = ? ORDER BY number"
    return tuple(event for (event,) in connection.execute(question, (draft,)))


def _snapshots(connection: sqlite3.Connection, draft: int) -> dict[str, Snapshot]:
    question = "SELECT name, content, events FROM draft_snapshots WHERE draft = ?"
    return {
        name: Snapshot(unpack_bytes(content), events)
        for name, content, events in connection.execute(question, (draft,))
    }


def _row(found: sqlite3.Row, here: Container[str]) -> DraftRow:
    head, state = unpack(found["head"], DraftHead), DraftState(found["state"])
    return DraftRow(
        head=head,
        state=state,
        summary=unpack(found["summary"], DraftSummary),
        changed_at=from_text(found["changed_at"]),
        changed_by=found["changed_by"],
        events=found["events"],
        left_open=state is DraftState.OPEN and head.draft_id not in here,
    )
