"""A sheet of symbols to pages: far enough apart that a scanner takes the one it is held to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.ui import print_texts
from app.ui.print.barcodes import Code, rows_of
from app.ui.print.block import Bars, Block, Fill, Mark, Matrix, Page, Placed, Words
from app.ui.print.code_sheet import CodeSheet, Printed
from app.ui.print.flow import Piece, Room, paginate
from app.ui.print.paper import BOTTOM, HAIR, MARGIN, MM, PER_INCH, RULE, TOP, PageSize
from app.ui.print.typeface import BOLD, INK, SECOND, SEMIBOLD, Style, Typeface

_GREY = "#B8C0C8"

_TITLE = Style(20, BOLD)
_HINT = Style(10)
_GROUP = Style(12, BOLD)
_NAME = Style(12, BOLD)
_NOTE = Style(8.5, colour=SECOND)
_SHOWN = Style(8, colour=SECOND, mono=True)
_RUNNING = Style(8.5, SEMIBOLD)
_FOOT = Style(7.5, colour=SECOND)

# Dots of a 150 dpi printer, whole ones, so that no bar comes out wider than another.
_BAR = 3 * PER_INCH / 150
_SQUARE = 4 * PER_INCH / 150
_TALL = 12 * MM
_GUTTER = 8 * MM
_GAP = 6 * MM


@dataclass(frozen=True, slots=True)
class _Set:
    """One symbol with its words, from x = 0."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def lay_out_codes(sheet: CodeSheet, page: PageSize, typeface: Typeface) -> Iterator[Page]:
    """All pages of a sheet, each with its number and how many there are."""
    foot_top = page.height - BOTTOM - 6 * MM
    head = Block(6 * MM, (Words(MARGIN, _RUNNING.size, sheet.title, _RUNNING),))
    first = Room(TOP, foot_top - 2 * MM)
    later = Room(TOP + 8 * MM, foot_top - 2 * MM)
    bodies = list(paginate(_pieces(sheet, page, typeface), first, later))
    for number, body in enumerate(bodies, start=1):
        above = (Placed(TOP, head),) if number > 1 else ()
        words = print_texts.page(number, len(bodies))
        yield (*above, *body, Placed(foot_top, _foot(sheet.foot, words, page, typeface)))


def _pieces(sheet: CodeSheet, page: PageSize, typeface: Typeface) -> Iterator[Piece]:
    yield Piece(_opening(sheet, page, typeface), keep=True)
    for group in sheet.groups:
        title = (
            Words(MARGIN, _GROUP.size, group.title, _GROUP),
            Fill(MARGIN, _GROUP.size + 2 * MM, page.measure, RULE, INK),
        )
        heading = Block(_GROUP.size + 2 * MM + RULE, title)
        yield Piece(heading, keep=True, gap=_GAP)
        for row in _rows(group.symbols, page, typeface):
            yield Piece(row, again=(heading, Block(_GAP, ())), gap=_GAP)


def _opening(sheet: CodeSheet, page: PageSize, typeface: Typeface) -> Block:
    y = float(_TITLE.size)
    marks: list[Mark] = [Words(MARGIN, y, sheet.title, _TITLE)]
    y += 2 * MM
    for line in typeface.lines(sheet.hint, _HINT, page.measure, 6):
        y += _HINT.leading
        marks.append(Words(MARGIN, y, line, _HINT))
    return Block(y + MM, tuple(marks))


def _rows(symbols: Sequence[Printed], page: PageSize, typeface: Typeface) -> Iterator[Block]:
    """Two beside each other where both find room."""
    half = (page.measure - _GUTTER) / 2
    left: _Set | None = None
    for symbol in symbols:
        made = _set(symbol, typeface, half)
        if made.width > half:
            made = _set(symbol, typeface, page.measure)
            if left is not None:
                yield _row(page, left)
                left = None
            yield _row(page, made)
        elif left is None:
            left = made
        else:
            yield _row(page, left, made)
            left = None
    if left is not None:
        yield _row(page, left)


def _row(page: PageSize, left: _Set, right: _Set | None = None) -> Block:
    column = MARGIN + (page.measure + _GUTTER) / 2
    placed = [(MARGIN, left)] if right is None else [(MARGIN, left), (column, right)]
    marks = (replace(mark, x=mark.x + x) for x, one in placed for mark in one.marks)
    return Block(max(one.height for _, one in placed), tuple(marks))


def _set(symbol: Printed, typeface: Typeface, room: float) -> _Set:
    y = float(_NAME.size if symbol.name else 0)
    marks: list[Mark] = [Words(0, y, symbol.name, _NAME)] if symbol.name else []
    if symbol.shown:
        wide = typeface.width(symbol.name, _NAME)
        marks.append(Words(wide + 3 * MM, y, symbol.shown, _SHOWN))
    for line in typeface.lines(symbol.note, _NOTE, round(room), 3) if symbol.note else ():
        y += _NOTE.leading
        marks.append(Words(0, y, line, _NOTE))
    y += 2.5 * MM
    x = bottom = 0.0
    for code in symbol.codes:
        mark = _symbol(symbol.text, code, x, y)
        quiet = code.quiet * mark.module
        x = mark.x + mark.width + quiet
        bottom = max(bottom, y + mark.height)
        marks.append(mark)
    return _Set(x, bottom, tuple(marks))


def _symbol(text: str, code: Code, x: float, y: float) -> Matrix | Bars:
    """A symbol at this place; one at the left edge has the margin for its quiet zone."""
    rows = rows_of(text, code)
    if code is Code.CODE_128:
        return Bars(x + (code.quiet * _BAR if x else 0), y, _BAR, _TALL, rows[0])
    return Matrix(x + (code.quiet * _SQUARE if x else 0), y, _SQUARE, rows)


def _foot(words: str, number: str, page: PageSize, typeface: Typeface) -> Block:
    wide = typeface.width(number, _FOOT)
    y = 2 * MM + _FOOT.size
    marks = (
        Fill(MARGIN, 0, page.measure, HAIR, _GREY),
        Words(MARGIN, y, words, _FOOT),
        Words(MARGIN + page.measure - wide, y, number, _FOOT),
    )
    return Block(y + MM, marks)
