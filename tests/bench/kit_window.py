"""A workstation with a kit of lots on the desk, read from a real line; it tells what it does.

`kit_window.py COMPONENTS PORT [SCANS]`: says `ready`; then `painted` with the moment for each scan
whose line is durable and on the screen, and `still` when nothing moves any more. With SCANS the
scanner is in batch mode, so many scans are waited for, and the pauses are told (`pauses.py`).
Nobody answers as ERP: the facts come from the reference cache.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import main as composition
from app.core.flow.steps import Step
from app.core.settings import ScannerMode, Settings
from app.main import Surroundings, Workstation, application
from app.paths import Home
from app.services.connecting import TRAINING
from app.store.database import Database
from app.store.kit_record import KITS
from app.store.reference import ReferenceCache
from app.ui.window import MainWindow
from hardware.scanner import ScannerState
from hardware.serial_scanner import SerialScanner
from tests.bench.child import say
from tests.bench.kits import ASSEMBLY, kit_facts
from tests.bench.pauses import Pauses
from tests.bench.window import quit_with_bench, say_now

CLOSED_PORT = "http://127.0.0.1:9"
STILL_MS = 60
SCANNER = "Scanner"


class PaintedWindow(MainWindow):
    """Calls back whenever all that was to be painted has been painted."""

    painted: Callable[[], None] = staticmethod(lambda: None)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            self.painted()
        return done


class Watch(QObject):
    """Follows one scan after the other to the screen."""

    def __init__(self, station: Workstation) -> None:
        super().__init__()
        self._desk = station.desk
        self._due = self._row_painted = False
        window = station.window
        assert isinstance(window, PaintedWindow)
        window.painted = self._painted
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(lambda: say("still"))
        self._table = window.flow.lines.table.viewport()
        self._table.installEventFilter(self)
        station.desk.line_changed.connect(self._changed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._due and event.type() is QEvent.Type.Paint:
            self._row_painted = True
        return False

    def _changed(self) -> None:
        self._due, self._row_painted = True, False

    def _painted(self) -> None:
        if self._due and self._row_painted and self._desk.idle:
            self._due = False
            say_now("painted")
        self._still.start()


def main(components: int, port: str, scans: int = 0) -> int:
    app = application()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.create()
        with Database(home.database(TRAINING.mode)) as database:
            ReferenceCache(database, KITS).put(TRAINING, kit_facts(components)).result()
        with workstation(app, home) as station:
            _open_kit(station)
            mode = ScannerMode.BATCH if scans else ScannerMode.LIVE
            station.scanning.add(SerialScanner(SCANNER, port), mode)
            until(lambda: _connected(station))
            ending = quit_with_bench()
            told = Pauses(station, scans) if scans else Watch(station)
            say("ready")
            app.exec()
            del ending, told
    return 0


@contextmanager
def workstation(app: QApplication, home: Home) -> Iterator[Workstation]:
    with patch.object(composition, "MainWindow", PaintedWindow):
        station = Workstation(app, home, Settings(), Surroundings(TRAINING, CLOSED_PORT))
    station.window.show()
    station.start()
    try:
        yield station
    finally:
        station.close()


def _open_kit(station: Workstation) -> None:
    """Bring the desk to the components page, as scans do."""
    station.scanning.inject(ASSEMBLY, "bench")
    until(lambda: station.desk.draft is not None and station.desk.draft.state.plan is not None)
    station.scanning.inject("KB:NEXT", "bench")
    until(lambda: station.window.flow.step is Step.LINES and station.desk.idle)


def _connected(station: Workstation) -> bool:
    status = station.scanning.statuses.get(SCANNER)
    return status is not None and status.state is ScannerState.CONNECTED


def until(condition: Callable[[], bool]) -> None:
    """Let the GUI work until this is so; the bench kills a process that takes too long."""
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:])))
