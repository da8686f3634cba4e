"""Where the columns of a paste go: to the fields they name, else to the cells they are put on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.core.po_line.catalogue import PARAMETERS, LineField
from app.core.po_line.cells import canonical
from app.core.po_line.columns import Matching, named, propose
from app.core.po_line.faults import CellError
from app.core.po_line.forms import Form
from app.core.spreadsheets import Table, unguarded


@dataclass(frozen=True, slots=True)
class Placing:
    """How a paste is taken.

    Attributes:
        in_place: From the current row on; else by item number, and new lines at the end.
    """

    matching: Matching
    in_place: bool


def placed(  # noqa: PLR0913, PLR0917 - all that a paste is judged by
    table: Table,
    there: Sequence[LineField | None],
    own: Form,
    names: Mapping[str, LineField],
    parts: Collection[str],
    on_new: bool,
) -> Placing:
    """How a paste is taken that nobody was asked about.

    A heading names the columns. Without one they go where they are put, cell by cell; but on the
    row of a new line a table that makes no sense there is matched by what stands in it.

    Args:
        table: As read; not empty.
        there: The fields from the current cell to the right.
        own: The desk's form.
        names: Further headings.
        parts: Part numbers that are known.
        on_new: Whether the current row is that of the next line.
    """
    proposed = propose(table, own, names, parts)
    width = len(table[0])
    if proposed.has_heading and width > 1:
        return Placing(proposed, in_place=False)
    fields = [*there[:width], *(None,) * max(0, width - len(there))]
    heading = bool(named(table[0], names))
    by_place = Matching(tuple(fields), heading, proposed.form, proposed.mark_told)
    if not on_new or width == 1 or _makes_sense(table, by_place):
        return Placing(by_place, in_place=True)
    return Placing(proposed, in_place=not proposed.has_heading)


def _makes_sense(table: Table, matching: Matching) -> bool:
    """Whether new lines would have a quantity, and each cell of the first row can be read."""
    if LineField.QUANTITY not in matching.fields:
        return False
    for of, cell in zip(matching.fields, table[0], strict=True):
        if of is None and cell.strip():
            return False
        if of is not None and not _reads(of, unguarded(cell), matching.form):
            return False
    return True


def _reads(of: LineField, cell: str, form: Form) -> bool:
    try:
        canonical(PARAMETERS[of], cell, form)
    except CellError:
        return False
    return True
