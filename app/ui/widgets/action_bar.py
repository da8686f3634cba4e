"""The bar of actions under a page: back and secondary left, the one primary right."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.look import Look
from app.ui.widgets.button import LOW, TALL, ActionButton


class ActionBar(QWidget):
    """Holds buttons in one row; where they don't fit, the key caps go first."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: list[ActionButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self._left = 0
        self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        look.changed.connect(self._restyle)

    def add_left(self, button: ActionButton) -> ActionButton:
        """Put a button right of those that stand left, and return it."""
        self._row.insertWidget(self._left, button)
        self._left += 1
        return self._took(button)

    def add_right(self, button: ActionButton) -> ActionButton:
        """Put a button at the right end, and return it."""
        self._row.addWidget(button)
        return self._took(button)

    def set_low(self, low: bool) -> None:
        """Make the buttons 44 px high instead of 52, where height is short."""
        self._low = low
        for button in self._buttons:
            button.set_height(LOW if low else TALL)

    def _took(self, button: ActionButton) -> ActionButton:
        self._buttons.append(button)
        button.set_height(LOW if self._low else TALL)
        self._fit()
        return button

    def _restyle(self) -> None:
        self._row.setSpacing(self._look.px(12))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        shown = [b for b in self._buttons if not b.isHidden()]
        return QSize(0, max((b.sizeHint().height() for b in shown), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # a button changed its words or came or went
            self._fit()
        return taken

    def _fit(self) -> None:
        shown = [b for b in self._buttons if not b.isHidden()]
        whole = sum(b.wish() for b in shown) + self._look.px(12) * max(0, len(shown))
        for button in self._buttons:
            button.set_tight(whole > self.width())
        self._row.activate()
