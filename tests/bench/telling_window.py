"""The main window as the bench of the start needs it: it says when one can work in it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from app.services.scanning import Scanning
from app.ui.look import Look
from app.ui.widgets.status_strip import StatusItem
from app.ui.widgets.values import Tone
from app.ui.window import MainWindow, Nameplate
from hardware.scanner import ScannerState
from tests.bench.window import quit_with_bench, say_memory, say_now

if TYPE_CHECKING:
    from app.ui.routing import Routing

STILL_MS = 1000


class TellingWindow(MainWindow):
    """Says `usable` once it is painted and its scanner is read, and its memory when all is calm."""

    def __init__(
        self, look: Look, scanning: Scanning, nameplate: Nameplate, routing: "Callable[[], Routing]"
    ) -> None:
        self._seen = self._said = False
        self._statuses = scanning.statuses
        self._calm = QTimer(singleShot=True, interval=STILL_MS)
        self._calm.timeout.connect(say_memory)
        super().__init__(look, scanning, nameplate, routing)
        self._ending = quit_with_bench()
        scanning.status_changed.connect(self._look)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._look)

    def set_items(self, items: Sequence[StatusItem]) -> None:
        super().set_items(items)
        if any(item.key == "erp" and item.tone is Tone.OK for item in items):
            self._calm.start()

    def _look(self) -> None:
        read = any(one.state is ScannerState.CONNECTED for one in self._statuses.values())
        if self._seen and read and not self._said:
            self._said = True
            say_now("usable")
