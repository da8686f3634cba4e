"""From a reviewed draft to what the ERP is told, line by line in the order of the sheet."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.posting import AddLinePosting, DeleteLinePosting, EditLinePosting
from app.core.po_line.requests import AddLine, DeleteLine, EditLine, LineRequest
from app.core.po_line.sheet import SheetLine
from app.core.po_line.verdicts import LineState, Verdict
from app.core.posting import new_reference
from app.core.target import Target


class NotReady(StrEnum):
    """Why a draft can't be posted, the most pressing first."""

    JUDGING = "judging"
    CONFLICT = "conflict"
    INVALID = "invalid"
    REASON = "reason"  # something unusual, and nobody said why
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why it can't, and the first line that it is about; empty where it is none."""

    reason: NotReady
    line: str = ""


AnyLinePosting = AddLinePosting | EditLinePosting | DeleteLinePosting

_A_FEW = 50
_SENT = {LineState.NEW, LineState.CHANGED, LineState.TO_CANCEL, LineState.TO_DELETE}
_HINDERING = {LineState.CONFLICT: NotReady.CONFLICT, LineState.INVALID: NotReady.INVALID}


def hindrance(draft: OrderDraft) -> Hindrance | None:
    """Why the draft may not be posted, or None; a few lines that wait are judged for it."""
    draft.verdicts.work(_A_FEW)
    if draft.verdicts.pending:
        return Hindrance(NotReady.JUDGING)
    found: dict[NotReady, str] = {}
    sent = 0
    for line in draft.sheet.lines():
        if not line.is_touched:
            continue
        verdict = draft.verdicts.of(line.name)
        if verdict.state in _HINDERING:
            found.setdefault(_HINDERING[verdict.state], line.name)
        elif verdict.state in _SENT:
            sent += 1
            if verdict.wants_reason and not line.reason:
                found.setdefault(NotReady.REASON, line.name)
    for reason in NotReady:
        if reason in found:
            return Hindrance(reason, found[reason])
    return None if sent else Hindrance(NotReady.NOTHING)


def _told(draft: OrderDraft) -> Iterator[tuple[str, LineRequest]]:
    """By the name of the line. An edit is a complete line, built on the latest read."""
    for line in draft.sheet.lines():
        if line.is_touched:
            request = _request(draft, line, draft.verdicts.of(line.name))
            if request is not None:
                yield line.name, request


def _request(draft: OrderDraft, line: SheetLine, verdict: Verdict) -> LineRequest | None:
    order, number, before = draft.sheet.order.header.number, line.item_number, line.before
    if verdict.state not in _SENT:
        return None
    if line.doomed:
        return DeleteLine(order, number, line.name, before) if before else None
    if verdict.effective is None:
        return None
    values = verdict.effective.values
    if before is None:
        return AddLine(order, number, values)
    return EditLine(order, number, line.name, values, before)


def make_postings(
    draft: OrderDraft, target: Target, operator: str, now: datetime
) -> tuple[AnyLinePosting, ...]:
    """What a reviewed draft becomes: a posting a line, in the order of the sheet.

    Their ids come from the draft's, so that confirming twice makes the same ones.

    Args:
        draft: That nothing hinders.
        target: Whose order it is.
        operator: Who confirms it; the ERP knows no users.
        now: Aware, UTC.
    """
    identity = draft.identity
    postings: list[AnyLinePosting] = []
    for name, request in _told(draft):
        line = draft.sheet.line(name)
        kind = _POSTINGS[type(request)]
        postings.append(
            kind(
                posting_id=part_of(identity.posting_id, name),
                draft_id=part_of(identity.draft_id, name),
                target=target,
                reference=new_reference(),
                operator=operator,
                erp_user="",
                confirmed_at=now,
                part_of=identity.draft_id,
                request=request,
                reason=line.reason if line else "",
            )
        )
    return tuple(postings)


_POSTINGS: dict[type, Callable[..., AnyLinePosting]] = {
    AddLine: AddLinePosting,
    EditLine: EditLinePosting,
    DeleteLine: DeleteLinePosting,
}


def replacing(draft: OrderDraft) -> str:
    """Id of the posting that takes the place of the refused one which the draft corrects.

    It is of the line that the draft began with; empty where that isn't changed any more, or the
    draft corrects none.
    """
    corrected = draft.corrected
    if not corrected:
        return ""
    names = (name for name, _ in _told(draft) if name == corrected)
    return next((part_of(draft.identity.posting_id, name) for name in names), "")


def part_of(whole: str, name: str) -> str:
    """The id of a line's posting, of the draft's id for its postings; likewise of its draft."""
    return str(uuid.uuid5(uuid.UUID(whole), name))
