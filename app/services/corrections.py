"""A posting that the ERP refused, opened as a draft again: corrected, it replaces the old one.

Of an order's changes only the refused one is in the new draft.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from app.core.flow.changes import Change, DraftEvent, EventKind, Slot
from app.core.flow.log import decode_event, encode_event
from app.core.flow.steps import Step
from app.core.po_line.posting import LinePosting
from app.core.posting import IllegalTransitionError, PostingKind, PostingState, new_reference
from app.services.line_corrections import corrected_line
from app.services.session import Session
from app.services.tasks import Failed, Tasks
from app.store.draft_records import (
    DraftHead,
    DraftLog,
    DraftState,
    NewDraft,
    NoSuchDraftError,
)
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from app.store.postings import StoredPosting

__all__ = ["Corrections", "NoSuchDraftError"]


class Corrections(QObject):
    """Opens one draft for each posting to be corrected. Lives in the GUI thread."""

    def __init__(
        self,
        drafts: Drafts,
        outbox: Outbox,
        session: Session,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafts, self._outbox = drafts, outbox
        self._session, self._tasks = session, tasks

    def open(
        self,
        posting_id: str,
        done: Callable[[PostingKind, str], None],
        failed: Failed | None = None,
    ) -> None:
        """Put what was confirmed into a parked draft; either function is called in the GUI thread.

        The draft has an identity and a reference of its own. Confirmed, it replaces the posting
        in the same transaction (design.md 4). One that was begun before is gone on with.

        Args:
            posting_id: Rejected, and not doubtful.
            done: Gets the kind and the id of the draft, to be resumed.
            failed: Gets the `IllegalTransitionError` where it stands otherwise by now, the
                `NoSuchDraftError` where it never was a draft here, or the `StoreFault`.
        """
        operator, erp_user = self._session.operator, self._session.erp_user

        def work() -> tuple[PostingKind, str]:
            stored = self._outbox.get(posting_id)
            if stored.state is not PostingState.REJECTED or stored.row.doubtful:
                raise IllegalTransitionError(f"{stored.row.standing} can't be corrected")
            posting = stored.posting
            before = self._drafts.load(posting.part_of or posting.draft_id)
            kind, number = before.head.kind, 0
            draft_id = _identity(posting.draft_id, number)
            while (state := self._drafts.state(draft_id)) is not None:
                if state in {DraftState.OPEN, DraftState.PARKED}:
                    return kind, draft_id
                number += 1  # each discarded one is followed by another
                draft_id = _identity(posting.draft_id, number)
            head = _head(before.head, stored, draft_id)
            head = replace(head, operator=operator)
            if isinstance(posting, LinePosting):
                again = corrected_line(before, head, posting)
            else:
                again = _again(before, replace(head, erp_user=erp_user))
            self._drafts.add_parked(again).result()
            return kind, draft_id

        self._tasks.run(work, lambda found: done(*found), failed)


def _identity(draft_id: str, number: int) -> str:
    """Found again from the draft that is corrected."""
    named = uuid.uuid5(uuid.NAMESPACE_OID, draft_id)
    return str(uuid.uuid5(named, f"correction {number}"))


def _head(before: DraftHead, stored: StoredPosting, draft_id: str) -> DraftHead:
    return replace(
        before,
        draft_id=draft_id,
        posting_id=str(uuid.uuid4()),
        reference=new_reference(),
        opened_at=datetime.now(UTC),
        replaces=stored.posting.posting_id,
    )


def _again(before: DraftLog, head: DraftHead) -> NewDraft:
    """Every event as it was; then back to the first page, without the rest of a split.

    The rest is a draft already: it came to be when the refused one was confirmed.
    """
    events = [decode_event(row) for row in before.events]
    back = DraftEvent(EventKind.MOVE, tuple(_back(events)))
    return NewDraft(
        head,
        replace(before.summary, step=Step.SUBJECT.name.lower()),
        {name: kept.content for name, kept in before.snapshots.items()},
        (*before.events, encode_event(back)),
    )


def _back(events: Iterable[DraftEvent]) -> list[Change]:
    rest: dict[str, str] = {}
    step = ""
    for change in (change for event in events for change in event.changes):
        if change.slot is Slot.REST:
            rest[change.owner] = change.new
        elif change.slot is Slot.STEP:
            step = change.new
    changes = [Change(Slot.REST, owner, said, "") for owner, said in rest.items() if said]
    return [*changes, Change(Slot.STEP, "", step, str(int(Step.SUBJECT)))]
