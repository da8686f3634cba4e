"""How wide the columns of a `RowTable` are: what their cells ask for, within the room there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class Natural(NamedTuple):
    """What a column asks for, in pixels without padding.

    Attributes:
        stands: By what stands in it now, where all of that is known.
        least: By that, its title and its sample; of a column that stretches without quieter words.
        whole: By all of these.
    """

    stands: int
    least: int
    whole: int


@dataclass(frozen=True, slots=True)
class Fit:
    """What the columns get.

    Attributes:
        padding: On each side of each cell, in pixels.
        widths: By the column's place, in pixels; a column that isn't there is left out.
        good_for: Of every column how wide a cell it was made for, without padding.
        tight: Some are made for no more than what stands in them.
    """

    padding: int
    widths: dict[int, int]
    good_for: tuple[int, ...]
    tight: bool


def fitted(look: Look, columns: Sequence[Column], natural: Sequence[Natural], room: int) -> Fit:
    """Return what each column gets of so many pixels.

    Where room is short the cells' padding goes first, then the quieter words of the columns
    that stretch, then the columns that may be dropped, then what the others keep for what may
    come; after that the columns that stretch elide, and only then all.
    """
    enough = sum(one.whole for one in natural) + len(columns) * 2 * look.px(PADDING)
    padding = look.px(PADDING if enough <= room else TIGHT_PADDING)
    least = [one.least + 2 * padding for one in natural]
    good_for = [one.whole for one in natural]
    shown = _kept(columns, least, room)
    for i in shown:
        lacking = sum(least[at] for at in shown) - room
        if lacking > 0 and not columns[i].stretch:
            least[i] -= min(lacking, natural[i].least - natural[i].stands)
            good_for[i] = least[i] - 2 * padding
    for i in shown:
        if columns[i].stretch:  # what is cut first is what can be longest
            lacking = sum(least[at] for at in shown) - room
            least[i] -= max(0, min(lacking, least[i] - look.px(_NARROWEST)))
    widths = dict(zip(shown, _shared([least[i] for i in shown], room), strict=True))
    stretching = [i for i in shown if columns[i].stretch] or shown[-1:]
    spare = room - sum(widths.values())
    for i in stretching:
        widths[i] += spare // len(stretching)
    tight = any(wide < one.whole for wide, one in zip(good_for, natural, strict=True))
    return Fit(padding, widths, tuple(good_for), tight)


def natural_widths(
    look: Look, model: CellModel, painter: CellPainter, header: TableHeader
) -> list[Natural]:
    """Take the widths of titles, samples and cells."""
    natural = []
    rows = range(min(_MEASURED, model.rowCount()))
    for at, column in enumerate(model.columns):
        cells = [column.sample, *(model.cell(row, at) for row in rows)]
        whole = [painter.wish(cell, column) for cell in cells]
        least = whole
        if column.stretch:
            least = [painter.wish(cell, column, second=False) for cell in cells]
        title, widest = header.wish(column), look.px(_WIDEST)
        needed = _within(title, least, widest)
        all_known = model.rowCount() <= _MEASURED
        stands = min(max(least[1:], default=0), needed) if all_known else needed
        natural.append(Natural(stands, needed, _within(title, whole, widest)))
    return natural


def outgrown(
    look: Look,
    model: CellModel,
    painter: CellPainter,
    good_for: Sequence[int],
    rows: range,
) -> bool:
    """Whether a cell asks for more than its column was made for, if it was."""
    return any(
        min(painter.wish(model.cell(row, at), column), look.px(_WIDEST)) > wide
        for at, (column, wide) in enumerate(zip(model.columns, good_for, strict=False))
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
