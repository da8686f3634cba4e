"""A posting: what an ERP must be told, exactly once, and the states it passes (design.md 4)."""

import re
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from app.core.target import Target

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_PREFIX = "KB"
REFERENCE_LENGTH = 8


class PostingKind(StrEnum):
    """Kinds of postings, named alike on screen, in JSON and in the database (design.md 9)."""

    KIT_ISSUE = "kit-issue"
    PO_RECEIPT = "po-receipt"
    PO_LINE_ADD = "po-line-add"
    PO_LINE_EDIT = "po-line-edit"
    PO_LINE_DELETE = "po-line-delete"


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
    REFUSED = "refused"  # by the ERP in its own words, which are no proof that it did nothing
    REFUSED_SURELY = "refused-surely"  # before the ERP did anything (400, 405)
    BACK_TO_PROOF = "back-to-proof"  # refused in a way that proof settles without a person
    LOST_TRACK = "lost-track"  # sent, and no trustworthy answer
    FOUND_SENDING = "found-sending"  # at start-up: the program ended while sending
    FOUND_COPIED = "found-copied"  # at start-up: another copy of the database may have sent it
    PROVED_DONE = "proved-done"
    PROVED_NOT_DONE = "proved-not-done"
    UNDECIDED = "undecided"  # proof came to no verdict: a person must decide
    LOOKED_AGAIN = "looked-again"  # a person wants proof to be tried once more
    DECIDED_DONE = "decided-done"  # by a person, with the evidence shown
    DECIDED_NOT_DONE = "decided-not-done"
    SENT_AGAIN = "sent-again"  # a person wants the same to be sent once more
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


BY_A_PERSON = frozenset(
    {
        PostingEvent.RELEASED,
        PostingEvent.LOOKED_AGAIN,
        PostingEvent.DECIDED_DONE,
        PostingEvent.DECIDED_NOT_DONE,
        PostingEvent.SENT_AGAIN,
        PostingEvent.WITHDRAWN,
        PostingEvent.REPLACED,
    }
)
"""Events that need the name of who wanted them."""


class IllegalTransitionError(ValueError):
    """An event that cannot happen in this state: a bug in the caller, never bad input."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a posting stands, to the last mark.

    Attributes:
        held: Of a queued one: a person must release or withdraw it.
        doubtful: Of a rejected one: the ERP refused in its own words, and until proof or a
            person says that it did nothing the posting can't be corrected, sent again or
            withdrawn (design.md 4, "correcting it first passes proof").
        undecided: Of an unknown or doubtful one: proof came to no verdict, and a person must.
        sent_before: An earlier sending reached the ERP, or may have.
    """

    state: PostingState
    held: bool = False
    doubtful: bool = False
    undecided: bool = False
    sent_before: bool = False

    @property
    def in_doubt(self) -> bool:
        """Whether nobody knows yet if it took effect, while it isn't being sent."""
        return self.state is PostingState.UNKNOWN or self.doubtful

    def after(self, event: PostingEvent) -> "Standing":
        """Where it stands once that happened.

        Raises:
            IllegalTransitionError: It cannot happen here.
        """
        try:
            follows = _NEXT[self.state, self.held, self.doubtful, self.undecided][event]
        except KeyError:
            raise IllegalTransitionError(f"{event.value} cannot happen to a {self}") from None
        left = self.sent_before or event in _MAY_HAVE_TAKEN_EFFECT
        return replace(follows, sent_before=left)

    def __str__(self) -> str:
        marks = (("held", self.held), ("doubtful", self.doubtful), ("undecided", self.undecided))
        words = [self.state.value, "posting", *(word for word, holds in marks if holds)]
        return " ".join(words)


_S, _E = PostingState, PostingEvent
_MAY_HAVE_TAKEN_EFFECT = frozenset(
    {_E.REFUSED, _E.BACK_TO_PROOF, _E.LOST_TRACK, _E.FOUND_SENDING, _E.FOUND_COPIED}
)
_QUEUED = Standing(_S.QUEUED)
_HELD = Standing(_S.QUEUED, held=True)
_SENDING = Standing(_S.SENDING)
_POSTED = Standing(_S.POSTED)
_REJECTED = Standing(_S.REJECTED)
_DOUBTFUL = Standing(_S.REJECTED, doubtful=True)
_DOUBTFUL_UNDECIDED = Standing(_S.REJECTED, doubtful=True, undecided=True)
_UNKNOWN = Standing(_S.UNKNOWN)
_UNKNOWN_UNDECIDED = Standing(_S.UNKNOWN, undecided=True)
_WITHDRAWN = Standing(_S.WITHDRAWN)
_REPLACED = Standing(_S.REPLACED)

_TABLE: dict[Standing, dict[PostingEvent, Standing]] = {
    _QUEUED: {
        _E.CLAIMED: _SENDING,
        _E.HELD: _HELD,
        _E.WITHDRAWN: _WITHDRAWN,
        _E.FOUND_COPIED: _UNKNOWN,
    },
    _HELD: {_E.RELEASED: _QUEUED, _E.WITHDRAWN: _WITHDRAWN, _E.FOUND_COPIED: _UNKNOWN},
    _SENDING: {
        _E.NOT_SENT: _QUEUED,
        _E.SIGN_IN_NEEDED: _QUEUED,
        _E.ANSWERED: _POSTED,
        _E.REFUSED: _DOUBTFUL,
        _E.REFUSED_SURELY: _REJECTED,
        _E.BACK_TO_PROOF: _UNKNOWN,
        _E.LOST_TRACK: _UNKNOWN,
        _E.FOUND_SENDING: _UNKNOWN,
        _E.FOUND_COPIED: _UNKNOWN,
    },
    _UNKNOWN: {
        _E.PROVED_DONE: _POSTED,
        _E.PROVED_NOT_DONE: _QUEUED,
        _E.UNDECIDED: _UNKNOWN_UNDECIDED,
        _E.DECIDED_DONE: _POSTED,
        _E.DECIDED_NOT_DONE: _QUEUED,
    },
    _UNKNOWN_UNDECIDED: {
        _E.LOOKED_AGAIN: _UNKNOWN,
        _E.DECIDED_DONE: _POSTED,
        _E.DECIDED_NOT_DONE: _QUEUED,
    },
    _DOUBTFUL: {
        _E.PROVED_DONE: _POSTED,
        _E.PROVED_NOT_DONE: _REJECTED,
        _E.UNDECIDED: _DOUBTFUL_UNDECIDED,
        _E.DECIDED_DONE: _POSTED,
        _E.DECIDED_NOT_DONE: _REJECTED,
    },
    _DOUBTFUL_UNDECIDED: {
        _E.LOOKED_AGAIN: _DOUBTFUL,
        _E.DECIDED_DONE: _POSTED,
        _E.DECIDED_NOT_DONE: _REJECTED,
    },
    _REJECTED: {
        _E.SENT_AGAIN: _QUEUED,
        _E.WITHDRAWN: _WITHDRAWN,
        _E.REPLACED: _REPLACED,
        # The other copy may have sent it again.
        _E.FOUND_COPIED: _DOUBTFUL,
    },
    _POSTED: {},
    _WITHDRAWN: {},
    _REPLACED: {},
}
_NEXT = {(at.state, at.held, at.doubtful, at.undecided): leaves for at, leaves in _TABLE.items()}


_REFERENCE = re.compile(f"{REFERENCE_PREFIX}[{CROCKFORD}]{{{REFERENCE_LENGTH}}}")


def is_reference(text: str) -> bool:
    """Whether it is one of ours, whole, of whatever station."""
    return _REFERENCE.fullmatch(text) is not None


def new_reference() -> str:
    """`KB` and 8 random Crockford base-32 characters: 40 bits, no station, no counter."""
    return REFERENCE_PREFIX + "".join(secrets.choice(CROCKFORD) for _ in range(REFERENCE_LENGTH))


class SerialUse(NamedTuple):
    """A serial number that a posting makes, or takes from stock.

    Attributes:
        part_id: Whose it is.
    """

    made: bool
    part_id: str
    serial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(ABC):
    """What was confirmed, whatever its kind (`app.core.postings` has them all).

    Never changes; its state is kept beside it in the outbox. Each kind adds what the ERP is told
    (`request`), and what was planned when that was confirmed (`planned`).

    Attributes:
        posting_id: Made with the draft (a UUID's text).
        draft_id: The draft that was confirmed; at most one posting per draft.
        reference: Our `KB........`, first in the ERP's REFERENCE.
        operator: Who confirmed it.
        erp_user: Under whose sign-in it is sent; never another person's. Empty where it was added
            by command for nobody: it is sent under the station's account.
        confirmed_at: Aware, UTC.
        batch: Local name of the batch; the first posted member gives it its ERP number.
        part_of: The draft that became several postings, this one among them; else empty.
        version: Of this record's JSON shape.
    """

    posting_id: str
    draft_id: str
    target: Target
    reference: str
    operator: str
    erp_user: str
    confirmed_at: datetime
    batch: str = ""
    part_of: str = ""
    version: int = 1

    @property
    @abstractmethod
    def subject(self) -> str:
        """What it is about: the assembly, the order."""

    @property
    def item(self) -> str:
        """Which line of that, where it is about one alone."""
        return ""

    @property
    @abstractmethod
    def quantity(self) -> Decimal:
        """How much of it: pieces of a kit, lines of a receipt, what a line orders."""

    @abstractmethod
    def serials(self) -> Iterator[SerialUse]:
        """Every serial number in it."""

    @abstractmethod
    def names(self) -> Iterator[str]:
        """What it is found by, beside our reference and people; some may be empty."""
