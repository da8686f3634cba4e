"""The only way to leave the GUI thread, and the only way back.

Work runs on a small pool; what became of it is told in the GUI thread. A failure that nobody
takes shows itself there.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.services.turn import Turn

T = TypeVar("T")

log = logging.getLogger(__name__)

Failed = Callable[[Exception], None]
_Listeners = tuple[Callable[[Any], None] | None, Failed | None]


class TookTooLongError(Exception):
    """Limited work did not end in time. It may end later; nobody is told then."""


@dataclass(slots=True, eq=False)
class _Errand:
    """Work that left the GUI thread, and who waits for it there."""

    future: "Future[Any]"
    done: Callable[[Any], None] | None
    failed: Failed | None
    told: bool = False

    def report(self) -> None:
        """Tell the outcome, in the GUI thread."""
        error = self.future.exception()
        done, _ = listeners = self._take_listeners()
        if error is not None:
            self._fail(error, listeners)
        elif done is not None:
            done(self.future.result())

    def expire(self) -> None:
        """Tell that it took too long, in the GUI thread."""
        self._fail(TookTooLongError(), self._take_listeners())

    def _take_listeners(self) -> _Listeners:
        """Errand and future hold each other until Python's collector comes, on any thread.

        What belongs to the GUI thread must not be let go of there.
        """
        listeners = self.done, self.failed
        self.done = self.failed = None
        return listeners

    def _fail(self, error: BaseException, listeners: _Listeners) -> None:
        _, failed = listeners
        if failed is None or not isinstance(error, Exception):
            raise error
        failed(error)


class Tasks(QObject):
    """Lives in the GUI thread; all but `follow` is called there.

    Callbacks come in the order in which the work was completed, and never before the call that
    asked for it has returned. Without `failed`, and where `failed` itself raises, the exception
    is raised in the GUI thread and so reaches `sys.excepthook`.
    """

    _landed = Signal(object)

    def __init__(self, *, threads: int = 4, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._lane = _Lane()
        self._gate = threading.Lock()  # no signal once closed: the QObject may be gone
        self._open = True
        self._pending: set[Future[Any]] = set()
        self._arrived: deque[_Errand] = deque()
        self._turn = Turn(self)
        self._turn.again.connect(self._tell)
        self._landed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run `work` on the pool; once closed not at all, as what hasn't begun by then.

        A view that still stands may ask for more of its rows.
        """
        if not self._open:
            log.info("Closed before it began: %r", work)
            return
        future = self._pool.submit(work)
        with self._gate:
            self._pending.add(future)
        self.follow(future, done, failed)

    def follow(
        self,
        future: "Future[T]",
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Tell what becomes of a future that another thread resolves, as the store's.

        May be called on any thread.
        """
        errand = _Errand(future, done, failed)
        future.add_done_callback(lambda _: self._land(errand))

    def run_limited(
        self,
        work: Callable[[], T],
        seconds: float,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run work that may wait for a person, as a keyring does that asks for its password.

        All such work runs on one thread, in the order asked for, so that a late "keep this"
        can't undo the "forget it" behind it. `failed` gets `TookTooLongError` after `seconds`,
        waiting for the thread included. The thread is a daemon, left behind at exit where it
        hangs: no keyring can be told to give up its prompt.
        """
        errand = _Errand(self._lane.put(work), done, failed)
        QTimer.singleShot(round(seconds * 1000), self, lambda: self._expire(errand))
        errand.future.add_done_callback(lambda _: self._land(errand))

    def close(self, seconds: float = 5.0) -> bool:
        """Deliver nothing from now on, drop what hasn't begun, wait for what has.

        Returns:
            Whether every thread ended in time. One that did not ends by its own deadline.
        """
        deadline = time.monotonic() + seconds
        with self._gate:
            self._open = False
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._gate:  # without the cancelled ones, which `wait` would wait for in vain
            pending = set(self._pending)
        ended = not wait(pending, seconds).not_done
        if ended:
            self._pool.shutdown()
        return self._lane.close(deadline - time.monotonic()) and ended

    def _land(self, errand: _Errand) -> None:
        """On whichever thread completed the work."""
        with self._gate:
            self._pending.discard(errand.future)
            if self._open and not errand.future.cancelled():
                self._landed.emit(errand)

    @Slot(object)
    def _deliver(self, errand: _Errand) -> None:
        self._arrived.append(errand)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Tell outcomes as long as this turn lasts: a commit can bring hundreds at once."""
        while self._arrived and not self._turn.spent():
            errand = self._arrived.popleft()
            if self._close_errand(errand):
                errand.report()

    def _expire(self, errand: _Errand) -> None:
        if self._close_errand(errand):
            errand.expire()

    def _close_errand(self, errand: _Errand) -> bool:
        """Whether its outcome is still to be told; it is told once."""
        if errand.told or not self._open:
            return False
        errand.told = True
        return True


class _Lane:
    """One daemon thread that does one thing after the other."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._run, name="limited-task", daemon=True)
        self._thread.start()

    def put(self, work: Callable[[], T]) -> "Future[T]":
        future: Future[T] = Future()
        self._queue.put((work, future))
        return future

    def close(self, seconds: float) -> bool:
        """Let what was put be done; whether that ended in time."""
        self._queue.put(None)
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            work, future = item
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - told to whoever waits
                future.set_exception(error)
            else:
                future.set_result(result)
