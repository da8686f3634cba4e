"""Whether a change of a line still changes what its buyer saw: nobody's work is overwritten unseen.

An edit sends its line whole. What a colleague changed since the buyer read it would be changed
back, so that the buyer must decide (operators.md H, design.md 4).
"""

from collections.abc import Iterable

from app.core.hold import Hold, HoldCause
from app.core.po_line.catalogue import LineField
from app.core.po_line.cells import text_of
from app.core.po_line.facts import OrderLine, bare_number
from app.core.po_line.held import HeldCell
from app.core.po_line.requests import AddLine, DeleteLine, EditLine
from app.core.po_line.standing import overwritten
from app.core.po_line.values import LineValues


def hold_of_add(request: AddLine, lines: Iterable[OrderLine]) -> Hold | None:
    """What to decide on before a line is added; `lines` are those of its order now."""
    number = bare_number(request.item_number)
    taken = any(bare_number(line.item_number) == number for line in lines)
    return Hold(HoldCause.NUMBER_TAKEN, detail=request.item_number) if taken else None


def hold_of_edit(request: EditLine, now: OrderLine | None) -> Hold | None:
    """The same before one is changed; `now` is how it stands, None where it is gone."""
    if now is None:
        return Hold(HoldCause.LINE_GONE, detail=request.item_number)
    return _changed(request.before, request.values, now, request.item_number)


def hold_of_delete(request: DeleteLine, now: OrderLine | None) -> Hold | None:
    """The same before one is deleted; one that is gone already is nobody's loss."""
    if now is None:
        return None
    return _changed(request.before, request.before.values, now, request.item_number)


def _changed(
    before: OrderLine, wanted: LineValues, now: OrderLine, item_number: str
) -> Hold | None:
    names = overwritten(before.values, wanted, now.values)
    if not names:
        return None
    cells = tuple(
        HeldCell(LineField(name), *(text_of(getattr(one, name)) for one in three))
        for name in names
        for three in [(before.values, now.values, wanted)]
    )
    return Hold(HoldCause.LINE_CHANGED, detail=item_number, cells=cells)
