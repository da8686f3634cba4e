"""Labels of received lots that are still to be printed, and what became of the others."""

import sqlite3
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum

from app.core.lot_labels.label import LotLabel
from app.core.target import Target
from app.store.database import Database
from app.store.moments import to_text
from app.store.packing import pack, unpack
from app.store.posting_rows import json_list, seq_of

_ADD = """
INSERT INTO lot_labels (seq, number, state, changed_at, changed_by, content)
VALUES (?, ?, ?, ?, '', ?) ON CONFLICT DO NOTHING
"""
_WAITING = """
SELECT label, posting_id, reference, content FROM lot_labels JOIN postings USING (seq)
WHERE lot_labels.state = 'waiting' AND target = ? ORDER BY label
"""
_OF_POSTING = """
SELECT label, posting_id, reference, content FROM lot_labels JOIN postings USING (seq)
WHERE seq = ? AND content IS NOT NULL ORDER BY number
"""
_SETTLE = """
UPDATE lot_labels SET state = ?, changed_at = ?, changed_by = ?
WHERE state = 'waiting' AND label IN (SELECT value FROM json_each(?))
"""
_AGAIN = """
UPDATE lot_labels SET state = 'waiting', changed_at = ?, changed_by = ?
WHERE seq = ? AND state IN ('printed', 'dismissed') RETURNING label
"""
_WITHOUT = """
SELECT posting_id FROM postings
WHERE kind = 'po-receipt' AND state = 'posted' AND archived = 0 AND target = ?
AND NOT EXISTS (SELECT 1 FROM lot_labels WHERE lot_labels.seq = postings.seq) ORDER BY seq
"""


class LabelState(StrEnum):
    """What became of a label."""

    WAITING = "waiting"
    PRINTED = "printed"  # handed to a printer, or written as a file for one
    DISMISSED = "dismissed"  # somebody said that it isn't needed
    NONE = "none"  # the receipt has no lot: it is noted so that nobody asks again


@dataclass(frozen=True, slots=True)
class StoredLabel:
    """A label with its place. `reference` is ours, of the receipt."""

    label_id: int
    posting_id: str
    reference: str
    label: LotLabel


class LotLabels:
    """Of one database. Methods that give a future may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, posting_id: str, labels: Sequence[LotLabel]) -> Future[None]:
        """Let the labels of a posted receipt wait; a second time does nothing.

        Raises (through the future):
            NoSuchPostingError: There is no such posting.
        """
        at = to_text(self._database.clock())
        rows = [(LabelState.WAITING, at, pack(label)) for label in labels]

        def work(connection: sqlite3.Connection) -> None:
            seq = seq_of(connection, posting_id)
            numbered = enumerate(rows or [(LabelState.NONE, at, None)], start=1)
            connection.executemany(_ADD, ((seq, number, *row) for number, row in numbered))

        return self._database.submit(work)

    def settle(self, label_ids: Iterable[int], state: LabelState, *, who: str) -> Future[int]:
        """Note what became of waiting ones; gives of how many."""
        terms = (state, to_text(self._database.clock()), who, json_list(label_ids))
        return self._database.submit(lambda c: c.execute(_SETTLE, terms).rowcount)

    def again(self, posting_id: str, *, who: str) -> Future[tuple[int, ...]]:
        """Let all labels of a receipt wait once more; gives those that did no longer.

        Raises (through the future):
            NoSuchPostingError: There is no such posting.
        """
        at = to_text(self._database.clock())

        def work(connection: sqlite3.Connection) -> tuple[int, ...]:
            terms = (at, who, seq_of(connection, posting_id))
            return tuple(found for (found,) in connection.execute(_AGAIN, terms))

        return self._database.submit(work)

    def waiting(self, target: Target) -> tuple[StoredLabel, ...]:
        """Those that wait, the oldest first."""
        return self._database.read(lambda c: _labels(c.execute(_WAITING, (target.key,))))

    def of_posting(self, posting_id: str) -> tuple[StoredLabel, ...]:
        """Those of one receipt, whatever became of them.

        Raises:
            NoSuchPostingError: There is no such posting.
        """

        def work(connection: sqlite3.Connection) -> tuple[StoredLabel, ...]:
            return _labels(connection.execute(_OF_POSTING, (seq_of(connection, posting_id),)))

        return self._database.read(work)

    def unlabelled(self, target: Target) -> tuple[str, ...]:
        """Ids of posted receipts whose labels nobody has made: the program ended before."""

        def work(connection: sqlite3.Connection) -> tuple[str, ...]:
            return tuple(found for (found,) in connection.execute(_WITHOUT, (target.key,)))

        return self._database.read(work)


def _labels(found: Iterable[sqlite3.Row]) -> tuple[StoredLabel, ...]:
    return tuple(
        StoredLabel(
            row["label"], row["posting_id"], row["reference"], unpack(row["content"], LotLabel)
        )
        for row in found
    )
