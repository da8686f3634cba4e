"""One posting on its way: what is read before, the call itself, and what its end means."""

from collections.abc import Callable

from app.core.posting import PostingEvent
from app.core.postings import Posting
from app.core.problems import NeedsSignIn, Problem, ProblemCode, Unknown, is_silence
from app.core.proof.evidence import Sent
from app.core.proof.kinds import provable
from app.services.line import Line
from app.services.sender_state import Outcome, outcome_of
from app.services.signed_in import SignedIn
from app.store.moments import Clock
from app.store.postings import PostingRow, StoredPosting


class Delivery:
    """Talks to the ERP about one posting at a time; notes nothing down. For one thread."""

    def __init__(self, line: Line, now: Clock, broke: Callable[[Exception], None]) -> None:
        """Nothing is sent yet.

        Args:
            line: To the ERP.
            now: For the moment that is shown with a reading.
            broke: Called with a fault of this program that was met while a byte may have left.
        """
        self._line = line
        self._now = now
        self._broke = broke

    def prepare(self, stored: StoredPosting, used: SignedIn) -> Sent:
        """What goes with it, and what the books say before it is sent, where that is needed.

        A posting isn't kept back because the ERP refuses to tell: a person has less to go by
        then, should its outcome be unknown.

        Raises:
            NeedsSignIn: The ERP doesn't accept the sign-in.
            Problem: It says nothing.
        """
        posting, number = stored.posting, stored.batch_number or ""
        before = None
        wanted = provable(posting).question_before
        try:
            while question := wanted(posting, before):
                found = self._line.books.read(used.token, question, self._now())
                before = found if before is None else before.with_more(found)
        except NeedsSignIn:
            raise
        except Problem as problem:
            if is_silence(problem):
                raise
            return Sent(number, before, problem.detail or problem.code.value)
        return Sent(number, before)

    def post(self, posting: Posting, row: PostingRow, sent: Sent, used: SignedIn) -> Outcome:
        """Send it; whatever happens is an outcome."""
        try:
            answer = self._line.books.post(used.token, posting, sent.batch_number)
        except Problem as problem:
            proof = provable(posting).proof(posting, sent.before)
            return outcome_of(problem, proof, sent_before=row.sent_before)
        except Exception as error:  # noqa: BLE001 - shown; a byte may have left
            self._broke(error)
            detail = f"a fault of this program: {type(error).__name__}"
            return Outcome(PostingEvent.LOST_TRACK, Unknown(ProblemCode.INTERRUPTED, detail))
        return Outcome(PostingEvent.ANSWERED, answer=answer)
