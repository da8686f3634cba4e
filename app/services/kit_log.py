"""A kit draft's durable side: what is appended, in order, and how a draft is brought back."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from app.core.facts import KitFacts
from app.core.flow.changes import DraftEvent, HeaderField
from app.core.flow.identity import DraftIdentity
from app.core.flow.log import decode_event, encode_event
from app.core.kit.draft import KitDraft
from app.core.kit.log import decode_facts, encode_facts
from app.core.kit.state import KitState
from app.core.posting import PostingKind, new_reference
from app.core.target import Target
from app.store.draft_records import DraftHead, DraftState, DraftSummary, NewDraft
from app.store.drafts import Drafts
from app.store.journal import TakenScan

KIT_SNAPSHOT = "kit:"


def new_identity(operator: str) -> DraftIdentity:
    """Identity and reference are made with the draft (design.md 4)."""
    return DraftIdentity(str(uuid.uuid4()), str(uuid.uuid4()), new_reference(), operator)


def rest_identity(draft_id: str) -> str:
    """The draft of what a split of this one leaves over: found again from it at any time."""
    return str(uuid.uuid5(uuid.UUID(draft_id), "rest"))


@dataclass(frozen=True, slots=True)
class Resumed:
    """A stored draft, ready to be replayed."""

    identity: DraftIdentity
    facts: tuple[KitFacts, ...]
    events: tuple[DraftEvent, ...]
    state: DraftState


class KitLog:
    """Writes one draft's events. All writes keep their order; none waits.

    After a write that failed none succeeds: an event builds on those before it. The draft is
    then loaded anew.
    """

    def __init__(self, drafts: Drafts, draft_id: str, events: int = 0) -> None:
        self._drafts, self._events = drafts, events
        self.draft_id = draft_id

    @classmethod
    def opened(
        cls,
        drafts: Drafts,
        identity: DraftIdentity,
        target: Target,
        erp_user: str,
        clock: Callable[[], datetime],
    ) -> "tuple[KitLog, Future[None]]":
        """Open a new draft in the store."""
        head = kit_head(identity, target, erp_user, clock())
        return cls(drafts, identity.draft_id), drafts.open(head)

    def append(
        self, event: DraftEvent, state: KitState, scan: TakenScan | None = None
    ) -> Future[int]:
        """One row; the summary beside it is what home lists, `scan` where it comes from."""
        before, self._events = self._events, self._events + 1
        row = [encode_event(event)]
        return self._drafts.append(self.draft_id, row, summary(state), after=before, scan=scan)

    def keep_facts(self, facts: KitFacts) -> Future[None]:
        """Keep the facts beside the events that were decided on them."""
        return self._drafts.save_snapshot(
            self.draft_id, KIT_SNAPSHOT + facts.assembly_id, encode_facts(facts)
        )

    def load(self) -> Resumed:
        """Read the draft back. Blocking: off the GUI thread."""
        log = self._drafts.load(self.draft_id)
        head = log.head
        return Resumed(
            DraftIdentity(
                head.draft_id, head.posting_id, head.reference, head.operator, head.replaces
            ),
            tuple(
                decode_facts(snapshot.content)
                for name, snapshot in log.snapshots.items()
                if name.startswith(KIT_SNAPSHOT)
            ),
            tuple(decode_event(row) for row in log.events),
            log.state,
        )


def kit_head(
    identity: DraftIdentity, target: Target, erp_user: str, opened_at: datetime
) -> DraftHead:
    """What is fixed when a kit is opened."""
    return DraftHead(
        draft_id=identity.draft_id,
        posting_id=identity.posting_id,
        reference=identity.reference,
        kind=PostingKind.KIT_ISSUE,
        target=target,
        operator=identity.operator,
        erp_user=erp_user,
        opened_at=opened_at,
    )


def parked_kit(head: DraftHead, draft: KitDraft, event: DraftEvent) -> NewDraft:
    """A kit that has nothing but its first event, to be stored at once."""
    facts = draft.state.facts
    snapshots = {KIT_SNAPSHOT + facts.assembly_id: encode_facts(facts)} if facts else {}
    return NewDraft(head, summary(draft.state), snapshots, (encode_event(event),))


def summary(state: KitState) -> DraftSummary:
    """How far a draft is, for the list on home."""
    done, total = state.progress
    return DraftSummary(
        subject=state.text(HeaderField.ASSEMBLY),
        quantity=state.quantity,
        done=done,
        total=total,
        step=state.step.name.lower(),
    )
