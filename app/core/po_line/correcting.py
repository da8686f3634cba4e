"""A refused change of a line, wanted once more: the first event of a draft of its own."""

from collections.abc import Iterable

from app.core.flow.changes import Change, DraftEvent, EventKind, Slot
from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField
from app.core.po_line.confirm import part_of
from app.core.po_line.entering import line_changes
from app.core.po_line.facts import Order
from app.core.po_line.posting import LinePosting
from app.core.po_line.sheet import Sheet, SheetLine
from app.core.po_line.three_way import cell_change


def correction(
    order: Order, events: Iterable[DraftEvent], posting: LinePosting
) -> DraftEvent | None:
    """What a buyer wanted of the one line, as it was typed; what became of the others stands.

    Args:
        order: As it was kept beside the draft.
        events: Of the draft that the posting is `part_of`.
        posting: That was refused.

    Returns:
        None where the draft knows nothing of the line. A new line gets the next number.
    """
    sheet = Sheet(order)
    for event in events:
        sheet.apply(event.changes)
    line = _line_of(sheet, posting)
    if line is None or not line.is_touched:
        return None
    changes = _added(Sheet(order), line) if line.is_new else _changed(line)
    return DraftEvent(EventKind.ENTRY, tuple(changes), step=int(Step.LINES))


def _line_of(sheet: Sheet, posting: LinePosting) -> SheetLine | None:
    if posting.line_key:
        return sheet.line(posting.line_key)
    whole, part = posting.part_of, posting.draft_id
    return next((line for line in sheet.lines() if part_of(whole, line.name) == part), None)


def _added(sheet: Sheet, line: SheetLine) -> list[Change]:
    texts: dict[LineField, str] = {of: cell.text for of, cell in line.cells.items()}
    texts.pop(LineField.ITEM_NUMBER, None)
    name = sheet.next_name()
    return [*line_changes(sheet, name, texts), *_reason(name, line)]


def _changed(line: SheetLine) -> list[Change]:
    fresh = SheetLine(line.name)
    changes = [cell_change(fresh, of, cell) for of, cell in line.cells.items()]
    if line.doomed:
        changes.append(Change(Slot.DOOMED, line.name, "", line.doomed))
    return [*changes, *_reason(line.name, line)]


def _reason(name: str, line: SheetLine) -> list[Change]:
    return [Change(Slot.REASON, name, "", line.reason)] if line.reason else []
