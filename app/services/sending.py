"""The thread that sends postings, one at a time, by the table of design.md 4.

A posting is claimed on disk before a byte of it leaves, and what became of it is on disk before
the next one is looked at. Only `NotSent` and `NeedsSignIn` lead straight back to the queue; an
unknown outcome is settled by proof, for which readings are taken between two sendings, or by a
person. Others go on meanwhile, but for those that depend on it. One that waited long is looked at
before, and held for a person where its plan is another one now.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from app.core.hold import Hold
from app.core.kinds import differs
from app.core.posting import IllegalTransitionError, PostingEvent
from app.core.postings import Posting
from app.core.problems import NeedsSignIn, NotSent, Problem, ProblemCode, Rejected, is_silence
from app.core.proof.kinds import provable
from app.services.backoff import Backoff
from app.services.delivery import Delivery
from app.services.line import Line
from app.services.pace import Pace
from app.services.proving import MonotonicClock, Proving
from app.services.second_look import SecondLook
from app.services.sender_state import (
    LEFT_IN_DOUBT,
    Answered,
    Broke,
    Met,
    Outcome,
    Report,
    SenderPhase,
)
from app.services.signed_in import SignedIn
from app.store.faults import StoreFault
from app.store.moments import Clock, utc_now
from app.store.outbox import Outbox
from app.store.postings import StoredPosting

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SendingTimes:
    """How long things may take.

    Attributes:
        settle_seconds: After which nothing that was sent can still take effect.
        backoff: Of an ERP that doesn't answer; for one sender alone.
        store_backoff: Of a database that can't be used; likewise.
        recheck_after: A posting of this age is sent only if its plan is still the same.
        now: For the age of postings, and for moments that are shown.
        monotonic: For the settle time: seconds, never put back or ahead.
    """

    settle_seconds: float = 120.0
    backoff: Backoff = field(default_factory=Backoff)
    store_backoff: Backoff = field(default_factory=Backoff)
    recheck_after: timedelta = timedelta(hours=24)
    now: Clock = utc_now
    monotonic: MonotonicClock = time.monotonic


class Sending:
    """The loop and its thread. `wake`, `ask_to_stop` and `join` are for any thread."""

    def __init__(
        self, outbox: Outbox, line: Line, tell: Callable[[Report], None], times: SendingTimes
    ) -> None:
        """Send nothing yet.

        Args:
            outbox: Of what waits.
            line: To the ERP.
            tell: Called on the sending thread; must only hand on.
            times: How long things may take.
        """
        self._outbox = outbox
        self._line = line
        self._tell = tell
        self._second = SecondLook(line, times.recheck_after, times.now)
        self._delivery = Delivery(line, times.now, lambda error: tell(Broke(error)))
        self._proving = Proving(
            outbox,
            line,
            tell,
            self._show_looking,
            settle_seconds=times.settle_seconds,
            backoff=times.backoff.another,
            now=times.now,
            monotonic=times.monotonic,
        )
        self._pace = Pace(tell, times.backoff, times.store_backoff, times.now)
        self._recovered = False
        self._refused: SignedIn | None = None
        self._in_doubt = False
        self._thread = threading.Thread(target=self._run, name="sender")

    def start(self) -> None:
        """Recover what a crash left behind, then send."""
        self._thread.start()

    def wake(self, *, fresh: bool = False) -> None:
        """Look again now; `fresh`: the ERP answers again, forget how often it did not."""
        self._pace.bell.ring(fresh=fresh)

    def ask_to_stop(self) -> None:
        """Send nothing more; a request that is under way ends by its own deadline."""
        self._pace.bell.end()

    def join(self, seconds: float | None) -> bool:
        """Wait for the end; whether it came."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._pace.bell.ended:
            try:
                self._step()
            except StoreFault as fault:
                self._store_failed(fault)
            except Exception as error:  # noqa: BLE001 - shown; and others' postings go on
                self._tell(Broke(error))
                self._pace.bell.pause(self._pace.store.next())
        self._pace.show(SenderPhase.STOPPED)

    def _step(self) -> None:
        """Take a reading that is due, send the next posting, or rest until there is a reason."""
        if not self._recovered:
            self._recover()
        used = self._line.credentials()
        if used is None or used is self._refused:
            self._pace.rest(
                SenderPhase.NEEDS_SIGN_IN if self._anything_to_do() else SenderPhase.IDLE
            )
            return
        try:
            self._go_on_with(used)
        except NeedsSignIn as problem:
            self._lose_sign_in(problem, used)
        except Problem as problem:
            self._meet_silence(problem, used)

    def _go_on_with(self, used: SignedIn) -> None:
        """Nothing is sent that isn't noted: whatever is raised here was met by a question.

        Raises:
            NeedsSignIn: The ERP doesn't accept the sign-in.
            Problem: It says nothing.
        """
        answered = self._proving.step(used)
        if answered:
            self._heard()
        # Under the sign-in of the person who confirmed it, never another's (design.md 4).
        stored = self._outbox.next_waiting(self._line.target, (used.erp_user,))
        self._pace.store.reset()
        if stored is None:
            if not answered:
                self._rest_until_due()
        elif self._pace.bell.ended:
            return
        elif self._in_doubt:
            self._ask_harmlessly(stored.posting, used)
        elif not self._second.is_due(stored.posting) or self._may_go(stored, used):
            self._send(stored, used)

    def _recover(self) -> None:
        for posting_id in self._outbox.recover(self._line.target).result():
            self._tell(self._outbox.get(posting_id))
        self._recovered = True

    def _anything_to_do(self) -> bool:
        counts = self._outbox.counts(self._line.target)
        return counts.waiting + counts.proving > 0

    def _ask_harmlessly(self, posting: Posting, used: SignedIn) -> None:
        """Before the next posting, once one was lost track of and proof has no question for it.

        While a proxy answers for the ERP, or nobody, each further one would be lost as well.
        """
        try:
            self._line.books.ask_harmlessly(used.token, posting)
        except NeedsSignIn:
            raise
        except Problem as problem:
            if is_silence(problem):
                raise
        self._heard()

    def _heard(self) -> None:
        """The ERP itself answers."""
        self._in_doubt = False
        self._pace.answers.reset()
        self._tell(Answered())

    def _may_go(self, stored: StoredPosting, used: SignedIn) -> bool:
        """Whether it would still do what was confirmed; nothing is sent meanwhile."""
        hold = self._second.look(stored, used)
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
        if provable(posting).question_before(posting, None) is not None:
            self._show_looking(posting)
        sent = self._delivery.prepare(stored, used)
        holds = provable(posting).proof(posting, sent.before).holds
        try:
            row = self._outbox.claim(posting.posting_id, sent, holds=holds).result()
        except IllegalTransitionError:
            return  # withdrawn a moment ago
        self._tell(StoredPosting(posting, row))
        if self._pace.bell.ended:
            self._settle(posting, Outcome(PostingEvent.NOT_SENT))
            return
        self._pace.show(SenderPhase.SENDING, posting_id=posting.posting_id)
        outcome = self._delivery.post(posting, row, sent, used)
        if outcome.event in LEFT_IN_DOUBT:
            self._proving.left(posting)
        if self._settle(posting, outcome):
            self._go_on(posting, outcome, used)

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
                    differs=differs(posting, outcome.answer),
                ).result()
            except StoreFault as fault:
                if self._pace.bell.ended:
                    log.exception("%s: %s is not noted", posting.reference, outcome.event.value)
                    self._tell(fault)
                    return False
                self._store_failed(fault)
            else:
                self._pace.store.reset()
                self._tell(StoredPosting(posting, row, outcome.answer))
                return True

    def _go_on(self, posting: Posting, outcome: Outcome, used: SignedIn) -> None:
        problem = outcome.problem
        if problem is None:
            self._heard()
        elif isinstance(problem, NeedsSignIn):
            self._lose_sign_in(problem, used)
        elif isinstance(problem, Rejected):
            self._pace.answers.reset()
            self._tell(Met(problem, used))
            self._forget_batch(posting, problem)
        elif isinstance(problem, NotSent):
            self._meet_silence(problem, used)
        else:
            self._in_doubt = True
            self._tell(Met(problem, used))
            if problem.code is ProblemCode.OTHER_REFERENCE:
                self._outbox.doubts.note_other_reference(posting.target, problem.detail).result()

    def _meet_silence(self, problem: Problem, used: SignedIn) -> None:
        self._tell(Met(problem, used))
        self._pace.back_off()

    def _lose_sign_in(self, problem: NeedsSignIn, used: SignedIn) -> None:
        """Pause until somebody signs in; the posting keeps its place."""
        self._refused = used
        self._tell(Met(problem, used))

    def _forget_batch(self, posting: Posting, problem: Problem) -> None:
        """Where the ERP doesn't know the batch, the next member opens another.

        That may be the refused one itself, once it is proved that nothing was done.
        """
        if problem.code is ProblemCode.UNKNOWN_BATCH:
            # If this fails, the next member is refused as well, and tries it again.
            self._outbox.forget_batch(posting.target, posting.batch).result()

    def _store_failed(self, fault: StoreFault) -> None:
        self._tell(fault)
        self._pace.wait_for_store()

    def _rest_until_due(self) -> None:
        """Nothing may be sent; there may be something to read later.

        Or now, where a person freed a posting a moment ago: that is no rest.
        """
        seconds = self._proving.seconds_left()
        if seconds == 0:
            return
        self._pace.rest(SenderPhase.IDLE if seconds is None else SenderPhase.SETTLING, seconds)

    def _show_looking(self, posting: Posting) -> None:
        self._pace.show(SenderPhase.LOOKING, posting_id=posting.posting_id)
