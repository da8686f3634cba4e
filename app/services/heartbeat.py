"""Whether the ERP can be reached, and when to ask it again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.backoff import Backoff


class Reach(StrEnum):
    """Whether the ERP answered, the last time something was asked."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class HeartbeatTimes:
    """Seconds between signs of life.

    Attributes:
        online: While the ERP answers.
        offline_first: After the first silence; then doubling,
        offline_most: up to this.
    """

    online: float = 15.0
    offline_first: float = 1.0
    offline_most: float = 30.0


class Heartbeat(QObject):
    """Asks by `due` for a sign of life, and keeps what came of that and of all other calls.

    Whoever takes `due` makes a call and then says `heard` or `silent`; or it says `rest`. Lives in
    the GUI thread.
    """

    due = Signal()
    changed = Signal()
    reachable_again = Signal()

    def __init__(
        self, times: HeartbeatTimes, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._times = times
        self._now = now
        self._backoff = Backoff(times.offline_first, times.offline_most)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._fall_due)
        self._running = False
        self._asked = False
        self.state = Reach.UNKNOWN
        self.offline_since: datetime | None = None
        self.latency_ms: int | None = None

    def start(self) -> None:
        """Ask now, and from now on again and again."""
        self._running = True
        self.ask_now()

    def stop(self) -> None:
        """Ask no more."""
        self._running = False
        self._timer.stop()

    def ask_now(self) -> None:
        """Ask as soon as the GUI thread is free, unless an answer is awaited already."""
        if self._running and not self._asked:
            self._timer.start(0)

    def heard(self, latency_ms: int | None = None) -> None:
        """The ERP answered something; after how many milliseconds, where that was measured."""
        was = self.state, self.latency_ms
        self.state = Reach.ONLINE
        self.offline_since = None
        if latency_ms is not None:
            self.latency_ms = latency_ms
        self._backoff.reset()
        self._again_in(self._times.online)
        if was != (self.state, self.latency_ms):
            self.changed.emit()
        if was[0] is Reach.OFFLINE:
            self.reachable_again.emit()

    def silent(self) -> None:
        """Something was asked and the ERP did not answer."""
        if self.state is not Reach.OFFLINE:
            self.state = Reach.OFFLINE
            self.offline_since = self._now()
            self.latency_ms = None
            self._backoff.reset()
            self._again_in(self._backoff.next())
            self.changed.emit()
        elif self._asked:
            # Other calls in vain don't put off the next heartbeat.
            self._again_in(self._backoff.next())

    def rest(self) -> None:
        """There is nothing that could be asked now; look again later."""
        self._again_in(self._times.online)

    def _again_in(self, seconds: float) -> None:
        self._asked = False
        if self._running:
            self._timer.start(round(seconds * 1000))

    def _fall_due(self) -> None:
        self._asked = True
        self.due.emit()
