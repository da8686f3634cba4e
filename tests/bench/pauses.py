"""How long the GUI keeps a person waiting who acts at any moment of a burst of scans."""

import time
from collections.abc import Iterable
from itertools import accumulate, pairwise

from PySide6.QtCore import QObject, Qt, QTimer

from app.main import Workstation
from tests.bench.child import say

TICK_MS = 2
CALM_MS = 300
NS_PER_MS = 1e6
NINETY_NINE = 0.99


class Pauses(QObject):
    """Ticks in the GUI thread; the time between two ticks is a pause.

    Says `calm` with the pauses while nothing happens, then, when `scans` have been dealt with,
    `settled` with those since: what 99 of 100 moments wait at most, and the longest, in
    milliseconds; then how many lines are still open, and how many scans wait unresolved.
    """

    def __init__(self, station: Workstation, scans: int) -> None:
        super().__init__()
        self._desk, self._left = station.desk, scans
        self._ticks: list[int] = []
        self._tick = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._note)
        self._tick.start()
        station.scanning.scanned.connect(self._scanned)
        QTimer.singleShot(CALM_MS, self._calm)

    def _calm(self) -> None:
        say("calm", *pauses(self._ticks))
        self._ticks = self._ticks[-1:]

    def _scanned(self) -> None:
        self._left -= 1

    def _note(self) -> None:
        self._ticks.append(time.monotonic_ns())
        draft = self._desk.draft
        if draft is not None and not self._left and self._desk.idle:
            self._tick.stop()
            unresolved = len(self._desk.intake.gate.unresolved)
            say("settled", *pauses(self._ticks), draft.state.open_count, unresolved)


def pauses(ticks: Iterable[int]) -> tuple[float, float]:
    """What 99 of 100 moments wait at most for the next tick, and the longest pause.

    So a freeze of a second counts for a second, not for one of many ticks.
    """
    gaps = sorted(((after - before) / NS_PER_MS for before, after in pairwise(ticks)), reverse=True)
    beyond = (1 - NINETY_NINE) * sum(gaps)  # so long in all may moments wait longer than that
    for count, total in enumerate(accumulate(gaps), 1):
        wait = (total - beyond) / count
        if count == len(gaps) or wait >= gaps[count]:
            return wait, gaps[0]
    raise ValueError("no pauses were measured")
