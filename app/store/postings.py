"""What the outbox tells of a posting: the posting itself never changes, its standing does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from app.core.hold import Hold
from app.core.posting import Confirmed, PostingEvent, PostingKind, PostingState, Standing
from app.core.postings import Answer, Posting
from app.core.problems import Problem, ProblemCode, Rejected

PostingT = TypeVar("PostingT", bound=Confirmed)

UNSETTLED = (PostingState.QUEUED, PostingState.SENDING, PostingState.UNKNOWN)
"""States in which a posting may still take effect: its serial numbers are spoken for.

So are those of a rejected one that is doubtful.
"""
ENDED = (PostingState.POSTED, PostingState.WITHDRAWN, PostingState.REPLACED)
"""States that no posting leaves."""


class NoSuchPostingError(LookupError):
    """No posting of this id is in the outbox."""


class SerialHeldError(Exception):
    """A posting that is not settled holds a serial number of the one to be confirmed.

    Attributes:
        part_id: Whose serial number.
        serial: The first that was found.
        reference: Of the posting that holds it.
    """

    def __init__(self, part_id: str, serial: str, reference: str) -> None:
        super().__init__(f"{reference} holds {serial} of {part_id}")
        self.part_id = part_id
        self.serial = serial
        self.reference = reference


class ReferenceTakenError(Exception):
    """Another posting for this target has the reference: the draft must draw another one."""


@dataclass(frozen=True, slots=True)
class StoredProblem:
    """A `Problem` as it was noted down.

    Attributes:
        code: The cause.
        detail: Foreign, redacted text.
        certain: Of a refusal: nothing can have been done (`Rejected.certain`).
    """

    code: ProblemCode
    detail: str = ""
    certain: bool = False

    @classmethod
    def of(cls, problem: Problem) -> "StoredProblem":
        """What is kept of an exception."""
        certain = isinstance(problem, Rejected) and problem.certain
        return cls(problem.code, problem.detail, certain)


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A posting's standing, and what a list shows of it.

    Attributes:
        seq: Its place in the order of confirmation.
        subject: What it is about, `item` which line of that, `quantity` how much (`Confirmed`).
        batch_number: The ERP's number: of the answer once posted, until then the batch's
            number if its first posted member has brought one.
        problem: The latest, until the posting's outcome makes it a thing of the past.
        replaces: Id of the rejected posting that this one corrects.
        replaced_by: Id of the posting that corrects this one.
        held: Why it isn't sent before a person has decided; only of a queued one.
        let_pass: What it was held for before a person decided.
        doubtful: Rejected, and not yet sure that nothing was done.
        undecided: Unknown or doubtful, and proof came to no verdict.
        sent_before: An earlier sending reached the ERP, or may have.
        differs: Posted, and what the ERP issued is not what was planned.
    """

    seq: int
    posting_id: str
    draft_id: str
    kind: PostingKind
    target_key: str
    reference: str
    subject: str
    quantity: Decimal
    operator: str
    erp_user: str
    batch: str
    batch_number: str | None
    confirmed_at: datetime
    state: PostingState
    changed_at: datetime
    problem: StoredProblem | None
    replaces: str | None
    replaced_by: str | None
    held: Hold | None = None
    let_pass: Hold | None = None
    doubtful: bool = False
    undecided: bool = False
    sent_before: bool = False
    differs: bool = False
    item: str = ""

    @property
    def standing(self) -> Standing:
        """Where it stands, to the last mark."""
        held = self.held is not None
        return Standing(self.state, held, self.doubtful, self.undecided, self.sent_before)

    @property
    def needs_person(self) -> bool:
        """Whether it stays where it is until a person decides."""
        refused = self.state is PostingState.REJECTED and not self.doubtful
        return refused or self.undecided or self.held is not None


@dataclass(frozen=True, slots=True)
class StoredPosting:
    """A posting whole: what was confirmed, how it stands, what the ERP answered."""

    posting: Posting
    row: PostingRow
    answer: Answer | None = None

    def of_kind(self, shape: type[PostingT]) -> PostingT:
        """The posting, for those who deal with one kind alone.

        Raises:
            TypeError: It is of another kind.
        """
        if not isinstance(self.posting, shape):
            raise TypeError(f"{self.posting.reference} is a {self.row.kind}")
        return self.posting

    @property
    def state(self) -> PostingState:
        """How it stands."""
        return self.row.state

    @property
    def seq(self) -> int:
        """Its place in the order of confirmation."""
        return self.row.seq

    @property
    def problem(self) -> StoredProblem | None:
        """The latest problem."""
        return self.row.problem

    @property
    def held(self) -> Hold | None:
        """Why it isn't sent before a person has decided."""
        return self.row.held

    @property
    def batch_number(self) -> str | None:
        """The ERP's number of its batch."""
        return self.row.batch_number


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One transition; `came_from` and `event` are None for the confirming itself.

    Attributes:
        who: The person, or empty for the program.
        evidence: What was read for a proof or shown for a decision, as it was handed in.
    """

    at: datetime
    came_from: PostingState | None
    state: PostingState
    event: PostingEvent | None
    who: str
    why: str
    problem: StoredProblem | None
    evidence: bytes | None


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many postings of a target are in each state, but for those that are archived.

    Attributes:
        parked: Postings for other targets that wait, are unknown or were rejected.
        held: Queued ones that wait for a person.
        undecided: Unknown and rejected ones about which proof came to no verdict.
        doubtful: Rejected ones that may have taken effect all the same.
        proving: Unknown and rejected ones that proof is still to settle.
        listed: Of all targets, whatever their state,
        archived: and those that left the lists.
    """

    by_state: Mapping[PostingState, int]
    parked: int
    held: int = 0
    undecided: int = 0
    doubtful: int = 0
    proving: int = 0
    listed: int = 0
    archived: int = 0

    @property
    def waiting(self) -> int:
        """How many go out by themselves, now or once that is possible."""
        return self.of(PostingState.QUEUED) + self.of(PostingState.SENDING) - self.held

    @property
    def needs_person(self) -> int:
        """How many stay where they are until a person decides."""
        unknown = self.of(PostingState.UNKNOWN)
        rejected = self.of(PostingState.REJECTED)
        return self.held + unknown + rejected - self.proving

    def of(self, state: PostingState) -> int:
        """How many are in this state."""
        return self.by_state.get(state, 0)


@dataclass(frozen=True, slots=True)
class SerialsInUse:
    """Serial numbers that unsettled postings make or take: (part, serial) to reference."""

    made: Mapping[tuple[str, str], str]
    taken: Mapping[tuple[str, str], str]

    def holder(self, part_id: str, serial: str) -> str:
        """Reference of the posting that holds the serial number in either way, or empty."""
        key = (part_id, serial)
        return self.made.get(key) or self.taken.get(key, "")
