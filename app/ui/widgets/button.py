"""The one button: a label and the cap of its shortcut, at least 44 px high.

Scanning never presses it: a pointer doesn't give it the focus, it is never a dialog's default,
and Space and Enter press it only where Tab led the focus to it (operators.md 7 and 8).
"""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from app.ui.look import LARGE, SEMIBOLD, Look
from app.ui.widgets.keycap import cap_size, cap_words, paint_cap
from app.ui.widgets.paint import box
from app.ui.widgets.text import elided, tooltip, visible
from app.ui.widgets.values import Tone

TALL, LOW = 52, 44
_BY_TAB = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
_KEEPS_TAB = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
_PRESSES = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ButtonKind(Enum):
    PRIMARY = "primary"
    """The one step forward of a page."""
    SECONDARY = "secondary"
    DANGER = "danger"
    """Clears or gives up something."""
    LINK = "link"
    """Only words in the accent colour, inside cards and notices."""


@dataclass(frozen=True, slots=True)
class _Press:
    """By pointer: when in the platform's milliseconds, where on the screen, and on what words."""

    time: int
    place: QPointF
    words: str

    def bounced(self, before: "_Press | None", near: int) -> bool:
        """Whether it is one with the press before it, which was for something else."""
        if before is None or before.words == self.words:
            return False
        soon = 0 <= self.time - before.time < QApplication.doubleClickInterval()
        return soon and (self.place - before.place).manhattanLength() < near


class ActionButton(QPushButton):
    """A button with a word and, where it has a shortcut, the shortcut's cap.

    `clicked` is emitted at once by pointer, shortcut and keyboard. With `tight` set it leaves the
    cap away; where even the words don't fit they are elided and the tool tip holds the whole.
    The second press of a double click counts only where the first was for the same words.
    """

    _latest: ClassVar["_Press | None"] = None  # of any button: there is one pointer

    def __init__(  # noqa: PLR0913 - what a button shows is one value each
        self,
        look: Look,
        text: str,
        *,
        kind: ButtonKind = ButtonKind.SECONDARY,
        shortcut: str = "",
        height: int = TALL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._height = height
        self._icon = icon
        self._by_tab = False
        self._tight = False
        self._edged = False
        self._words = ""
        self._shortcut = QShortcut(self)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self.click)
        self.cap = ""
        self.setAutoDefault(False)
        self.setDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_words(text)
        self.set_shortcut(shortcut)
        look.changed.connect(self.updateGeometry)

    @property
    def words(self) -> str:
        """The label as it was given (QPushButton.text doubles every ampersand)."""
        return self._words

    def set_words(self, text: str) -> None:
        words = visible(text)
        if words == self._words == self.accessibleName():
            return  # to lay a bar of buttons out takes milliseconds
        self._words = words
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(self._words)
        self._tell()

    def set_kind(self, kind: ButtonKind) -> None:
        self._kind = kind
        self.update()

    def set_height(self, height: int) -> None:
        """Be TALL or LOW."""
        if height != self._height:
            self._height = height
            self._tell()

    def set_shortcut(self, shortcut: str) -> None:
        """Take a shortcut in Qt's portable form ("Ctrl+Return", "Esc", "1"), or none by ""."""
        keys = [QKeySequence(shortcut)] if shortcut else []
        if "Return" in shortcut:
            keys.append(QKeySequence(shortcut.replace("Return", "Enter")))
        self._shortcut.setKeys(keys)
        self.cap = cap_words(shortcut)
        self._tell()

    def set_tight(self, tight: bool) -> None:
        """Leave the cap away (it stays in the tool tip), because there is no room."""
        if tight != self._tight:
            self._tight = tight
            self._tell()

    def set_edged(self, edged: bool) -> None:
        """Have an edge as bright as its words, on a ground that is as dark as itself."""
        if edged != self._edged:
            self._edged = edged
            self.update()

    def set_folded(self, folded: bool) -> None:
        """Be out of reach of Tab, because a menu offers it; the shortcut goes on working."""
        policy = Qt.FocusPolicy.NoFocus if folded else Qt.FocusPolicy.TabFocus
        if policy is not self.focusPolicy():
            self.setFocusPolicy(policy)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.cap)
        self._tell_whole()
        self.updateGeometry()
        self.update()

    def _tell_whole(self) -> None:
        cut = self.width() < self._wish(with_cap=False)
        hint = (self._words if cut else "", self.cap if cut or self._tight else "")
        tip = tooltip("  ".join(x for x in hint if x))
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _wish(self, *, with_cap: bool) -> int:
        look = self._look
        width = 2 * self._padding() + look.wide(self._words, LARGE, SEMIBOLD) + 1
        if self._icon:
            width += look.px(30)
        if with_cap and self.cap:
            width += look.px(10) + cap_size(look, self.cap).width()
        return width

    def _padding(self) -> int:
        if self._kind is ButtonKind.LINK:
            return 0
        return self._look.px(16 if self._tight or self._height == LOW else 24)

    def wish(self, *, tight: bool = False) -> int:
        """Return the width with everything shown, in pixels, whether it is tight now or not.

        `tight` asks for the width without the cap.
        """
        now, self._tight = self._tight, tight
        width = self._wish(with_cap=not tight)
        self._tight = now
        return width

    def sizeHint(self) -> QSize:
        return QSize(self._wish(with_cap=not self._tight), self._look.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(44), self._look.px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _KEEPS_TAB:
            self._by_tab = event.reason() in _BY_TAB
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A glove that bounces must not post what the first press led to the review of."""
        press = _Press(event.timestamp(), event.globalPosition(), self._words)
        if not press.bounced(ActionButton._latest, self._look.px(LOW)):
            ActionButton._latest = press
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES:
            event.accept()  # never handed on: a wizard's Next would take a stray Return
            if self._by_tab and not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(event.key() in _PRESSES)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        ink = self._paint_box(painter)
        area = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        cap = QSize(0, 0) if self._tight else cap_size(look, self.cap)
        cap_room = cap.width() + look.px(10) if cap.width() else 0
        icon_room = look.px(30) if self._icon else 0
        font = QFont(look.font(LARGE, SEMIBOLD))
        font.setUnderline(self._kind is ButtonKind.LINK and self.underMouse())
        metrics = QFontMetrics(font)
        words = elided(metrics, self._words, area.width() - cap_room - icon_room)
        wide = metrics.horizontalAdvance(words)
        left = area.left() + max(0, (area.width() - wide - cap_room - icon_room) // 2)
        if self._icon:
            side = look.px(20)
            pixmap = look.pixmap(self._icon, ink, 20, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - side) // 2, pixmap)
            left += icon_room
        painter.setFont(font)
        painter.setPen(ink)
        words_area = QRectF(left, 0, wide + 2, self.height())
        painter.drawText(words_area, Qt.AlignmentFlag.AlignVCenter, words)
        if cap_room:
            top = (self.height() - cap.height()) / 2
            cap_area = QRectF(left + wide + look.px(10), top, cap.width(), cap.height())
            paint_cap(painter, look, cap_area, self.cap, ink)

    def _paint_box(self, painter: QPainter) -> QColor:
        """Draw the button's ground and return the colour to write on it with."""
        look = self._look
        theme = look.theme
        area = QRectF(self.rect())
        radius = look.px(10)
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        edge_width = look.px(theme.line_width)
        ink = look.colour(_INK[self._kind] if self.isEnabled() else Tone.FAINT)
        if self._kind is ButtonKind.LINK:
            pass  # only words; they are underlined while pointed at
        elif not self.isEnabled():
            edge = look.colour("line" if look.tinted else Tone.FAINT)
            box(painter, area, radius, look.colour("raised"), edge, look.px(1))
        elif self._kind is ButtonKind.PRIMARY:
            fill = look.colour(Tone.ACCENT)
            if active:
                fill = (
                    fill.lighter(112) if theme.dark else fill.darker(125 if self.isDown() else 112)
                )
            box(painter, area, radius, fill, ink if self._edged else None, edge_width)
        else:
            danger = self._kind is ButtonKind.DANGER
            soft = "refused_soft" if danger else "selected"
            fill = look.colour(soft if active else "surface")
            edge = look.colour(Tone.REFUSED if danger else "line")
            box(painter, area, radius, fill, edge, edge_width)
        if self.hasFocus():
            inset = look.px(4) if self._kind is ButtonKind.PRIMARY else 0
            ring = area.adjusted(inset, inset, -inset, -inset)
            ring_ink = ink if self._kind is ButtonKind.PRIMARY else look.colour(Tone.ACCENT)
            box(
                painter,
                ring,
                radius - inset,
                None,
                ring_ink,
                look.px(2) if inset else look.focus_width,
            )
        return ink


_INK: dict[ButtonKind, Tone | str] = {
    ButtonKind.PRIMARY: "on_accent",
    ButtonKind.SECONDARY: Tone.NORMAL,
    ButtonKind.DANGER: Tone.REFUSED,
    ButtonKind.LINK: Tone.ACCENT,
}
