"""Qt's choices and ticks with marks in the theme's colours."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QStyledItemDelegate

from app.ui.look import BODY, Look
from app.ui.widgets.paint import box, shape
from app.ui.widgets.text import visible
from app.ui.widgets.values import Shape, Tone


class Choice(QComboBox):
    """One of a few; the wheel doesn't change it while a page is scrolled."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.dress(self)
        self.setItemDelegate(QStyledItemDelegate(self))  # so that its rows are targets of 44 px
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        """F4 opens the list, and is no shortcut of the window meanwhile."""
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F4:
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = self._look
        ink = look.colour(Tone.SECOND if self.isEnabled() else Tone.FAINT)
        pixmap = look.pixmap("chevron-down", ink, 18, self.devicePixelRatioF())
        left = self.width() - look.px(30)
        QPainter(self).drawPixmap(left, (self.height() - look.px(18)) // 2, pixmap)


class Tick(QCheckBox):
    """Yes or no, with a box of 22 px in a target of 44."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look = look
        self._words = ""
        self.set_words(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_words(self, text: str) -> None:
        """Say something else beside the box."""
        self._words = visible(text)
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(self._words)
        self.updateGeometry()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        px = self._look.px
        self.ensurePolished()
        wide = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(wide + px(22 + 12), px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(44), self._look.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        px = look.px
        painter = QPainter(self)
        side = px(22)
        square = QRectF(px(1), (self.height() - side) / 2, side, side)
        on = self.isChecked()
        enabled = self.isEnabled()
        tone: Tone | str = Tone.ACCENT if enabled else Tone.FAINT
        edge = look.colour(tone if on or self.hasFocus() else "field_line")
        wide = look.focus_width if self.hasFocus() else px(look.theme.line_width)
        box(painter, square, px(5), look.colour(tone if on else "surface"), edge, wide)
        if on:
            inset = px(5)
            mark = square.adjusted(inset, inset, -inset, -inset)
            shape(painter, Shape.CHECK, mark, look.colour("on_accent"))
        painter.setFont(look.font(BODY))
        painter.setPen(look.colour(Tone.NORMAL if enabled else Tone.FAINT))
        left = px(22 + 10)
        area = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._words)
