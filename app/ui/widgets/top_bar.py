"""The bar on top: name, flows, what needs attention; mode, operator, help."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.ui.look import BODY, BOLD, LARGE, MEDIUM, SEMIBOLD, SMALL, Look
from app.ui.widgets.paint import box, fill
from app.ui.widgets.text import Text, elided, visible
from app.ui.widgets.values import Tone

_NOWHERE = "Menu"
"""On the fold where one is in none of the places it holds: none of their names may stand there."""


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """One place to go: a key for the code, its name, and how many things there need a person."""

    key: str
    text: str
    attention: int = 0


class TopBar(QWidget):
    """Shows where one is and can go. Where the entries don't fit they fold into one menu."""

    flow_chosen = Signal(str)
    operator_pressed = Signal()
    help_pressed = Signal()

    def __init__(self, look: Look, name: str, flows: Sequence[FlowEntry], help_text: str) -> None:
        super().__init__()
        self._look = look
        self._current = ""
        self._name = Text(look, name, size=LARGE + 1, weight=BOLD)
        self._entries = {flow.key: _Entry(look, flow) for flow in flows}
        self._menu_entry = _Entry(look, FlowEntry("", ""), folds=True)
        self._menu_entry.clicked.connect(self._open_menu)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._name)
        self._flows = QHBoxLayout()
        self._row.addLayout(self._flows)
        for entry in self._entries.values():
            self._flows.addWidget(entry)
            entry.clicked.connect(self._entry_pressed)
        self._flows.addWidget(self._menu_entry)
        self._row.addStretch(1)
        self._mode = _Pill(look)
        self._operator = _Entry(look, FlowEntry("", ""))
        self._operator.clicked.connect(self._operator_entry_pressed)
        self._help = _Entry(look, FlowEntry("", help_text))
        self._help.clicked.connect(self._help_entry_pressed)
        for widget in (self._mode, self._operator, self._help):
            self._row.addWidget(widget)
        self._mode.hide()
        self._operator.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_current(self, key: str) -> None:
        """Tint the flow one is in; "" for none."""
        self._current = key
        for entry in self._entries.values():
            entry.set_on(entry.flow.key == key)
        self._refit()

    def set_attention(self, key: str, count: int) -> None:
        """Say how many things in a flow need a person; 0 says nothing."""
        entry = self._entries[key]
        entry.show_flow(replace(entry.flow, attention=count))
        self._refit()

    def set_mode(self, text: str) -> None:
        """Name a mode that must not be overlooked ("Training"); "" for none."""
        self._mode.setText(visible(text))
        self._mode.setAccessibleName(visible(text))
        self._mode.setVisible(bool(text))
        self._refit()

    def set_operator(self, text: str) -> None:
        """Say who works here; "" for nobody yet."""
        self._operator.show_flow(FlowEntry("", text))
        self._operator.setVisible(bool(text))
        self._refit()

    def _entry_pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, _Entry):
            self.flow_chosen.emit(sender.flow.key)

    def _operator_entry_pressed(self) -> None:
        self.operator_pressed.emit()

    def _help_entry_pressed(self) -> None:
        self.help_pressed.emit()

    @cached_property
    def _menu(self) -> QMenu:
        """Made when it is first opened: most bars never fold."""
        menu = QMenu(self)
        self._look.dress(menu)
        return menu

    def _open_menu(self) -> None:
        self._menu.clear()
        self._menu.setFont(self._look.font(BODY))
        for entry in self._entries.values():
            flow = entry.flow
            words = flow.text if not flow.attention else f"{flow.text}  {flow.attention}"
            action = QAction(visible(words).replace("&", "&&"), self._menu)
            action.setData(flow.key)
            self._menu.addAction(action)
            action.triggered.connect(self._action_chosen)
        self._menu.popup(self._menu_entry.mapToGlobal(self._menu_entry.rect().bottomLeft()))

    def _action_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.flow_chosen.emit(sender.data())

    def _restyle(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(24), 0, px(24) - px(14), 0)
        self._row.setSpacing(px(8))
        self._flows.setContentsMargins(px(24), 0, 0, 0)
        self._flows.setSpacing(px(8))
        self.setFixedHeight(px(56))
        self._refit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._look.px(56))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _refit(self) -> None:
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        px = self._look.px
        right = [w for w in (self._mode, self._operator, self._help) if not w.isHidden()]
        taken = sum(w.sizeHint().width() + px(8) for w in right)
        wanted = sum(e.sizeHint().width() + px(8) for e in self._entries.values())
        room = self.width() - taken - px(24 + 24 + 10) - px(8) * 3
        named = self._name.sizeHint().width() + px(8)
        folded = wanted > room
        flows = [entry.flow for entry in self._entries.values()]
        now = next((flow.text for flow in flows if flow.key == self._current), "")
        attention = sum(flow.attention for flow in flows)
        self._menu_entry.show_flow(FlowEntry("", now or _NOWHERE, attention))
        self._menu_entry.set_on(bool(now))
        self._menu_entry.setVisible(folded)
        beside = self._menu_entry.sizeHint().width() if folded else wanted
        self._name.setVisible(beside + named <= room)  # where one can go matters more
        for entry in self._entries.values():
            entry.setVisible(not folded)
        self._flows.setContentsMargins(px(24) if not self._name.isHidden() else 0, 0, 0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        fill(painter, self.rect(), look.colour("surface"))
        line = look.px(look.theme.line_width)
        fill(painter, QRect(0, self.height() - line, self.width(), line), look.colour("line"))


class _Entry(QAbstractButton):
    """A word one can press: 44 px of target, a tinted pill when on, a count where one is."""

    def __init__(self, look: Look, flow: FlowEntry, *, folds: bool = False) -> None:
        super().__init__()
        self._look = look
        self._folds = folds
        self._on = False
        self.flow = flow
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_flow(flow)
        look.changed.connect(self.updateGeometry)

    def show_flow(self, flow: FlowEntry) -> None:
        self.flow = flow
        count = f" {flow.attention}" if flow.attention else ""
        self.setText(visible(flow.text).replace("&", "&&"))
        self.setAccessibleName(visible(flow.text) + count)
        self.updateGeometry()
        self.update()

    def set_on(self, on: bool) -> None:
        self._on = on
        self.update()

    def _tail(self) -> int:
        """Return the room of the count and the fold mark."""
        px = self._look.px
        tail = px(24) if self._folds else 0
        if self.flow.attention:
            tail += px(5) + self._look.wide(str(self.flow.attention), BODY, BOLD)
        return tail

    def sizeHint(self) -> QSize:
        px = self._look.px
        wide = self._look.wide(visible(self.flow.text), BODY, SEMIBOLD) + 1
        return QSize(max(px(44), wide + self._tail() + px(28)), px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(44), self._look.px(44))

    def _ink(self, tone: Tone) -> QColor:
        """Faint where a locked station has switched the bar off."""
        return self._look.colour(tone if self.isEnabled() else Tone.FAINT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        px = look.px
        painter = QPainter(self)
        pill = QRectF(0, px(3.5), self.width(), self.height() - 2 * px(3.5))
        if self._on and self.isEnabled():
            edge = None if look.tinted else look.colour(Tone.ACCENT)
            box(painter, pill, px(8), look.colour("accent_soft"), edge, px(3))
        elif self.isEnabled() and (self.underMouse() or self.isDown()):
            box(painter, pill, px(8), look.colour("raised"))
        if self.hasFocus():
            box(painter, pill, px(8), None, look.colour(Tone.ACCENT), look.focus_width)
        painter.setFont(look.font(BODY, SEMIBOLD if self._on else MEDIUM))
        painter.setPen(self._ink(Tone.ACCENT if self._on else Tone.SECOND))
        left = px(14)
        room = self.width() - 2 * left - self._tail()
        words = elided(painter.fontMetrics(), visible(self.flow.text), room)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, room + 2, self.height()), middle, words)
        left += painter.fontMetrics().horizontalAdvance(words)
        if self.flow.attention:
            painter.setFont(look.font(BODY, BOLD))
            painter.setPen(self._ink(Tone.ATTENTION))
            left += px(5)
            count = str(self.flow.attention)
            painter.drawText(QRectF(left, 0, self.width() - left, self.height()), middle, count)
            left += painter.fontMetrics().horizontalAdvance(count)
        if self._folds:
            ink = self._ink(Tone.ACCENT)
            pixmap = look.pixmap("chevron-down", ink, 18, self.devicePixelRatioF())
            painter.drawPixmap(left + px(6), (self.height() - px(18)) // 2, pixmap)


class _Pill(Text):
    """A word that must not be overlooked, on amber."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, size=SMALL, weight=SEMIBOLD, tone=Tone.ATTENTION)
        look.changed.connect(self._pad)
        self._pad()

    def _pad(self) -> None:
        px = self._look.px
        self.setContentsMargins(px(10), px(5), px(10), px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        edge = None if look.tinted else look.colour(Tone.ATTENTION)
        area = QRectF(self.rect())
        box(painter, area, area.height() / 2, look.colour("attention_soft"), edge, look.px(2))
        painter.end()
        super().paintEvent(event)
