"""The bar of actions under a page: back and secondary left, the one primary right."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.ui.look import BODY, Look
from app.ui.widgets.button import LOW, TALL, ActionButton

_GAP = 12


class ActionBar(QWidget):
    """Holds buttons in one row. Where they don't fit, the key caps go first, then buttons fold.

    The caps at the right stay while there is room: the step forward has one. Those of the left
    fold into a menu, the last one first. A folded button lies under the menu's own, so that its
    shortcut goes on working.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._left: list[ActionButton] = []
        self._right: list[ActionButton] = []
        self._low = False
        self._folded: tuple[ActionButton, ...] = ()
        self._more = ActionButton(look, "More", icon="menu", parent=self)
        self._more.clicked.connect(self._open_menu)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._fit)

    def add_left(self, button: ActionButton) -> ActionButton:
        """Put a button right of those that stand left, and return it."""
        self._left.append(button)
        return self._took(button)

    def add_right(self, button: ActionButton) -> ActionButton:
        """Put a button at the right end, and return it."""
        self._right.append(button)
        return self._took(button)

    def set_low(self, low: bool) -> None:
        """Make the buttons 44 px high instead of 52, where height is short."""
        if low != self._low:
            self._low = low
            for button in (*self._left, *self._right, self._more):
                button.set_height(LOW if low else TALL)
            self.updateGeometry()
            self._fit()

    @property
    def empty(self) -> bool:
        """Whether no button was ever put in."""
        return not (self._left or self._right)

    @property
    def folded(self) -> tuple[ActionButton, ...]:
        """The buttons that are in the menu now."""
        return self._folded

    def _took(self, button: ActionButton) -> ActionButton:
        button.setParent(self)
        button.show()
        button.set_height(LOW if self._low else TALL)
        if self.isVisible():
            self._fit()
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(600), self._look.px(LOW if self._low else TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # a button changed its words or came or went
            self._fit()
        return taken

    def _wanted(self, buttons: Sequence[ActionButton], *, tight: bool) -> int:
        gap = self._look.px(_GAP)
        return sum(button.wish(tight=tight) + gap for button in buttons) - gap

    def _fit(self) -> None:
        left = [button for button in self._left if not button.isHidden()]
        right = [button for button in self._right if not button.isHidden()]
        tight = self._lacking([*left, *right], tight=False)
        folded: list[ActionButton] = []
        while self._lacking([*left, *self._shown(folded), *right], tight=tight):
            if not self._spares(left, tight=tight):
                break
            folded.insert(0, left.pop())
        if len(folded) == 1 and left:  # one in a menu would take the room of two
            folded.insert(0, left.pop())
        before = [*left, *self._shown(folded)]
        room = self.width() - self._wanted(before, tight=tight) - self._look.px(_GAP)
        for button in (*self._left, self._more):
            button.set_tight(tight)
        for button in self._right:
            button.set_tight(tight and self._wanted(right, tight=False) > room)
        self._place(left, folded, right)

    def _lacking(self, buttons: Sequence[ActionButton], *, tight: bool) -> bool:
        return self._wanted(buttons, tight=tight) > self.width()

    def _spares(self, left: Sequence[ActionButton], *, tight: bool) -> bool:
        """Whether one more can be folded; of the last one only where the menu takes less room."""
        if len(left) == 1:
            return self._more.wish(tight=tight) < left[0].wish(tight=tight)
        return len(left) > 1

    def _shown(self, folded: Sequence[ActionButton]) -> list[ActionButton]:
        return [self._more] if folded else []

    def _place(
        self, left: list[ActionButton], folded: list[ActionButton], right: list[ActionButton]
    ) -> None:
        gap = self._look.px(_GAP)
        if self._more.isHidden() is bool(folded):
            self._more.setVisible(bool(folded))
        self._folded = tuple(folded)
        at = 0
        for button in (*left, *self._shown(folded)):
            button.set_folded(False)
            button.setGeometry(at, 0, button.sizeHint().width(), self.height())
            at += button.width() + gap
        for button in folded:
            button.set_folded(True)
            button.setGeometry(self._more.geometry())
            button.stackUnder(self._more)
        wanted = sum(button.sizeHint().width() + gap for button in right) - gap
        start = max(at, self.width() - wanted)
        for button in right:
            button.set_folded(False)
            room = self.width() - start
            button.setGeometry(start, 0, min(button.sizeHint().width(), room), self.height())
            start += button.width() + gap

    @cached_property
    def _menu(self) -> QMenu:
        """Made when it is first opened: most bars never fold."""
        menu = QMenu(self)
        self._look.dress(menu)
        return menu

    def _open_menu(self) -> None:
        self._menu.clear()
        self._menu.setFont(self._look.font(BODY))
        for button in self._folded:
            action = QAction(button.text(), self._menu)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
            self._menu.addAction(action)
        above = self._more.mapToGlobal(QPoint(0, -self._menu.sizeHint().height()))
        self._menu.popup(above)
