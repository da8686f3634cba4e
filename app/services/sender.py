"""The sender as the rest of the workstation sees it."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.services.erp_session import AnySession
from app.services.sender_state import (
    BUSY,
    Answered,
    Broke,
    Met,
    Report,
    SenderPhase,
    SenderState,
)
from app.services.sending import Sending, SendingTimes
from app.store.faults import StoreFault
from app.store.outbox import Outbox
from app.store.postings import StoredPosting

__all__ = [
    "Sender",
    "SenderPhase",
    "SenderState",
    "SendingTimes",
    "StoreFault",
    "StoredPosting",
]


class Sender(QObject):
    """Sends what is confirmed, by a thread of its own. Lives in the GUI thread.

    Signals: `posting_changed` with the `StoredPosting`, once its new state is durable;
    `state_changed` with the `SenderState`; `store_failed` with the `StoreFault` of a database
    that can't be used as things are: nothing is lost, it is tried again by itself.

    Attributes:
        state: What it does.
    """

    posting_changed = Signal(object)
    state_changed = Signal(object)
    store_failed = Signal(object)

    _told = Signal(object)

    def __init__(
        self,
        outbox: Outbox,
        session: AnySession,
        times: SendingTimes | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Send nothing yet.

        Args:
            outbox: Of what waits.
            session: To which ERP, under whose sign-in.
            times: How long things may take.
            parent: Of this object.
        """
        super().__init__(parent)
        self.state = SenderState(SenderPhase.STOPPED)
        self._session = session
        self._known = session.credentials()
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._sending = Sending(outbox, session, self._told.emit, times or SendingTimes())
        session.changed.connect(self._look_at_sign_in)
        session.reachable_again.connect(self._try_again)

    def start(self) -> None:
        """Make what a crash left as sending unknown, then send what waits."""
        self._sending.start()

    def wake(self) -> None:
        """Look for postings: one was confirmed, or a decision set one free. Any thread."""
        self._sending.wake()

    @property
    def is_busy(self) -> bool:
        """Whether a request is under way that a stop would wait for."""
        return self.state.phase in BUSY

    def ask_to_stop(self) -> None:
        """Send nothing more; STOPPED follows, at the latest by a request's own deadline.

        FINISHING is told meanwhile, where there is one to wait for.
        """
        self._sending.ask_to_stop()
        if self.is_busy and self.state.phase is not SenderPhase.FINISHING:
            self._take(SenderState(SenderPhase.FINISHING, posting_id=self.state.posting_id))

    def stop(self, seconds: float | None = None) -> bool:
        """Ask to stop and wait for it, at most so long.

        Returns:
            Whether the thread ended. Until it does the database must stay open.
        """
        self._sending.ask_to_stop()
        return self._sending.join(seconds)

    def _look_at_sign_in(self) -> None:
        if self._session.credentials() is not self._known:
            self._known = self._session.credentials()
            self._sending.wake()

    def _try_again(self) -> None:
        self._sending.wake(fresh=True)

    @Slot(object)
    def _take(self, report: Report) -> None:
        match report:
            case StoredPosting():
                self.posting_changed.emit(report)
            case SenderState():
                self.state = report
                self.state_changed.emit(report)
            case StoreFault():
                self.store_failed.emit(report)
            case Met(problem, used):
                self._session.note(problem, used)
            case Answered():
                self._session.heard()
            case Broke(error):
                raise error
