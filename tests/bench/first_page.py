"""The workstation as the command line starts it; says when a person could begin to work."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from app import __main__ as command_line
from app import main as composition
from app.services.session import Reach
from app.ui.look import Look
from app.ui.page_shelf import Services
from app.ui.tones import Tones
from app.ui.window import MainWindow
from hardware.scanner import ScannerState
from tests.bench.window import quit_with_bench, say_memory, say_now

STILL_MS = 1000


class TellingWindow(MainWindow):
    """Says `usable` once it is painted and its scanner is read, and its memory when all is calm."""

    def __init__(self, look: Look, services: Services, tones: Tones, station: str) -> None:
        self._painted = self._said = False
        self._scanning, self._session = services.scanning, services.session
        super().__init__(look, services, tones, station)
        self._ending = quit_with_bench()
        self._calm = QTimer(self, singleShot=True, interval=STILL_MS)
        self._calm.timeout.connect(say_memory)
        self._scanning.status_changed.connect(self._look)
        self._session.changed.connect(self._signed_in)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        read = any(one.state is ScannerState.CONNECTED for one in self._scanning.statuses.values())
        if self._painted and read and not self._said:
            self._said = True
            say_now("usable")

    def _signed_in(self) -> None:
        if self._session.reach is Reach.ONLINE and not self._calm.isActive():
            self._calm.start()


def main(home: str, port: str) -> int:
    # By hand: `unittest.mock` would bring asyncio, which the program itself never imports.
    vars(composition)["MainWindow"] = TellingWindow
    return command_line.main(["--home", home, "--scanner", port])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
