"""A symbol on screen, for a scanner: black on white whatever the theme, as large as it fits."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import Look

_LEAST = 2
"""Pixels of a module that a camera still parts from the next."""
_TALL = 120
"""Of a linear symbol's bars, in look.md pixels."""


class SymbolView(QWidget):
    """Rows of modules, 0 for dark, each module a whole number of the screen's own pixels."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: tuple[bytes, ...] = ()
        self._quiet = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.updateGeometry)

    def set_symbol(self, rows: tuple[bytes, ...], quiet: int, name: str) -> None:
        """Show this; `quiet` modules around it stay white. A linear one is a single row."""
        self._rows, self._quiet = rows, quiet
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    @property
    def module(self) -> int:
        """A module's side, in the screen's own pixels."""
        wide, high = self._modules()
        ratio = self.devicePixelRatioF()
        room = self.width() * ratio // max(1, wide)
        if not self._linear:
            room = min(room, self.height() * ratio // max(1, high))
        return max(1, int(room))

    @property
    def _linear(self) -> bool:
        return len(self._rows) == 1

    def _modules(self) -> tuple[int, int]:
        """With the quiet zone."""
        if not self._rows:
            return 1, 1
        return len(self._rows[0]) + 2 * self._quiet, len(self._rows) + 2 * self._quiet

    def minimumSizeHint(self) -> QSize:
        wide, high = self._modules()
        return QSize(_LEAST * wide, self._look.px(60) if self._linear else 3 * high)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint().expandedTo(QSize(0, self._look.px(240)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        side = self.module
        wide, high = (side * count for count in self._modules())
        if self._linear:
            high = round(min(self._look.px(_TALL), self.height()) * ratio)
        left = int(self.width() * ratio - wide) // 2
        top = int(self.height() * ratio - high) // 2
        painter.fillRect(QRectF(left, top, wide, high), QColor("white"))
        margin = 0 if self._linear else side * self._quiet
        tall = high if self._linear else side
        for at, row in enumerate(self._rows):
            y = top + margin + at * side
            for place, module in enumerate(row):
                if not module:
                    x = left + side * (self._quiet + place)
                    painter.fillRect(QRectF(x, y, side, tall), QColor("black"))
