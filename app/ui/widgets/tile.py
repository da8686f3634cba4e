"""The large tiles of the home page, one a flow."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from app.ui.look import BOLD, HEAD, Look
from app.ui.widgets.icon import IconTile
from app.ui.widgets.keycap import KeyCap
from app.ui.widgets.paint import box
from app.ui.widgets.text import Text, visible
from app.ui.widgets.values import Tone

_WITH_ICON = 126
"""The least height, in look.md pixels, at which there is room for the icon."""
_ROOMY = 160


class Tile(QAbstractButton):
    """A card that is a button: icon, title, what it is for, its key. Emits `clicked`.

    The key is only drawn: it is the window's, and does the same on every page.
    """

    def __init__(self, look: Look, icon: str, title: str, hint: str, shortcut: str = "") -> None:
        super().__init__()
        self._look = look
        self._icon = IconTile(look, icon)
        self._title = Text(look, title, size=HEAD, weight=BOLD)
        self._hint = Text(look, hint, tone=Tone.SECOND)
        self._cap = KeyCap(look, shortcut) if shortcut else None
        self._low_cap = KeyCap(look, shortcut) if shortcut else None
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(self._icon)
        head.addStretch(1)
        if self._cap is not None:
            head.addWidget(self._cap, alignment=Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self._column.addStretch(1)
        self._column.addWidget(self._title)
        self._row = QHBoxLayout()
        self._row.addWidget(self._hint)
        if self._low_cap is not None:
            self._row.addWidget(self._low_cap)
        self._row.addStretch(1)
        self._low = False
        self._column.addLayout(self._row)
        self.setAccessibleName(visible(title))
        self.setAccessibleDescription(visible(hint))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_low(self, low: bool) -> None:
        """Wish for less height, where it is short."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(300), self._look.px(84 if self._low else 190))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.height() >= self._look.px(_WITH_ICON)
        self._icon.setVisible(roomy)
        room = self.width() - 2 * self._pad()
        for size in (HEAD, 20, 17):
            self._title.set_size(size)
            if self._title.sizeHint().width() <= room:
                break
        if self._cap is not None and self._low_cap is not None:
            self._cap.setVisible(roomy)
            beside = self._low_cap.sizeHint().width() + self._look.px(6)
            fits = self._hint.sizeHint().width() + beside <= room
            self._low_cap.setVisible(not roomy and fits)  # the words matter more than the cap
        self._restyle()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(84))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        over = self.underMouse() or self.isDown()
        edge = look.colour(Tone.ACCENT if over or self.hasFocus() else "line")
        width = look.focus_width if self.hasFocus() else look.px(look.theme.line_width)
        ground = "selected" if self.isDown() else "surface" if self.isEnabled() else "raised"
        fill = look.colour(ground)
        box(painter, QRectF(self.rect()), look.px(12), fill, edge, width)

    def _pad(self) -> int:
        return self._look.px(24 if self.height() >= self._look.px(_ROOMY) else 10)

    def _restyle(self) -> None:
        px = self._look.px
        pad = self._pad()
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(px(4))
        self._row.setSpacing(px(6))
        self.updateGeometry()
