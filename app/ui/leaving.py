"""Closing the window while a request is under way: it is seen to its end first (design.md 4)."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.services.sender import Sender, SenderPhase


class Leaving(QObject):
    """Keeps a window open, and its thread free, until every sender has finished.

    Nothing more is begun meanwhile: the window takes no input, and the status strip says why.
    A request ends at the latest by its own deadline.
    """

    def __init__(self, window: QWidget, *senders: Sender) -> None:
        super().__init__(window)
        self._window = window
        self._senders = senders
        self._waits = False
        window.installEventFilter(self)
        for sender in senders:
            sender.state_changed.connect(self._look)

    def let_go(self) -> None:
        """Close at once from now on: somebody else waits for the senders."""
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window or event.type() is not QEvent.Type.Close:
            return False
        if self._waits or any(sender.is_busy for sender in self._senders):
            self._waits = True
            for sender in self._senders:
                sender.ask_to_stop()
            self._window.setEnabled(False)
            event.ignore()
            return True
        return False

    def _look(self) -> None:
        stopped = (sender.state.phase is SenderPhase.STOPPED for sender in self._senders)
        if self._waits and all(stopped):
            self._waits = False
            self._window.close()
