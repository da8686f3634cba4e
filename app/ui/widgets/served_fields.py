"""Fields of a page that can be filled at the prompt, by a person who has no keyboard."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPointingDevice
from PySide6.QtWidgets import QLineEdit, QWidget

_NAME = "servedName"


class ServedFields(QObject):
    """Says by `asked` when a finger touches such a field, or a mouse while the panel is open.

    A person at a keyboard, who clicks or tabs into one, is left alone.
    """

    asked = Signal(QLineEdit, str)
    changed = Signal(str)
    """What the followed field holds now: a scan said it, and what is typed is older."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._followed: QLineEdit | None = None

    def add(self, field: QLineEdit, name: str) -> None:
        """Serve a field, under the name the page gives it."""
        field.setProperty(_NAME, name)
        field.installEventFilter(self)

    def follow(self, field: QLineEdit | None) -> None:
        """Tell of this one by `changed` from now on, or of none."""
        before, self._followed = self._followed, field
        if before is not None and shiboken6.isValid(before):
            before.textChanged.disconnect(self.changed)
        if field is not None:
            field.textChanged.connect(self.changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QMouseEvent)
            and isinstance(watched, QLineEdit)
            and event.type() is QEvent.Type.MouseButtonRelease
            and event.button() is Qt.MouseButton.LeftButton
            and not watched.isReadOnly()
        ):
            finger = event.pointerType() is QPointingDevice.PointerType.Finger
            if finger or self._panel.isVisible():
                self.asked.emit(watched, watched.property(_NAME))
        return super().eventFilter(watched, event)
