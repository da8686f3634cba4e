"""One key of the keypad: a large target for a finger, that never has the focus."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QTouchEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui.look import BODY, LARGE, MEDIUM, SEMIBOLD, SMALL, Look
from app.ui.widgets.keycap import cap_size, cap_words, paint_cap
from app.ui.widgets.paint import box
from app.ui.widgets.text import tooltip, visible
from app.ui.widgets.values import Tone

_SIGN = 20
_WORD = (LARGE, BODY, SMALL, 12)
_RADIUS = 10
_REPEAT_AFTER, _REPEAT_EACH = 450, 70
_TOUCHES = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
    }
)


class Key(QAbstractButton):
    """Emits `clicked` by pointer, shortcut and touch; each finger presses for itself.

    The keyboard's own keys do what it does, so neither Tab nor a pointer gives it the focus.
    """

    def __init__(  # noqa: PLR0913 - what a key shows is one value each
        self,
        look: Look,
        face: str,
        name: str = "",
        *,
        main: bool = False,
        icon: str = "",
        shortcut: str = "",
        repeats: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self._main = main
        self._icon = icon
        self.face = face
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAutoRepeat(repeats)
        self.setAutoRepeatDelay(_REPEAT_AFTER)
        self.setAutoRepeatInterval(_REPEAT_EACH)
        self.cap = cap_words(shortcut)
        if shortcut:
            self._listen(shortcut)
        self.set_face(face, name)
        look.changed.connect(self.updateGeometry)

    def set_face(self, face: str, name: str = "") -> None:
        """Change what stands on it, and what it is called where that is more."""
        self.face = face
        self.setAccessibleName(visible(name or face))
        self.setToolTip(tooltip("  ".join(word for word in (name, self.cap) if word)))
        self.update()

    def _listen(self, shortcut: str) -> None:
        keys = QShortcut(self)
        keys.setKeys([QKeySequence(shortcut), QKeySequence(shortcut.replace("Return", "Enter"))])
        keys.setAutoRepeat(False)
        keys.activated.connect(self.click)
        self.setAccessibleDescription(self.cap)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(64), self._look.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(44), self._look.px(44))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and event.type() in _TOUCHES:
            self._touched(event)
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> None:
        event.accept()  # no mouse event is made of it then
        inside = self.rect().contains(event.points()[0].position().toPoint())
        released = event.type() == QEvent.Type.TouchEnd
        down = inside and self.isEnabled() and event.type() != QEvent.Type.TouchCancel
        self.setDown(down and not released)
        if released and down:
            self.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        ink = self._paint_box(painter)
        if self._icon:
            side = look.px(22)
            pixmap = look.pixmap(self._icon, ink, 22, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, pixmap)
            return
        font = self._font()
        painter.setFont(font)
        painter.setPen(ink)
        cap, area = cap_size(look, self.cap), QRectF(self.rect())
        wide = QFontMetrics(font).horizontalAdvance(self.face) + look.px(10) + cap.width()
        if self.cap and wide <= self.width() - look.px(24):
            left = (self.width() - wide) / 2
            corner = QRectF(left + wide - cap.width(), (self.height() - cap.height()) / 2, 0, 0)
            corner.setSize(cap.toSizeF())
            area = QRectF(left, 0, wide - look.px(10) - cap.width(), self.height())
            paint_cap(painter, look, corner, self.cap, ink)
            painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.face)

    def _font(self) -> QFont:
        """As large as the face and the key allow."""
        look = self._look
        if len(self.face) == 1:
            font = QFont(look.font(_SIGN, MEDIUM))
            font.setPixelSize(max(1, min(font.pixelSize(), self.height() // 2)))
            return font
        room = self.width() - look.px(12)
        fonts = [look.font(size, SEMIBOLD) for size in _WORD]
        fitting = (f for f in fonts if QFontMetrics(f).horizontalAdvance(self.face) <= room)
        return next(fitting, fonts[-1])

    def _paint_box(self, painter: QPainter) -> QColor:
        """Draw the key's ground and return the colour to write on it with."""
        look = self._look
        area, radius = QRectF(self.rect()), look.px(_RADIUS)
        edge_width = look.px(look.theme.line_width)
        if not self.isEnabled():
            edge = look.colour("line" if look.tinted else Tone.FAINT)
            box(painter, area, radius, look.colour("raised"), edge, look.px(1))
            return look.colour(Tone.FAINT)
        if self.isDown():
            box(painter, area, radius, look.colour("chosen"))
            return look.colour("on_chosen")
        if self._main:
            fill = look.colour(Tone.ACCENT)
            if self.underMouse():
                fill = fill.lighter(112) if look.theme.dark else fill.darker(112)
            box(painter, area, radius, fill)
            return look.colour("on_accent")
        fill = look.colour("selected" if self.underMouse() else "surface")
        box(painter, area, radius, fill, look.colour("line"), edge_width)
        return look.colour(Tone.NORMAL)
