"""Many lines of plain text to read, select and copy; nothing can be typed into it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from app.ui.look import SMALL, Look


class Reading(QPlainTextEdit):
    """Scrolls by itself; Tab leaves it. Lines are laid out as they are shown, however many."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        look.dress(self)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str) -> None:
        """Show this; the same text again leaves place and selection as they are."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(240), self._look.px(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(280))

    def _restyle(self) -> None:
        self.setFont(self._look.font(SMALL, mono=True))
        self.updateGeometry()
