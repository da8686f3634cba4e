"""What postings move while they may take effect; every function runs inside a write transaction.

Serial numbers stand in a table of their own; here are lots and parts (`app.core.proof`).
"""

import sqlite3
from collections.abc import Collection

from app.core.postings import Posting
from app.core.proof.kinds import provable

_ADD = "INSERT INTO posting_marks (seq, mark, holds) VALUES (?, ?, ?)"
_HOLD = "UPDATE posting_marks SET holds = ? WHERE seq = ? AND mark = ?"
_LET_GO = "UPDATE posting_marks SET holds = 0 WHERE seq = ?"
_DROP = "DELETE FROM posting_marks WHERE seq = ?"


def add_marks(connection: sqlite3.Connection, seq: int, posting: Posting) -> None:
    """Note what a new posting moves, and what it would hold if it were unknown at once."""
    kind = provable(posting)
    holds = kind.proof(posting, None).holds
    marks = ((seq, mark, mark in holds) for mark in kind.touches(posting))
    connection.executemany(_ADD, marks)


def hold_marks(connection: sqlite3.Connection, seq: int, holds: Collection[str]) -> None:
    """Note which of its marks a posting holds, by what is known when it is sent."""
    connection.execute(_LET_GO, (seq,))
    connection.executemany(_HOLD, ((True, seq, mark) for mark in holds))


def drop_marks(connection: sqlite3.Connection, seq: int) -> None:
    """It can take no effect any more, or has taken it for sure."""
    connection.execute(_DROP, (seq,))
