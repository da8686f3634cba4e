"""Tables to pieces of the flow: rows, bands, column titles, listings, signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.ui import print_texts
from app.ui.print.block import Block, Box, Fill, Mark, Matrix, Words
from app.ui.print.flow import Piece
from app.ui.print.letterhead import GREY, HAIR, RULE
from app.ui.print.paper import MARGIN, MM, PageSize
from app.ui.print.sheet import CODE, SMALL, Cell, Column, Group, Row, Table, Text
from app.ui.print.symbol import modules
from app.ui.print.typeface import BOLD, INK, SECOND, SEMIBOLD, Style, Typeface
from app.ui.widgets.text import visible

_TITLE = Style(12, BOLD)
_NOTE = Style(8.5, colour=SECOND)
_COLUMN = Style(7.5, SEMIBOLD, SECOND)
_BAND = Style(9.5, BOLD)
_BAND_NOTE = Style(8, colour=SECOND)
_PARAGRAPH = Style(9)
_SIGN = Style(8, colour=SECOND)

_BAND_GREY = "#E6EAEE"
_ROW_GREY = "#D5DBE0"
_PAD, _TIGHT = 160, 40
_ASCENT, _DESCENT = 0.86, 0.3  # of a font's size
_GAP, _WIDE_GAP = 250, 450
_TICK = 5 * MM
_MODULE = 38
_SECTION_GAP = 7 * MM


@dataclass(frozen=True, slots=True)
class _Span:
    """A column's place on the paper."""

    column: Column
    x: int
    width: int


class TableSetter:
    """Sets the tables of one document."""

    def __init__(self, page: PageSize, typeface: Typeface) -> None:
        self._page, self._typeface = page, typeface

    def pieces(self, table: Table) -> Iterator[Piece]:
        """A table from its title to its last row."""
        spans = self._spans(table.columns)
        titles = self._titles(spans)
        yield Piece(self._heading(table), keep=True, gap=_SECTION_GAP)
        yield Piece(titles, keep=True)
        for group in table.groups:
            yield from self._group(group, spans, titles)

    def paragraph(self, text: str) -> Piece:
        """A note over the whole width, with a bar at its left."""
        style, indent = _PARAGRAPH, 4 * MM
        lines = self._typeface.lines(text, style, self._page.measure - indent, 12)
        y, marks = 0.0, list[Mark]()
        for line in lines:
            y += style.leading
            marks.append(Words(MARGIN + indent, y, line, style))
        height = y + style.leading * 0.3
        bar = Fill(MARGIN, style.leading * 0.2, MM, height - style.leading * 0.2, INK)
        return Piece(Block(height, (bar, *marks)), gap=3 * MM)

    def signatures(self, names: Sequence[str]) -> Piece:
        """Lines to sign on, side by side, at least one."""
        gap = 6 * MM
        width = (self._page.measure - gap * (len(names) - 1)) // len(names)
        height = 9 * MM
        marks: list[Mark] = []
        for at, name in enumerate(names):
            x = MARGIN + at * (width + gap)
            marks.append(Fill(x, height, width, RULE, INK))
            line = self._typeface.lines(name, _SIGN, width)[0]
            marks.append(Words(x, height + _SIGN.leading, line, _SIGN))
        return Piece(Block(height + 2 * _SIGN.leading, tuple(marks)), gap=_SECTION_GAP)

    def _spans(self, columns: tuple[Column, ...]) -> list[_Span]:
        gaps = [
            _WIDE_GAP if one.right and not other.right else _GAP for one, other in pairwise(columns)
        ]
        rest = self._page.measure - sum(gaps) - sum(column.width for column in columns)
        spans: list[_Span] = []
        x = MARGIN
        for column, gap in zip(columns, [*gaps, 0], strict=True):
            width = column.width or rest
            spans.append(_Span(column, x, width))
            x += width + gap
        return spans

    def _heading(self, table: Table) -> Block:
        y = float(_TITLE.size)
        marks: list[Mark] = [Words(MARGIN, y, table.title, _TITLE)]
        if table.note:
            for line in self._typeface.lines(table.note, _NOTE, self._page.measure, 3):
                y += _NOTE.leading * 1.1
                marks.append(Words(MARGIN, y, line, _NOTE))
        return Block(y + MM, tuple(marks))

    def _titles(self, spans: list[_Span]) -> Block:
        y = float(MM + _COLUMN.size)
        marks: list[Mark] = []
        for span in spans:
            if span.column.title:
                line = self._typeface.lines(span.column.title, _COLUMN, span.width)[0]
                marks.append(self._words(span, line, y, _COLUMN))
        y += 1.4 * MM
        marks.append(Fill(MARGIN, y, self._page.measure, RULE, INK))
        return Block(y + RULE, tuple(marks))

    def _group(self, group: Group, spans: list[_Span], titles: Block) -> Iterator[Piece]:
        again: tuple[Block, ...] = (titles,)
        if group.title:
            yield Piece(self._band(group.title, group.note), keep=True, again=again)
            again = (titles, self._band(print_texts.continued(group.title), group.note))
        for row in group.rows:
            yield from self._row(row, spans, again)

    def _band(self, title: str, note: str) -> Block:
        height = 5.8 * MM
        y = height * 0.5 + _BAND.size * 0.36
        right = MARGIN + self._page.measure - 2 * MM
        wide = self._typeface.width(note, _BAND_NOTE)
        room = self._page.measure - round(wide) - 8 * MM
        line = self._typeface.lines(title, _BAND, room)[0]
        return Block(
            height,
            (
                Fill(MARGIN, 0, self._page.measure, height, _BAND_GREY),
                Words(MARGIN + 2 * MM, y, line, _BAND),
                Words(right - wide, y, note, _BAND_NOTE),
            ),
        )

    def _row(self, row: Row, spans: list[_Span], again: tuple[Block, ...]) -> Iterator[Piece]:
        more = bool(row.listing or row.details)
        yield Piece(self._cells(row.cells, spans, rule=not more), again=again, keep=more)
        if row.listing:
            yield from self._listing(row, spans, again)
        if row.details:
            inner = self._spans(row.details.columns)
            more_of = self._continued(row.label, MARGIN)
            for at, cells in enumerate(row.details.rows, start=1):
                last = at == len(row.details.rows)
                block = self._cells(cells, inner, rule=last, pad=_TIGHT)
                yield Piece(block, again=(*again, more_of))

    def _cells(
        self, cells: Sequence[Cell], spans: list[_Span], *, rule: bool, pad: int = _PAD
    ) -> Block:
        """One row. Its cells share their first baseline."""
        marks: list[Mark] = []
        firsts = (cell.texts[0].style.size for cell in cells if cell.texts)
        baseline = pad + max(firsts, default=_TICK) * _ASCENT
        bottoms = [
            self._cell(marks, span, cell, baseline) for span, cell in zip(spans, cells, strict=True)
        ]
        height = max(bottoms) + (_PAD if rule else pad)
        if rule:
            marks.append(Fill(MARGIN, height - HAIR, self._page.measure, HAIR, _ROW_GREY))
        return Block(height, tuple(marks))

    def _cell(self, marks: list[Mark], span: _Span, cell: Cell, first: float) -> float:
        """Add a cell's marks; returns where they end."""
        bottom = 0.0
        if cell.tick is not None:
            marks.append(Box(span.x + 10, _PAD + 20, _TICK, _TICK, ticked=cell.tick))
            bottom = _PAD + 20 + _TICK
        rows = modules(cell.code)
        if rows and _MODULE * len(rows[0]) <= span.width:
            width = _MODULE * len(rows[0])
            marks.append(Matrix(span.x + span.width - width, _PAD, _MODULE, rows))
            bottom = _PAD + _MODULE * len(rows)
        y = 0.0
        for text in cell.texts:
            for line in self._typeface.lines(text.words, text.style, span.width, text.most):
                y = y + text.style.leading if y else first
                marks.append(self._words(span, line, y, text.style))
            bottom = y + text.style.size * _DESCENT
        return bottom

    def _words(self, span: _Span, line: str, y: float, style: Style) -> Words:
        x = float(span.x)
        if span.column.right:
            x += span.width - self._typeface.width(line, style)
        return Words(x, y, line, style)

    def _listing(self, row: Row, spans: list[_Span], again: tuple[Block, ...]) -> Iterator[Piece]:
        """A list as long as it is, one piece a line; its label is repeated on a new page."""
        x = spans[1].x
        width = MARGIN + self._page.measure - x
        label = self._line(x, width, Text(row.label, SMALL))
        more = self._continued(row.label, x)
        yield Piece(label, keep=True, again=again)
        lines = list(self._filled(row.listing, width))
        for at, line in enumerate(lines):
            last = at == len(lines) - 1
            block = self._line(x, width, Text(line, CODE), rule=last)
            yield Piece(block, again=(*again, more))

    def _continued(self, label: str, x: int) -> Block:
        width = MARGIN + self._page.measure - x
        return self._line(x, width, Text(print_texts.continued(label), SMALL))

    def _filled(self, items: Sequence[str], width: int) -> Iterator[str]:
        """Items with commas between them, as many on a line as it holds; none is left out."""
        line, used = "", 0.0
        for at, item in enumerate(items, start=1):
            written = visible(item) if at == len(items) else f"{visible(item)},"
            wide = self._typeface.width(written, CODE)
            gap = self._typeface.width(" ", CODE) if line else 0.0
            if used + gap + wide <= width:
                line = f"{line} {written}" if line else written
                used += gap + wide
                continue
            if line:
                yield line
            *full, line = self._typeface.lines(written, CODE, width, len(written) + 1)
            yield from full
            used = self._typeface.width(line, CODE)
        if line:
            yield line

    def _line(self, x: int, width: int, text: Text, *, rule: bool = False) -> Block:
        line = self._typeface.lines(text.words, text.style, width)[0]
        height = float(text.style.leading)
        marks: list[Mark] = [Words(x, text.style.size, line, text.style)]
        if rule:
            height += _PAD
            marks.append(Fill(MARGIN, height - HAIR, self._page.measure, HAIR, GREY))
        return Block(height, tuple(marks))
