"""The answers to a question: in a row where they fit, else in as few rows as they need."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.look import Look
from app.ui.widgets.button import LOW, TALL, ActionButton, ButtonKind

_GAP = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question; `shortcut` is also its cap ("1", "Y")."""

    text: str
    shortcut: str = ""
    kind: ButtonKind = ButtonKind.SECONDARY


class Answers(QWidget):
    """Buttons that wrap into rows like words; `answered` tells the place of one, from 0."""

    answered = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._height = TALL
        self._edged = False
        self._answers: tuple[Answer, ...] = ()
        self._buttons: list[ActionButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._place)

    def set_answers(self, answers: tuple[Answer, ...]) -> None:
        """Offer these; the same ones again change nothing."""
        if answers == self._answers:
            return
        self._answers = answers
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for answer in answers:
            button = ActionButton(
                self._look, answer.text, kind=answer.kind, shortcut=answer.shortcut, parent=self
            )
            button.set_edged(self._edged)
            button.clicked.connect(self._pressed)
            button.show()
            self._buttons.append(button)
        self._place()

    def set_low(self, low: bool) -> None:
        self._height = LOW if low else TALL
        self._place()

    def set_edged(self, edged: bool) -> None:
        """Give the one step forward an edge, on a ground that is as dark as itself."""
        self._edged = edged
        for button in self._buttons:
            button.set_edged(edged)

    def _pressed(self) -> None:
        sender = self.sender()
        self.answered.emit(next(at for at, one in enumerate(self._buttons) if one is sender))

    def wish(self) -> int:
        """Return the width of all in one row, in pixels."""
        gap = self._look.px(_GAP)
        return sum(button.wish() + gap for button in self._buttons) - gap

    def _rows(self, width: int) -> list[list[ActionButton]]:
        gap = self._look.px(_GAP)
        rows: list[list[ActionButton]] = []
        left = -1
        for button in self._buttons:
            wish = button.wish()
            if not rows or wish > left:
                rows.append([])
                left = width
            rows[-1].append(button)
            left -= wish + gap
        return rows

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self._look.px
        rows = len(self._rows(width))
        return max(0, rows * (px(self._height) + px(_GAP)) - px(_GAP))

    def sizeHint(self) -> QSize:
        return QSize(self.wish(), self._look.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = self._look.px
        top = 0
        rows = self._rows(self.width())
        spare = self.height() - self.heightForWidth(self.width())
        if len(rows) == 1:
            top = max(0, spare // 2)
        for row in rows:
            self._place_row(row, top)
            top += px(self._height) + px(_GAP)
        self.updateGeometry()

    def _place_row(self, row: Sequence[ActionButton], top: int) -> None:
        px = self._look.px
        left = 0
        for button in row:
            button.set_height(self._height)
            width = min(button.wish(), self.width() - left)
            button.setGeometry(QRect(left, top, width, px(self._height)))
            left += width + px(_GAP)
