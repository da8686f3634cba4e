"""A draft's durable side: what is appended, in order, and how a draft is brought back."""

import uuid
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from app.core.flow.changes import DraftEvent
from app.core.flow.identity import DraftIdentity
from app.core.flow.log import decode_event, encode_event
from app.core.flow.state import FlowState
from app.core.posting import new_reference
from app.store.draft_records import DraftHead, DraftState, DraftSummary, NewDraft
from app.store.drafts import Drafts
from app.store.journal import TakenScan


def new_identity(operator: str) -> DraftIdentity:
    """Identity and reference are made with the draft (design.md 4)."""
    return DraftIdentity(str(uuid.uuid4()), str(uuid.uuid4()), new_reference(), operator)


@dataclass(frozen=True, slots=True)
class Resumed:
    """A stored draft, ready to be replayed; `kept` is what its flow keeps beside the events."""

    identity: DraftIdentity
    kept: Mapping[str, bytes]
    events: tuple[DraftEvent, ...]
    state: DraftState


class FlowLog:
    """Writes one draft's events. All writes keep their order; none waits.

    After a write that failed none succeeds: an event builds on those before it. The draft is
    then loaded anew.
    """

    def __init__(self, drafts: Drafts, draft_id: str, events: int = 0) -> None:
        self._drafts, self._events = drafts, events
        self.draft_id = draft_id

    @classmethod
    def opened(cls, drafts: Drafts, head: DraftHead) -> "tuple[FlowLog, Future[None]]":
        """Open a new draft in the store."""
        return cls(drafts, head.draft_id), drafts.open(head)

    def append(
        self, event: DraftEvent, shown: DraftSummary, scan: TakenScan | None = None
    ) -> Future[int]:
        """One row; the summary beside it is what home lists, `scan` where it comes from."""
        before, self._events = self._events, self._events + 1
        row = [encode_event(event)]
        return self._drafts.append(self.draft_id, row, shown, after=before, scan=scan)

    def keep(self, name: str, content: bytes) -> Future[None]:
        """Keep facts beside the events that were decided on them."""
        return self._drafts.save_snapshot(self.draft_id, name, content)

    def load(self) -> Resumed:
        """Read the draft back. Blocking: off the GUI thread."""
        log = self._drafts.load(self.draft_id)
        head = log.head
        return Resumed(
            DraftIdentity(
                head.draft_id, head.posting_id, head.reference, head.operator, head.replaces
            ),
            {name: snapshot.content for name, snapshot in log.snapshots.items()},
            tuple(decode_event(row) for row in log.events),
            log.state,
        )


def parked(
    head: DraftHead, state: FlowState, event: DraftEvent, kept: Mapping[str, bytes]
) -> NewDraft:
    """A draft that has nothing but its first event, to be stored at once."""
    return NewDraft(head, summary(state), kept, (encode_event(event),))


def summary(state: FlowState) -> DraftSummary:
    """How far a draft is, for the list on home."""
    done, total = state.progress
    return DraftSummary(
        subject=state.subject,
        quantity=state.quantity,
        done=done,
        total=total,
        step=state.step.name.lower(),
    )
