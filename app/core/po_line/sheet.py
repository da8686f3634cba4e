"""An order's lines as a sheet of cells: what the ERP holds, and what a buyer changed of it.

Changed only by `DraftEvent`s and by fresh reads of the order. A cell's text is canonical, or what
a person mistyped; nothing that was typed is lost.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from app.core.flow.changes import Change, Slot
from app.core.po_line.catalogue import LineField
from app.core.po_line.cells import text_of
from app.core.po_line.facts import Order, OrderLine
from app.core.po_line.item_numbers import ItemNumbers

NEW = "+"
"""Begins the name of a line that the ERP doesn't have; the others are named by its keys."""
_PART = "\x1f"  # parts the two texts of a cell in a change; stands in no text
_F = LineField
_FIELDS = {of.value: of for of in LineField}


class Cell(NamedTuple):
    """A cell that was changed.

    Attributes:
        text: What a person wants there.
        seen: What the ERP held there when that was said.
    """

    text: str
    seen: str

    def written(self) -> str:
        """As a change holds it; the empty text is no cell."""
        return f"{self.text}{_PART}{self.seen}"


def read_cell(written: str) -> Cell | None:
    """The cell of a change, or None."""
    text, part, seen = written.partition(_PART)
    return Cell(text, seen) if part else None


def touched_lines(changes: Iterable[Change]) -> set[str]:
    """The lines that an event is about."""
    return {
        change.owner.rpartition(" ")[0] if change.slot is Slot.CELL else change.owner
        for change in changes
    }


@dataclass(slots=True)
class SheetLine:
    """One row.

    Attributes:
        name: Stays the same whatever happens to the line.
        before: As the ERP holds it by the latest read; None for one that it doesn't (yet).
        cells: What a buyer changed.
        doomed: The line as it was seen when it was to be deleted (JSON), or empty.
        reason: Why what is unusual is right.
    """

    name: str
    before: OrderLine | None = None
    cells: dict[LineField, Cell] = field(default_factory=dict)
    doomed: str = ""
    reason: str = ""

    @property
    def is_new(self) -> bool:
        """Whether a buyer added it."""
        return self.name.startswith(NEW)

    @property
    def is_gone(self) -> bool:
        """Whether the ERP had it and has it no longer."""
        return self.before is None and not self.is_new

    @property
    def is_touched(self) -> bool:
        """Whether a buyer did anything to it. One that is gone need not be deleted any more."""
        return self.is_new or bool(self.cells) or (bool(self.doomed) and not self.is_gone)

    def held(self, of: LineField) -> str:
        """What the ERP holds there, as text."""
        if self.before is None:
            return ""
        if of is _F.ITEM_NUMBER:
            return self.before.item_number
        if of is _F.ORDER_NUMBER:
            return self.before.order_number
        return text_of(getattr(self.before.values, of))

    def text(self, of: LineField) -> str:
        """What stands there now."""
        cell = self.cells.get(of)
        return self.held(of) if cell is None else cell.text

    def changed_fields(self) -> tuple[LineField, ...]:
        """Where the ERP holds something else than a buyer wants."""
        return tuple(of for of, cell in self.cells.items() if cell.text != self.held(of))

    @property
    def item_number(self) -> str:
        """Its number, or empty."""
        return self.text(_F.ITEM_NUMBER)


class Sheet:
    """The rows, in the ERP's order and the new ones behind.

    Args:
        order: As read.
        reserved: Item numbers that postings bring which are not settled.

    Attributes:
        names: Of the rows, from the first to the last.
        order: The latest read.
    """

    def __init__(self, order: Order, reserved: Collection[str] = ()) -> None:
        self.order = order
        self.names: list[str] = []
        self.numbers = ItemNumbers(reserved)
        self._lines: dict[str, SheetLine] = {}
        self._rows: dict[str, int] = {}
        self._added = 0
        self.know(order)

    def __len__(self) -> int:
        return len(self.names)

    def line(self, name: str) -> SheetLine | None:
        """The line of this name."""
        return self._lines.get(name)

    def lines(self) -> Iterable[SheetLine]:
        """All lines, in their order."""
        return (self._lines[name] for name in self.names)

    def row(self, name: str) -> int:
        """Where a line stands."""
        return self._rows[name]

    def next_name(self) -> str:
        """The name of a new line; none is given twice."""
        return f"{NEW}{self._added + 1}"

    def know(self, order: Order) -> set[str]:
        """Take in a fresh read; gives the lines that are others by it.

        A line that is gone stays only if something was to become of it.
        """
        self.order = order
        touched: set[str] = set()
        left = dict(self._lines)
        for before in order.lines:
            line = left.pop(before.key, None)
            if line is None:
                line = self._lines[before.key] = SheetLine(before.key)
            if line.before != before:
                touched |= self._set_before(line, before)
        for line in left.values():
            if line.is_new:
                continue
            touched |= self._set_before(line, None)
            if not line.cells:
                del self._lines[line.name]
        self._order_rows()
        return touched

    def reserve(self, numbers: Collection[str]) -> set[str]:
        """Postings bring these item numbers now; gives the lines that are others by it."""
        self.numbers.reserve(numbers)
        return {line.name for line in self._lines.values() if line.is_new}

    def apply(self, changes: Iterable[Change]) -> set[str]:
        """Carry out an event's changes; gives the lines that they make others."""
        touched: set[str] = set()
        there: set[str] = set()
        for change in changes:
            slot, name = change.slot, change.owner
            if slot is Slot.CELL:
                name, _, of = name.rpartition(" ")
                self._set_cell(name, _FIELDS[of], read_cell(change.new), touched)
            elif slot is Slot.LINE:
                self._exist(name, there=bool(change.new))
                there.add(name)
            elif slot is Slot.DOOMED:
                self._of(name).doomed = change.new
            elif slot is Slot.REASON:
                self._of(name).reason = change.new
            else:
                continue
            touched.add(name)
        if there or any(line.is_gone for name in touched if (line := self._lines.get(name))):
            self._order_rows()
        return touched

    def _of(self, name: str) -> SheetLine:
        """The line; one that the ERP had, and has no longer, comes back with what is said of it."""
        return self._lines.setdefault(name, SheetLine(name))

    def _exist(self, name: str, *, there: bool) -> None:
        if there:
            self._lines[name] = SheetLine(name)
            self._added = max(self._added, _count(name))
        else:
            line = self._lines.pop(name, None)
            if line is not None and line.item_number:
                self.numbers.leave(line.item_number, name)

    def _set_cell(self, name: str, of: LineField, cell: Cell | None, touched: set[str]) -> None:
        line = self._lines.get(name) or self._of(name)
        number = line.item_number if of is _F.ITEM_NUMBER else None
        if cell is None:
            line.cells.pop(of, None)
        else:
            line.cells[of] = cell
        if number is not None:
            touched |= self._renumber(line, number)

    def _set_before(self, line: SheetLine, before: OrderLine | None) -> set[str]:
        number = line.item_number
        line.before = before
        return {line.name} | self._renumber(line, number)

    def _renumber(self, line: SheetLine, old: str) -> set[str]:
        """Note that a line's number is another one; gives the lines that share either."""
        new = line.item_number
        sharing = set(self.numbers.holders(old)) | set(self.numbers.holders(new))
        if old:
            self.numbers.leave(old, line.name)
        if new:
            self.numbers.take(new, line.name)
        return sharing

    def _order_rows(self) -> None:
        erps = [line.key for line in self.order.lines]
        others = [line for line in self._lines.values() if line.before is None]
        gone = [line.name for line in others if line.is_gone and line.cells]
        new = sorted((line.name for line in others if line.is_new), key=_count)
        self.names = [*erps, *gone, *new]
        self._rows = {name: row for row, name in enumerate(self.names)}


def _count(name: str) -> int:
    return int(name.removeprefix(NEW))
