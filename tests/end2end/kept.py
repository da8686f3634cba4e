"""What a station has kept in its home, read after its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.core.flow.changes import DraftEvent, EventKind
from app.core.kit.draft import KitDraft
from app.core.kit.surroundings import KitSurroundings
from app.core.posting import PostingState
from app.core.target import Target
from app.services.flow_log import FlowLog, summary
from app.services.kit_shelf import KIT_FACTS
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.journal import Journal
from app.store.outbox import Outbox
from app.store.postings import StoredPosting


@dataclass(frozen=True, slots=True)
class Kept:
    """A home that nobody works in."""

    drafts: Drafts
    outbox: Outbox
    journal: Journal
    target: Target

    @property
    def postings(self) -> list[StoredPosting]:
        """All of them, the first first."""
        rows = self.outbox.recent(limit=1000, targets=[self.target])
        return [self.outbox.get(row.posting_id) for row in reversed(rows)]

    def in_state(self, *states: PostingState) -> set[str]:
        """References."""
        return {one.posting.reference for one in self.postings if one.state in states}

    @property
    def scans(self) -> list[str]:
        """Every scan that came in, in order."""
        return [scan.raw.decode() for scan in reversed(self.journal.recent(limit=10_000))]

    @property
    def taken(self) -> list[str]:
        """Every scan that stands in a draft's log, draft by draft, in order; no `KB:` before."""
        ids = [one.posting.draft_id for one in self.postings]
        ids += [row.head.draft_id for row in reversed(self.drafts.open_drafts(self.target))]
        events = [event for one in ids for event in FlowLog(self.drafts, one).load().events]
        return [text for event in events for text in _scans(event)]

    def check_open_drafts(self) -> None:
        """Each can be taken up where it was left: its log leads to what home shows of it."""
        for row in self.drafts.open_drafts(self.target):
            log = FlowLog(self.drafts, row.head.draft_id).load()
            around = KitSurroundings()
            for facts in KIT_FACTS.found_in(log.kept):
                around.know_kit(facts)
            opened_on = row.head.opened_at.astimezone().date()  # the training ERP's day is ours
            draft = KitDraft(log.identity, opened_on, around)
            draft.replay(log.events)
            assert summary(draft.state) == row.summary


def _scans(event: DraftEvent) -> list[str]:
    """What was scanned for it to happen; both ends of a range are one event."""
    if event.kind is EventKind.UNDO:
        return ["UNDO"]
    first, colon, last = event.text.partition(":")
    return ["RANGE", first, last] if colon else [event.text]


@contextmanager
def kept(database: Path, target: Target) -> Iterator[Kept]:
    with Database(database) as opened:
        yield Kept(Drafts(opened), Outbox(opened), Journal(opened), target)
