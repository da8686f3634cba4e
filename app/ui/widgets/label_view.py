"""A lot label on screen, as it will come out: black on white whatever the theme."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.lot_labels.layout import Layout
from app.ui.look import Look
from app.ui.print.lot_label import picture
from app.ui.print.paper import MM
from app.ui.widgets.paint import box

_LARGEST = 6.0
"""Pixels of look.md for a millimetre, at the most."""


class LabelView(QWidget):
    """One label, as large as there is room; it is drawn anew only when that changes."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._layout: Layout | None = None
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        look.changed.connect(self._draw)

    def show_label(self, layout: Layout | None, name: str) -> None:
        """Show this one, or none."""
        if layout == self._layout:
            return
        self._layout = layout
        self.setAccessibleName(name)
        self.updateGeometry()
        self._draw()

    def sizeHint(self) -> QSize:
        if self._layout is None:
            return QSize(0, 0)
        size, scale = self._layout.size, self._look.px(100) / 100 * _LARGEST / MM
        return QSize(round(size.width * scale), round(size.height * scale))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() / 3

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        return round(hint.height() * min(1, width / max(1, hint.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        self._image = QImage()
        if self._layout is not None and self.width() > 0:
            size, ratio = self._layout.size, self.devicePixelRatioF()
            wide = min(self.width(), self.sizeHint().width())
            room = min(wide / size.width, max(1, self.height()) / size.height)
            self._image = picture(self._layout, room * MM * ratio)
            self._image.setDevicePixelRatio(ratio)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        look = self._look
        edge = QRectF(0, 0, *self._image.deviceIndependentSize().toTuple())
        box(painter, edge, look.px(4), None, look.colour("line"), look.px(look.theme.line_width))
