"""The rail: the steps of a flow, and below them the facts that don't change during it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.look import BODY, BOLD, REGULAR, SEMIBOLD, SMALL, Look
from app.ui.widgets.paint import box, shape
from app.ui.widgets.text import Text, elided, visible
from app.ui.widgets.values import Shape, Tone

WIDTH, NARROW = 200, 52


class StepState(Enum):
    DONE = "done"
    NOW = "now"
    TO_COME = "to come"


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    state: StepState
    spoken: str = ""
    """What a screen reader says: "Assembly, done"."""


class Rail(QWidget):
    """Steps above, facts below; `set_narrow` leaves only the circles, where room is short."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._narrow = False
        self._steps: list[_StepMark] = []
        self._facts: list[Text] = []
        self._fact_shape: tuple[int, ...] = (0,)
        self._column = QVBoxLayout(self)
        self._step_column = QVBoxLayout()
        self._fact_column = QVBoxLayout()
        self._fact_column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._step_column)
        self._column.addStretch(1)
        self._column.addLayout(self._fact_column)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_steps(self, steps: Sequence[Step]) -> None:
        while len(self._steps) > len(steps):
            mark = self._steps.pop()
            self._step_column.removeWidget(mark)
            mark.hide()
            mark.deleteLater()
        while len(self._steps) < len(steps):
            mark = _StepMark(self._look, len(self._steps) + 1)
            mark.set_narrow(self._narrow)
            self._steps.append(mark)
            self._step_column.addWidget(mark)
        for mark, step in zip(self._steps, steps, strict=True):
            mark.show_step(step)

    def set_facts(self, heading: str, *groups: Sequence[str]) -> None:
        """Show a strong heading and groups of lines under it, with a gap between groups."""
        fact_shape = (len(heading[:1]), *map(len, groups))
        if fact_shape == self._fact_shape:
            self._say_facts(heading, *groups)
            return
        self._fact_shape = fact_shape
        for text in self._facts:
            self._fact_column.removeWidget(text)
            text.hide()
            text.deleteLater()
        while self._fact_column.count():
            self._fact_column.takeAt(0)
        self._facts = []
        if heading:
            self._add_fact(Text(self._look, heading, size=SMALL, weight=BOLD))
        for at, group in enumerate(groups):
            if at:
                self._fact_column.addSpacing(self._look.px(14))
            for line in group:
                text = Text(self._look, line, size=SMALL, tone=Tone.SECOND, tabular=True)
                self._add_fact(text)

    def _say_facts(self, heading: str, *groups: Sequence[str]) -> None:
        """As many lines as before: only what is other words now is laid out anew."""
        lines = [*([heading] if heading else []), *(line for group in groups for line in group)]
        for text, line in zip(self._facts, lines, strict=True):
            if text.text() != line:
                text.setText(line)

    def _add_fact(self, text: Text) -> None:
        self._fact_column.addWidget(text)
        text.setVisible(not self._narrow)  # without a parent it would be a window of its own
        self._facts.append(text)

    def set_narrow(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for mark in self._steps:
            mark.set_narrow(narrow)
        for text in self._facts:
            text.setVisible(not narrow)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(NARROW if self._narrow else WIDTH), self._look.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(NARROW if self._narrow else WIDTH), 0)

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._step_column.setSpacing(px(4))
        self._fact_column.setSpacing(px(4))


class _StepMark(QWidget):
    """A circle with the step's number or a check, and its name."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self._look = look
        self._number = number
        self._narrow = False
        self._step = Step("", StepState.TO_COME)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_step(self, step: Step) -> None:
        self._step = step
        self.setAccessibleName(visible(step.spoken or step.text))
        self.setToolTip("")
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(NARROW), self._look.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        px = look.px
        painter = QPainter(self)
        state = self._step.state
        if state is StepState.NOW:
            edge = None if look.tinted else look.colour("line")
            width = px(look.theme.line_width)
            box(painter, QRectF(self.rect()), px(8), look.colour("surface"), edge, width)
        side = px(26)
        circle = QRectF(px(12), (self.height() - side) / 2, side, side)
        self._paint_circle(painter, circle)
        if self._narrow:
            return
        now = state is StepState.NOW
        ink = {StepState.NOW: Tone.NORMAL, StepState.DONE: Tone.SECOND}.get(state, Tone.FAINT)
        painter.setFont(look.font(BODY, SEMIBOLD if now else REGULAR))
        painter.setPen(look.colour(ink))
        left = px(50)
        words = elided(painter.fontMetrics(), visible(self._step.text), self.width() - left - px(8))
        area = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_circle(self, painter: QPainter, circle: QRectF) -> None:
        look = self._look
        px = look.px
        radius = circle.width() / 2
        if self._step.state is StepState.DONE:
            ok = look.colour(Tone.OK)
            box(painter, circle, radius, look.colour("ok_soft"), ok, px(2))
            inset = px(8)
            shape(painter, Shape.CHECK, circle.adjusted(inset, inset, -inset, -inset), ok)
            return
        if self._step.state is StepState.NOW:
            box(painter, circle, radius, look.colour(Tone.ACCENT))
            ink = look.colour("on_accent")
        else:
            box(painter, circle, radius, None, look.colour("line"), px(2))
            ink = look.colour(Tone.FAINT)
        painter.setFont(look.font(SMALL, BOLD, tabular=True))
        painter.setPen(ink)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
