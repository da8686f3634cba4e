"""The strip under everything: scanner, ERP, outbox, station and clock, in shapes and words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from app.ui.look import SMALL, Look
from app.ui.widgets.paint import fill, shape
from app.ui.widgets.text import Text, elided, tooltip, visible
from app.ui.widgets.values import Shape, Tone

_GAP, _NARROW_GAP = 24, 10


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One state: `key` for the code, a mark, and words that say all of it."""

    key: str
    text: str
    shape: Shape = Shape.DOT
    tone: Tone = Tone.OK
    hint: str = ""
    """More of it, as a tool tip."""
    brief: str = ""
    """What is said where there is no room for all of it: a word or two."""
    opens: str = ""
    """What `StatusStrip.pressed` tells when it is touched; without, a touch shows the hint."""


class StatusStrip(QWidget):
    """Shows the states of the workstation; 40 px high, never moving."""

    pressed = Signal(str)  # an item that opens something

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._items: dict[str, _Item] = {}
        self._row = QHBoxLayout(self)
        self._states = QHBoxLayout()
        self._row.addLayout(self._states, 1)
        self._states.addStretch(1)
        self.station = Text(look, size=SMALL, tone=Tone.SECOND)
        self.clock = Text(look, size=SMALL, tone=Tone.SECOND, tabular=True)
        self._row.addWidget(self.station)
        self._row.addWidget(self.clock)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_items(self, items: Sequence[StatusItem]) -> None:
        """Show these states, in this order."""
        if list(self._items) != [item.key for item in items]:
            for widget in self._items.values():
                self._states.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            self._items = {item.key: _Item(self._look, self.pressed) for item in items}
            for at, widget in enumerate(self._items.values()):
                self._states.insertWidget(at, widget)
        for item in items:
            self._items[item.key].show_item(item)
        self._fit()

    def set_station(self, text: str) -> None:
        self.station.setText(text)
        self._fit()

    def set_clock(self, text: str) -> None:
        self.clock.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say it in brief where not all fits; leave the station's name away; then close the gaps.

        What is cut to its first letters says nothing any more.
        """
        px = self._look.px
        self._states.setSpacing(px(_GAP))
        items = list(self._items.values())
        right = self.clock.sizeHint().width() + px(24 * 3)
        named = right + self.station.sizeHint().width() + px(24)
        for item in items:
            item.set_brief(False)
        if self._wanted() + named > self.width():
            for item in items:
                item.set_brief(True)
        self.station.setVisible(self._wanted() + named <= self.width())
        if self._wanted() + right > self.width():
            self._states.setSpacing(px(_NARROW_GAP))

    def _wanted(self) -> int:
        gap = self._look.px(_GAP)
        return sum(item.sizeHint().width() + gap for item in self._items.values())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._look.px(40))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(600), self._look.px(40))

    def _restyle(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(24), 1, px(24), 0)
        self._row.setSpacing(px(_GAP))
        self.setFixedHeight(px(40))
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        fill(painter, self.rect(), look.colour("surface"))
        line = QRect(0, 0, self.width(), look.px(look.theme.line_width))
        fill(painter, line, look.colour("line"))


class _Item(QWidget):
    def __init__(self, look: Look, pressed: SignalInstance) -> None:
        super().__init__()
        self._look, self._pressed = look, pressed
        self._item = StatusItem("", "")
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_item(self, item: StatusItem) -> None:
        self._item = item
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if item.opens else arrow)
        self.setAccessibleName(visible(item.text))
        self.setAccessibleDescription(visible(item.hint, lines=True))
        self.setToolTip(tooltip(item.hint or item.text))
        self.updateGeometry()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what it tells of. A finger can't hover: else a touch shows the tip."""
        if self._item.opens:
            self._pressed.emit(self._item.opens)
            return
        QToolTip.showText(event.globalPosition().toPoint(), self.toolTip(), self)

    def set_brief(self, brief: bool) -> None:
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    def _words(self) -> str:
        return visible(self._item.brief if self._brief and self._item.brief else self._item.text)

    def sizeHint(self) -> QSize:
        width = self._look.wide(self._words(), SMALL) + 2
        return QSize(width + self._look.px(16), QFontMetrics(self._look.font(SMALL)).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(34), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        side = look.px(9)
        top = (self.height() - side) / 2
        mark = look.colour(self._item.tone)
        shape(painter, self._item.shape, QRectF(0, top, side, side), mark)
        painter.setFont(look.font(SMALL))
        painter.setPen(look.colour(Tone.SECOND))
        left = look.px(16)
        words = elided(painter.fontMetrics(), self._words(), self.width() - left)
        area = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
