"""What the outbox knows of postings in doubt, and of targets that don't keep a reference."""

import sqlite3
from concurrent.futures import Future

from app.core.problems import ProblemCode
from app.core.proof.evidence import Sent
from app.core.target import Target
from app.store.database import Database
from app.store.packing import unpack
from app.store.posting_rows import seq_of

_TO_PROVE = """
SELECT posting_id FROM postings
WHERE target = ? AND (state = 'unknown' OR doubtful = 1) AND undecided = 0 ORDER BY seq
"""
_LAST_CLAIM = """
SELECT evidence FROM posting_history WHERE seq = ? AND event = 'claimed'
ORDER BY entry DESC LIMIT 1
"""
_OF_CAUSE = """
SELECT posting_id FROM postings
WHERE target = ? AND state = 'rejected' AND doubtful = 0 AND problem_code = ?
AND problem_detail = coalesce(?, problem_detail) ORDER BY seq
"""
_OTHER_REFERENCE = "SELECT 1 FROM targets WHERE target = ? AND other_reference IS NOT NULL"
_NOTE_REFERENCE = """
INSERT INTO targets (target, other_reference) VALUES (?, ?) ON CONFLICT DO NOTHING
"""


class Doubts:
    """Of one database. As for `Outbox`, futures resolve once it is durable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def to_prove(self, target: Target) -> tuple[str, ...]:
        """Ids of postings that proof is to settle, the first confirmed first."""

        def work(connection: sqlite3.Connection) -> tuple[str, ...]:
            return tuple(found for (found,) in connection.execute(_TO_PROVE, (target.key,)))

        return self._database.read(work)

    def last_sent(self, posting_id: str) -> Sent:
        """What was kept when a posting was last sent; of one that never was, nothing.

        Raises:
            NoSuchPostingError: There is no such posting.
        """

        def work(connection: sqlite3.Connection) -> Sent:
            place = (seq_of(connection, posting_id),)
            found = connection.execute(_LAST_CLAIM, place).fetchone()
            kept = None if found is None else found["evidence"]
            return Sent() if kept is None else unpack(kept, Sent)

        return self._database.read(work)

    def rejected_for(
        self, target_key: str, code: ProblemCode, detail: str | None = None
    ) -> tuple[str, ...]:
        """Ids of postings surely rejected for one cause; in these words, if words are given."""

        def work(connection: sqlite3.Connection) -> tuple[str, ...]:
            found = connection.execute(_OF_CAUSE, (target_key, code, detail))
            return tuple(posting_id for (posting_id,) in found)

        return self._database.read(work)

    def note_other_reference(self, target: Target, said: str) -> Future[None]:
        """The target gave a reference of ours back otherwise: absence proves nothing there."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(_NOTE_REFERENCE, (target.key, said))

        return self._database.submit(work)

    def keeps_reference(self, target: Target) -> bool:
        """Whether nothing speaks against it that the target keeps what we send as REFERENCE."""

        def work(connection: sqlite3.Connection) -> bool:
            return connection.execute(_OTHER_REFERENCE, (target.key,)).fetchone() is None

        return self._database.read(work)
