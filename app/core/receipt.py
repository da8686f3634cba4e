"""A receipt as the ERP is told of it and as it answers (contracts.md A14, E1).

Field names of the ERP stand in `app.erp.expandable.wire`, not here. Quantities are in the order
line's buying unit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.posting import Confirmed, PostingKind, SerialUse


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """What came of one line, of one lot; empty fields are left to the ERP.

    A line of the order may stand in a receipt several times.
    """

    line_number: str
    quantity: Decimal
    stores: str = ""
    location: str = ""
    lot_id: str = ""
    mfg_lot_id: str = ""
    expires: date | None = None
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The request: all fields of the contract but token and batch number.

    The batch number is filled in when the posting is sent, and `reference` starts with our own
    `KB........`, as with a kit issue.
    """

    order_number: str
    lines: tuple[ReceivedLine, ...]
    reference: str
    action_date: date
    packing_slip: str = ""
    txns_accepted: str = ""


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """One entry as the ERP says it was received.

    Attributes:
        received: Of the order's line in all, after this receipt; None where it doesn't say.
        open: What is still to come of it; None where it doesn't say.
    """

    line_number: str
    quantity: Decimal
    receipt_id: str
    part_id: str
    description: str
    unit: str
    received: Decimal | None
    open: Decimal | None
    lot_id: str
    expires: date | None
    stores: str
    location: str
    serials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiptEntered:
    """The answer to a receipt that happened."""

    order_number: str
    reference: str
    batch_number: str
    txns_accepted: str
    action_date: str
    lines: tuple[EnteredLine, ...]

    def names(self) -> Iterator[str]:
        """What it is found by; some may be empty."""
        yield self.batch_number
        for line in self.lines:
            yield from (line.receipt_id, line.part_id, line.lot_id)
            yield from line.serials


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What the order said of one of its lines when a receipt of it was confirmed.

    Attributes:
        quantity: Of the receipt, all lots of the line together; in `unit`, the buying unit.
        stores: Where it was to go; empty where the order didn't say.
        stock_unit: The part's own; empty where nobody asked.
        stock_per_unit: How many of that one of the buying unit is.
    """

    line_number: str
    part_id: str
    description: str
    quantity: Decimal
    unit: str
    stores: str = ""
    stock_unit: str = ""
    stock_per_unit: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class LineNote:
    """What the ERP isn't told of a line, for whoever looks into the delivery later.

    Attributes:
        damaged: Came and was not received; in `unit`, the buying unit.
        short: How much less came than the packing slip says.
        reasons: Why goods past their day were taken.
    """

    line_number: str
    part_id: str
    unit: str
    damaged: Decimal = Decimal(0)
    short: Decimal = Decimal(0)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPosting(Confirmed):
    """A receipt that was confirmed.

    Attributes:
        packages: The identifiers on their labels, by which one is known that comes once more.
        notes: Beside what is sent, by line.
        planned: Its lines as the order had them; empty where nobody read the order before.
    """

    request: Receipt
    planned: tuple[PlannedLine, ...] = ()
    notes: tuple[LineNote, ...] = ()
    packages: tuple[str, ...] = ()
    kind: PostingKind = PostingKind.PO_RECEIPT

    @property
    def subject(self) -> str:
        """The purchase order."""
        return self.request.order_number

    @property
    def quantity(self) -> Decimal:
        """How many lines of the order."""
        return Decimal(len({line.line_number for line in self.request.lines}))

    @property
    def parts(self) -> dict[str, str]:
        """What is bought by each line of the order, as far as that is known."""
        return {one.line_number: one.part_id for one in self.planned}

    def serials(self) -> Iterator[SerialUse]:
        """All are made; where nobody knows the part, the order's line stands for it."""
        parts = self.parts
        for line in self.request.lines:
            part_id = parts.get(line.line_number, f"{self.subject}/{line.line_number}")
            for serial in line.serials:
                yield SerialUse(True, part_id, serial)

    def names(self) -> Iterator[str]:
        """Order, packing slip, parts, lots, serial numbers, and what the receiver wrote."""
        request = self.request
        yield from (request.order_number, request.packing_slip, request.reference)
        yield from self.parts.values()
        for line in request.lines:
            yield from (line.lot_id, line.mfg_lot_id)
            yield from line.serials
