"""Looks at postings that waited long: would they still do what was confirmed?"""

from datetime import timedelta

from app.core.hold import Hold, HoldCause
from app.core.postings import Posting
from app.core.problems import NeedsSignIn, Problem
from app.services.entry import SignedIn
from app.services.heartbeat import is_silence
from app.services.inquiries import inquiry
from app.services.line import Line
from app.store.moments import Clock
from app.store.postings import StoredPosting


class AgedPostings:
    """Reads what postings of a certain age rest on again: bill or order. Any thread."""

    def __init__(self, line: Line, older_than: timedelta, now: Clock) -> None:
        self._line = line
        self._older_than = older_than
        self._now = now

    def is_aged(self, posting: Posting) -> bool:
        """Whether it was confirmed so long ago that what it rests on may be another now.

        One that was confirmed in the future is as well: the station's clock was put back, so
        nobody knows how long it has waited.
        """
        age = self._now() - posting.confirmed_at
        return inquiry(posting).ages(posting) and not timedelta() <= age < self._older_than

    def look(self, stored: StoredPosting, used: SignedIn) -> Hold | None:
        """What a person must decide on before it is sent; None if it may go. Blocks.

        What the ERP refuses to tell is for a person, or the posting would stand in the way of
        all behind it for ever. What a person let pass once is let pass again.

        Raises:
            NeedsSignIn: The ERP doesn't accept the sign-in.
            Problem: It doesn't answer.
        """
        hold = self._find(stored.posting, used)
        let_pass = stored.row.let_pass
        return None if hold and let_pass and let_pass.lets_pass(hold) else hold

    def _find(self, posting: Posting, used: SignedIn) -> Hold | None:
        try:
            hold: Hold | None = inquiry(posting).look(
                self._line.client, used.token, posting, self._now()
            )
        except NeedsSignIn:
            raise
        except Problem as problem:
            if is_silence(problem):
                raise
            return Hold(HoldCause.NOT_READ, detail=problem.detail)
        return hold
