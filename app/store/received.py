"""What of an order was received here."""

from app.core.receipt import ReceiptPosting
from app.core.target import Target
from app.store.database import Database
from app.store.posting_rows import whole

_OF_ORDER = """
SELECT seq FROM postings
WHERE kind = 'po-receipt' AND state = 'posted' AND archived = 0 AND target = ? AND subject = ?
ORDER BY seq DESC LIMIT ?
"""
AT_MOST = 50
"""Deliveries of one order; what lies further back comes no more."""


class Received:
    """Read from a database; any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_order(self, target: Target, number: str) -> list[ReceiptPosting]:
        """The receipts of an order that happened, but for those that are archived."""
        terms = (target.key, number, AT_MOST)
        return self._database.read(
            lambda c: [
                whole(c, seq).of_kind(ReceiptPosting) for (seq,) in c.execute(_OF_ORDER, terms)
            ]
        )
