"""A posting's whole story, for a person who asks or decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.core.hold import Hold
from app.core.posting import PostingEvent
from app.core.postings import Posting
from app.core.problems import Rejected
from app.core.proof.evidence import Evidence, Sent
from app.core.target import Erp
from app.services.line import Books
from app.services.newest import Newest
from app.services.tasks import Failed, Tasks
from app.store.journal import Journal, JournalledScan
from app.store.outbox import Outbox
from app.store.packing import decoder
from app.store.postings import HistoryEntry, StoredPosting

Kept = Evidence | Sent | Hold
"""What a transition can have kept: read for a proof, noted when it was sent, to be decided."""

_KEPT: dict[PostingEvent, type[Kept]] = {
    PostingEvent.CLAIMED: Sent,
    PostingEvent.HELD: Hold,
    PostingEvent.PROVED_DONE: Evidence,
    PostingEvent.PROVED_NOT_DONE: Evidence,
    PostingEvent.UNDECIDED: Evidence,
    PostingEvent.DECIDED_DONE: Evidence,
    PostingEvent.DECIDED_NOT_DONE: Evidence,
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One transition.

    Attributes:
        entry: When, what, who and why.
        kept: What was kept with it, if anything was.
        request: What was sent with it, as text without the token; only where it was sent.
    """

    entry: HistoryEntry
    kept: Kept | None
    request: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """All that is known of a posting.

    Attributes:
        scans: That were read to its draft, in order.
        chapters: What happened to it since it was confirmed.
    """

    stored: StoredPosting
    scans: tuple[JournalledScan, ...]
    chapters: tuple[Chapter, ...]

    @property
    def evidence(self) -> Evidence | None:
        """What was read last for a proof, to be shown to whoever decides."""
        kept = (chapter.kept for chapter in reversed(self.chapters))
        return next((one for one in kept if isinstance(one, Evidence)), None)


class Stories(QObject):
    """Reads stories off the GUI thread. Lives in the GUI thread."""

    def __init__(
        self,
        outbox: Outbox,
        journal: Journal,
        books: Mapping[Erp, Books],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._outbox, self._journal, self._books = outbox, journal, books
        self._newest = Newest(tasks)

    def read(
        self, posting_id: str, done: Callable[[Story], None], failed: Failed | None = None
    ) -> None:
        """Read one; either function is called in the GUI thread.

        Args:
            posting_id: Of which posting.
            done: Gets the story, unless one asked for later was told before.
            failed: Gets the `StoreFault`, or the `NoSuchPostingError`.
        """
        self._newest.run(lambda: self._read(posting_id), done, failed)

    def _read(self, posting_id: str) -> Story:
        stored = self._outbox.get(posting_id)
        history = self._outbox.history(posting_id)
        posting = stored.posting
        scans = self._journal.of_draft(posting.part_of or posting.draft_id)
        chapters = tuple(self._chapter(stored, entry) for entry in history)
        return Story(stored, tuple(scans), chapters)

    def _chapter(self, stored: StoredPosting, entry: HistoryEntry) -> Chapter:
        kept = _kept(entry)
        if not isinstance(kept, Sent):
            return Chapter(entry, kept)
        return Chapter(entry, kept, self._preview(stored.posting, kept.batch_number))

    def _preview(self, posting: Posting, batch_number: str) -> str:
        """What was sent; nothing of an ERP that the station no longer has."""
        books = self._books.get(posting.target.erp)
        try:
            return "" if books is None else books.preview(posting, batch_number)
        except Rejected:  # it could not be expressed, so it never left
            return ""


def _kept(entry: HistoryEntry) -> Kept | None:
    shape = None if entry.event is None else _KEPT.get(entry.event)
    if shape is None or entry.evidence is None:
        return None
    return decoder(shape).decode(entry.evidence)
