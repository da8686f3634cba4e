"""What the sending thread tells the GUI thread, and what a problem means for a posting."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.kit_issue import KitIssued
from app.core.posting import PostingEvent
from app.core.problems import NeedsSignIn, NotSent, Problem, Rejected
from app.services.signing_in import SignedIn
from app.store.faults import StoreFault
from app.store.postings import StoredPosting


class SenderPhase(StrEnum):
    """What the sender does."""

    IDLE = "idle"  # nothing waits that it may send
    SENDING = "sending"
    BACKING_OFF = "backing-off"  # the ERP did not answer
    NEEDS_SIGN_IN = "needs-sign-in"  # something waits, and nobody is signed in
    STORE_FAULT = "store-fault"  # the database can't be used as things are
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SenderState:
    """What the sender does now.

    Attributes:
        until: When it tries again by itself, aware UTC, where it waits for that.
        posting_id: What is being sent.
    """

    phase: SenderPhase
    until: datetime | None = None
    posting_id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sending came to."""

    event: PostingEvent
    problem: Problem | None = None
    answer: KitIssued | None = None


def outcome_of(problem: Problem) -> Outcome:
    """The event by the table of design.md 4; what isn't surely harmless is lost track of."""
    match problem:
        case NotSent():
            event = PostingEvent.NOT_SENT
        case NeedsSignIn():
            event = PostingEvent.SIGN_IN_NEEDED
        case Rejected():
            event = PostingEvent.REFUSED
        case _:
            event = PostingEvent.LOST_TRACK
    return Outcome(event, problem)


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
