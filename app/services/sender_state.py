"""What the sending thread tells the GUI thread, and what a problem means for a posting."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.posting import PostingEvent
from app.core.postings import Answer
from app.core.problems import NeedsSignIn, NotSent, Problem, ProblemCode, Rejected
from app.core.proof.reading import Proof
from app.services.signed_in import SignedIn
from app.store.faults import StoreFault
from app.store.postings import StoredPosting


class SenderPhase(StrEnum):
    """What the sender does."""

    IDLE = "idle"  # nothing waits that it may send
    LOOKING = "looking"  # reads what the ERP's books say about a posting
    SENDING = "sending"
    SETTLING = "settling"  # what is unknown is looked at again once the settle time is over
    BACKING_OFF = "backing-off"  # the ERP did not answer
    NEEDS_SIGN_IN = "needs-sign-in"  # something waits, and nobody is signed in
    STORE_FAULT = "store-fault"  # the database can't be used as things are
    FINISHING = "finishing"  # to stop, once the request that is under way has ended
    STOPPED = "stopped"


BUSY = frozenset({SenderPhase.LOOKING, SenderPhase.SENDING, SenderPhase.FINISHING})
"""Phases with a request under way."""


@dataclass(frozen=True, slots=True)
class SenderState:
    """What the sender does now.

    Attributes:
        until: When it tries or looks again by itself, aware UTC, where it waits for that.
        posting_id: What is being sent, or asked about.
    """

    phase: SenderPhase
    until: datetime | None = None
    posting_id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sending came to."""

    event: PostingEvent
    problem: Problem | None = None
    answer: Answer | None = None


def outcome_of(problem: Problem, proof: Proof, *, sent_before: bool) -> Outcome:
    """The event by the table of design.md 4; what isn't surely harmless is lost track of.

    Args:
        problem: With which the sending ended.
        proof: How it can be settled what became of this posting.
        sent_before: Whether an earlier sending of it may have had an effect that came late.
    """
    match problem:
        case NotSent():
            event = PostingEvent.NOT_SENT
        case NeedsSignIn():
            event = PostingEvent.SIGN_IN_NEEDED
        case Rejected(certain=True):
            event = PostingEvent.REFUSED_SURELY
        case Rejected(code=ProblemCode.UNKNOWN_BATCH) if proof.decides:
            event = PostingEvent.BACK_TO_PROOF
        case Rejected(code=code) if not sent_before and code in proof.denies:
            event = PostingEvent.REFUSED_SURELY
        case Rejected(code=code) if sent_before and code in proof.telling:
            event = PostingEvent.BACK_TO_PROOF
        case Rejected():
            event = PostingEvent.REFUSED
        case _:
            event = PostingEvent.LOST_TRACK
    return Outcome(event, problem)


LEFT_IN_DOUBT = frozenset(
    {PostingEvent.REFUSED, PostingEvent.BACK_TO_PROOF, PostingEvent.LOST_TRACK}
)
"""Outcomes after which proof must say what became of it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The ERP answered a call."""


@dataclass(frozen=True, slots=True)
class Met:
    """A problem, and the sign-in it was met with."""

    problem: Problem
    used: SignedIn


@dataclass(frozen=True, slots=True)
class Broke:
    """A mistake in this program, to be raised where it is seen."""

    error: Exception


Report = StoredPosting | SenderState | StoreFault | Answered | Met | Broke
