"""Postings as JSON and CSV for other programs: the interface of `kitbench outbox`.

Field names are ours and stable; the request inside of a posting has the documented names of the
ERP, without token. Quantities are decimal text, moments ISO 8601 in UTC.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TextIO

from app.core.kit_issue import IssuedComponent, KitIssued
from app.core.po_line.requests import AddLine, DeleteLine, EditLine, LineAnswer
from app.core.posting import PostingKind, PostingState
from app.core.postings import Answer, Request
from app.core.quantities import plain
from app.core.receipt import EnteredLine, ReceiptEntered
from app.core.spreadsheets import guarded
from app.erp.expandable.messages import request_of
from app.erp.manex import lines
from app.erp.manex.wire import DEFAULT_WIRE
from app.store.outbox import Outbox
from app.store.postings import HistoryEntry, PostingRow, StoredPosting, StoredProblem

PAGE = 500
_ASSEMBLY, _ORDER = "assembly", "order"
_SUBJECTS = dict.fromkeys(PostingKind, _ORDER) | {PostingKind.KIT_ISSUE: _ASSEMBLY}
"""What a posting of each kind is about, by the name of its field; the other one is empty."""

Record = dict[str, object]


def record_of(row: PostingRow) -> Record:
    """What a list tells of a posting."""
    return {
        "id": row.posting_id,
        "reference": row.reference,
        "kind": row.kind.value,
        "state": row.state.value,
        "needs_person": row.needs_person,
        _ASSEMBLY: "",
        _ORDER: "",
        _SUBJECTS[row.kind]: row.subject,
        "line": row.item,
        "quantity": plain(row.quantity),
        "operator": row.operator,
        "user": row.erp_user,
        "target": row.target_key,
        "batch": row.batch,
        "batch_number": row.batch_number,
        "confirmed_at": _moment(row.confirmed_at),
        "changed_at": _moment(row.changed_at),
        "problem": _problem(row.problem),
        "held": row.held is not None,
        "replaces": row.replaces,
        "replaced_by": row.replaced_by,
    }


def subject_of(record: Record) -> str:
    """What a posting is about, whatever its kind."""
    named = (record[name] for name in (_ASSEMBLY, _ORDER, "line"))
    return " ".join(str(one) for one in named if one)


def story_of(stored: StoredPosting, history: Iterable[HistoryEntry]) -> Record:
    """All there is to tell of one posting: the request, each transition, the answer."""
    posting, answer = stored.posting, stored.answer
    return {
        **record_of(stored.row),
        "request": _asked(posting.request, stored.batch_number or ""),
        "history": [
            {
                "at": _moment(entry.at),
                "from": entry.came_from and entry.came_from.value,
                "state": entry.state.value,
                "event": entry.event and entry.event.value,
                "who": entry.who,
                "why": entry.why,
                "problem": _problem(entry.problem),
                "evidence": None if entry.evidence is None else json.loads(entry.evidence),
            }
            for entry in history
        ],
        "answer": answer and {"batch_number": answer.batch_number, **_answered(answer)},
    }


def _asked(request: Request, batch_number: str) -> Record:
    if isinstance(request, AddLine | EditLine | DeleteLine):
        return dict(lines.request_of(request, DEFAULT_WIRE))
    return request_of(request, batch_number)


def _answered(answer: Answer) -> Record:
    match answer:
        case LineAnswer():
            return {"key": answer.line.key if answer.line else ""}
        case KitIssued():
            return {"components": [_component(one) for one in answer.components]}
        case ReceiptEntered():
            return {"lines": [_line(one) for one in answer.lines]}


def _component(one: IssuedComponent) -> Record:
    return {
        "component": one.component_id,
        "quantity": plain(one.quantity),
        "unit": one.unit,
        "lot": one.lot_id,
        "stores": one.stores,
        "location": one.location,
        "serials": list(one.serials),
    }


def _line(one: EnteredLine) -> Record:
    """Quantities are in the order's buying unit."""
    return {
        "line": one.line_number,
        "receipt": one.receipt_id,
        "part": one.part_id,
        "quantity": plain(one.quantity),
        "received": None if one.received is None else plain(one.received),
        "open": None if one.open is None else plain(one.open),
        "lot": one.lot_id,
        "expires": one.expires and one.expires.isoformat(),
        "stores": one.stores,
        "location": one.location,
        "serials": list(one.serials),
    }


def all_rows(
    outbox: Outbox, *, states: Iterable[PostingState] = tuple(PostingState)
) -> Iterator[PostingRow]:
    """Every posting of every target, archived ones too, the latest first, a page at a time."""
    wanted, before = tuple(states), None
    while rows := outbox.recent(limit=PAGE, before=before, states=wanted, archived=True):
        yield from rows
        before = rows[-1].seq


def write_json(rows: Iterable[PostingRow], stream: TextIO) -> None:
    """One object a line, ASCII only."""
    stream.writelines(f"{json.dumps(record_of(row))}\n" for row in rows)


def write_csv(rows: Iterable[PostingRow], stream: TextIO) -> None:
    """A line a posting below the names; no cell is a formula to a spreadsheet."""
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        record = record_of(row)
        problem = row.problem
        record["problem"] = problem and problem.code.value
        record["problem_detail"] = problem and problem.detail
        if writer is None:
            writer = csv.DictWriter(stream, fieldnames=list(record), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({name: cell(value) for name, value in record.items()})


def cell(value: object) -> str:
    """A value as a spreadsheet may have it: text that would be a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(str(value))


def _problem(problem: StoredProblem | None) -> Record | None:
    if problem is None:
        return None
    return {"code": problem.code.value, "detail": problem.detail}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
