"""Facts in two columns: what, and its value."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.look import BODY, SMALL, Look
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

_STACKED = 240
"""Under this width, in look.md pixels, values stand under their labels."""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    mono: bool = False
    """For lots, serials, references and raw scans."""
    tone: Tone = Tone.NORMAL


class Facts(QWidget):
    """A grid of facts; values wrap, and go under their labels where it is narrow."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._shown: tuple[Fact, ...] = ()
        self._stacked = False
        self._texts: list[tuple[Text, Text]] = []
        look.changed.connect(self._restyle)
        self._restyle()

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts; where labels and kinds stay the same only the values change."""
        facts = tuple(facts)
        if _frame(facts) != _frame(self._shown):
            self._lay_out(facts)
        for fact, (label, value) in zip(facts, self._texts, strict=True):
            value.setText(fact.value)
            value.set_tone(fact.tone)
            value.setAccessibleName(f"{label.text()}: {value.text()}")
        self._shown = facts

    def _lay_out(self, facts: tuple[Fact, ...]) -> None:
        for pair in self._texts:
            for text in pair:
                self._grid.removeWidget(text)
                text.hide()
                text.deleteLater()
        self._texts = []
        for fact in facts:
            label = Text(self._look, fact.label, tone=Tone.SECOND)
            if not fact.label:
                label.hide()  # never shown here: without a parent it would be a window
            value = Text(self._look, size=SMALL if fact.mono else BODY, mono=fact.mono, wrap=True)
            self._texts.append((label, value))
        self._arrange()

    def _arrange(self) -> None:
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        for at, (label, value) in enumerate(self._texts):
            if self._stacked:
                self._grid.addWidget(label, 2 * at, 0, 1, 2, top)
                self._grid.addWidget(value, 2 * at + 1, 0, 1, 2)
            else:
                self._grid.addWidget(label, at, 0, top)
                self._grid.addWidget(value, at, 1, middle)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(104), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < self._look.px(_STACKED)
        if stacked != self._stacked:
            self._stacked = stacked
            self._arrange()

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(self._look.px(20))
        self._grid.setVerticalSpacing(self._look.px(10))


def _frame(facts: tuple[Fact, ...]) -> list[tuple[str, bool]]:
    return [(fact.label, fact.mono) for fact in facts]
