"""What is asked of the outbox; every function runs inside a transaction."""

import heapq
import sqlite3
from collections.abc import Collection, Iterable
from itertools import islice

from app.core.posting import PostingState
from app.core.target import Target
from app.store.posting_rows import json_list, rows
from app.store.postings import UNSETTLED, OutboxCounts, PostingRow, SerialsInUse

_NEXT = """
SELECT p.seq FROM postings p
WHERE p.target = :target AND p.state = 'queued' AND p.held = 0
AND (p.erp_user = '' OR p.erp_user IN (SELECT value FROM json_each(:users)))
AND NOT EXISTS (
    SELECT 1 FROM postings opener
    WHERE opener.target = p.target AND opener.batch = p.batch AND p.batch != ''
    AND opener.state IN ('sending', 'unknown')
    AND NOT EXISTS (SELECT 1 FROM batches b WHERE b.target = p.target AND b.batch = p.batch)
)
AND NOT EXISTS (
    SELECT 1 FROM postings doubt
    JOIN posting_marks held ON held.seq = doubt.seq AND held.holds = 1
    JOIN posting_marks own ON own.seq = p.seq AND own.mark = held.mark
    WHERE doubt.target = p.target AND (doubt.state = 'unknown' OR doubt.doubtful = 1)
    AND (doubt.state = 'unknown' OR (
        doubt.undecided = 0 AND (held.mark LIKE 'lot:%' OR held.mark LIKE 'line:%')
    ))
)
AND NOT EXISTS (
    SELECT 1 FROM postings doubt
    CROSS JOIN posting_serials held ON held.seq = doubt.seq
    JOIN posting_serials own
    ON own.seq = p.seq AND own.made IN (0, 1)
    AND own.part_id = held.part_id AND own.serial = held.serial
    WHERE doubt.target = p.target AND (doubt.state = 'unknown' OR doubt.doubtful = 1)
)
ORDER BY p.seq LIMIT 1
"""
_BATCH_NUMBER = "SELECT number FROM batches WHERE target = ? AND batch = ?"
_COUNTS = """
SELECT state, sum(number) FROM posting_counts
WHERE target IN (SELECT value FROM json_each(?)) AND archived = 0 GROUP BY state
"""
_TOTALS = "SELECT archived, sum(number) FROM posting_counts GROUP BY archived"
_PARKED = """
SELECT coalesce(sum(number), 0) FROM posting_counts
WHERE state IN ('queued', 'sending', 'unknown', 'rejected')
AND target NOT IN (SELECT value FROM json_each(?))
"""
_WAITING_USERS = """
SELECT erp_user, count(*) AS number FROM postings
WHERE target IN (SELECT value FROM json_each(?)) AND state = 'queued' AND held = 0
AND erp_user != '' GROUP BY erp_user ORDER BY min(seq)
"""
_COUNT_HELD = """
SELECT count(*) FROM postings WHERE target IN (SELECT value FROM json_each(?)) AND held = 1
"""
_COUNT_DOUBT = """
SELECT coalesce(sum(undecided), 0) AS undecided, coalesce(sum(doubtful), 0) AS doubtful,
       coalesce(sum(1 - undecided), 0) AS proving
FROM postings
WHERE target IN (SELECT value FROM json_each(?)) AND (state = 'unknown' OR doubtful = 1)
"""
_RECENT = """
SELECT seq FROM postings WHERE state = ? AND seq < ? AND archived = 0 ORDER BY seq DESC LIMIT ?
"""
_RECENT_OF_TARGET = """
SELECT seq FROM postings WHERE target = ? AND state = ? AND seq < ? AND archived = 0
ORDER BY seq DESC LIMIT ?
"""
_ARCHIVED = """
SELECT seq FROM postings WHERE state = ? AND seq < ? AND archived = 1
AND target = coalesce(?, target) ORDER BY seq DESC LIMIT ?
"""
# Few are held: without the hint every posting would be walked along, the latest first.
_HELD = """
SELECT seq FROM postings INDEXED BY postings_held
WHERE held = 1 AND target = coalesce(?, target) AND seq < ?
ORDER BY seq DESC LIMIT ?
"""
_SERIALS = """
SELECT s.made, s.part_id, s.serial, p.reference
FROM postings p JOIN posting_serials s USING (seq)
WHERE p.target = ?1 AND p.state IN (SELECT value FROM json_each(?2))
UNION ALL
SELECT s.made, s.part_id, s.serial, p.reference
FROM postings p JOIN posting_serials s USING (seq)
WHERE p.target = ?1 AND p.doubtful = 1
"""
_BEHIND_ALL = (1 << 63) - 1


def next_waiting(
    connection: sqlite3.Connection, target: Target, users: Collection[str]
) -> int | None:
    """The place of the oldest queued posting that may be sent now."""
    terms = {"target": target.key, "users": json_list(users)}
    found = connection.execute(_NEXT, terms).fetchone()
    return None if found is None else found["seq"]


def batch_number(connection: sqlite3.Connection, target: Target, batch: str) -> str | None:
    """The ERP's number of a batch."""
    found = connection.execute(_BATCH_NUMBER, (target.key, batch)).fetchone()
    return None if found is None else found["number"]


def counts(connection: sqlite3.Connection, targets: Iterable[Target]) -> OutboxCounts:
    """How many postings of these are in each state."""
    these = (json_list(target.key for target in targets),)
    found = connection.execute(_COUNTS, these)
    by_state = {PostingState(state): number for state, number in found}
    (parked,) = connection.execute(_PARKED, these).fetchone()
    (held,) = connection.execute(_COUNT_HELD, these).fetchone()
    doubt = connection.execute(_COUNT_DOUBT, these).fetchone()
    totals = {bool(archived): number for archived, number in connection.execute(_TOTALS)}
    return OutboxCounts(
        by_state,
        parked,
        held,
        doubt["undecided"],
        doubt["doubtful"],
        doubt["proving"],
        listed=totals.get(False, 0),
        archived=totals.get(True, 0),
    )


def waiting_users(connection: sqlite3.Connection, targets: Iterable[Target]) -> dict[str, int]:
    """Whose postings wait to be sent, and how many, who confirmed first first."""
    found = connection.execute(_WAITING_USERS, (json_list(target.key for target in targets),))
    return {row["erp_user"]: row["number"] for row in found}


def recent(  # noqa: PLR0913 - as `Outbox.recent`
    connection: sqlite3.Connection,
    limit: int,
    before: int | None,
    states: Collection[PostingState],
    targets: Collection[Target],
    *,
    held: bool,
    archived: bool,
) -> list[PostingRow]:
    """Rows of a list: one short walk along the index per target and state, however many."""
    behind = _BEHIND_ALL if before is None else before
    keys: list[str | None] = [target.key for target in targets]
    keys = keys or [None]
    runs: list[list[int]] = []

    def walk(question: str, *terms: str | int | None) -> None:
        runs.append([seq for (seq,) in connection.execute(question, terms)])

    for key in keys:
        for state in set(states):
            if key is None:
                walk(_RECENT, state, behind, limit)
            else:
                walk(_RECENT_OF_TARGET, key, state, behind, limit)
            if archived:
                walk(_ARCHIVED, state, behind, key, limit)
        if held and PostingState.QUEUED not in states:
            walk(_HELD, key, behind, limit)
    return rows(connection, islice(heapq.merge(*runs, reverse=True), limit))


def serials_in_use(connection: sqlite3.Connection, target: Target) -> SerialsInUse:
    """Serial numbers of all postings that may still take effect."""
    made: dict[tuple[str, str], str] = {}
    taken: dict[tuple[str, str], str] = {}
    for is_made, part_id, serial, reference in connection.execute(
        _SERIALS, (target.key, json_list(UNSETTLED))
    ):
        (made if is_made else taken)[part_id, serial] = reference
    return SerialsInUse(made, taken)
