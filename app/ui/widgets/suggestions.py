"""What would complete a text that is being typed, in a list below it.

The list is a part of the window and never one of its own: a window that opened would take the
focus, and scans with it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.look import BODY, Look
from app.ui.widgets.paint import box
from app.ui.widgets.text import elided, visible
from app.ui.widgets.values import Tone

MOST = 8
_ROW, _PAD, _LEAST = 44, 6, 160


class Suggestions(QWidget):
    """Shows a few texts under a field; `pressed` tells the one a person took by hand.

    Attributes:
        current: Which one is marked, -1 for none.
    """

    pressed = Signal(str)

    def __init__(self, look: Look, field: QWidget) -> None:
        super().__init__(field)
        self._look, self._of = look, field
        self._texts: tuple[str, ...] = ()
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def marked(self) -> str:
        """The text that is marked, or empty."""
        return self._texts[self.current] if 0 <= self.current < len(self._texts) else ""

    def offer(self, texts: Sequence[str]) -> None:
        """Show these below the field, none marked; without any the list is gone."""
        self._texts = tuple(texts[:MOST])
        self.current = -1
        self.setAccessibleDescription(", ".join(visible(text) for text in self._texts))
        if not self._texts:
            self.hide()
            return
        window = self._of.window()
        if self.parent() is not window:
            self.setParent(window)
        px = self._look.px
        wide = max(self._of.width(), px(_LEAST))
        tall = len(self._texts) * px(_ROW) + 2 * px(_PAD)
        below = self._of.mapTo(window, QPoint(0, self._of.height()))
        if below.y() + tall > window.height():
            below.setY(max(0, below.y() - self._of.height() - tall))
        self.setGeometry(min(below.x(), max(0, window.width() - wide)), below.y(), wide, tall)
        self.show()
        self.raise_()
        self.update()

    def move_mark(self, step: int) -> None:
        """Mark the next one, or the one before; beyond an end none."""
        count = len(self._texts)
        self.current = (self.current + 1 + step) % (count + 1) - 1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = (round(event.position().y()) - self._look.px(_PAD)) // self._look.px(_ROW)
        if 0 <= row < len(self._texts):
            self.pressed.emit(self._texts[row])

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        px = look.px
        painter = QPainter(self)
        area = QRectF(self.rect())
        wide = px(look.theme.line_width)
        box(painter, area, px(8), look.colour("surface"), look.colour("field_line"), wide)
        painter.setFont(look.font(BODY))
        for at, text in enumerate(self._texts):
            row = QRectF(px(_PAD), px(_PAD) + at * px(_ROW), area.width() - 2 * px(_PAD), px(_ROW))
            if at == self.current:
                edge = None if look.tinted else look.colour(Tone.ACCENT)
                box(painter, row, px(6), look.colour("selected"), edge, wide)
            painter.setPen(look.colour(Tone.NORMAL))
            room = row.adjusted(px(10), 0, -px(10), 0)
            words = elided(painter.fontMetrics(), visible(text), round(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
