"""What a person decides about postings that wait for one."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

import msgspec
from PySide6.QtCore import QObject, Signal

from app.core.posting import IllegalTransitionError, PostingEvent
from app.core.problems import ProblemCode
from app.core.proof.evidence import Evidence
from app.services.session import Session
from app.services.tasks import Tasks
from app.store.faults import StoreFault
from app.store.outbox import Outbox
from app.store.postings import PostingRow, SerialHeldError, StoredPosting

__all__ = ["Decisions", "SerialHeldError"]


class Decisions(QObject):
    """Keeps each decision with the name of who made it. Lives in the GUI thread.

    Signals: `decided` with the `StoredPosting` as it stands then, durably; `failed` with the
    `StoreFault` of a database that can't be used as things are: nothing is decided; `hindered`
    with the `SerialHeldError` of a posting that can't be sent again, because another one has a
    serial number of it by now; `overtaken`, after `decided`, with the `StoredPosting` where
    somebody was quicker and nothing was done; `all_decided`, after `decided` for each, with how
    many `send_again_all` has moved.
    """

    decided = Signal(object)
    failed = Signal(object)
    hindered = Signal(object)
    overtaken = Signal(object)
    all_decided = Signal(int)

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
        """Take a posting back that was not sent, or that the ERP surely refused."""
        who = self._decider()
        event = PostingEvent.WITHDRAWN
        self._decide(posting_id, lambda: self._outbox.record(posting_id, event, who=who, why=why))

    def was_posted(self, posting_id: str, why: str, shown: Evidence | None = None) -> None:
        """It took effect, as this person saw for themselves.

        Args:
            posting_id: An unknown posting, or a rejected one that is doubtful.
            why: What the person saw.
            shown: The evidence they had before them, kept with the decision.
        """
        self._judge(posting_id, PostingEvent.DECIDED_DONE, why, shown)

    def was_not_posted(self, posting_id: str, why: str, shown: Evidence | None = None) -> None:
        """It took no effect: an unknown posting is sent again, a rejected one may be corrected.

        Arguments are those of `was_posted`.
        """
        self._judge(posting_id, PostingEvent.DECIDED_NOT_DONE, why, shown)

    def look_again(self, posting_id: str) -> None:
        """Have proof tried once more where it came to no verdict."""
        self._judge(posting_id, PostingEvent.LOOKED_AGAIN, "", None)

    def send_again(self, posting_id: str, why: str = "") -> None:
        """Send the same once more that the ERP surely refused; its cause is mended."""
        self._judge(posting_id, PostingEvent.SENT_AGAIN, why, None)

    def send_again_all(
        self, target_key: str, code: ProblemCode, detail: str | None = None, why: str = ""
    ) -> None:
        """Send all again that were surely refused for one cause, those in doubt left aside.

        Those that can't be sent again just now stay where they are. `decided` comes for each of
        the others.

        Args:
            target_key: Of which ERP (`Target.key`).
            code: The cause.
            detail: In these words of the ERP; None for any.
            why: What was mended.
        """
        who = self._decider()

        def work() -> list[StoredPosting]:
            moved: list[StoredPosting] = []
            for posting_id in self._outbox.doubts.rejected_for(target_key, code, detail):
                with suppress(IllegalTransitionError, SerialHeldError):
                    event = PostingEvent.SENT_AGAIN
                    self._outbox.record(posting_id, event, who=who, why=why).result()
                    moved.append(self._outbox.get(posting_id))
            return moved

        def done(moved: list[StoredPosting]) -> None:
            for stored in moved:
                self.decided.emit(stored)
            self.all_decided.emit(len(moved))

        self._tasks.run(work, done, self._failed)

    def _judge(
        self, posting_id: str, event: PostingEvent, why: str, shown: Evidence | None
    ) -> None:
        who = self._decider()
        evidence = None if shown is None else msgspec.json.encode(shown)
        self._decide(
            posting_id,
            lambda: self._outbox.record(posting_id, event, who=who, why=why, evidence=evidence),
        )

    def _decider(self) -> str:
        if not self.who:
            raise ValueError("a decision needs the name of a person")
        return self.who

    def _decide(self, posting_id: str, write: Callable[[], Future[PostingRow]]) -> None:
        def work() -> tuple[StoredPosting, bool]:
            try:
                write().result()
            except IllegalTransitionError:  # somebody was quicker: it stands as they said
                return self._outbox.get(posting_id), True
            return self._outbox.get(posting_id), False

        def done(found: tuple[StoredPosting, bool]) -> None:
            stored, too_late = found
            self.decided.emit(stored)
            if too_late:
                self.overtaken.emit(stored)

        self._tasks.run(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        match error:
            case StoreFault():
                self.failed.emit(error)
            case SerialHeldError():
                self.hindered.emit(error)
            case _:
                raise error
