"""What the buyer's desk asks of the outbox: one draft becomes many postings, a line each."""

import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from types import MappingProxyType

from app.core.posting import PostingKind
from app.core.postings import Posting
from app.core.target import Target
from app.store.database import Database
from app.store.drafts import confirm_draft
from app.store.posting_moves import insert
from app.store.posting_rows import json_list, whole
from app.store.postings import UNSETTLED, StoredPosting

_OF_DRAFT = "SELECT seq FROM postings WHERE part_of = ? ORDER BY seq"
_ITEMS = """
SELECT item FROM postings
WHERE target = ?1 AND state IN (SELECT value FROM json_each(?2)) AND kind = ?3 AND subject = ?4
UNION
SELECT item FROM postings WHERE target = ?1 AND doubtful = 1 AND kind = ?3 AND subject = ?4
"""


class OutboxLines:
    """Of one database. As for `Outbox`, futures resolve once it is durable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def confirm(
        self, postings: Sequence[Posting], *, replaces: Mapping[str, str] = MappingProxyType({})
    ) -> Future[tuple[StoredPosting, ...]]:
        """Store all that one draft became, in their order, and close it: all or none.

        The second time for a draft nothing is changed, and the first postings are given.

        Args:
            postings: Each `part_of` the same draft.
            replaces: By the id of one of them: that of the rejected posting which it corrects.

        Raises (through the future): as `Outbox.confirm`.
        """
        at = self._database.clock()
        draft_id = postings[0].part_of

        def work(connection: sqlite3.Connection) -> tuple[StoredPosting, ...]:
            known = _of_draft(connection, draft_id)
            if known:
                return known
            confirm_draft(connection, draft_id, at)
            return tuple(
                StoredPosting(
                    posting, insert(connection, posting, at, replaces.get(posting.posting_id))
                )
                for posting in postings
            )

        return self._database.submit(work)

    def of_draft(self, draft_id: str) -> tuple[StoredPosting, ...]:
        """The postings that a draft became, in their order."""
        return self._database.read(lambda c: _of_draft(c, draft_id))

    def in_use(self, target: Target, order: str) -> frozenset[str]:
        """Numbers of an order's lines that postings bring which may still take effect."""

        def work(connection: sqlite3.Connection) -> frozenset[str]:
            terms = (target.key, json_list(UNSETTLED), PostingKind.PO_LINE_ADD, order)
            return frozenset(item for (item,) in connection.execute(_ITEMS, terms))

        return self._database.read(work)


def _of_draft(connection: sqlite3.Connection, draft_id: str) -> tuple[StoredPosting, ...]:
    found = connection.execute(_OF_DRAFT, (draft_id,)).fetchall()
    return tuple(whole(connection, seq) for (seq,) in found)
