"""Work that may hang is done by a thread of its own, which nobody waits for longer than he said."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


class Begun(Generic[T]):
    """Begun by its constructor. A thread that never ends keeps no program from its end.

    Args:
        work: What to do.
        seconds: How long it may take from now on.
    """

    def __init__(self, work: Callable[[], T], seconds: float) -> None:
        self._work = work
        self._ends = monotonic() + seconds
        self._done: Future[T] = Future()
        threading.Thread(target=self._run, name="look", daemon=True).start()

    def result(self) -> T:
        """What came of it, once it has; or what it raised.

        Raises:
            TimeoutError: Nothing came in time.
        """
        return self._done.result(max(0.0, self._ends - monotonic()))

    def _run(self) -> None:
        try:
            self._done.set_result(self._work())
        except BaseException as error:  # noqa: BLE001 - whoever asks for the result gets it
            self._done.set_exception(error)
