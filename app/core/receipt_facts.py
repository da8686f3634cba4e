"""What the ERP knows about a purchase order and what came of it, as plain values (contracts.md E1).

Made by `app.erp` from answers. Quantities are in the line's buying unit unless said otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Context, Decimal
from enum import StrEnum
from typing import Protocol

from app.core.facts import LotStock

_EXACT = Context(prec=60)
_ALL = Decimal(100)
_NOTHING = Decimal(0)


class OrderStatus(StrEnum):
    """`PO_STATUS` and `LINE_STATUS` (contracts.md E1)."""

    OPEN = "O"
    CLOSED = "C"
    CANCELLED = "X"


@dataclass(frozen=True, slots=True)
class PurchaseOrderLine:
    """One line of a purchase order, with what a receipt needs of its part.

    Attributes:
        number: As the ERP writes it.
        buy_unit: Of `ordered`, `received` and `open`.
        stock_per_unit: How many of the part's own unit (`stock_unit`) one of these is.
        stores: Where it goes; with `inspected` the stores of inspection.
        over_percent: Of the whole line, how much more may come.
    """

    number: str
    part_id: str
    ordered: Decimal
    received: Decimal = _NOTHING
    description: str = ""
    vendor_part: str = ""
    mfg_id: str = ""
    mfg_part: str = ""
    buy_unit: str = "EACH"
    stock_unit: str = "EACH"
    stock_per_unit: Decimal = Decimal(1)
    promised: date | None = None
    status: OrderStatus = OrderStatus.OPEN
    stores: str = ""
    location: str = ""
    lot_controlled: bool = False
    serial_controlled: bool = False
    inspected: bool = False
    over_percent: Decimal = _NOTHING

    @property
    def is_open(self) -> bool:
        """Whether anything may be received of it by its status."""
        return self.status is OrderStatus.OPEN

    @property
    def open(self) -> Decimal:
        """What is still to come; nothing of a line that isn't open."""
        if self.status is not OrderStatus.OPEN:
            return _NOTHING
        return max(self.ordered - self.received, _NOTHING)

    @property
    def most(self) -> Decimal:
        """What may be received in all: the percentage is of the whole line (contracts.md C20)."""
        share = _EXACT.divide(self.over_percent, _ALL)
        return _EXACT.add(self.ordered, _EXACT.multiply(self.ordered, share))

    @property
    def room(self) -> Decimal:
        """What may still be received, the percentage included."""
        if self.status is not OrderStatus.OPEN:
            return _NOTHING
        return max(self.most - self.received, _NOTHING)

    def stock_quantity(self, quantity: Decimal) -> Decimal:
        """So many of the buying unit in the part's own."""
        return _EXACT.multiply(quantity, self.stock_per_unit)


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """A purchase order as it was read, its lines in the ERP's order."""

    number: str
    vendor_id: str
    vendor_name: str
    status: OrderStatus
    lines: tuple[PurchaseOrderLine, ...]


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An open order as it is offered to be chosen.

    Attributes:
        lines: How many it has, `open_lines` of them with something still to come.
        promised: When the first of that is.
    """

    number: str
    vendor_id: str
    vendor_name: str
    lines: int
    open_lines: int
    promised: date | None

    @classmethod
    def of(cls, order: PurchaseOrder) -> "OpenOrder":
        """What is told of an order."""
        to_come = [line for line in order.lines if line.open]
        return cls(
            order.number,
            order.vendor_id,
            order.vendor_name,
            len(order.lines),
            len(to_come),
            min((line.promised for line in to_come if line.promised), default=None),
        )


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """A receipt transaction of the ERP's: what came of one line in one delivery, of one lot."""

    receipt_id: str
    order_number: str
    line_number: str
    part_id: str
    quantity: Decimal
    batch_number: str = ""
    reference: str = ""
    packing_slip: str = ""
    action_date: date | None = None
    lot_id: str = ""
    stores: str = ""
    location: str = ""
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """Everything needed to receive an order's goods without the network.

    Attributes:
        number: The order asked for.
        read_at: When the ERP was asked (aware, UTC).
        order: In any status; None where the ERP doesn't know the number.
        receipts: All that has come of it so far, whoever received it.
        lots: By part id: the lots there are of the lot-controlled parts of its open lines.
        packages: By the identifier on its label: our reference of the receipt it came with, of
            what was received here. The ERP knows nothing of packages.
    """

    number: str
    read_at: datetime
    order: PurchaseOrder | None = None
    receipts: tuple[ReceiptRecord, ...] = ()
    lots: Mapping[str, tuple[LotStock, ...]] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What they are facts of."""
        return self.number

    @property
    def known(self) -> bool:
        """Whether the ERP knows the order."""
        return self.order is not None


class OfLine(Protocol):
    """What belongs to a line of an order, in whatever shape."""

    @property
    def line_number(self) -> str: ...

    @property
    def quantity(self) -> Decimal: ...


def line_key(number: str) -> str:
    """By what a line is found: `001` is `1`, whoever writes it."""
    return number.lstrip("0") or number


def by_line(entries: Iterable[OfLine]) -> dict[str, Decimal]:
    """How much is of each line in all, by `line_key`: one line may stand in several entries."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[line_key(entry.line_number)] += entry.quantity
    return dict(sums)
