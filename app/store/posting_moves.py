"""Putting postings in and moving them on; every function runs inside a write transaction."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from app.core.hold import Hold
from app.core.posting import (
    BY_A_PERSON,
    PostingEvent,
    PostingState,
)
from app.core.postings import Answer, Posting
from app.store.drafts import confirm_draft
from app.store.moments import to_text
from app.store.packing import pack, pack_bytes
from app.store.posting_marks import add_marks, drop_marks, hold_marks
from app.store.posting_rows import json_list, row_of, seq_of, standing_of
from app.store.posting_words import add_words, words_of, words_of_answer
from app.store.postings import (
    ENDED,
    UNSETTLED,
    PostingRow,
    ReferenceTakenError,
    SerialHeldError,
    StoredProblem,
)

# These say nothing new about what the ERP did: the problem noted before still explains it.
_KEEPS_PROBLEM = (
    PostingEvent.CLAIMED,
    PostingEvent.HELD,
    PostingEvent.RELEASED,
    PostingEvent.UNDECIDED,
    PostingEvent.LOOKED_AGAIN,
    PostingEvent.WITHDRAWN,
    PostingEvent.REPLACED,
)

_INSERT = """
INSERT INTO postings (posting_id, draft_id, kind, target, reference, subject, quantity, item,
                      part_of, operator, erp_user, batch, confirmed_at, state, changed_at, replaces)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
RETURNING *,
    (SELECT number FROM batches b WHERE b.target = postings.target AND b.batch = postings.batch)
    AS batch_number,
    (SELECT posting_id FROM postings original WHERE original.seq = postings.replaces)
    AS replaces_id,
    NULL AS replaced_by_id
"""
_ADD_SERIAL = """
INSERT OR IGNORE INTO posting_serials (seq, made, part_id, serial) VALUES (?, ?, ?, ?)
"""
_STANDING = """
SELECT state, held, doubtful, undecided, sent_before FROM postings WHERE seq = ?
"""
_MOVE = """
UPDATE postings SET state = ?, held = ?, doubtful = ?, undecided = ?, sent_before = ?,
                    changed_at = ?
WHERE seq = ?
"""
_NOTE_HOLD = "UPDATE postings SET hold = ? WHERE seq = ?"
_NOTE_PROBLEM = """
UPDATE postings SET problem_code = ?, problem_detail = ?, problem_certain = ? WHERE seq = ?
"""
_ADD_ENTRY = """
INSERT INTO posting_history (seq, at, came_from, state, event, who, why,
                             problem_code, problem_detail, problem_certain, evidence)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_HELD_SERIAL = """
SELECT n.part_id, n.serial, p.reference
FROM postings own
CROSS JOIN posting_serials n ON n.seq = own.seq
CROSS JOIN posting_serials s
ON s.part_id = n.part_id AND s.serial = n.serial AND s.seq != n.seq
CROSS JOIN postings p ON p.seq = s.seq
WHERE own.seq = :seq AND p.target = own.target
AND (p.state IN (SELECT value FROM json_each(:states)) OR p.doubtful = 1)
LIMIT 1
"""
_NOTE_DIFFERENCE = "UPDATE postings SET differs = 1 WHERE seq = ?"
_NOTE_BATCH = "UPDATE postings SET own_batch_number = ? WHERE seq = ?"
_NUMBER_BATCH = """
INSERT INTO batches (target, batch, number)
SELECT target, batch, ?1 FROM postings WHERE seq = ?2 AND batch != ''
ON CONFLICT DO NOTHING
"""
_REJECTED = PostingState.REJECTED


@dataclass(frozen=True, slots=True)
class Move:
    """An event and all that is noted down with it."""

    event: PostingEvent
    at: datetime
    who: str = ""
    why: str = ""
    problem: StoredProblem | None = None
    answer: Answer | None = None
    evidence: bytes | None = None
    hold: Hold | None = None
    holds: frozenset[str] | None = None  # marks that it holds while nobody knows what became of it
    differs: bool = False  # the answer isn't what the plan said


def insert(
    connection: sqlite3.Connection, posting: Posting, at: datetime, replaces: str | None
) -> PostingRow:
    """Store a new posting as queued and close its draft; gives how it stands.

    Raises:
        ReferenceTakenError: Another posting for this target has its reference.
        SerialHeldError: One that is not settled makes or takes a serial number of it.
        DraftNotOpenError: Its draft was discarded.
        NoSuchPostingError: There is no posting to replace.
        IllegalTransitionError: The posting to replace was not rejected.
    """
    _check_reference(connection, posting)
    confirm_draft(connection, posting.draft_id, at)
    original = None
    if replaces is not None:
        original = seq_of(connection, replaces)
        move(connection, original, Move(PostingEvent.REPLACED, at, who=posting.operator))
    row = _add_row(connection, posting, at, original)
    seq = row.seq
    record = (seq, pack(posting))
    connection.execute("INSERT INTO posting_records (seq, record) VALUES (?, ?)", record)
    connection.executemany(_ADD_SERIAL, ((seq, *one) for one in posting.serials()))
    _check_serials(connection, seq)
    add_marks(connection, seq, posting)
    add_words(connection, seq, words_of(posting))
    entry = (None, PostingState.QUEUED, None, posting.operator, "", *_columns(None), None)
    connection.execute(_ADD_ENTRY, (seq, to_text(at), *entry))
    return row


def move(connection: sqlite3.Connection, seq: int, step: Move) -> None:
    """Apply an event: standing, problem, answer, batch number and history together.

    Raises:
        IllegalTransitionError: It cannot happen in the posting's state.
        SerialHeldError: It is to be sent again, and another one has a serial number of it now.
        ValueError: It is to be held and nobody says why, or nobody says who decided.
    """
    came_from = standing_of(connection.execute(_STANDING, (seq,)).fetchone())
    standing = came_from.after(step.event)
    if step.event in BY_A_PERSON and not step.who:
        raise ValueError(f"{step.event.value} needs the name of a person")
    state = standing.state
    marks = standing.held, standing.doubtful, standing.undecided, standing.sent_before
    connection.execute(_MOVE, (state, *marks, to_text(step.at), seq))
    if standing.held:
        _note_hold(connection, seq, step)
    elif came_from.held and step.event is PostingEvent.FOUND_COPIED:
        connection.execute(_NOTE_HOLD, (None, seq))  # nobody let pass what it was held for
    if step.event is PostingEvent.SENT_AGAIN:
        _check_serials(connection, seq)
    if step.holds is not None:
        hold_marks(connection, seq, step.holds)
    if state in ENDED:
        drop_marks(connection, seq)
    problem = _columns(step.problem)
    if not (step.event in _KEEPS_PROBLEM or (state is _REJECTED and step.problem is None)):
        connection.execute(_NOTE_PROBLEM, (*problem, seq))
    if step.answer is not None:
        _keep_answer(connection, seq, state, step.answer)
    if step.differs:
        connection.execute(_NOTE_DIFFERENCE, (seq,))
    evidence = None if step.evidence is None else pack_bytes(step.evidence)
    entry = (came_from.state, state, step.event, step.who, step.why, *problem, evidence)
    connection.execute(_ADD_ENTRY, (seq, to_text(step.at), *entry))


def _note_hold(connection: sqlite3.Connection, seq: int, step: Move) -> None:
    if step.hold is None:
        raise ValueError("nobody knows what to decide on a posting held without a reason")
    connection.execute(_NOTE_HOLD, (pack(step.hold.brief()), seq))


def _check_reference(connection: sqlite3.Connection, posting: Posting) -> None:
    question = "SELECT 1 FROM postings WHERE target = ? AND reference = ?"
    if connection.execute(question, (posting.target.key, posting.reference)).fetchone():
        raise ReferenceTakenError(posting.reference)


def _check_serials(connection: sqlite3.Connection, seq: int) -> None:
    """No two postings of a target that may take effect share a serial number (design.md 3)."""
    terms = {"states": json_list(UNSETTLED), "seq": seq}
    found = connection.execute(_HELD_SERIAL, terms).fetchone()
    if found is not None:
        raise SerialHeldError(found["part_id"], found["serial"], found["reference"])


def _add_row(
    connection: sqlite3.Connection, posting: Posting, at: datetime, replaces: int | None
) -> PostingRow:
    fields = (
        posting.posting_id,
        posting.draft_id,
        posting.kind,
        posting.target.key,
        posting.reference,
        posting.subject,
        str(posting.quantity),
        posting.item,
        posting.part_of,
        posting.operator,
        posting.erp_user,
        posting.batch,
        to_text(posting.confirmed_at),
        PostingState.QUEUED,
        to_text(at),
        replaces,
    )
    return row_of(connection.execute(_INSERT, fields).fetchone())


def _keep_answer(
    connection: sqlite3.Connection, seq: int, state: PostingState, answer: Answer
) -> None:
    if state is not PostingState.POSTED:
        raise ValueError(f"an answer of success cannot leave a posting {state.value}")
    record = (seq, pack(answer))
    connection.execute("INSERT INTO posting_answers (seq, answer) VALUES (?, ?)", record)
    add_words(connection, seq, words_of_answer(answer))
    if answer.batch_number:
        connection.execute(_NOTE_BATCH, (answer.batch_number, seq))
        connection.execute(_NUMBER_BATCH, (answer.batch_number, seq))


def _columns(problem: StoredProblem | None) -> tuple[str | None, str, bool]:
    if problem is None:
        return None, "", False
    return problem.code, problem.detail, problem.certain
