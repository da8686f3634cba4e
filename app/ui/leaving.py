"""Closing the window while a request is under way: it is seen to its end first (design.md 4)."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.services.sender import Sender, SenderPhase, SenderState


class Leaving(QObject):
    """Keeps a window open, and its thread free, until the sender has finished.

    Nothing more is begun meanwhile: the window takes no input, and the status strip says why.
    A request ends at the latest by its own deadline.
    """

    def __init__(self, window: QWidget, sender: Sender) -> None:
        super().__init__(window)
        self._window = window
        self._sender = sender
        self._waits = False
        window.installEventFilter(self)
        sender.state_changed.connect(self._look)

    def let_go(self) -> None:
        """Close at once from now on: somebody else waits for the sender."""
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window or event.type() is not QEvent.Type.Close:
            return False
        if self._waits or self._sender.is_busy:
            self._waits = True
            self._sender.ask_to_stop()
            self._window.setEnabled(False)
            event.ignore()
            return True
        return False

    def _look(self, state: SenderState) -> None:
        if self._waits and state.phase is SenderPhase.STOPPED:
            self._waits = False
            self._window.close()
