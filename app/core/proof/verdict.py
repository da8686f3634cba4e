"""What proof can come to."""

from dataclasses import dataclass

from app.core.posting import PostingEvent
from app.core.proof.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Happened:
    """It took effect."""

    evidence: Evidence
    event = PostingEvent.PROVED_DONE


@dataclass(frozen=True, slots=True)
class DidNotHappen:
    """It took none, and won't: it may be sent again."""

    evidence: Evidence
    event = PostingEvent.PROVED_NOT_DONE


@dataclass(frozen=True, slots=True)
class Undecided:
    """A person must decide; the evidence says why."""

    evidence: Evidence
    event = PostingEvent.UNDECIDED


Verdict = Happened | DidNotHappen | Undecided
