"""A thin bar: how much of the work is done."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import Look
from app.ui.widgets.paint import box
from app.ui.widgets.values import Tone


class Progress(QWidget):
    """Shows done of total; the words stand beside it, not in it."""

    def __init__(self, look: Look, *, width: int = 220) -> None:
        super().__init__()
        self._look = look
        self._width = width
        self._done = 0
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @property
    def progress(self) -> tuple[int, int]:
        return self._done, self._total

    def set_progress(self, done: int, total: int, spoken: str = "") -> None:
        """Show done of total; `spoken` is what a screen reader says."""
        self._done, self._total = done, total
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(self._width), self._look.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(40), self._look.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        area = QRectF(self.rect())
        edge = None if look.tinted else look.colour("line")
        box(
            painter,
            area,
            area.height() / 2,
            look.colour("line" if look.tinted else "surface"),
            edge,
        )
        if self._total > 0 and self._done > 0:
            part = min(1.0, self._done / self._total)
            painter.setClipRect(QRectF(0, 0, area.width() * part, area.height()))
            box(painter, area, area.height() / 2, look.colour(Tone.OK))
