"""Work that can wait for quiet moments: one short piece after the other, between all events."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

_APART_MS = 20


class QuietMoments(QObject):
    """Does each piece once, in order, from `start` on. GUI thread."""

    def __init__(
        self,
        pieces: Iterable[Callable[[], object]],
        parent: QObject | None = None,
        *,
        calm: Callable[[], bool] | None = None,
    ) -> None:
        """Take the pieces; none is done yet.

        Args:
            pieces: Each short enough not to be felt.
            parent: With which it ends.
            calm: Whether nothing goes on; asked before each piece, which else waits. Beside a
                person's work pieces stand apart, so that none makes another pause longer.
        """
        super().__init__(parent)
        self._pieces = list(pieces)
        self._calm = calm
        self._timer = QTimer(self)
        self._timer.setInterval(0 if calm is None else _APART_MS)
        self._timer.timeout.connect(self._do_one)

    def start(self) -> None:
        """Begin; a second time nothing happens."""
        if self._pieces:
            self._timer.start()

    def stop(self) -> None:
        """Leave what has not been done undone."""
        self._pieces.clear()
        self._timer.stop()

    def _do_one(self) -> None:
        if not self._pieces:
            self._timer.stop()
        elif self._calm is None or self._calm():
            self._pieces.pop(0)()
