"""Finds out what became of postings in doubt: takes the readings that proof wants, in time.

A part of the sending thread: between two sendings one reading is taken, if one is due. Times are
those of a clock that only goes forward and begins anew with the program, so a restart begins
every settle time anew (design.md 4).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.core.posting import IllegalTransitionError
from app.core.postings import Posting
from app.core.problems import NeedsSignIn, Problem, Rejected, is_silence
from app.core.proof.case import Case
from app.core.proof.verdict import Undecided, Verdict
from app.services.backoff import Backoff
from app.services.line import Line
from app.services.signed_in import SignedIn
from app.store.moments import Clock
from app.store.outbox import Outbox
from app.store.postings import StoredPosting

MOST_REFUSALS = 5
"""So often in a row the ERP may refuse to tell, and longer than the settle time: what made an
outcome unknown makes an ERP refuse for a while as well. Then a person must decide."""

MonotonicClock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class _Open:
    """A case, and what came of asking for it.

    Attributes:
        again_at: Not to be asked before.
        refusals: How often the ERP refused to tell, in a row.
    """

    case: Case
    backoff: Backoff
    again_at: float = 0.0
    refusals: int = 0

    @property
    def due(self) -> float:
        return max(self.case.due, self.again_at)


class Proving:
    """For the sending thread alone."""

    def __init__(  # noqa: PLR0913 - what proving stands on
        self,
        outbox: Outbox,
        line: Line,
        tell: Callable[[StoredPosting], None],
        show: Callable[[Posting], None],
        *,
        settle_seconds: float,
        backoff: Callable[[], Backoff],
        now: Clock,
        monotonic: MonotonicClock,
    ) -> None:
        """Nothing is read yet; the settle time of what is in doubt already begins.

        Args:
            outbox: Of the postings.
            line: To the ERP.
            tell: Called with each posting that a verdict moved, once that is durable.
            show: Called with the posting that the ERP is about to be asked about.
            settle_seconds: Longer than the ERP takes to do what it was sent, or to give it up.
            backoff: A new one for each case the ERP doesn't answer about.
            now: For the moment that is shown with a reading.
            monotonic: Seconds, never put back or ahead.
        """
        self._outbox = outbox
        self._line = line
        self._tell = tell
        self._show = show
        self._settle = settle_seconds
        self._backoff = backoff
        self._now = now
        self._monotonic = monotonic
        self._began = monotonic()
        self._left: dict[str, float] = {}
        self._open: dict[str, _Open] = {}

    def left(self, posting: Posting) -> None:
        """A request that may have an effect has just left; what was read before is of no use."""
        self._left[posting.posting_id] = self._monotonic()
        self._open.pop(posting.posting_id, None)

    def step(self, used: SignedIn) -> bool:
        """Take the reading that is due longest, and note what it proves.

        Returns:
            Whether the ERP was asked and said something.

        Raises:
            NeedsSignIn: The ERP doesn't accept the sign-in.
            Problem: It says nothing.
            StoreFault: The database can't be used as things are.
        """
        self._look()
        due = min(self._open.values(), key=lambda one: one.due, default=None)
        if due is None or due.due > self._monotonic():
            return False
        posting = due.case.posting
        self._show(posting)
        try:
            reading = self._line.books.read(used.token, due.case.proof.question, self._now())
        except NeedsSignIn:
            raise
        except Problem as problem:
            return self._not_read(due, problem)
        case = due.case.with_read(reading, self._monotonic())
        self._open[posting.posting_id] = replace(due, case=case, again_at=0.0, refusals=0)
        spoiled = case.proof.spoiled_reference(reading)
        if spoiled:
            self._outbox.doubts.note_other_reference(posting.target, spoiled).result()
        keeps = self._outbox.doubts.keeps_reference(posting.target)
        verdict = case.verdict(keeps_reference=keeps)
        if verdict is not None:
            self._conclude(posting, verdict)
        return True

    def seconds_left(self) -> float | None:
        """Until the next reading is due; None where there is nothing to prove."""
        self._look()
        due = min((one.due for one in self._open.values()), default=None)
        return None if due is None else max(0.0, due - self._monotonic())

    def _look(self) -> None:
        """Which postings are in doubt now: sendings and persons change that at any time."""
        wanted = self._outbox.doubts.to_prove(self._line.target)
        for posting_id in self._open.keys() - set(wanted):
            del self._open[posting_id]
        for posting_id in wanted:
            if posting_id not in self._open:
                self._open[posting_id] = self._opened(posting_id)

    def _opened(self, posting_id: str) -> _Open:
        stored = self._outbox.get(posting_id)
        case = Case(
            stored.posting,
            self._left.get(posting_id, self._began),
            self._settle,
            self._outbox.doubts.last_sent(posting_id).before,
            refusal=stored.problem.code if stored.problem else None,
        )
        return _Open(case, self._backoff())

    def _not_read(self, one: _Open, problem: Problem) -> bool:
        """Ask again later; where the ERP refuses for good, leave it to a person.

        Returns:
            Whether the ERP was asked at all.

        Raises:
            Problem: The ERP says nothing, about this or anything else.
        """
        silent = is_silence(problem)
        refusals = one.refusals if silent else one.refusals + 1
        again_at = self._monotonic() + one.backoff.next()
        posting = one.case.posting
        self._open[posting.posting_id] = replace(one, again_at=again_at, refusals=refusals)
        if silent:
            raise problem
        never = isinstance(problem, Rejected) and problem.certain
        settled = self._monotonic() >= one.case.left_at + self._settle
        if never or (settled and refusals >= MOST_REFUSALS):
            self._conclude(posting, one.case.unreadable(problem.detail))
        return not never

    def _conclude(self, posting: Posting, verdict: Verdict) -> None:
        try:
            row = self._outbox.conclude(posting.posting_id, verdict).result()
        except IllegalTransitionError:
            return  # a person was quicker
        if not isinstance(verdict, Undecided):  # which can come early, and be tried again
            self._left.pop(posting.posting_id, None)
        del self._open[posting.posting_id]
        self._tell(StoredPosting(posting, row))
