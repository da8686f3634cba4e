"""Looks again at what a posting rests on before it is sent: would it do what was confirmed?"""

from collections import Counter
from datetime import timedelta

from app.core.hold import Hold, HoldCause
from app.core.postings import Posting
from app.core.problems import NeedsSignIn, Problem, Rejected, is_silence
from app.services.line import Line
from app.services.proving import MOST_REFUSALS
from app.services.signed_in import SignedIn
from app.store.moments import Clock
from app.store.postings import StoredPosting


class SecondLook:
    """At what waited long, and at what would overwrite others' work. For one thread."""

    def __init__(self, line: Line, older_than: timedelta, now: Clock) -> None:
        self._line = line
        self._older_than = older_than
        self._now = now
        self._refusals: Counter[str] = Counter()

    def is_due(self, posting: Posting) -> bool:
        """Whether it is looked at before it is sent.

        One that was confirmed in the future counts as old: the station's clock was put back, so
        nobody knows how long it has waited.
        """
        age = self._now() - posting.confirmed_at
        aged = not timedelta() <= age < self._older_than
        return self._line.books.is_looked_at(posting, aged=aged)

    def look(self, stored: StoredPosting, used: SignedIn) -> Hold | None:
        """What a person must decide on before it is sent; None if it may go. Blocks.

        What the ERP refuses to tell, again and again, is for a person, or the posting would stand
        in the way of all behind it for ever. What a person let pass once is let pass again.

        Raises:
            NeedsSignIn: The ERP doesn't accept the sign-in.
            Problem: It doesn't answer, or refuses for now.
        """
        hold = self._find(stored.posting, used)
        let_pass = stored.row.let_pass
        return None if hold and let_pass and let_pass.lets_pass(hold) else hold

    def _find(self, posting: Posting, used: SignedIn) -> Hold | None:
        try:
            hold = self._line.books.look(used.token, posting, self._now())
        except NeedsSignIn:
            raise
        except Problem as problem:
            if is_silence(problem) or not self._is_refused_for_good(posting, problem):
                raise
            hold = Hold(HoldCause.NOT_READ, detail=problem.detail)
        del self._refusals[posting.posting_id]
        return hold

    def _is_refused_for_good(self, posting: Posting, problem: Problem) -> bool:
        """What makes one call fail may make the next one fail as well, and then no more."""
        self._refusals[posting.posting_id] += 1
        never = isinstance(problem, Rejected) and problem.certain
        return never or self._refusals[posting.posting_id] >= MOST_REFUSALS
