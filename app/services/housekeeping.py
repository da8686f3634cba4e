"""Removes what nobody asks for any more: once at the start, and then every day."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.facts import KitFacts
from app.services.tasks import Tasks
from app.store.archive import PostingArchive
from app.store.drafts import Drafts
from app.store.faults import StoreFault
from app.store.journal import Journal
from app.store.reference import ReferenceCache

DAY_MS = 24 * 60 * 60 * 1000
FACTS_UNUSED_FOR = timedelta(days=90)

Sweep = Callable[[], Future[int]]
"""Removes a few things in one short transaction; gives how many."""


class Housekeeping(QObject):
    """Scans, discarded drafts and facts that are old. Lives in the GUI thread.

    Postings that were settled long ago are archived, never removed; nor are drafts that somebody
    may take up again. Each transaction is short, and the next begins when it is durable, so that
    no scan waits for long. `done` comes with how many things were put away, `failed` with the
    `StoreFault` that ended it for today.
    """

    done = Signal(int)
    failed = Signal(object)

    def __init__(  # noqa: PLR0913 - what is kept tidy
        self,
        journal: Journal,
        drafts: Drafts,
        reference: ReferenceCache[KitFacts],
        archive: PostingArchive,
        tasks: Tasks,
        *,
        keep_for: timedelta,
        every_ms: int = DAY_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._sweeps: tuple[Sweep, ...] = (
            lambda: journal.prune(keep_for),
            lambda: drafts.prune(keep_for),
            lambda: reference.prune(FACTS_UNUSED_FOR),
            lambda: archive.sweep(keep_for),
        )
        self._under_way = False
        self._timer = QTimer(self, interval=every_ms)
        self._timer.timeout.connect(self._begin)

    def start(self) -> None:
        """Tidy now, and from now on every day."""
        self._timer.start()
        self._begin()

    def stop(self) -> None:
        """Begin no further transaction."""
        self._timer.stop()

    def _begin(self) -> None:
        if not self._under_way:
            self._under_way = True
            self._go_on(self._sweeps, 0)

    def _go_on(self, sweeps: Iterable[Sweep], removed: int) -> None:
        sweep, *rest = sweeps or (None,)
        if sweep is None or not self._timer.isActive():
            self._under_way = False
            self.done.emit(removed)
            return

        def swept(count: int) -> None:
            self._go_on((sweep, *rest) if count else rest, removed + count)

        self._tasks.follow(sweep(), swept, self._broke)

    def _broke(self, error: Exception) -> None:
        self._under_way = False
        if not isinstance(error, StoreFault):
            raise error
        self.failed.emit(error)
