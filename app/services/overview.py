"""What home, the status strip and the activity list show of the store, read off the GUI thread."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.posting import PostingState
from app.core.target import Target
from app.services.tasks import Tasks
from app.store.draft_records import DraftRow, DraftState
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from app.store.postings import OutboxCounts, PostingRow, StoredProblem

NEEDS_A_PERSON = (PostingState.UNKNOWN, PostingState.REJECTED)
"""The states that do; postings that are held do as well."""
LISTED = 200
TOGETHER_MS = 30  # changes that come together are read once

__all__ = [
    "DraftRow",
    "DraftState",
    "OutboxCounts",
    "Overview",
    "PostingRow",
    "Shelf",
    "StoredProblem",
]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One look at the store."""

    drafts: tuple[DraftRow, ...] = ()
    attention: tuple[PostingRow, ...] = ()
    recent: tuple[PostingRow, ...] = ()
    waiting_users: Mapping[str, int] = field(default_factory=dict)  # by the ERP's user: how many
    counts: OutboxCounts = field(default_factory=lambda: OutboxCounts({}, 0))


class Overview(QObject):
    """Keeps the latest look. Lives in the GUI thread."""

    changed = Signal()
    failed = Signal(object)  # the store's fault

    def __init__(
        self, drafts: Drafts, outbox: Outbox, targets: Collection[Target], tasks: Tasks
    ) -> None:
        """Look at what is of these ERPs: those of the station."""
        super().__init__()
        self._drafts, self._outbox, self._tasks = drafts, outbox, tasks
        self._targets = targets
        self.shelf = Shelf()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TOGETHER_MS)
        self._soon.timeout.connect(self._look)
        self._looking = False
        self._stopped = False

    def refresh(self) -> None:
        """Look again soon; many calls make one look."""
        if not self._stopped:
            self._soon.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        self._soon.stop()

    @property
    def attention_count(self) -> int:
        """How many postings need a person."""
        counts = self.shelf.counts
        return counts.held + sum(counts.of(state) for state in NEEDS_A_PERSON)

    def waits_for_others(self, erp_user: str) -> Mapping[str, int]:
        """Postings that go out only once somebody else signs in, by who: never under this one's.

        `erp_user` is who is signed in; empty where nobody is.
        """
        return {
            user: number for user, number in self.shelf.waiting_users.items() if user != erp_user
        }

    def _look(self) -> None:
        if self._looking:
            self.refresh()
            return
        self._looking = True
        self._tasks.run(self._read, self._seen, self._not_seen)

    def _read(self) -> Shelf:
        return Shelf(
            drafts=tuple(self._drafts.open_drafts(*self._targets)),
            attention=tuple(
                self._outbox.recent(
                    limit=LISTED, states=NEEDS_A_PERSON, held=True, targets=self._targets
                )
            ),
            recent=tuple(self._outbox.recent(limit=LISTED)),
            waiting_users=self._outbox.waiting_users(*self._targets),
            counts=self._outbox.counts(*self._targets),
        )

    def _seen(self, shelf: Shelf) -> None:
        self._looking = False
        self.shelf = shelf
        self.changed.emit()

    def _not_seen(self, problem: Exception) -> None:
        self._looking = False
        self.failed.emit(problem)
