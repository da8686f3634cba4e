"""A turn of the GUI thread: how much may be done before painting and input come in between."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

LONGEST = 0.004  # seconds; several turns and a painting together stay unnoticed


class Turn(QObject):
    """For work that comes in bursts. Lives in the GUI thread.

    The turn begins with the first question whether it is spent; what is left undone then goes on
    when `again` is emitted, after the event loop has been round.
    """

    again = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ends: float | None = None
        self._round = QTimer(self)
        self._round.setSingleShot(True)
        self._round.setInterval(0)
        self._round.timeout.connect(self._next)

    def spent(self) -> bool:
        """Whether others should have their turn now."""
        now = time.monotonic()
        if self._ends is None:
            self._ends = now + LONGEST
            self._round.start()
        return now >= self._ends

    def _next(self) -> None:
        self._ends = None
        self.again.emit()
