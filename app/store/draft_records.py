"""What is kept of a draft: its head, its standing, its log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.core.posting import PostingKind
from app.core.target import Target


class DraftState(StrEnum):
    """Where a draft stands."""

    OPEN = "open"
    PARKED = "parked"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class NoSuchDraftError(LookupError):
    """No draft of this id is stored."""


class DraftNotOpenError(Exception):
    """The draft takes no more: it is parked, confirmed or discarded.

    Attributes:
        draft_id: Which.
        state: How it stands.
    """

    def __init__(self, draft_id: str, state: DraftState) -> None:
        super().__init__(f"draft {draft_id} is {state.value}")
        self.draft_id = draft_id
        self.state = state


class MissingEventsError(Exception):
    """The events build on others that were not stored."""


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What is fixed when a draft is opened, the identity of its posting included.

    Attributes:
        replaces: Id of the rejected posting that it corrects, or empty.
    """

    draft_id: str
    posting_id: str
    reference: str
    kind: PostingKind
    target: Target
    operator: str
    erp_user: str
    opened_at: datetime
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """What the list of drafts shows, kept up to date with the events.

    Attributes:
        subject: The assembly; of other kinds, what stands in its place.
        done: Lines that are complete, of `total`.
        step: The page it was left on.
    """

    subject: str = ""
    quantity: Decimal | None = None
    done: int = 0
    total: int = 0
    step: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Content kept beside the events; it stood after the first `events` of them."""

    content: bytes
    events: int


@dataclass(frozen=True, slots=True)
class DraftLog:
    """A draft whole, to be brought to life again."""

    head: DraftHead
    state: DraftState
    summary: DraftSummary
    snapshots: Mapping[str, Snapshot]
    events: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A draft that is stored whole at once, parked; `snapshots` by name."""

    head: DraftHead
    summary: DraftSummary
    snapshots: Mapping[str, bytes]
    events: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list.

    Attributes:
        changed_by: Who parked or resumed it last, else who opened it.
        left_open: It lay open when the program ended, and nobody has resumed it since.
    """

    head: DraftHead
    state: DraftState
    summary: DraftSummary
    changed_at: datetime
    changed_by: str
    events: int
    left_open: bool
