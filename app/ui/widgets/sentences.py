"""Sentences below each other, each with a mark that says how it is meant."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.widgets.mark import Mark
from app.ui.widgets.text import Text
from app.ui.widgets.values import Shape, Tone


class Sentences(QWidget):
    """Wrapped, so that none is cut."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: list[QWidget] = []
        self._marks: list[QVBoxLayout] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_sentences(self, sentences: Sequence[tuple[Shape, Tone, str]]) -> None:
        """Show these in place of what stood here."""
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown, self._marks = [], []
        for row, (shape, tone, words) in enumerate(sentences):
            mark, text = Mark(self._look, shape, tone), Text(self._look, words, wrap=True)
            beside = QWidget()
            column = QVBoxLayout(beside)
            column.addWidget(mark)
            self._marks.append(column)
            self._grid.addWidget(beside, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 1, Qt.AlignmentFlag.AlignTop)
            self._shown += [beside, text]
        self._restyle()

    def _restyle(self) -> None:
        for column in self._marks:  # as far down as the middle of a line
            column.setContentsMargins(0, self._look.px(4), 0, 0)
        self._grid.setHorizontalSpacing(self._look.px(10))
        self._grid.setVerticalSpacing(self._look.px(12))
