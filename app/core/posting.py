"""A posting: what an ERP must be told, exactly once, and the states it passes (design.md 4)."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.kit_issue import KitIssue, PlannedComponent
from app.core.target import Target

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_PREFIX = "KB"
REFERENCE_LENGTH = 8


class PostingKind(StrEnum):
    """Kinds of postings, named alike on screen, in JSON and in the database (design.md 9)."""

    KIT_ISSUE = "kit-issue"


class PostingState(StrEnum):
    """Where a posting stands; see the table of design.md 4."""

    QUEUED = "queued"
    SENDING = "sending"
    POSTED = "posted"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class PostingEvent(StrEnum):
    """What can happen to a posting."""

    CLAIMED = "claimed"  # the sender is about to send it
    HELD = "held"  # waited long, and its plan is another one now: a person must decide
    RELEASED = "released"  # by a person, to be sent all the same
    NOT_SENT = "not-sent"  # surely nothing left
    SIGN_IN_NEEDED = "sign-in-needed"
    ANSWERED = "answered"  # the ERP's success, with our reference in it
    REFUSED = "refused"
    LOST_TRACK = "lost-track"  # sent, and no trustworthy answer
    FOUND_SENDING = "found-sending"  # at start-up: the program ended while sending
    PROVED_DONE = "proved-done"
    PROVED_NOT_DONE = "proved-not-done"
    DECIDED_DONE = "decided-done"  # by a person, with the evidence shown
    DECIDED_NOT_DONE = "decided-not-done"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


_S, _E = PostingState, PostingEvent
_NEXT: dict[tuple[PostingState, PostingEvent], PostingState] = {
    (_S.QUEUED, _E.CLAIMED): _S.SENDING,
    (_S.QUEUED, _E.HELD): _S.QUEUED,
    (_S.QUEUED, _E.WITHDRAWN): _S.WITHDRAWN,
    (_S.SENDING, _E.NOT_SENT): _S.QUEUED,
    (_S.SENDING, _E.SIGN_IN_NEEDED): _S.QUEUED,
    (_S.SENDING, _E.ANSWERED): _S.POSTED,
    (_S.SENDING, _E.REFUSED): _S.REJECTED,
    (_S.SENDING, _E.LOST_TRACK): _S.UNKNOWN,
    (_S.SENDING, _E.FOUND_SENDING): _S.UNKNOWN,
    (_S.UNKNOWN, _E.PROVED_DONE): _S.POSTED,
    (_S.UNKNOWN, _E.PROVED_NOT_DONE): _S.QUEUED,
    (_S.UNKNOWN, _E.DECIDED_DONE): _S.POSTED,
    (_S.UNKNOWN, _E.DECIDED_NOT_DONE): _S.QUEUED,
    (_S.REJECTED, _E.WITHDRAWN): _S.WITHDRAWN,
    (_S.REJECTED, _E.REPLACED): _S.REPLACED,
}
_NEXT_WHILE_HELD: dict[tuple[PostingState, PostingEvent], PostingState] = {
    (_S.QUEUED, _E.RELEASED): _S.QUEUED,
    (_S.QUEUED, _E.WITHDRAWN): _S.WITHDRAWN,
}


class IllegalTransitionError(ValueError):
    """An event that cannot happen in this state: a bug in the caller, never bad input."""


def after(state: PostingState, event: PostingEvent, *, held: bool = False) -> PostingState:
    """The state that follows.

    Args:
        state: Of the posting.
        event: What happened to it.
        held: Whether a person must decide first: to be held was the last that happened to it.

    Raises:
        IllegalTransitionError: The event cannot happen in this state.
    """
    table = _NEXT_WHILE_HELD if held else _NEXT
    try:
        return table[state, event]
    except KeyError:
        standing = f"{state.value} posting that is held" if held else f"{state.value} posting"
        raise IllegalTransitionError(f"{event.value} cannot happen to a {standing}") from None


def new_reference() -> str:
    """`KB` and 8 random Crockford base-32 characters: 40 bits, no station, no counter."""
    return REFERENCE_PREFIX + "".join(secrets.choice(CROCKFORD) for _ in range(REFERENCE_LENGTH))


@dataclass(frozen=True, slots=True)
class Posting:
    """What was confirmed. Never changes; its state is kept beside it in the outbox.

    Attributes:
        posting_id: Made with the draft (a UUID's text).
        draft_id: The draft that was confirmed; at most one posting per draft.
        reference: Our `KB........`, first in the ERP's REFERENCE.
        operator: Who confirmed it.
        erp_user: Under whose sign-in it is sent; never another person's.
        confirmed_at: Aware, UTC.
        batch: Local name of the batch; the first posted member gives it its ERP number.
        request: What the ERP is told.
        planned: What the plan expected each component to take.
        version: Of this record's JSON shape.
    """

    posting_id: str
    draft_id: str
    kind: PostingKind
    target: Target
    reference: str
    operator: str
    erp_user: str
    confirmed_at: datetime
    batch: str
    request: KitIssue
    planned: tuple[PlannedComponent, ...] = ()
    version: int = 1
