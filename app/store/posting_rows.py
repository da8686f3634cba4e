"""Reading postings out of their tables; every function runs inside a transaction."""

import sqlite3
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from app.core.hold import Hold
from app.core.kinds import answer_shape, posting_shape
from app.core.posting import PostingEvent, PostingKind, PostingState, Standing
from app.core.problems import ProblemCode
from app.store.moments import from_text
from app.store.packing import unpack, unpack_bytes
from app.store.postings import (
    HistoryEntry,
    NoSuchPostingError,
    PostingRow,
    StoredPosting,
    StoredProblem,
)

_ROWS = """
SELECT p.*, coalesce(p.own_batch_number, b.number) AS batch_number,
       original.posting_id AS replaces_id, correction.posting_id AS replaced_by_id
FROM json_each(?) AS wanted
JOIN postings p ON p.seq = wanted.value
LEFT JOIN batches b ON b.target = p.target AND b.batch = p.batch
LEFT JOIN postings original ON original.seq = p.replaces
LEFT JOIN postings correction ON correction.replaces = p.seq
ORDER BY wanted.key
"""
_WHOLE = """
SELECT record, answer FROM posting_records LEFT JOIN posting_answers USING (seq) WHERE seq = ?
"""
_HISTORY = "SELECT * FROM posting_history WHERE seq = ? ORDER BY entry"


def json_list(values: Iterable[str | int]) -> str:
    """A list as the one text that `json_each` takes apart again."""
    return msgspec.json.encode(list(values)).decode()


def seq_of(connection: sqlite3.Connection, posting_id: str) -> int:
    """The posting's place.

    Raises:
        NoSuchPostingError: There is none.
    """
    question = "SELECT seq FROM postings WHERE posting_id = ?"
    found = connection.execute(question, (posting_id,)).fetchone()
    if found is None:
        raise NoSuchPostingError(posting_id)
    seq: int = found[0]
    return seq


def standing_of(found: sqlite3.Row) -> Standing:
    """Where a posting stands, from its row."""
    marks = (bool(found[name]) for name in ("held", "doubtful", "undecided", "sent_before"))
    return Standing(PostingState(found["state"]), *marks)


def rows(connection: sqlite3.Connection, seqs: Iterable[int]) -> list[PostingRow]:
    """These postings, in the order asked for."""
    return [row_of(found) for found in connection.execute(_ROWS, (json_list(seqs),))]


def whole(connection: sqlite3.Connection, seq: int) -> StoredPosting:
    """One posting with its record and answer."""
    record, answer = connection.execute(_WHOLE, (seq,)).fetchone()
    (row,) = rows(connection, (seq,))
    answered = None if answer is None else unpack(answer, answer_shape(row.kind))
    return StoredPosting(unpack(record, posting_shape(row.kind)), row, answered)


def history(connection: sqlite3.Connection, seq: int) -> list[HistoryEntry]:
    """All transitions of one posting, the first first."""
    return [_entry(found) for found in connection.execute(_HISTORY, (seq,))]


def row_of(found: sqlite3.Row) -> PostingRow:
    """A posting from its columns, its batch's number and the ids of what it corrects and was."""
    hold = None if found["hold"] is None else unpack(found["hold"], Hold)
    held = bool(found["held"])
    return PostingRow(
        seq=found["seq"],
        posting_id=found["posting_id"],
        draft_id=found["draft_id"],
        kind=PostingKind(found["kind"]),
        target_key=found["target"],
        reference=found["reference"],
        subject=found["subject"],
        quantity=Decimal(found["quantity"]),
        item=found["item"],
        operator=found["operator"],
        erp_user=found["erp_user"],
        batch=found["batch"],
        batch_number=found["batch_number"],
        confirmed_at=from_text(found["confirmed_at"]),
        state=PostingState(found["state"]),
        changed_at=from_text(found["changed_at"]),
        problem=_problem(found),
        replaces=found["replaces_id"],
        replaced_by=found["replaced_by_id"],
        held=hold if held else None,
        let_pass=None if held else hold,
        doubtful=bool(found["doubtful"]),
        undecided=bool(found["undecided"]),
        sent_before=bool(found["sent_before"]),
        differs=bool(found["differs"]),
    )


def _entry(found: sqlite3.Row) -> HistoryEntry:
    came_from, event, evidence = found["came_from"], found["event"], found["evidence"]
    return HistoryEntry(
        at=from_text(found["at"]),
        came_from=None if came_from is None else PostingState(came_from),
        state=PostingState(found["state"]),
        event=None if event is None else PostingEvent(event),
        who=found["who"],
        why=found["why"],
        problem=_problem(found),
        evidence=None if evidence is None else unpack_bytes(evidence),
    )


def _problem(found: sqlite3.Row) -> StoredProblem | None:
    if found["problem_code"] is None:
        return None
    code = ProblemCode(found["problem_code"])
    return StoredProblem(code, found["problem_detail"], bool(found["problem_certain"]))
