"""How wide the columns of a `RowTable` are: what their cells ask for, within the room there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.ui.look import Look
from app.ui.widgets.cell_painter import PADDING, TIGHT_PADDING, CellPainter
from app.ui.widgets.cells import CellModel, Column
from app.ui.widgets.table_header import TableHeader

_MEASURED = 32
"""Rows from the top whose cells are measured; a column's sample speaks for the others."""
_WIDEST = 240
"""A column is made no wider than this for what stands in it, in look.md pixels."""
_NARROWEST = 96
"""A column that stretches keeps at least this much, in look.md pixels."""

Natural = Sequence[tuple[int, int]]
"""Of each column the pixels it needs, and those for all that stands in it; without padding."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What the columns get.

    Attributes:
        padding: On each side of each cell, in pixels.
        widths: By the column's place, in pixels; a column that isn't there is left out.
    """

    padding: int
    widths: dict[int, int]


def fitted(look: Look, columns: Sequence[Column], natural: Natural, room: int) -> Fit:
    """Return what each column gets of so many pixels.

    Where room is short the cells' padding goes first, then the quieter words of the columns
    that stretch, then the columns that may be dropped; after that the columns that stretch
    elide, and only then all.
    """
    enough = sum(whole for _, whole in natural) + len(columns) * 2 * look.px(PADDING)
    padding = look.px(PADDING if enough <= room else TIGHT_PADDING)
    least = [least + 2 * padding for least, _ in natural]
    shown = _kept(columns, least, room)
    for i in shown:
        if columns[i].stretch:  # what is cut first is what can be longest
            lacking = sum(least[at] for at in shown) - room
            least[i] -= max(0, min(lacking, least[i] - look.px(_NARROWEST)))
    widths = dict(zip(shown, _shared([least[i] for i in shown], room), strict=True))
    stretching = [i for i in shown if columns[i].stretch] or shown[-1:]
    spare = room - sum(widths.values())
    for i in stretching:
        widths[i] += spare // len(stretching)
    return Fit(padding, widths)


def natural_widths(
    look: Look, model: CellModel, painter: CellPainter, header: TableHeader
) -> list[tuple[int, int]]:
    """Take the widths of samples and cells, without padding: the least, and for all of it."""
    natural = []
    rows = range(min(_MEASURED, model.rowCount()))
    for at, column in enumerate(model.columns):
        cells = [column.sample, *(model.cell(row, at) for row in rows)]
        whole = [painter.wish(cell, column) for cell in cells]
        least = whole
        if column.stretch:
            least = [painter.wish(cell, column, second=False) for cell in cells]
        title, widest = header.wish(column), look.px(_WIDEST)
        natural.append((_within(title, least, widest), _within(title, whole, widest)))
    return natural


def outgrown(
    look: Look,
    model: CellModel,
    painter: CellPainter,
    natural: Natural,
    rows: range,
) -> bool:
    """Whether a cell asks for more than its column was measured for, if it was."""
    return any(
        min(painter.wish(model.cell(row, at), column), look.px(_WIDEST)) > whole
        for at, (column, (_, whole)) in enumerate(zip(model.columns, natural, strict=False))
        for row in range(rows.start, min(rows.stop, _MEASURED))
    )


def _within(title: int, wishes: Sequence[int], widest: int) -> int:
    """Return the largest wish, but not for one cell that is out of all proportion."""
    return max(title, wishes[0], min(max(wishes), widest))


def _shared(wished: Sequence[int], room: int) -> list[int]:
    """Return what each column gets of `room` pixels: what it wishes, or its share of too little."""
    needed = sum(wished)
    if needed <= room or room <= 0:
        return list(wished)
    return [wide * room // needed for wide in wished]


def _kept(columns: Sequence[Column], widths: Sequence[int], room: int) -> list[int]:
    """Return the places of the columns that are shown in `room` pixels."""
    kept = list(range(len(columns)))
    while sum(widths[i] for i in kept) > room:
        droppable = [i for i in kept if columns[i].drop]
        if not droppable:
            break
        kept.remove(max(droppable, key=lambda i: columns[i].drop))
    return kept
