"""Settled postings that are old leave the lists; nothing of them is removed.

They keep their drafts and references taken, are found by their names and stand in every export.
"""

import sqlite3
from concurrent.futures import Future
from datetime import timedelta

from app.core.posting import PostingState
from app.store.database import Database
from app.store.moments import to_text

AT_MOST = 200
"""Postings of one transaction: a scan must not wait for them."""

# What is rejected waits for a person, however long.
SETTLED = (PostingState.POSTED, PostingState.WITHDRAWN, PostingState.REPLACED)
# Of the oldest only, so that the index leads there and a day without any costs nothing.
_ARCHIVE = """
UPDATE postings SET archived = 1 WHERE changed_at < ? AND seq IN (
    SELECT seq FROM postings WHERE archived = 0 AND state = ? ORDER BY seq LIMIT ?
)
"""


class PostingArchive:
    """Of one database. Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sweep(self, older_than: timedelta, *, at_most: int = AT_MOST) -> Future[int]:
        """Archive what was settled so long ago; gives how many, 0 when there are no more."""
        before = to_text(self._database.clock() - older_than)

        def work(connection: sqlite3.Connection) -> int:
            terms = ((before, state, at_most) for state in SETTLED)
            return sum(connection.execute(_ARCHIVE, one).rowcount for one in terms)

        return self._database.submit(work)
