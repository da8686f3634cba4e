"""Keeps facts fresh in the background, so that work can go on when the ERP goes away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.facts import FactsT
from app.core.problems import NeedsSignIn, Problem, is_silence
from app.services.erp_session import AnySession
from app.services.facts_reader import FactsReader
from app.services.heartbeat import Reach
from app.services.signed_in import SignedIn
from app.services.tasks import Tasks
from app.store.faults import StoreFault


@dataclass(frozen=True, slots=True)
class RefreshTimes:
    """When facts are read again in the background.

    Attributes:
        every: Seconds between looks at what is due.
        older_than: Facts of this age are due,
        used_within: of what was worked on here since then, and of what the station names.
    """

    every: float = 60.0
    older_than: timedelta = timedelta(minutes=15)
    used_within: timedelta = timedelta(days=30)


class Refresh(QObject, Generic[FactsT]):
    """Reads what is due, one subject after the other, while signed in and online.

    Lives in the GUI thread. `read` is emitted with the facts, `store_failed` with the
    `StoreFault` of a cache that doesn't say what is due.
    """

    read = Signal(object)
    store_failed = Signal(object)

    def __init__(  # noqa: PLR0913 - what refreshing stands on
        self,
        session: AnySession,
        reader: FactsReader[FactsT],
        tasks: Tasks,
        *,
        times: RefreshTimes,
        named: Collection[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = reader
        self._tasks = tasks
        self._times = times
        self._named = tuple(named)
        self._timer = QTimer(self)
        self._timer.setInterval(round(times.every * 1000))
        self._timer.timeout.connect(self._begin)
        self._under_way = False
        session.signed_in.connect(self._begin)
        session.reachable_again.connect(self._begin)

    def start(self) -> None:
        """Look now, and from now on again and again."""
        self._timer.start()
        self._begin()

    def stop(self) -> None:
        """Begin nothing more; a reading under way ends by itself."""
        self._timer.stop()

    def _begin(self) -> None:
        if self._under_way or self._able() is None:
            return
        self._under_way = True
        self._tasks.run(self._due, self._next, self._broke)

    def _able(self) -> SignedIn | None:
        """With whose token to read, None where it isn't the time for it."""
        online = self._session.reach is Reach.ONLINE
        return self._session.credentials() if online and self._timer.isActive() else None

    def _due(self) -> list[str]:
        return self._reader.reference.due(
            self._session.target,
            older_than=self._times.older_than,
            used_within=self._times.used_within,
            named=self._named,
        )

    def _next(self, due: list[str]) -> None:
        used = self._able()
        if not due or used is None:
            self._under_way = False
            return
        first, *rest = due

        def done(facts: FactsT) -> None:
            self._session.heard()
            self._next(rest)
            self.read.emit(facts)

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                self._broke(error)
                return
            self._session.note(error, used)
            # Refused as one: the others may be read. Without token or network none can be.
            self._next([] if isinstance(error, NeedsSignIn) or is_silence(error) else rest)

        self._tasks.run(lambda: self._reader.fresh(first, used), done, failed)

    def _broke(self, error: Exception) -> None:
        self._under_way = False
        if not isinstance(error, StoreFault):
            raise error
        self.store_failed.emit(error)
