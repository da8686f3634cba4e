"""Postings that may still take effect, by what they are about."""

from app.core.posting import PostingKind
from app.core.target import Target
from app.store.database import Database
from app.store.posting_rows import json_list, whole
from app.store.postings import UNSETTLED, StoredPosting

_ABOUT = """
SELECT seq FROM postings
WHERE target = ?1 AND (state IN (SELECT value FROM json_each(?2)) OR doubtful = 1)
AND kind = ?3 AND subject = ?4 ORDER BY seq
"""


class Unsettled:
    """Read from a database; any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def about(self, target: Target, kind: PostingKind, subject: str) -> list[StoredPosting]:
        """Those of an assembly or an order, the first first."""
        terms = (target.key, json_list(UNSETTLED), kind, subject)
        return self._database.read(lambda c: [whole(c, seq) for (seq,) in c.execute(_ABOUT, terms)])
