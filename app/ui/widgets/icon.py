"""Icons in the theme's colours, alone or on a tile."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import Look
from app.ui.widgets.paint import box
from app.ui.widgets.values import Tone


class IconTile(QWidget):
    """An icon in the middle of a rounded square; `fill` and `ink` are tokens of the theme."""

    def __init__(
        self,
        look: Look,
        icon: str,
        *,
        side: int = 52,
        fill: str = "accent_soft",
        ink: str = Tone.ACCENT.value,
    ) -> None:
        super().__init__()
        self._look = look
        self._side = side
        self._turn = 0
        self._paint_as = (icon, fill, ink)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, fill: str, ink: str) -> None:
        self._paint_as = (icon, fill, ink)
        self.update()

    def set_turn(self, degrees: int) -> None:
        """Turn the icon, for what is under way."""
        self._turn = degrees
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(self._side), self._look.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        icon, fill, ink = self._paint_as
        look = self._look
        painter = QPainter(self)
        edge = look.colour(ink) if look.theme.line_width > 1 else None
        width = look.px(look.theme.line_width)
        box(painter, QRectF(self.rect()), look.px(10), look.colour(fill), edge, width)
        size = self._side / 2
        side = look.px(size)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.rotate(self._turn)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pixmap = look.pixmap(icon, look.colour(ink), size, self.devicePixelRatioF())
        painter.drawPixmap(QRectF(-side / 2, -side / 2, side, side), pixmap, QRectF(pixmap.rect()))
