"""The thread that sends postings, one at a time, by the table of design.md 4.

A posting is claimed on disk before a byte of it leaves, and what became of it is on disk before
the next one is looked at. Only `NotSent` and `NeedsSignIn` lead back to the queue; an unknown
outcome stays unknown until it is proved or decided elsewhere. One that waited long is looked at
before, and held for a person where its plan is another one now.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from app.core.kit.aged import Hold
from app.core.posting import IllegalTransitionError, Posting, PostingEvent
from app.core.problems import NeedsSignIn, Problem, ProblemCode, Unknown
from app.services.aged import AgedPostings
from app.services.backoff import Backoff
from app.services.bell import Bell
from app.services.heartbeat import is_silence
from app.services.sender_state import (
    Answered,
    Broke,
    Met,
    Outcome,
    Report,
    SenderPhase,
    SenderState,
    outcome_of,
)
from app.services.session import Session, SignedIn
from app.store.faults import StoreFault
from app.store.moments import Clock
from app.store.outbox import Outbox
from app.store.postings import StoredPosting

log = logging.getLogger(__name__)


class Sending:
    """The loop and its thread. `wake`, `ask_to_stop` and `join` are for any thread."""

    def __init__(  # noqa: PLR0913 - what sending stands on
        self,
        outbox: Outbox,
        session: Session,
        tell: Callable[[Report], None],
        *,
        aged: AgedPostings,
        backoff: Backoff,
        store_backoff: Backoff,
        now: Clock,
    ) -> None:
        """Send nothing yet.

        Args:
            outbox: Of what waits.
            session: Only its target, client and credentials are used: the thread-safe ones.
            tell: Called on the sending thread; must only hand on.
            aged: Looks at postings that waited long.
            backoff: Of an ERP that doesn't answer.
            store_backoff: Of a database that can't be used.
            now: For the moment at which a wait ends.
        """
        self._outbox = outbox
        self._session = session
        self._tell = tell
        self._aged = aged
        self._backoff = backoff
        self._store_backoff = store_backoff
        self._now = now
        self._state: SenderState | None = None
        self._recovered = False
        self._refused: SignedIn | None = None
        self._in_doubt = False
        self._bell = Bell()
        self._thread = threading.Thread(target=self._run, name="sender")

    def start(self) -> None:
        """Recover what a crash left behind, then send."""
        self._thread.start()

    def wake(self, *, fresh: bool = False) -> None:
        """Look again now; `fresh`: the ERP answers again, forget how often it did not."""
        self._bell.ring(fresh=fresh)

    def ask_to_stop(self) -> None:
        """Send nothing more; a request that is under way ends by its own deadline."""
        self._bell.end()

    def join(self, seconds: float | None) -> bool:
        """Wait for the end; whether it came."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._bell.ended:
            try:
                self._step()
            except StoreFault as fault:
                self._store_failed(fault)
            except Exception as error:  # noqa: BLE001 - shown; and others' postings go on
                self._tell(Broke(error))
                self._bell.pause(self._store_backoff.next())
        self._show(SenderPhase.STOPPED)

    def _step(self) -> None:
        """Send the next posting, or rest until there is a reason to look again."""
        if not self._recovered:
            self._recover()
        used = self._session.credentials()
        if used is None or used is self._refused:
            self._rest(SenderPhase.NEEDS_SIGN_IN if self._anything_waits() else SenderPhase.IDLE)
            return
        # Under the sign-in of the person who confirmed it, never another's (design.md 4).
        stored = self._outbox.next_waiting(self._session.target, (used.erp_user,))
        self._store_backoff.reset()
        if stored is None:
            self._rest(SenderPhase.IDLE)
        elif self._in_doubt and not self._answers(stored.posting, used):
            return
        elif not self._aged.is_aged(stored.posting) or self._may_go(stored, used):
            self._send(stored, used)

    def _recover(self) -> None:
        for posting_id in self._outbox.recover().result():
            self._tell(self._outbox.get(posting_id))
        self._recovered = True

    def _anything_waits(self) -> bool:
        return self._outbox.counts(self._session.target).waiting > 0

    def _answers(self, posting: Posting, used: SignedIn) -> bool:
        """Whether the ERP answers a harmless question.

        Asked before the next posting once one was lost track of: while a proxy answers for the
        ERP, or nobody, each further one would be lost as well.
        """
        try:
            self._session.client.parts(used.token, (posting.request.assembly_id,))
        except NeedsSignIn as problem:
            self._lose_sign_in(problem, used)
            return False
        except Problem as problem:
            if is_silence(problem):
                self._meet_silence(problem, used)
                return False
        self._in_doubt = False
        return True

    def _may_go(self, stored: StoredPosting, used: SignedIn) -> bool:
        """Whether one that waited long is still what was confirmed; nothing is sent meanwhile."""
        try:
            hold = self._aged.look(stored, used)
        except NeedsSignIn as problem:
            self._lose_sign_in(problem, used)
            return False
        except Problem as problem:
            self._meet_silence(problem, used)
            return False
        self._tell(Answered())
        if hold is not None:
            self._hold(stored.posting, hold)
        return hold is None

    def _hold(self, posting: Posting, hold: Hold) -> None:
        try:
            row = self._outbox.hold(posting.posting_id, hold).result()
        except IllegalTransitionError:
            return  # withdrawn a moment ago
        self._tell(StoredPosting(posting, row))

    def _send(self, stored: StoredPosting, used: SignedIn) -> None:
        posting = stored.posting
        try:
            row = self._outbox.claim(posting.posting_id).result()
        except IllegalTransitionError:
            return  # withdrawn a moment ago
        self._tell(StoredPosting(posting, row))
        if self._bell.ended:
            self._settle(posting, Outcome(PostingEvent.NOT_SENT))
            return
        self._show(SenderPhase.SENDING, posting_id=posting.posting_id)
        outcome = self._post(posting, used, row.batch_number or "")
        if self._settle(posting, outcome):
            self._go_on(posting, outcome, used)

    def _post(self, posting: Posting, used: SignedIn, batch_number: str) -> Outcome:
        try:
            answer = self._session.client.issue_kit(used.token, posting.request, batch_number)
        except Problem as problem:
            return outcome_of(problem)
        except Exception as error:  # noqa: BLE001 - shown; a byte may have left
            self._tell(Broke(error))
            detail = f"a fault of this program: {type(error).__name__}"
            return Outcome(PostingEvent.LOST_TRACK, Unknown(ProblemCode.INTERRUPTED, detail))
        return Outcome(PostingEvent.ANSWERED, answer=answer)

    def _settle(self, posting: Posting, outcome: Outcome) -> bool:
        """Make the outcome durable, however long that takes; false where the end came first.

        The posting is found as sending at the next start then, and becomes unknown.
        """
        while True:
            try:
                row = self._outbox.record(
                    posting.posting_id,
                    outcome.event,
                    problem=outcome.problem,
                    answer=outcome.answer,
                ).result()
            except StoreFault as fault:
                if self._bell.ended:
                    log.exception("%s: %s is not noted", posting.reference, outcome.event.value)
                    self._tell(fault)
                    return False
                self._store_failed(fault)
            else:
                self._store_backoff.reset()
                self._tell(StoredPosting(posting, row, outcome.answer))
                return True

    def _go_on(self, posting: Posting, outcome: Outcome, used: SignedIn) -> None:
        problem = outcome.problem
        if problem is None:
            self._backoff.reset()
            self._tell(Answered())
        elif isinstance(problem, NeedsSignIn):
            self._lose_sign_in(problem, used)
        elif outcome.event is PostingEvent.REFUSED:
            self._backoff.reset()
            self._tell(Met(problem, used))
            self._forget_batch(posting, problem)
        else:
            self._in_doubt = outcome.event is PostingEvent.LOST_TRACK
            self._meet_silence(problem, used)

    def _meet_silence(self, problem: Problem, used: SignedIn) -> None:
        self._tell(Met(problem, used))
        self._back_off()

    def _lose_sign_in(self, problem: NeedsSignIn, used: SignedIn) -> None:
        """Pause until somebody signs in; the posting keeps its place."""
        self._refused = used
        self._tell(Met(problem, used))

    def _forget_batch(self, posting: Posting, problem: Problem) -> None:
        """Where the ERP doesn't know the batch, let the next member open another.

        The refused posting itself is not sent again from here: the ERP's 500 is no proof that
        nothing was done (design.md 4).
        """
        if problem.code is ProblemCode.UNKNOWN_BATCH:
            # If this fails, the next member is refused as well, and tries it again.
            self._outbox.forget_batch(posting.target, posting.batch).result()

    def _store_failed(self, fault: StoreFault) -> None:
        self._tell(fault)
        seconds = self._store_backoff.next()
        self._show(SenderPhase.STORE_FAULT, seconds)
        self._bell.pause(seconds)

    def _back_off(self) -> None:
        self._rest(SenderPhase.BACKING_OFF, self._backoff.next())

    def _rest(self, phase: SenderPhase, seconds: float | None = None) -> None:
        """Wait until woken, at most so long."""
        self._show(phase, seconds)
        if self._bell.rest(seconds):
            self._backoff.reset()

    def _show(self, phase: SenderPhase, seconds: float | None = None, posting_id: str = "") -> None:
        until = None if seconds is None else self._now() + timedelta(seconds=seconds)
        state = SenderState(phase, until, posting_id)
        if state != self._state:
            self._state = state
            self._tell(state)
