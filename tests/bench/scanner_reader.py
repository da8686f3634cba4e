"""A station's way of scans without the rest: scanner, journal, reading, GUI thread.

`scanner_reader.py PORT IDLE_SECONDS`: says `connected` each time the scanner is; after the first
time, `idle` with the share of a core that was used while nothing came; `read` with the number of
scans and the bytes of memory after each ROUND of them.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from app.core.labels import read
from app.services.scanning import ScannedLabel, ScannerState, ScannerStatus, Scanning
from app.store.database import Database
from app.store.journal import Journal
from hardware.serial_scanner import SerialScanner
from tests.bench.child import say
from tests.bench.window import quit_with_bench

ROUND = 1000
SETTLE_MS = 500
RESIDENT = 1  # of /proc/self/statm


class Counter(QObject):
    """Counts, and says what the bench waits for."""

    def __init__(self, scanning: Scanning, idle_seconds: float) -> None:
        super().__init__()
        self._idle_seconds, self._idle_told, self._scans = idle_seconds, False, 0
        scanning.status_changed.connect(self._stands)
        scanning.scanned.connect(self._scanned)

    def _stands(self, _name: str, status: ScannerStatus) -> None:
        if status.state is not ScannerState.CONNECTED:
            return
        say("connected")
        if not self._idle_told:
            self._idle_told = True
            QTimer.singleShot(SETTLE_MS, self._rest)

    def _rest(self) -> None:
        used, began = time.process_time(), time.monotonic()

        def told() -> None:
            say("idle", (time.process_time() - used) / (time.monotonic() - began))

        QTimer.singleShot(round(self._idle_seconds * 1000), told)

    def _scanned(self, scanned: ScannedLabel) -> None:
        self._scans += 1
        if self._scans % ROUND == 0:
            scanned.scan_id.result()  # all before it are on the disk too
            pages = int(Path("/proc/self/statm").read_text().split()[RESIDENT])
            say("read", self._scans, pages * os.sysconf("SC_PAGE_SIZE"))


def main(port: str, idle_seconds: float) -> int:
    app = QCoreApplication([])
    ending = quit_with_bench()
    with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "scans.db") as database:
        scanning = Scanning(Journal(database), read)
        counter = Counter(scanning, idle_seconds)
        scanning.add(SerialScanner("bench", port))
        scanning.start()
        status = app.exec()
        scanning.stop()
    del ending, counter
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
