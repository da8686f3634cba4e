"""How often the screen follows what happens: at once when it is calm, once a frame in a burst."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

FRAME = 0.05  # seconds; faster than anybody reads, and most of it is left for the scans


class Pace(QObject):
    """Lives in the GUI thread.

    After each `due` nothing more is due for a frame, however often it is asked for; unless no
    more is to come.
    """

    due = Signal()  # what is shown is old

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = -FRAME
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._fall_due)

    @property
    def calm(self) -> bool:
        """Whether nothing was due for a frame, so that a single change may be shown at once."""
        return time.monotonic() - self._shown >= FRAME

    @property
    def behind(self) -> bool:
        """Whether something is due."""
        return self._soon.isActive()

    def ask(self, *, at_once: bool = False) -> None:
        """Something changed: `due` comes with the frame, and with nothing to wait for at once.

        At once is when the event loop has been round.
        """
        if at_once or self.calm:
            self._soon.start(0)
        elif not self.behind:
            left = self._shown + FRAME - time.monotonic()
            self._soon.start(max(0, round(left * 1000)))

    def rest(self) -> None:
        """All is shown as it is now: nothing that was asked for is due any more."""
        self._soon.stop()

    def _fall_due(self) -> None:
        self.due.emit()
        self._shown = time.monotonic()
