"""Which column of a foreign table is which field: by its heading, else by what stands in it.

A proposal: a person sees it beside the first rows and changes what is wrong.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.core.po_line.catalogue import PARAMETERS, Kind, LineField
from app.core.po_line.cells import canonical
from app.core.po_line.faults import CellError
from app.core.po_line.forms import PLAIN, DecimalMark, Form
from app.core.po_line.headings import HEADINGS
from app.core.po_line.numbers import mark_shown
from app.core.spreadsheets import Table, unguarded

_SAMPLE = 50
"""Rows by which a column is judged."""
_MOSTLY = 0.8
_NUMBERS = {Kind.QUANTITY, Kind.PRICE, Kind.PERCENT}
_F = LineField

_BY_CONTENT = (_F.LEAD_TIME, _F.EXCEPTION_DATE, _F.PURCHASE_UNIT, _F.PACKAGE)
"""What can be told from a column's values alone, in this order."""
_TEXTS = (_F.PART_NUMBER, _F.MANUFACTURER, _F.MFGR_PART, _F.DESCRIPTION)


@dataclass(frozen=True, slots=True)
class Matching:
    """Which column is what.

    Attributes:
        fields: A field or None for each column; no field twice.
        has_heading: Whether the first row tells names and is no line.
        form: How numbers and days are to be read.
        mark_told: Whether the table itself tells the decimal mark; else it is the desk's own.
    """

    fields: tuple[LineField | None, ...]
    has_heading: bool
    form: Form
    mark_told: bool = False


def propose(
    table: Table,
    own: Form,
    names: Mapping[str, LineField] | None = None,
    parts: Collection[str] = (),
) -> Matching:
    """What the columns of a table probably are.

    Args:
        table: Its rows.
        own: The desk's form.
        names: Further headings: the ERP's names, the titles on screen.
        parts: Part numbers that are known, by which their column is told.
    """
    heading = named(table[0], names or {}) if table else []
    by_name = any(heading)
    heading = heading or [None] * (len(table[0]) if table else 0)
    rows = table[1:] if by_name else table
    numbers = [at for at, field in enumerate(heading) if not by_name or _is_number(field)]
    mark = _mark(rows[:_SAMPLE], numbers)
    form = own if mark is None else Form(mark, own.days)
    if by_name:
        return Matching(tuple(_once(heading)), has_heading=True, form=form, mark_told=bool(mark))
    strange = _has_strange_heading(rows[:_SAMPLE], form)
    fields = _by_content(rows[strange:_SAMPLE], form, parts)
    return Matching(tuple(fields), has_heading=strange, form=form, mark_told=bool(mark))


def named(row: Sequence[str], names: Mapping[str, LineField]) -> list[LineField | None]:
    """The fields that a heading names; nothing where the row is no heading."""
    known = _known_names(names)
    found = [known.get(_folded(cell)) for cell in row]
    filled = sum(bool(cell.strip()) for cell in row)
    if any(_is_read(_F.COST_EACH, PLAIN, cell) for cell in row):
        return []  # a number names nothing
    return found if 2 * sum(one is not None for one in found) >= filled > 0 else []


def _is_number(field: LineField | None) -> bool:
    return field is not None and PARAMETERS[field].kind in _NUMBERS


def _has_strange_heading(rows: Table, form: Form) -> bool:
    """Whether a column is all numbers but for its first cell: then that row names columns."""
    return any(
        first.strip()
        and rest
        and not _is_read(_F.COST_EACH, form, first)
        and all(_is_read(_F.COST_EACH, form, cell) for cell in rest)
        for first, *rest in zip(*rows, strict=True)
    )


def _known_names(more: Mapping[str, LineField]) -> dict[str, LineField]:
    known = {_folded(name): field for field, names in HEADINGS.items() for name in names.split("|")}
    return known | {_folded(name): field for name, field in more.items()}


def _folded(name: str) -> str:
    """What all ways of writing a heading share: `Order Qty.` and `ORDER_QTY`."""
    bare = re.sub(r"\([^)]*\)|[%*:]", " ", unguarded(name))
    return re.sub(r"[\W_]+", " ", bare).strip().casefold() or bare.strip()


def _once(fields: Sequence[LineField | None]) -> list[LineField | None]:
    """Each field at its first column only."""
    seen: set[LineField] = set()
    kept: list[LineField | None] = []
    for field in fields:
        kept.append(None if field in seen else field)
        if field is not None:
            seen.add(field)
    return kept


def _mark(rows: Table, columns: Sequence[int]) -> DecimalMark | None:
    """The decimal mark that the numbers of a table show, unless they contradict each other."""
    cells = (row[at] for row in rows for at in columns)
    shown = {mark for cell in cells if (mark := mark_shown(cell)) is not None}
    return shown.pop() if len(shown) == 1 else None


def _by_content(rows: Table, form: Form, parts: Collection[str]) -> list[LineField | None]:
    columns = [[cell for cell in column if cell.strip()] for column in zip(*rows, strict=True)]
    fields: list[LineField | None] = [None] * len(columns)
    left = {at for at, column in enumerate(columns) if column}

    def give(field: LineField, is_one: Callable[[str], bool]) -> None:
        """The first column of which most cells are such is this field."""
        for at in sorted(left):
            if sum(map(is_one, columns[at])) >= _MOSTLY * len(columns[at]):
                fields[at] = field
                left.discard(at)
                return

    if parts:
        give(_F.PART_NUMBER, lambda cell: cell.strip() in parts)
    for field in _BY_CONTENT:
        give(field, partial(_is_read, field, form))
    give(_F.COST_EACH, lambda cell: "." in (_read(_F.COST_EACH, cell, form) or ""))
    give(_F.QUANTITY, partial(_is_read, _F.QUANTITY, form))
    if _F.COST_EACH not in fields:
        give(_F.COST_EACH, partial(_is_read, _F.COST_EACH, form))
    texts = iter([field for field in _TEXTS if field not in fields])
    for at in sorted(left):
        fields[at] = next(texts, None)
    return fields


def _is_read(field: LineField, form: Form, cell: str) -> bool:
    return _read(field, cell, form) is not None


def _read(field: LineField, cell: str, form: Form) -> str | None:
    try:
        return canonical(PARAMETERS[field], cell, form) or None
    except CellError:
        return None
