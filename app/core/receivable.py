"""Whether what was confirmed can still be received: the order may have changed since.

The rules are the ERP's own (contracts.md C20, E1): an order that is open, a line that is open,
of the same part, with as much room as comes. Lots, days and serial numbers the ERP judges by
itself, and refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.receipt import ReceiptPosting
from app.core.receipt_facts import OrderStatus, PurchaseOrder, PurchaseOrderLine, by_line, line_key


class LineFault(StrEnum):
    """Why a line can't be received."""

    GONE = "gone"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    OTHER_PART = "other-part"
    NO_ROOM = "no-room"  # for as much; the percentage of over-receipt counted in


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line of a receipt that can't be received any more.

    Attributes:
        part_id: That it is of now; empty where it is gone.
        quantity: That was confirmed,
        room: and what may still come, both in `unit`, the buying unit.
    """

    line_number: str
    fault: LineFault
    part_id: str = ""
    quantity: Decimal = Decimal(0)
    room: Decimal = Decimal(0)
    unit: str = ""


_NOT_OPEN = {
    OrderStatus.CLOSED: LineFault.CLOSED,
    OrderStatus.CANCELLED: LineFault.CANCELLED,
}


def held_lines(posting: ReceiptPosting, order: PurchaseOrder) -> tuple[HeldLine, ...]:
    """The lines of a receipt that an open order doesn't take as they were confirmed."""
    return tuple(_held_lines(posting, order))


def _held_lines(posting: ReceiptPosting, order: PurchaseOrder) -> Iterator[HeldLine]:
    of_order = {line_key(line.number): line for line in order.lines}
    parts = {line_key(number): part_id for number, part_id in posting.parts.items()}
    for number, quantity in by_line(posting.request.lines).items():
        line = of_order.get(number)
        if line is None:
            yield HeldLine(number, LineFault.GONE, quantity=quantity)
            continue
        fault = _fault(line, quantity, parts.get(number, line.part_id))
        if fault is not None:
            yield HeldLine(number, fault, line.part_id, quantity, line.room, line.buy_unit)


def _fault(line: PurchaseOrderLine, quantity: Decimal, part_id: str) -> LineFault | None:
    if line.status is not OrderStatus.OPEN:
        return _NOT_OPEN[line.status]
    if line.part_id != part_id:
        return LineFault.OTHER_PART
    return LineFault.NO_ROOM if quantity > line.room else None
