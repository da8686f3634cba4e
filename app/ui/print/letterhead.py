"""The top of the first page, the running head of the others, and the foot of all."""

from app.ui.print.block import Block, Box, Fill, Mark, Matrix, Words
from app.ui.print.paper import HAIR, MARGIN, MM, RULE, PageSize
from app.ui.print.sheet import VALUE, Fact, Sheet
from app.ui.print.symbol import modules
from app.ui.print.typeface import BOLD, INK, SECOND, SEMIBOLD, Style, Typeface

_GREY = "#B8C0C8"

_KIND = Style(10, SEMIBOLD, SECOND)
_FLAG = Style(8.5, BOLD)
_SUBJECT = Style(20, BOLD, mono=True)
_AMOUNT = Style(20, BOLD)
_DESCRIPTION = Style(11)
_LABEL = Style(7.5, colour=SECOND)
_MONO_VALUE = Style(9, mono=True)
_RUNNING = Style(8.5, SEMIBOLD)
_FOOT = Style(7.5, colour=SECOND)

_SYMBOL = 70  # a module's side
_COLUMNS, _GUTTER = 5, 4 * MM


class Letterhead:
    """Sets what stands around the tables of one document."""

    def __init__(self, sheet: Sheet, page: PageSize, typeface: Typeface) -> None:
        self._sheet, self._page, self._typeface = sheet, page, typeface

    def opening(self) -> Block:
        """What it is, what about, and all facts."""
        sheet, page = self._sheet, self._page
        marks: list[Mark] = []
        rows = modules(sheet.code)
        symbol = Matrix(0, 0, _SYMBOL, rows) if rows else None
        room = page.measure
        if symbol is not None:
            left = MARGIN + page.measure - symbol.width
            marks.append(Matrix(left, _SYMBOL, _SYMBOL, rows))
            room -= round(symbol.width) + _GUTTER
        y = float(_KIND.size)
        marks.append(Words(MARGIN, y, sheet.kind, _KIND))
        if sheet.flag:
            x = MARGIN + self._typeface.width(sheet.kind, _KIND) + 3 * MM
            marks.extend(self._flag(x, y))
        wide = self._typeface.width(sheet.amount, _AMOUNT)
        marks.append(Words(MARGIN + room - wide, y + _SUBJECT.leading, sheet.amount, _AMOUNT))
        beside = room - round(wide) - _GUTTER
        for text, style, width in (
            (sheet.subject, _SUBJECT, beside),
            (sheet.description, _DESCRIPTION, room),
        ):
            for line in self._typeface.lines(text, style, width, 3) if text else ():
                y += style.leading
                marks.append(Words(MARGIN, y, line, style))
            y += 0.5 * MM
        y += 3 * MM
        if symbol is not None:
            y = max(y, symbol.height + 4 * MM)
        marks.append(Fill(MARGIN, y, page.measure, 2 * RULE, INK))
        y = self._facts(marks, y + 2 * MM)
        marks.append(Fill(MARGIN, y, page.measure, HAIR, _GREY))
        return Block(y + HAIR, tuple(marks))

    def running(self) -> Block:
        """The head of the second page and all that follow."""
        page, sheet = self._page, self._sheet
        y = float(_RUNNING.size)
        marks: list[Mark] = []
        room = page.measure
        if sheet.flag:
            wide = round(self._typeface.width(sheet.flag, _FLAG)) + 3 * MM
            marks.extend(self._flag(MARGIN + page.measure - wide + MM, y))
            room -= wide + _GUTTER
        line = self._typeface.lines(sheet.running, _RUNNING, room)[0]
        marks.append(Words(MARGIN, y, line, _RUNNING))
        y += 2 * MM
        marks.append(Fill(MARGIN, y, page.measure, RULE, INK))
        return Block(y + RULE, tuple(marks))

    def foot(self, number: str) -> Block:
        """The foot of a page that is called `number` ("Page 2 of 4")."""
        page = self._page
        wide = self._typeface.width(number, _FOOT)
        room = round(page.measure - wide) - _GUTTER
        line = self._typeface.lines(self._sheet.foot, _FOOT, room)[0]
        y = 2 * MM + _FOOT.size
        marks: tuple[Mark, ...] = (
            Fill(MARGIN, 0, page.measure, HAIR, _GREY),
            Words(MARGIN, y, line, _FOOT),
            Words(MARGIN + page.measure - wide, y, number, _FOOT),
        )
        return Block(y + MM, marks)

    def _flag(self, x: float, y: float) -> tuple[Mark, ...]:
        wide = self._typeface.width(self._sheet.flag, _FLAG)
        high = _FLAG.size * 1.5
        return (
            Box(x, y - high * 0.74, wide + 2 * MM, high),
            Words(x + MM, y, self._sheet.flag, _FLAG),
        )

    def _facts(self, marks: list[Mark], top: float) -> float:
        """Facts in columns, row by row; returns where they end."""
        width = (self._page.measure - (_COLUMNS - 1) * _GUTTER) // _COLUMNS
        facts = self._sheet.facts
        y = top
        for at in range(0, len(facts), _COLUMNS):
            bottoms = [
                self._fact(marks, fact, MARGIN + column * (width + _GUTTER), y, width)
                for column, fact in enumerate(facts[at : at + _COLUMNS])
            ]
            y = max(bottoms) + 1.5 * MM
        return y + MM

    def _fact(self, marks: list[Mark], fact: Fact, x: int, y: float, width: int) -> float:
        style = _MONO_VALUE if fact.mono else VALUE
        y += _LABEL.leading
        marks.append(Words(x, y, fact.label, _LABEL))
        for line in self._typeface.lines(fact.value, style, width, 3):
            y += style.leading
            marks.append(Words(x, y, line, style))
        return y
