"""Which labels a posted receipt needs: one for each lot that came."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.core.lot_labels.label import LotLabel
from app.core.receipt import PlannedLine, ReceiptEntered, ReceiptPosting
from app.core.receipt_facts import line_key


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of one lot; `quantity` is in the order's buying unit."""

    line_number: str
    lot_id: str
    quantity: Decimal
    expires: date | None
    part_id: str
    description: str
    receipt: str


def labels_of(posting: ReceiptPosting, answer: ReceiptEntered | None) -> tuple[LotLabel, ...]:
    """One label for each lot of each line, in the receipt's order.

    Quantities are in the part's own unit where the order told how to reckon it, else in the buying
    unit, which nobody knows where nobody read the order before. Without the ERP's answer (it was
    lost, and the receipt proved) lots that only the ERP named can't be known.
    """
    planned = {line_key(line.line_number): line for line in posting.planned}
    came = _told(answer) if answer is not None else _asked(posting, planned)
    together: dict[tuple[str, str], LotLabel] = {}
    for one in came:
        if not one.lot_id:
            continue
        number = line_key(one.line_number)
        label = _label(posting, one, planned.get(number))
        key = number, one.lot_id
        known = together.get(key)
        if known is not None:
            label = _with(known, label)
        together[key] = label
    return tuple(together.values())


def _told(answer: ReceiptEntered) -> Iterator[_Came]:
    for line in answer.lines:
        yield _Came(
            line.line_number,
            line.lot_id,
            line.quantity,
            line.expires,
            line.part_id,
            line.description,
            line.receipt_id,
        )


def _asked(posting: ReceiptPosting, planned: dict[str, PlannedLine]) -> Iterator[_Came]:
    for line in posting.request.lines:
        plan = planned.get(line_key(line.line_number))
        yield _Came(
            line.line_number,
            line.lot_id,
            line.quantity,
            line.expires,
            plan.part_id if plan else "",
            plan.description if plan else "",
            posting.reference,
        )


def _label(posting: ReceiptPosting, came: _Came, plan: PlannedLine | None) -> LotLabel:
    quantity, unit = came.quantity, plan.unit if plan is not None else ""
    if plan is not None and plan.stock_unit:
        quantity, unit = quantity * plan.stock_per_unit, plan.stock_unit
    return LotLabel(
        part_id=came.part_id,
        quantity=quantity,
        unit=unit,
        lot_id=came.lot_id,
        description=came.description,
        expires=came.expires,
        order_number=posting.request.order_number,
        order_line=came.line_number,
        received_on=posting.request.action_date,
        receipt=came.receipt,
    )


def _with(one: LotLabel, other: LotLabel) -> LotLabel:
    """The same lot of the same line, told in two entries."""
    return replace(one, quantity=one.quantity + other.quantity)
