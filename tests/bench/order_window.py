"""A workstation at which orders are opened; it tells how long that took.

`order_window.py LINES...`: an order of each size is opened in turn, by a supplier's label on home,
and discarded again; says `opened` with its lines and the milliseconds from the scan until they are
painted. Nobody answers as ERP: the orders come from the cache.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from app.core.flow.steps import Step
from app.main import Workstation, application
from app.paths import Home
from app.services.connecting import TRAINING
from app.store.database import Database
from tests.bench.child import say
from tests.bench.kit_window import until, workstation
from tests.bench.orders import keep_orders, order_of
from tests.services.receipt_station import label

TIMES = 12
NS_PER_MS = 1e6


class Receiver:
    """Scans, and waits until what it came to is on the screen."""

    def __init__(self, station: Workstation) -> None:
        self._station, self._desk = station, station.receiving
        self._window = station.window

    def open(self, lines: int) -> float:
        """The milliseconds until the order's lines are there."""
        text = label(f"K{order_of(lines)}", "4K7", "Q1")
        took = self._scan(text, lambda: self._shows(lines))
        self._scan("KB:CANCEL", lambda: self._desk.draft is None or bool(self._desk.draft.question))
        self._scan("KB:YES", lambda: self._desk.opened is None)
        return took

    def _scan(self, text: str, came_about: Callable[[], bool]) -> float:
        began = time.monotonic_ns()
        self._station.scanning.inject(text, "bench")
        until(lambda: came_about() and self._desk.idle and not self._window.receipts.behind)
        QCoreApplication.sendPostedEvents(self._window, QEvent.Type.UpdateRequest.value)
        return (time.monotonic_ns() - began) / NS_PER_MS

    def _shows(self, lines: int) -> bool:
        draft = self._desk.draft
        if draft is None or draft.state.step is not Step.LINES:
            return False
        return len(draft.state.lines) == lines


def main(*sizes: int) -> int:
    app = application()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.create()
        with Database(home.database(TRAINING.mode)) as database:
            keep_orders(database, TRAINING, sizes)
        with workstation(app, home) as station:
            receiver = Receiver(station)
            for lines in sizes * TIMES:
                say("opened", lines, receiver.open(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
