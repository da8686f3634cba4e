"""A card: a titled white box that holds one thing, mostly a table."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.look import LARGE, SEMIBOLD, SMALL, Look
from app.ui.widgets.paint import box, fill
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

_RADIUS = 12
_LOW, _LOWEST = 240, 88
"""Under these heights, in look.md pixels, the head is as low as what is in it; is left away."""


class Card(QFrame):
    """Title and count, room for a few widgets in the head, a body, and maybe a foot."""

    def __init__(self, look: Look, title: str = "", count: str = "") -> None:
        super().__init__()
        self._look = look
        self._tall = False
        self.title = Text(look, title, size=LARGE, weight=SEMIBOLD)
        self.count = Text(look, count, size=SMALL, tone=Tone.SECOND)
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.addWidget(self.title)
        self._head_row.addWidget(self.count)
        self._head_row.addStretch(1)
        self._extras: list[QWidget] = []
        self._rule = _Rule(look)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._rule)
        self._padded: list[QVBoxLayout] = []
        self._foot_parts: tuple[QWidget, ...] = ()
        self._corners = [_Corner(look, self, right, low) for right in (0, 1) for low in (0, 1)]
        self.setAccessibleName(title)
        look.changed.connect(self._restyle)
        look.changed.connect(self.update)
        self._restyle()

    def set_tall_head(self) -> None:
        """Have a head as high as one with chips, where the card stands beside such a one."""
        self._tall = True
        self._restyle()

    def set_title(self, title: str, count: str | None = None) -> None:
        """Change the title and, where given, the quiet words after it. No title, no head."""
        count = self.count.text() if count is None else count
        if (title, count) == (self.title.text(), self.count.text()):
            return  # laying out anew costs more than all of it
        self.title.setText(title)
        self.setAccessibleName(title)
        self.count.setText(count)
        self._restyle()

    def add_to_head(self, widget: QWidget, *, right: bool = False) -> None:
        """Put a widget into the head: at its right end, or after the count.

        Where there is no room those after the count go first, then the count itself.
        """
        if right:
            self._head_row.addWidget(widget)
        else:
            self._head_row.insertWidget(2 + len(self._extras), widget)
            self._extras.append(widget)
        self._restyle()

    def set_body(self, widget: QWidget, *, padded: bool = False) -> None:
        """Give the card its content; call once. `padded` keeps it off the edges."""
        self._add(widget, 1, padded=padded)

    def set_foot(self, widget: QWidget) -> None:
        """Put a row under the body, behind a line; call after `set_body`."""
        self._foot_parts = (_Rule(self._look), widget)
        self._column.addWidget(self._foot_parts[0])
        self._add(widget, 0, padded=True)

    def show_foot(self, *, shown: bool) -> None:
        """Show the foot with its line and its margins, or neither."""
        for part in self._foot_parts:
            part.setVisible(shown)
        self._restyle()

    def _add(self, widget: QWidget, stretch: int, *, padded: bool) -> None:
        if padded:
            room = QVBoxLayout()
            room.addWidget(widget)
            self._padded.append(room)
            self._column.addLayout(room, stretch)
            self._restyle()
        else:
            self._column.addWidget(widget, stretch)
        for corner in self._corners:
            corner.raise_()

    def _restyle(self) -> None:
        px = self._look.px
        edge = px(self._look.theme.line_width)
        self._column.setContentsMargins(edge, edge, edge, edge)
        low = self.height() < px(_LOW)
        pad = 0 if low else px(8)
        self._head_row.setContentsMargins(px(18), pad, px(18), pad)
        self._head_row.setSpacing(px(12))
        self._head.setMinimumHeight(px(44 if low else 60 if self._tall else 50))
        for room in self._padded:
            inside = room.itemAt(0)
            widget = inside.widget() if inside is not None else None
            away = widget is not None and widget.isHidden() and widget in self._foot_parts
            side, end = (0, 0) if away else (px(18), px(16))
            room.setContentsMargins(side, end, side, end)
        headed = bool(self.title.text()) and not 0 < self.height() < px(_LOWEST)
        self._head.setVisible(headed)
        self._rule.setVisible(headed)
        self._fit_head()
        self._place_corners()

    def _fit_head(self) -> None:
        row = (self._head_row.itemAt(at) for at in range(self._head_row.count()))
        widgets = (item.widget() for item in row if item is not None)
        wishes = [widget.sizeHint().width() for widget in widgets if widget is not None]
        gap = self._look.px(12)
        wanted = sum(wishes) + gap * (len(wishes) + 3)
        for widget in (*self._extras, self.count):
            widget.setVisible(wanted <= self.width())
            if wanted > self.width():
                wanted -= widget.sizeHint().width() + gap

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # what is in the head says something else
            self._fit_head()
        return taken

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _place_corners(self) -> None:
        for corner in self._corners:
            corner.place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        width = look.px(look.theme.line_width)
        painter = QPainter(self)
        area = QRectF(self.rect())
        box(painter, area, look.px(_RADIUS), look.colour("surface"), look.colour("line"), width)


class _Rule(QWidget):
    """A line from edge to edge."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill(QPainter(self), self.rect(), self._look.colour("line"))


class _Corner(QWidget):
    """Rounds a corner over whatever the body paints there, for the body fills its rectangle."""

    def __init__(self, look: Look, card: Card, right: int, low: int) -> None:
        super().__init__(card)
        self._look = look
        self._card = card
        self._at = (right, low)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def place(self) -> None:
        size = self._look.px(_RADIUS)
        right, low = self._at
        left = (self._card.width() - size) * right
        self.setGeometry(left, (self._card.height() - size) * low, size, size)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(_RADIUS), self._look.px(_RADIUS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        width = look.px(look.theme.line_width)
        card = QRectF(QPointF(-self.x(), -self.y()), self._card.size().toSizeF())
        radius = look.px(_RADIUS)
        outside = QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside = QPainterPath()
        inside.addRoundedRect(card, radius, radius)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outside - inside, look.colour("background"))
        box(painter, card, radius, None, look.colour("line"), width)
