"""A table on its way into a draft, portion by portion, so that no pause is felt; and out of it."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from app.core.po_line.catalogue import PARAMETERS, Kind, LineField
from app.core.po_line.columns import Matching
from app.core.po_line.entering import cell_changes, line_changes
from app.core.po_line.facts import bare_number
from app.core.po_line.forms import Form
from app.core.po_line.item_numbers import written
from app.core.po_line.sheet import NEW, Sheet, SheetLine
from app.core.spreadsheets import Table, unguarded, write_table

if TYPE_CHECKING:
    from app.core.flow.changes import Change

_F = LineField
_NUMBERS = {Kind.QUANTITY, Kind.PRICE, Kind.PERCENT}


class Pasting:
    """What the rows of a table change in an order's lines.

    A row is about the line that stands where it is pasted; without a place, about the line whose
    item number it has. Any other row is a new line. Rows without anything are left out.

    Attributes:
        changes: For `OrderDraft.carry_out`, once all is worked off.
        left: Rows that are not worked off yet.

    Args:
        sheet: Is not touched.
        table: As read.
        matching: Which column is what.
        at: The row of the sheet where the first row is put; None: by item number.
    """

    def __init__(
        self, sheet: Sheet, table: Table, matching: Matching, at: int | None = None
    ) -> None:
        self.changes: list[Change] = []
        self._sheet, self._form = sheet, matching.form
        rows = table[1:] if matching.has_heading else table
        self._rows = enumerate(rows)
        self.left = len(rows)
        self._columns = [
            (column, of) for column, of in enumerate(matching.fields) if of is not None
        ]
        self._at = at
        self._by_number = {} if at is not None else _by_number(sheet.lines())
        self._next_name = int(sheet.next_name().removeprefix(NEW))
        self._next_number = int(bare_number(sheet.numbers.next_free()))

    def work(self, rows: int) -> bool:
        """Work off so many rows; gives whether any are left."""
        for at, cells in islice(self._rows, rows):
            self.left -= 1
            texts = {of: unguarded(cells[column]) for column, of in self._columns}
            if any(text.strip() for text in texts.values()):
                self._put(at, texts)
        return self.left > 0

    def _put(self, at: int, texts: dict[LineField, str]) -> None:
        line = self._line(at, texts)
        if line is not None:
            if self._at is None:  # by its number, which is no change; and a gap says nothing
                texts = {of: text for of, text in texts.items() if text.strip()}
            self.changes += cell_changes(line, texts, self._form)
            return
        given = bare_number(texts.get(_F.ITEM_NUMBER, ""))
        if given.isdecimal():
            self._next_number = max(self._next_number, int(given) + 1)
        number = "" if given else written(str(self._next_number))
        self._next_number += bool(number)
        name = f"{NEW}{self._next_name}"
        self._next_name += 1
        self.changes += line_changes(self._sheet, name, texts, self._form, number)

    def _line(self, at: int, texts: dict[LineField, str]) -> SheetLine | None:
        sheet = self._sheet
        if self._at is not None:
            row = self._at + at
            return sheet.line(sheet.names[row]) if row < len(sheet) else None
        return self._by_number.get(bare_number(texts.get(_F.ITEM_NUMBER, "")))


def copied(
    lines: Iterable[SheetLine], fields: Sequence[LineField], form: Form, heading: Sequence[str] = ()
) -> str:
    """Cells as a table that spreadsheets paste, numbers in the form's own writing."""
    rows = ([_shown(of, line.text(of), form) for of in fields] for line in lines)
    return write_table([heading, *rows] if heading else rows)


def _shown(of: LineField, text: str, form: Form) -> str:
    number = PARAMETERS[of].kind in _NUMBERS
    return text.replace(".", form.mark.character) if number else text


def _by_number(lines: Iterable[SheetLine]) -> dict[str, SheetLine]:
    return {bare_number(line.item_number): line for line in lines if line.item_number}
