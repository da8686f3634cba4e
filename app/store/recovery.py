"""What a start finds in the outbox; runs inside a write transaction."""

import sqlite3
from datetime import datetime

from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode
from app.core.target import Target
from app.store.posting_moves import Move, move
from app.store.postings import StoredProblem

_INTERRUPTED = """
SELECT seq, posting_id, state FROM postings
WHERE archived = 0 AND state = 'sending' AND target = coalesce(?, target) ORDER BY seq
"""
_COPIED = """
SELECT seq, posting_id, state FROM postings
WHERE archived = 0
AND (state IN ('queued', 'sending') OR (state = 'rejected' AND doubtful = 0)) ORDER BY seq
"""


def recover(
    connection: sqlite3.Connection, at: datetime, target: Target | None, *, copied: bool
) -> tuple[str, ...]:
    """Make unknown what was being sent, and in a copy all that the other one may have sent.

    Args:
        connection: To write by.
        at: Now.
        target: Whose sender begins; None for all. A copy is one for every target.
        copied: Whether it is one.

    Returns:
        Ids of the postings that were moved.
    """
    event = PostingEvent.FOUND_COPIED if copied else PostingEvent.FOUND_SENDING
    code = ProblemCode.COPIED if copied else ProblemCode.INTERRUPTED
    whose = (target and target.key,)
    found = connection.execute(*((_COPIED,) if copied else (_INTERRUPTED, whose))).fetchall()
    for seq, _, state in found:
        # The ERP's words stay with what it refused.
        problem = None if state == PostingState.REJECTED else StoredProblem(code)
        move(connection, seq, Move(event, at, problem=problem))
    return tuple(posting_id for _, posting_id, _ in found)
