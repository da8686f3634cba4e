"""The ERP's books against those of the stations: what a campaign comes to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.core.posting import PostingEvent, PostingKind, PostingState
from app.core.settings import parse
from app.paths import Home
from app.services.connecting import live_target
from app.services.outbox_records import all_rows
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.postings import PostingRow, StoredPosting
from tests.end2end.campaign.effects import (
    Effect,
    asked_effect,
    booked_effect,
    booked_lines,
    mark_of,
)
from tests.end2end.campaign.orders import BULK
from tests.end2end.ledger import ledger

PROVED = {PostingEvent.PROVED_DONE, PostingEvent.PROVED_NOT_DONE}
ENDS = {PostingState.POSTED, PostingState.UNKNOWN, PostingState.REJECTED}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of all postings.

    Attributes:
        doubles: Entries in the ERP's books beyond the first of a reference.
        lost: Postings a station said were safe and has no more, and those whose state, or
            whose kit, is another one in the ERP's books.
        needs_person: What goes no further by itself, or waits for one that doesn't,
        needs_person_by_kind: and how much of that is of which kind.
        proved_automatically: Postings that proof settled, or sent again.
        faults: What must never be, a line each; empty where the campaign held.
    """

    postings: int
    posted_once: int
    doubles: int
    lost: int
    needs_person: int
    needs_person_by_kind: Mapping[str, int]
    proved_automatically: int
    seconds: float
    faults: tuple[str, ...] = field(default=())

    @property
    def told(self) -> dict[str, object]:
        """The last line's object."""
        return {name: value for name, value in asdict(self).items() if name != "faults"}


def judge(homes: Sequence[Path], books: Path, postings: int, seconds: float) -> Verdict:
    """Compare; nobody may be at work any more."""
    kept = [_Kept.of(*one) for home in homes for one in _all(home)]
    known = {one.mark for one in kept}
    booked = [(entry.reference, booked_effect(entry)) for entry in ledger(books)]
    # The lines that were there before to be changed or deleted were added by nobody's posting.
    booked += [(mark, made) for mark, made in booked_lines(books) if mark in known]
    entries, effects = Counter(mark for mark, _ in booked), dict(booked)
    wrong = [fault for one in kept for fault in one.contradictions(effects.get(one.mark))]
    missing = max(0, postings - len(known))
    foreign = entries.keys() - known
    return Verdict(
        postings=postings,
        posted_once=sum(one.posted and entries[one.mark] == 1 for one in kept),
        doubles=sum(number - 1 for number in entries.values()),
        lost=len(wrong) + missing,
        needs_person=sum(one.needs_person for one in kept),
        needs_person_by_kind={
            kind.value: sum(one.needs_person for one in kept if one.kind is kind)
            for kind in PostingKind
        },
        proved_automatically=sum(one.proved for one in kept),
        seconds=round(seconds, 1),
        faults=(
            *wrong,
            *(
                f"{mark} is in the ERP's books {number} times"
                for mark, number in entries.items()
                if number > 1
            ),
            *(f"{mark} is in no station" for mark in sorted(foreign)),
            *(f"{one.name} is left to a person" for one in kept if one.should_be_settled),
            *([f"{missing} postings are in no station"] if missing else []),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """How a station thinks that one posting stands.

    Attributes:
        waits: Queued behind one that a person must decide on, see `_waits`.
    """

    reference: str
    mark: str
    kind: PostingKind
    effect: Effect
    state: PostingState
    provable: bool
    doubtful: bool
    waits: bool
    needs_person: bool
    proved: bool

    @classmethod
    def of(cls, stored: StoredPosting, events: set[PostingEvent | None], waits: bool) -> "_Kept":
        return cls(
            reference=stored.posting.reference,
            mark=mark_of(stored.posting),
            kind=stored.posting.kind,
            effect=asked_effect(stored.posting),
            state=stored.state,
            provable=not stored.row.subject.startswith(BULK),
            doubtful=stored.state is PostingState.UNKNOWN or stored.row.doubtful,
            waits=waits,
            needs_person=waits or stored.row.needs_person,
            proved=bool(PROVED & events),
        )

    @property
    def name(self) -> str:
        return f"{self.mark} ({self.state.value})"

    @property
    def posted(self) -> bool:
        return self.state is PostingState.POSTED

    @property
    def should_be_settled(self) -> bool:
        """What has serial numbers or a new lot, proof settles by itself; all that isn't a kit."""
        kit = self.kind is PostingKind.KIT_ISSUE
        return (self.provable and self.doubtful) or (self.needs_person and not kit)

    def contradictions(self, happened: Effect | None) -> Iterator[str]:
        """Where the ERP's books say otherwise: that it happened or not, or what it made."""
        if self.posted and happened is None:
            yield f"{self.name} is not in the ERP's books"
        if happened is not None and not self.posted and not self.doubtful:
            yield f"{self.name} is in the ERP's books"
        if happened is not None and happened != self.effect:
            yield f"{self.name} made {happened} instead of {self.effect}"
        if self.state not in ENDS and not self.waits:
            yield f"{self.name} was left where it is"


def _all(root: Path) -> Iterator[tuple[StoredPosting, set[PostingEvent | None], bool]]:
    """Postings of a home, with what happened to them, and whether each waits for a person."""
    home = Home(root)
    settings, _ = parse(home.settings.read_text())
    with Database(home.database(live_target(settings).mode)) as database:
        outbox = Outbox(database)
        rows = list(all_rows(outbox))
        undecided = [row for row in rows if row.undecided]
        for row in rows:
            events = {entry.event for entry in outbox.history(row.posting_id)}
            yield outbox.get(row.posting_id), events, _waits(row, undecided)


def _waits(row: PostingRow, undecided: Sequence[PostingRow]) -> bool:
    """Whether it is queued behind one that only a person can decide on.

    It would move the same stock, or that one may have opened its batch.
    """
    return row.state is PostingState.QUEUED and any(
        row.subject == one.subject or (row.batch and row.batch == one.batch) for one in undecided
    )
