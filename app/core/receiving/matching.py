"""Which line of the order a label is of: one documented rule (operators.md 26)."""

from collections.abc import Callable, Sequence
from datetime import date

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.labels import Field, Label
from app.core.receipt_facts import OrderStatus, PurchaseOrderLine
from app.core.receiving.measures import NOTHING
from app.core.receiving.state import ReceiptState

Lines = Sequence[PurchaseOrderLine]

PARTS = (Field.PART, Field.MANUFACTURER_PART, Field.SUPPLIER_PART)


def named_lines(state: ReceiptState, label: Label) -> Lines | Refused | None:
    """The lines of the order that a label can be of, or why none; None where it names no part.

    A line's own number counts most. Else the label names our part, or the manufacturer's, or
    the supplier's; what a distributor writes as our part may be its own number.
    """
    number = label.get(Field.PO_LINE)
    if number:
        return _numbered(state, number, label)
    texts = [(field, text) for field in PARTS if (text := label.get(field))]
    if not texts:
        return None
    for field, text in texts:
        lines = _of(state, field, text)
        if lines:
            return lines
    _, first = texts[0]
    return Refused(Refusal.NOT_ON_ORDER, Facts(text=first, part=first, order=state.subject))


def candidates(
    state: ReceiptState, lines: Lines, completes: Callable[[PurchaseOrderLine], bool]
) -> Lines | Refused:
    """Of lines that a label names, those it may go to; more than one is a question.

    Lines with something open come before those that only take too much. The line that is asked
    for is taken; else one that is partly received, then the earliest promised, then the lowest.
    Several parts behind one name are for a person to tell apart.

    Args:
        state: Of the receipt.
        lines: That the label names.
        completes: Whether the label says what a package of a line still lacks; that comes first.
    """
    takes = (
        [line for line in lines if completes(line)]
        or [line for line in lines if state.still_open(line) > NOTHING]
        or [line for line in lines if state.room(line) > NOTHING]
    )
    if not takes:
        return _nothing_open(state, lines)
    asked = [line for line in takes if line.number == state.current]
    if asked:
        return asked
    first: dict[str, PurchaseOrderLine] = {}
    for line in sorted(takes, key=lambda line: _rank(state, line)):
        first.setdefault(line.part_id, line)
    return list(first.values())


def _rank(state: ReceiptState, line: PurchaseOrderLine) -> tuple[object, ...]:
    begun = line.received > NOTHING or state.here(line.number) > NOTHING
    return (not begun, line.promised or date.max, state.position(line.number))


def _numbered(state: ReceiptState, number: str, label: Label) -> Lines | Refused:
    line = state.index.line(number)
    if line is None:
        return Refused(Refusal.NO_SUCH_LINE, Facts(text=number, line=number, order=state.subject))
    for field in PARTS:
        text = label.get(field)
        others = _of(state, field, text) if text else ()
        if others and all(other.part_id != line.part_id for other in others):
            facts = Facts(text=text or "", line=line.number, part=line.part_id)
            return Refused(Refusal.LINE_OF_OTHER_PART, facts)
    return [line]


def _of(state: ReceiptState, field: Field, text: str) -> Lines:
    index = state.index
    match field:
        case Field.PART:
            return index.of_part(text) or index.of_vendor_part(text)
        case Field.MANUFACTURER_PART:
            return index.of_mfg_part(text)
        case _:
            return index.of_vendor_part(text)


def _nothing_open(state: ReceiptState, lines: Lines) -> Refused:
    line = lines[0]
    facts = Facts(
        text=line.part_id,
        line=line.number,
        part=line.part_id,
        order=state.subject,
        have=line.received + state.here(line.number),
        need=line.ordered,
        unit=line.buy_unit,
    )
    closed = all(line.status is not OrderStatus.OPEN for line in lines)
    return Refused(Refusal.LINE_CLOSED if closed else Refusal.NOTHING_OPEN, facts)
