"""Rows of tables to blocks: columns find their places, cells share a baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.ui.print.block import Block, Box, Fill, Mark, Matrix, Words
from app.ui.print.paper import HAIR, MARGIN, MM, PageSize
from app.ui.print.sheet import Cell, Column, Text
from app.ui.print.symbol import modules
from app.ui.print.typeface import Style, Typeface

PAD, TIGHT = 160, 50

_ROW_GREY = "#D5DBE0"
_ASCENT, _DESCENT = 0.86, 0.3  # of a font's size
_GAP, _WIDE_GAP = 250, 450
_TICK = 5 * MM
_MODULE = 38


@dataclass(frozen=True, slots=True)
class Span:
    """A column's place on the paper."""

    column: Column
    x: int
    width: int


class RowSetter:
    """Sets the rows of one document."""

    def __init__(self, page: PageSize, typeface: Typeface) -> None:
        self._page, self._typeface = page, typeface
        self._symbols: dict[str, tuple[bytes, ...]] = {}

    def spans(self, columns: tuple[Column, ...]) -> list[Span]:
        """Where columns stand."""
        gaps = [
            _WIDE_GAP if one.right and not other.right else _GAP for one, other in pairwise(columns)
        ]
        rest = self._page.measure - sum(gaps) - sum(column.width for column in columns)
        spans: list[Span] = []
        x = MARGIN
        for column, gap in zip(columns, [*gaps, 0], strict=True):
            width = column.width or rest
            spans.append(Span(column, x, width))
            x += width + gap
        return spans

    def row(
        self, cells: Sequence[Cell], spans: Sequence[Span], *, rule: bool, pad: int = PAD
    ) -> Block:
        """One row; with a hair below it if `rule`."""
        marks: list[Mark] = []
        firsts = (cell.texts[0].style.size for cell in cells if cell.texts)
        baseline = pad + max(firsts, default=_TICK) * _ASCENT
        bottoms = [
            self._cell(marks, span, cell, baseline) for span, cell in zip(spans, cells, strict=True)
        ]
        height = max(bottoms) + (PAD if rule else pad)
        if rule:
            marks.append(Fill(MARGIN, height - HAIR, self._page.measure, HAIR, _ROW_GREY))
        return Block(height, tuple(marks))

    def line(self, x: int, text: Text, *, top: int = 0, rule: bool = False) -> Block:
        """One line of text from `x` to the right margin."""
        width = MARGIN + self._page.measure - x
        written = self._typeface.lines(text.words, text.style, width)[0]
        height = float(top + text.style.leading)
        marks: list[Mark] = [Words(x, top + text.style.size, written, text.style)]
        if rule:
            height += PAD
            marks.append(Fill(MARGIN, height - HAIR, self._page.measure, HAIR, _ROW_GREY))
        return Block(height, tuple(marks))

    def words(self, span: Span, line: str, y: float, style: Style) -> Words:
        """A line of text in its column."""
        x = float(span.x)
        if span.column.right:
            x += span.width - self._typeface.width(line, style)
        return Words(x, y, line, style)

    def _cell(self, marks: list[Mark], span: Span, cell: Cell, first: float) -> float:
        """Add a cell's marks; returns where they end."""
        bottom = 0.0
        if cell.tick is not None:
            marks.append(Box(span.x + HAIR, PAD + HAIR, _TICK, _TICK, ticked=cell.tick))
            bottom = PAD + HAIR + _TICK
        rows = self._symbol(cell.code) if cell.code else ()
        if rows and _MODULE * len(rows[0]) <= span.width:
            width = _MODULE * len(rows[0])
            marks.append(Matrix(span.x + span.width - width, PAD, _MODULE, rows))
            bottom = PAD + _MODULE * len(rows)
        y = 0.0
        for text in cell.texts:
            style = self._style(text, span.width)
            for line in self._typeface.lines(text.words, style, span.width, text.most):
                y = y + style.leading if y else first
                marks.append(self.words(span, line, y, style))
            bottom = y + style.size * _DESCENT
        return bottom

    def _symbol(self, code: str) -> tuple[bytes, ...]:
        rows = self._symbols.get(code)
        if rows is None:
            rows = self._symbols[code] = modules(code)
        return rows

    def _style(self, text: Text, width: int) -> Style:
        whole = text.most == 1
        return self._typeface.fitting(text.words, text.style, width) if whole else text.style
