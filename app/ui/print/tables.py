"""Tables to pieces of the flow: rows, bands, column titles, listings, signatures."""

from collections.abc import Iterator, Sequence

from app.ui import print_texts
from app.ui.print.block import Block, Fill, Mark, Words
from app.ui.print.flow import Piece
from app.ui.print.paper import MARGIN, MM, RULE, PageSize
from app.ui.print.rows import TIGHT, RowSetter, Span
from app.ui.print.sheet import CODE, SMALL, Group, Row, Table, Text
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
_SECTION_GAP = 7 * MM


class TableSetter:
    """Sets the tables of one document."""

    def __init__(self, page: PageSize, typeface: Typeface) -> None:
        self._page, self._typeface = page, typeface
        self._rows = RowSetter(page, typeface)

    def pieces(self, table: Table) -> Iterator[Piece]:
        """A table from its title to its last row."""
        spans = self._rows.spans(table.columns)
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

    def _heading(self, table: Table) -> Block:
        y = float(_TITLE.size)
        marks: list[Mark] = [Words(MARGIN, y, table.title, _TITLE)]
        if table.note:
            for line in self._typeface.lines(table.note, _NOTE, self._page.measure, 3):
                y += _NOTE.leading * 1.1
                marks.append(Words(MARGIN, y, line, _NOTE))
        return Block(y + MM, tuple(marks))

    def _titles(self, spans: list[Span]) -> Block:
        y = float(MM + _COLUMN.size)
        marks: list[Mark] = []
        for span in spans:
            if span.column.title:
                line = self._typeface.lines(span.column.title, _COLUMN, span.width)[0]
                marks.append(self._rows.words(span, line, y, _COLUMN))
        y += 1.4 * MM
        marks.append(Fill(MARGIN, y, self._page.measure, RULE, INK))
        return Block(y + RULE, tuple(marks))

    def _group(self, group: Group, spans: list[Span], titles: Block) -> Iterator[Piece]:
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

    def _row(self, row: Row, spans: list[Span], again: tuple[Block, ...]) -> Iterator[Piece]:
        more = bool(row.listing or row.details)
        yield Piece(self._rows.row(row.cells, spans, rule=not more), again=again, keep=more)
        if row.listing:
            yield from self._listing(row, spans[1].x, again)
        if row.details:
            inner = self._rows.spans(row.details.columns)
            more_of = self._continued(row.label, MARGIN)
            for at, cells in enumerate(row.details.rows, start=1):
                last = at == len(row.details.rows)
                block = self._rows.row(cells, inner, rule=last, pad=TIGHT)
                yield Piece(block, again=(*again, more_of))

    def _listing(self, row: Row, x: int, again: tuple[Block, ...]) -> Iterator[Piece]:
        """A list as long as it is, one piece a line; its label is repeated on a new page."""
        yield Piece(self._rows.line(x, Text(row.label, SMALL)), keep=True, again=again)
        more = self._continued(row.label, x)
        before = ""
        for line in self._filled(row.listing, MARGIN + self._page.measure - x):
            if before:
                yield Piece(self._rows.line(x, Text(before, CODE)), again=(*again, more))
            before = line
        yield Piece(self._rows.line(x, Text(before, CODE), rule=True), again=(*again, more))

    def _continued(self, label: str, x: int) -> Block:
        return self._rows.line(x, Text(print_texts.continued(label), SMALL), top=TIGHT)

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
