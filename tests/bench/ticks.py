"""The longest pause of a desk's GUI thread, stage by stage."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

from tests.bench.child import say
from tests.bench.pauses import TICK_MS, pauses
from tests.services.world import until


class Ticks(QObject):
    """Ticks in the GUI thread; the time between two ticks is a pause."""

    def __init__(self) -> None:
        super().__init__()
        self._noted: list[int] = []
        self._tick = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(lambda: self._noted.append(time.monotonic_ns()))
        self._tick.start()

    @contextmanager
    def told(self, word: str) -> Iterator[None]:
        """Say with the longest pause what went on meanwhile."""
        self._next()
        self._noted = self._noted[-1:]
        yield
        self._next()
        _, longest = pauses(self._noted)
        say(word, longest)

    def _next(self) -> None:
        seen = len(self._noted)
        until(lambda: len(self._noted) > seen)
