"""Writes on their way to the disk: how many, and when the last one arrived."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import TypeVar

from app.services.tasks import Tasks

T = TypeVar("T")


class Saves:
    """Follows the store's futures for one desk. Lives in the GUI thread.

    Attributes:
        pending: Writes that are not durable yet.
        saved_at: When the last one became durable, aware UTC.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._lost: Callable[[Exception], None] | None = None
        self._when_quiet: list[Callable[[], None]] = []
        self.pending = 0
        self.saved_at: datetime | None = None

    def when_lost(self, told: Callable[[Exception], None]) -> None:
        """From now on call this with what kept a write from the disk."""
        self._lost = told

    def follow(
        self,
        write: Future[T],
        done: Callable[[T], None] | None = None,
        lost: Callable[[Exception], None] | None = None,
        *,
        told_by_lost: bool = False,
    ) -> None:
        """Call `done` in the GUI thread once the write is durable.

        If it never is, what `when_lost` was told is called, then `lost`; `told_by_lost`: only
        that.
        """
        self.pending += 1

        def durable(result: T) -> None:
            self.pending -= 1
            self.saved_at = datetime.now(UTC)
            if done is not None:
                done(result)
            self._look()

        def failed(problem: Exception) -> None:
            self.pending -= 1
            if self._lost is not None and not told_by_lost:
                self._lost(problem)
            if lost is not None:
                lost(problem)
            self._look()

        self._tasks.follow(write, durable, failed)

    def prepare(self, work: Callable[[], T], write: Callable[[T], None]) -> None:
        """Do what comes before a write off the GUI thread; it counts as one on its way."""
        self.pending += 1

        def done(result: T) -> None:
            self.pending -= 1
            write(result)
            self._look()

        self._tasks.run(work, done)

    def after_all(self, act: Callable[[], None]) -> None:
        """Do this in the GUI thread once no write is under way: at once where none is."""
        self._when_quiet.append(act)
        self._look()

    def load(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Read from the store off the GUI thread, once no write is under way."""
        self.after_all(lambda: self._tasks.run(work, done, failed))

    def _look(self) -> None:
        while self._when_quiet and not self.pending:
            self._when_quiet.pop(0)()
