"""What a buyer, or another receiver, changed in an order while it is being received.

Nothing that was scanned is lost by it: packages stay on their lines, also on one that is gone,
and what can't be posted any more is refused on Review, by its line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.receipt_facts import PurchaseOrder, PurchaseOrderLine, line_key
from app.core.receiving.measures import NOTHING
from app.core.receiving.packages import Origin


class OrderChangeKind(StrEnum):
    """How a line is another one now."""

    ADDED = "added"
    GONE = "gone"
    NOT_OPEN = "not-open"  # closed or cancelled
    OPEN_AGAIN = "open-again"
    PART = "part"
    UNIT = "unit"  # bought in another one, or of another size
    ORDERED = "ordered"
    RECEIVED = "received"  # by somebody else, or with a receipt that was posted meanwhile
    LIMIT = "limit"  # the percentage of over-receipt


@dataclass(frozen=True, slots=True)
class OrderChange:
    """One line that is another one now.

    Attributes:
        before: A quantity in `unit`, as is `now`; a percentage of LIMIT.
        texts: The part or the unit before and now, where that is what changed.
        here: How much of it this receipt has; such lines come first.
    """

    kind: OrderChangeKind
    line_number: str
    part_id: str
    unit: str
    before: Decimal = NOTHING
    now: Decimal = NOTHING
    texts: tuple[str, str] = ("", "")
    here: Decimal = NOTHING


def order_changes(
    before: PurchaseOrder, now: PurchaseOrder, here: Mapping[str, Decimal]
) -> tuple[OrderChange, ...]:
    """What a person must know who scanned by the order as it was.

    Args:
        before: As it was.
        now: As it is.
        here: By line number, how much of it this receipt has.
    """
    old = {line_key(line.number): line for line in before.lines}
    new = {line_key(line.number): line for line in now.lines}
    mine = {line_key(number): quantity for number, quantity in here.items()}
    changes = [
        change
        for key in {**old, **new}
        for change in _changes(old.get(key), new.get(key), mine.get(key, NOTHING))
    ]
    return tuple(sorted(changes, key=lambda change: not change.here))


def _changes(
    was: PurchaseOrderLine | None, now: PurchaseOrderLine | None, here: Decimal
) -> Iterator[OrderChange]:
    line = now or was
    if line is None:
        return

    def change(
        kind: OrderChangeKind,
        before: Decimal = NOTHING,
        after: Decimal = NOTHING,
        texts: tuple[str, str] = ("", ""),
    ) -> OrderChange:
        return OrderChange(
            kind, line.number, line.part_id, line.buy_unit, before, after, texts, here
        )

    if was is None:
        yield change(OrderChangeKind.ADDED, after=line.ordered)
    elif now is None:
        yield change(OrderChangeKind.GONE, was.ordered)
    else:
        if was.is_open != now.is_open:
            yield change(OrderChangeKind.OPEN_AGAIN if now.is_open else OrderChangeKind.NOT_OPEN)
        if was.part_id != now.part_id:
            yield change(OrderChangeKind.PART, texts=(was.part_id, now.part_id))
        old, new = Origin.of(was), Origin.of(now)
        if old.measure != new.measure:
            yield change(OrderChangeKind.UNIT, texts=(old.measure, new.measure))
        for kind, one, other in (
            (OrderChangeKind.ORDERED, was.ordered, now.ordered),
            (OrderChangeKind.RECEIVED, was.received, now.received),
            (OrderChangeKind.LIMIT, was.over_percent, now.over_percent),
        ):
            if one != other:
                yield change(kind, one, other)
