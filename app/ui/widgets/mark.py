"""The mark of a state, standing alone beside words."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.look import Look
from app.ui.widgets.paint import shape
from app.ui.widgets.values import Shape, Tone


class Mark(QWidget):
    """A shape of 10 px; the words beside it say the same, so it has no name of its own."""

    def __init__(self, look: Look, kind: Shape, tone: Tone) -> None:
        super().__init__()
        self._look = look
        self._kind = kind
        self._tone = tone
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedSize(self._look.px(12), self._look.px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape(QPainter(self), self._kind, area, self._look.colour(self._tone))
