"""The ERP's books against those of the stations: what a campaign comes to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.core.posting import PostingEvent, PostingState
from app.core.settings import parse
from app.paths import Home
from app.services.connecting import live_target
from app.services.outbox_records import all_rows, needs_person
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.postings import StoredPosting
from tests.end2end.campaign.orders import BULK
from tests.end2end.ledger import ledger

PROVED = {PostingEvent.PROVED_DONE, PostingEvent.PROVED_NOT_DONE}
HAPPENED = {PostingState.POSTED}
MAY_HAVE = {PostingState.UNKNOWN, PostingState.REJECTED}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of all postings.

    Attributes:
        doubles: Entries in the ERP's books beyond the first of a reference.
        lost: Postings a station said were safe and has no more, and those whose state says
            otherwise than the ERP's books.
        needs_person: What goes no further by itself.
        proved_automatically: Postings that proof settled, or sent again.
        faults: What must never be, a line each; empty where the campaign held.
    """

    postings: int
    posted_once: int
    doubles: int
    lost: int
    needs_person: int
    proved_automatically: int
    seconds: float
    faults: tuple[str, ...] = field(default=())

    @property
    def told(self) -> dict[str, object]:
        """The last line's object."""
        return {name: value for name, value in asdict(self).items() if name != "faults"}


def judge(homes: Sequence[Path], books: Path, postings: int, seconds: float) -> Verdict:
    """Compare; nobody may be at work any more."""
    entries = Counter(entry.reference for entry in ledger(books))
    posted_once = proved = waits = 0
    faults: list[str] = []
    found: set[str] = set()
    for stored, events in _stored(homes):
        reference = stored.posting.reference
        found.add(reference)
        happened = entries[reference]
        posted_once += happened == 1 and stored.state in HAPPENED
        proved += bool(PROVED & events)
        waits += needs_person(stored.row)
        faults.extend(_faults(stored, happened))
    doubles = sum(number - 1 for number in entries.values())
    lost = len(faults) + max(0, postings - len(found))
    faults += [f"{reference} is in no station" for reference in entries.keys() - found]
    faults += [f"{one} x {number}" for one, number in entries.items() if number > 1]
    if len(found) != postings:
        faults.append(f"{len(found)} of {postings} postings are there")
    return Verdict(
        postings=postings,
        posted_once=posted_once,
        doubles=doubles,
        lost=lost,
        needs_person=waits,
        proved_automatically=proved,
        seconds=round(seconds, 1),
        faults=(*faults, *_left_to_a_person(homes)),
    )


def _faults(stored: StoredPosting, happened: int) -> Iterator[str]:
    state = stored.state
    name = f"{stored.posting.reference} ({state.value})"
    if state is PostingState.POSTED and not happened:
        yield f"{name} is not in the ERP's books"
    if happened and state is not PostingState.POSTED and not _in_doubt(stored):
        yield f"{name} is in the ERP's books"
    if state not in {PostingState.POSTED, PostingState.UNKNOWN, PostingState.REJECTED}:
        yield f"{name} was left where it is"


def _in_doubt(stored: StoredPosting) -> bool:
    return stored.state is PostingState.UNKNOWN or stored.row.doubtful


def _left_to_a_person(homes: Sequence[Path]) -> Iterator[str]:
    """What has serial numbers or a new lot, proof must settle by itself."""
    for stored, _ in _stored(homes):
        if _in_doubt(stored) and stored.posting.request.assembly_id != BULK:
            yield f"{stored.posting.reference} ({stored.state.value}) is left to a person"


def _stored(homes: Sequence[Path]) -> Iterator[tuple[StoredPosting, set[PostingEvent | None]]]:
    for root in homes:
        home = Home(root)
        settings, _ = parse(home.settings.read_text())
        with Database(home.database(live_target(settings).mode)) as database:
            outbox = Outbox(database)
            for row in all_rows(outbox):
                events = {entry.event for entry in outbox.history(row.posting_id)}
                yield outbox.get(row.posting_id), events
