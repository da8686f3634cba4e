"""The shelf of a flow's drafts: opens new ones, brings parked ones back, puts them aside."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import ClassVar, Generic

from app.core.facts import FactsT
from app.core.flow.changes import Change, DraftEvent, HeaderField, Slot
from app.core.flow.confirmation import Confirmation, full_reference
from app.core.flow.draft import AnyDraft
from app.core.flow.identity import DraftIdentity
from app.core.flow.steps import Step
from app.core.posting import PostingKind
from app.core.postings import Posting
from app.services.flow_log import FlowLog, Resumed, new_identity, summary
from app.services.ground import Ground
from app.services.open_draft import OpenT
from app.services.saves import Saves
from app.services.subject_facts import SubjectFacts
from app.store.draft_records import DraftHead, DraftNotOpenError, DraftState, NewDraft
from app.store.journal import TakenScan
from app.store.postings import StoredPosting

DONE = Change(Slot.STEP, "", "", str(int(Step.DONE)))  # what a confirm changes; in no log


class FlowShelf(ABC, Generic[OpenT, FactsT]):
    """Drafts between a desk and the store. Lives in the GUI thread.

    A flow says what its drafts are; all that is stored of them is the same for each.

    Attributes:
        saves: The writes on their way.
        facts: That the drafts were decided on.
    """

    kind: ClassVar[PostingKind]

    def __init__(
        self,
        ground: Ground,
        facts: SubjectFacts[OpenT, FactsT],
        reference_length: int | None,
    ) -> None:
        """Keep the drafts of one flow.

        Args:
            ground: Of the station.
            facts: That the drafts were decided on.
            reference_length: As `Confirmation`.
        """
        self.saves = Saves(ground.tasks)
        self.facts = facts
        self._ground = ground
        self._drafts, self._outbox, self._session = ground.drafts, ground.outbox, ground.session
        self._reference_length = reference_length

    # What each flow says of its drafts

    @abstractmethod
    def _made(self, identity: DraftIdentity, log: FlowLog) -> OpenT:
        """A draft without events, which knows nothing yet."""

    @abstractmethod
    def _begun(self, opened: OpenT, batch: str) -> DraftEvent:
        """Fill in the station's defaults; the first event."""

    @abstractmethod
    def posting_of(self, opened: OpenT) -> Posting | None:
        """What the open draft becomes when it is confirmed now; None where it is nothing yet."""

    def rest_of(self, opened: OpenT) -> NewDraft | None:
        """What a confirmed draft leaves over for the next one, as a draft of its own.

        It is stored by the transaction that confirms the draft (`Outbox.confirm`), and resumed
        from there like any parked one.
        """
        del opened
        return None

    def _rest_left(self, draft_id: str) -> str:
        """The draft of what a posted one left over, while nobody has dealt with it. Any thread."""
        del draft_id
        return ""

    # What is the same for each

    def open_new(self, batch: str) -> OpenT:
        """A new draft with the station's defaults. Identity and reference are made here."""
        identity = new_identity(self._session.operator)
        log, stored = FlowLog.opened(self._drafts, self._head(identity))
        self.saves.follow(stored)
        self._ground.waiting.refresh()
        opened = self._made(identity, log)
        self.saves.follow(self.append(opened, self._begun(opened, batch)))
        return opened

    def append(
        self, opened: OpenT, event: DraftEvent, scan: TakenScan | None = None
    ) -> Future[int]:
        """Write an event that the draft has taken, and how far it is by that."""
        return opened.log.append(event, summary(opened.draft.state), scan)

    def bring_back(
        self,
        draft_id: str,
        done: Callable[[OpenT], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Load a parked draft, or one that a crash left open, and replay it.

        One that is posted by now comes with its posting; any other that cannot be opened is
        told by `failed` alone.
        """

        def refused(problem: Exception) -> None:
            if isinstance(problem, DraftNotOpenError) and problem.state is DraftState.CONFIRMED:
                self.reload(draft_id, done, failed)
            else:
                failed(problem)

        self.saves.follow(
            self._drafts.resume(draft_id, who=self._session.operator),
            lambda _: self.reload(draft_id, done, failed),
            refused,
            told_by_lost=True,
        )

    def reload(
        self, draft_id: str, done: Callable[[OpenT], None], failed: Callable[[Exception], None]
    ) -> None:
        """Bring a draft to what the store holds, once all that is written to it is there.

        A confirmed one comes with its posting; `failed` gets `DraftNotOpenError` for one that
        was parked or discarded meanwhile.
        """
        log = FlowLog(self._drafts, draft_id)

        def read() -> tuple[Resumed, StoredPosting | None, str]:
            found = log.load()
            if found.state is DraftState.CONFIRMED:
                return found, self._outbox.of_draft(draft_id), self._rest_left(draft_id)
            if found.state is not DraftState.OPEN:
                raise DraftNotOpenError(draft_id, found.state)
            return found, None, ""

        self.saves.load(read, lambda all_of_it: done(self._replayed(draft_id, *all_of_it)), failed)

    def find_parked(
        self, subject: str, done: Callable[[str], None], failed: Callable[[Exception], None]
    ) -> None:
        """The draft of this subject that was put aside last; empty where there is none."""
        target = self._session.target

        def look() -> str:
            rows = self._drafts.open_drafts(target)
            ours = (row for row in rows if row.head.kind is self.kind)
            return next((row.head.draft_id for row in ours if row.summary.subject == subject), "")

        self._ground.tasks.run(look, done, failed)

    def put_aside(self, opened: OpenT) -> None:
        """Park it; home lists it. One that nothing was entered in is not worth keeping."""
        if opened.draft.untouched:
            self.throw_away(opened)
        elif opened.posting is None and not opened.confirming:
            opened.put_aside = True
            parked = self._drafts.park(opened.log.draft_id, who=self._session.operator)
            self.saves.follow(parked)

    def throw_away(self, opened: OpenT) -> None:
        """Discard it; who did is kept."""
        if opened.posting is None and not opened.confirming:
            opened.put_aside = True
            discarded = self._drafts.discard(opened.log.draft_id, who=self._session.operator)
            self.saves.follow(discarded)

    def preview(self, opened: OpenT) -> str:
        """The request that a confirm would send now, in the ERP's own names, without the token.

        Empty where there is nothing to send.
        """
        posting = self.posting_of(opened)
        return self._session.client.preview(posting.request) if posting else ""

    def full_reference(self, draft: AnyDraft) -> str:
        """The reference a posting made of this draft would carry."""
        own = draft.state.text(HeaderField.REFERENCE)
        return full_reference(draft.identity.reference, own, self._reference_length)

    def _confirmation(self) -> Confirmation:
        session = self._session
        return Confirmation(
            target=session.target,
            operator=session.operator,
            erp_user=session.erp_user,
            erp_today=session.erp_today(),
            now=_now(),
            reference_length=self._reference_length,
        )

    def _head(self, identity: DraftIdentity) -> DraftHead:
        """What is fixed when a draft is opened."""
        return DraftHead(
            draft_id=identity.draft_id,
            posting_id=identity.posting_id,
            reference=identity.reference,
            kind=self.kind,
            target=self._session.target,
            operator=identity.operator,
            erp_user=self._session.erp_user,
            opened_at=_now(),
        )

    def _replayed(
        self, draft_id: str, found: Resumed, posting: StoredPosting | None, rest: str
    ) -> OpenT:
        self._ground.waiting.refresh()
        log = FlowLog(self._drafts, draft_id, len(found.events))
        opened = self._made(found.identity, log)
        for facts in self.facts.kept.found_in(found.kept):
            self.facts.know(opened, facts)
        opened.draft.replay(found.events)
        if posting is not None:
            opened.draft.state.apply((DONE,))
        opened.posting, opened.rest = posting, rest
        return opened


def _now() -> datetime:
    return datetime.now(UTC)
