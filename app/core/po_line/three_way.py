"""What stood there, what is wanted, what stands there now: nobody's change is overwritten unseen.

A cell that a buyer changed and the ERP changed too is a conflict, settled line by line. What the
ERP changed elsewhere in a line is simply the ERP's: an edit is built on the latest read.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.core.flow.changes import Change, Slot
from app.core.po_line.catalogue import VALUE_FIELDS, LineField
from app.core.po_line.cells import text_of
from app.core.po_line.facts import OrderLine
from app.core.po_line.sheet import Cell, SheetLine
from app.core.po_line.values import LineValues

_VALUES = msgspec.json.Decoder(LineValues)


class Side(StrEnum):
    """Whose word stands."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a line, three ways, as texts.

    Attributes:
        seen: What the ERP held when it was changed.
        mine: What a buyer wants.
        now: What the ERP holds by the latest read.
    """

    field: LineField
    seen: str
    mine: str
    now: str

    @property
    def in_conflict(self) -> bool:
        """Whether both sides changed it, each to something else."""
        return self.now not in {self.seen, self.mine}


def differences(line: SheetLine) -> tuple[Difference, ...]:
    """The fields that a buyer changes, in the panel's order; of a doomed line those that changed.

    What the ERP holds already by now is no change any more.
    """
    if line.doomed:
        return _of_doomed(line)
    found = {
        of: Difference(of, cell.seen, cell.text, line.held(of)) for of, cell in line.cells.items()
    }
    return tuple(found[of] for of in LineField if of in found and found[of].mine != found[of].now)


def in_conflict(line: SheetLine) -> bool:
    """Whether a person must say whose word stands."""
    if line.is_new:
        return False
    if line.is_gone:
        return bool(line.cells)
    return any(one.in_conflict for one in differences(line))


def settle(line: SheetLine, side: Side) -> tuple[Change, ...]:
    """The changes by which the conflicts of a line end.

    Mine: what stands there now is seen and changed all the same. Theirs: it stays as it is; what
    isn't in conflict stays mine. Of a line that is gone only theirs can stand.
    """
    if line.is_gone:
        return undone(line) if side is Side.THEIRS else ()
    if line.doomed:
        seen = doomed(line.before) if side is Side.MINE and line.before else ""
        return (Change(Slot.DOOMED, line.name, line.doomed, seen),)
    return tuple(
        cell_change(line, one.field, Cell(one.mine, one.now) if side is Side.MINE else None)
        for one in differences(line)
        if one.in_conflict
    )


def undone(line: SheetLine) -> tuple[Change, ...]:
    """The changes that leave the ERP's line as it is."""
    changes = [cell_change(line, of, None) for of in line.cells]
    if line.doomed:
        changes.append(Change(Slot.DOOMED, line.name, line.doomed, ""))
    if line.reason:
        changes.append(Change(Slot.REASON, line.name, line.reason, ""))
    return tuple(changes)


def cell_change(line: SheetLine, of: LineField, cell: Cell | None) -> Change:
    """The change that makes a cell this one."""
    before = line.cells.get(of)
    old, new = (one.written() if one else "" for one in (before, cell))
    return Change(Slot.CELL, f"{line.name} {of}", old, new)


def doomed(before: OrderLine) -> str:
    """How a line looked to the one who had it deleted."""
    return msgspec.json.encode(before.values).decode()


def _of_doomed(line: SheetLine) -> tuple[Difference, ...]:
    """Another value than the one seen: whoever changed it may not want the line to go."""
    if line.before is None:
        return ()
    seen, now = _VALUES.decode(line.doomed), line.before.values
    texts = ((of, text_of(getattr(seen, of)), text_of(getattr(now, of))) for of in VALUE_FIELDS)
    return tuple(Difference(of, old, "", new) for of, old, new in texts if old != new)
