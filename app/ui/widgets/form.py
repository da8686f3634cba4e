"""The one way to make a form: label, field, and a line for help or what is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.look import SMALL, Look
from app.ui.widgets.mark import Mark
from app.ui.widgets.text import Text, visible
from app.ui.widgets.values import Shape, Tone

_COLUMN = 126
"""Under this width, in look.md pixels, a field gets less company in its line."""


class FormRow(QWidget):
    """One field with its label above and its help below; an error stands where the help stood.

    Where it is steady one line for help is always there, so that nothing moves when a short error
    comes or goes.
    """

    def __init__(  # noqa: PLR0913 - what a row shows is one value each
        self,
        look: Look,
        label: str,
        field: QWidget,
        *,
        help_text: str,
        required: bool,
        steady: bool = True,
    ) -> None:
        super().__init__()
        self._look = look
        self._help = help_text
        self._steady = steady
        self._error = ""
        self._tone = Tone.REFUSED
        self.field = field
        look.dress(field)
        self._words = words = visible(label)
        self.label = Text(look, "", size=SMALL, tone=Tone.SECOND)
        self.set_required(required)
        self.label.setBuddy(field)
        self._mark = Mark(look, Shape.TRIANGLE, Tone.REFUSED)
        self._below = Text(look, help_text, size=SMALL, tone=Tone.SECOND, wrap=True)
        self._line = QHBoxLayout()
        self._line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._below, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.label)
        self._column.addWidget(field)
        self._column.addLayout(self._line)
        self._mark.hide()
        if not (steady or help_text):
            self._below.hide()
        field.setAccessibleName(words)
        field.setAccessibleDescription(help_text)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_required(self, required: bool) -> None:
        """Mark the field as one that must be filled, or no longer."""
        marked = self._words + " *" if required else self._words
        self.label.setText(marked.replace("&", "&&"))

    @property
    def error(self) -> str:
        return self._error

    def set_error(self, error: str, tone: Tone = Tone.REFUSED) -> None:
        """Say what is wrong with the field; "" says nothing is and shows the help again.

        With another tone than that of a refusal the field itself isn't wrong.
        """
        if (error, tone) == (self._error, self._tone):
            return
        self._error, self._tone = error, tone
        self._below.setText(error or self._help)
        self._below.set_tone(tone if error else Tone.SECOND)
        if not self._steady:
            self._below.setVisible(bool(error or self._help))
        self._mark.setVisible(bool(error) and tone is Tone.REFUSED)
        self.field.setAccessibleDescription(error or self._help)
        self.field.setProperty("invalid", bool(error) and tone is Tone.REFUSED)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(4))
        self._line.setSpacing(px(6))
        self._below.setMinimumHeight(px(18))


class Form(QWidget):
    """Rows in up to so many columns, as there is room, filled from left to right.

    A long form isn't `steady`: its rows take no more room than they need.
    """

    def __init__(self, look: Look, *, columns: int = 1, steady: bool = True) -> None:
        super().__init__()
        self._look = look
        self._steady = steady
        self._most = columns
        self._columns = columns
        self._rows: list[tuple[FormRow, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._restyle)
        self._restyle()

    def add(
        self,
        label: str,
        field: QWidget,
        *,
        help_text: str = "",
        required: bool = False,
        span: int = 1,
    ) -> FormRow:
        """Add a field, `span` columns wide, and return its row."""
        row = FormRow(
            self._look,
            label,
            field,
            help_text=help_text,
            required=required,
            steady=self._steady,
        )
        self._rows.append((row, span))
        self._arrange()
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = min(self._most, max(1, self.width() // self._look.px(_COLUMN)))
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _arrange(self) -> None:
        line = column = 0
        for row, wished in self._rows:
            span = min(wished, self._columns)
            if column + span > self._columns:
                line, column = line + 1, 0
            self._grid.addWidget(row, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for at in range(self._most):
            self._grid.setColumnStretch(at, 1 if at < self._columns else 0)

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(self._look.px(12))
        self._grid.setVerticalSpacing(self._look.px(8))
        if self.width():
            self._fit()
