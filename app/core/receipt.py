"""A receipt as the ERP is told of it and as it answers (contracts.md A14, E1).

Field names of the ERP stand in `app.erp.expandable.wire`, not here. Quantities are in the order
line's buying unit.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
