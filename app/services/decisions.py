"""What a person decides about postings that wait for one."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from app.core.posting import IllegalTransitionError, PostingEvent
from app.services.session import Session
from app.services.tasks import Tasks
from app.store.faults import StoreFault
from app.store.outbox import Outbox
from app.store.postings import PostingRow, StoredPosting


class Decisions(QObject):
    """Keeps each decision with the name of who made it. Lives in the GUI thread.

    Signals: `decided` with the `StoredPosting` as it stands then, durably; `failed` with the
    `StoreFault` of a database that can't be used as things are: nothing is decided.
    """

    decided = Signal(object)
    failed = Signal(object)

    def __init__(
        self, outbox: Outbox, session: Session, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._outbox, self._session, self._tasks = outbox, session, tasks

    @property
    def who(self) -> str:
        """Whose name is kept; empty while nobody is known, and then nobody decides."""
        return self._session.operator

    def release(self, posting_id: str, why: str = "") -> None:
        """Send a posting that is held all the same."""
        who = self._decider()
        self._decide(posting_id, lambda: self._outbox.release(posting_id, who=who, why=why))

    def withdraw(self, posting_id: str, why: str) -> None:
        """Take a posting back that was not sent, or that the ERP refused."""
        who = self._decider()
        event = PostingEvent.WITHDRAWN
        self._decide(posting_id, lambda: self._outbox.record(posting_id, event, who=who, why=why))

    def _decider(self) -> str:
        if not self.who:
            raise ValueError("a decision needs the name of a person")
        return self.who

    def _decide(self, posting_id: str, write: Callable[[], Future[PostingRow]]) -> None:
        def work() -> StoredPosting:
            with suppress(IllegalTransitionError):  # somebody was quicker: it stands as they said
                write().result()
            return self._outbox.get(posting_id)

        self._tasks.run(work, self.decided.emit, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StoreFault):
            raise error
        self.failed.emit(error)
