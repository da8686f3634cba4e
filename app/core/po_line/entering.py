"""What is typed, pasted or filled down into lines, as the changes that put it there."""

from collections.abc import Mapping

from app.core.flow.changes import Change, Slot
from app.core.po_line.catalogue import PARAMETERS, LineField
from app.core.po_line.cells import canonical
from app.core.po_line.faults import CellError
from app.core.po_line.forms import PLAIN, Form
from app.core.po_line.item_numbers import written
from app.core.po_line.sheet import Cell, Sheet, SheetLine
from app.core.po_line.three_way import cell_change
from app.core.po_line.values import ItemType

LONGEST = 4100
"""Characters that a cell keeps of what can't be read."""
_F = LineField
_AS_HELD: Mapping[LineField, str] = {}


def is_open(line: SheetLine, of: LineField) -> bool:
    """Whether a person may change this cell of this line."""
    if PARAMETERS[of].fixed or line.doomed or line.is_gone:
        return False
    return line.is_new or of is not _F.ITEM_NUMBER


def cell_changes(
    line: SheetLine,
    texts: Mapping[LineField, str],
    form: Form = PLAIN,
    stood: Mapping[LineField, str] = _AS_HELD,
) -> list[Change]:
    """The changes that put these texts into a line's cells, where a person may.

    Args:
        line: Which has the cells.
        texts: Of its cells.
        form: In which they are written.
        stood: What the ERP held when a person began to type, as shown in that form; else what it
            holds now.
    """
    changes: list[Change] = []
    for of, text in texts.items():
        if not is_open(line, of):
            continue
        wanted = _readable(of, text, form)
        if wanted == line.text(of):
            continue
        held, before = line.held(of), line.cells.get(of)
        # What the ERP changed meanwhile stays to be settled, whatever is typed over it.
        seen = _seen(of, held, stood[of], form) if of in stood else held
        cell = None if wanted == held else Cell(wanted, before.seen if before else seen)
        changes.append(cell_change(line, of, cell))
    return changes


def line_changes(
    sheet: Sheet,
    name: str,
    texts: Mapping[LineField, str],
    form: Form = PLAIN,
    number: str = "",
) -> list[Change]:
    """The changes that make a new line of this name.

    Args:
        sheet: Where it comes to stand.
        name: As `Sheet.next_name` gives it, or one behind that.
        texts: Of its cells.
        form: In which they are written.
        number: Its item number, where the texts have none; else the next free one.
    """
    given = {of: text for of, text in texts.items() if text.strip()}
    automatic: dict[LineField, str] = {
        _F.ITEM_NUMBER: number or sheet.numbers.next_free(),
        _F.ITEM_TYPE: ItemType.PART,
    }
    line = SheetLine(name)
    return [
        Change(Slot.LINE, name, "", "1"),
        *cell_changes(line, {**automatic, **given}, form),
    ]


def _seen(of: LineField, held: str, stood: str, form: Form) -> str:
    """What the ERP held by what was shown of it; that shows blanks and breaks in its own way."""
    read = _readable(of, stood, form)
    return held if read == _readable(of, held, PLAIN) else read


def _readable(of: LineField, text: str, form: Form) -> str:
    """Canonical where it can be read; else as it is, without what no cell may hold."""
    try:
        read = canonical(PARAMETERS[of], text, form)
    except CellError:
        kept = "".join(c for c in text.strip() if c.isprintable() or c == "\n")
        return kept[:LONGEST]
    return written(read) if of is _F.ITEM_NUMBER and read else read
