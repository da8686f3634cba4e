"""What the ERP knows of an order, its lines and their parts, as plain values (contracts.md C3, C7).

Made by `app.erp.manex` from answers: trimmed, and order numbers without leading zeros. Quantities
are in the line's purchase unit unless said otherwise.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.core.po_line.values import LeadTime, LineValues

_NOTHING = Decimal(0)


def bare_number(text: str) -> str:
    """An order's or a line's number without the zeros that some calls fill it up with (C0)."""
    number = text.strip()
    return number.lstrip("0") or number[-1:]


class OrderStatus(StrEnum):
    """`POSTATUS`, as PO Main Get takes it; answers write it in capitals."""

    OPEN = "Open"
    CANCELLED = "Cancelled"
    CLOSED = "Closed"


@dataclass(frozen=True, slots=True)
class OrderHeader:
    """A purchase order as PO Main Get tells of it (contracts.md C3).

    Attributes:
        number: Without leading zeros. One that holds a `T` is temporary: approval gives another
            (contracts.md C20).
        key: The ERP's own, `POUNIQUE`.
        status: None for a word that the contract doesn't know.
        approval: The ERP's word, `APPROVED` or another; empty where it doesn't say.
        ordered_on: `PODATE`.
        total: Of the whole order in its currency; None where it doesn't say.
        change_order: `CONUM`, how often it was changed; None where it doesn't say.
    """

    number: str
    key: str = ""
    supplier: str = ""
    supplier_key: str = ""
    status: OrderStatus | None = OrderStatus.OPEN
    approval: str = ""
    buyer: str = ""
    terms: str = ""
    priority: str = ""
    ordered_on: date | None = None
    total: Decimal | None = None
    change_order: int | None = None
    note: str = ""

    @property
    def is_temporary(self) -> bool:
        """Whether its number changes when it is approved."""
        return "T" in self.number.upper()


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line as PO Item Get, or the answer to an add, tells of it.

    Attributes:
        key: The ERP's own, `UNIQLNNO`: what an edit and a deletion name the line by.
        item_number: As the ERP writes it (`002`).
        values: Complete but for what the call doesn't tell, which is None or empty.
    """

    order_number: str
    key: str
    item_number: str
    values: LineValues
    received: Decimal = _NOTHING
    accepted: Decimal = _NOTHING
    rejected: Decimal = _NOTHING
    supplier_link: str = ""  # `UNIQMFSP`: of supplier and part; an edit may name it


@dataclass(frozen=True, slots=True)
class Order:
    """An order with all its lines, in the ERP's order, as they stood at `read_at` (aware, UTC)."""

    header: OrderHeader
    lines: tuple[OrderLine, ...]
    read_at: datetime


@dataclass(frozen=True, slots=True)
class OrderFound:
    """What the ERP said of an order's number; `order` is None where it doesn't know it.

    Attributes:
        number: Without leading zeros.
        read_at: When it was asked (aware, UTC).
    """

    number: str
    read_at: datetime
    order: Order | None = None

    @property
    def subject(self) -> str:
        """As `ErpFacts.subject`."""
        return self.number

    @property
    def known(self) -> bool:
        """Whether the ERP knows it."""
        return self.order is not None


@dataclass(frozen=True, slots=True)
class LineSchedule:
    """One delivery of a line (contracts.md C11); only read.

    Attributes:
        balance: As the ERP says; negative where more came than was scheduled.
        promised: `ORIGCOMMITDT`.
        project: Work order or project that it is allocated to on receipt.
    """

    key: str
    line_key: str
    scheduled: date | None
    required: date | None
    promised: date | None
    quantity: Decimal
    received: Decimal
    balance: Decimal
    warehouse: str = ""
    location: str = ""
    project: str = ""
    requestor: str = ""
    gl_account: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ApprovedManufacturer:
    """One entry of a part's approved list; `key` is what a line names it by (`uniqmfgrhd`)."""

    key: str
    manufacturer: str
    mfgr_part: str


@dataclass(frozen=True, slots=True)
class ItemMaster:
    """A part and revision, as far as a buyer needs it (contracts.md C18).

    Attributes:
        key: The ERP's own, `uniq_key`.
        manufacturers: The approved list, in the ERP's order.
        minimum: Least quantity of an order; None or 0: any. In `purchase_unit`, as is `multiple`.
        cost_each: What the part was last known to cost, by `stock_unit`; None where it isn't told.
        on_hand: In `stock_unit`, of all manufacturers and locations; None where it isn't told.
    """

    key: str
    part_number: str
    revision: str = ""
    description: str = ""
    part_class: str = ""
    part_type: str = ""
    stock_unit: str = ""
    purchase_unit: str = ""
    package: str = ""
    manufacturers: tuple[ApprovedManufacturer, ...] = ()
    minimum: Decimal | None = None
    multiple: Decimal | None = None
    lead_time: LeadTime | None = None
    cost_each: Decimal | None = None
    first_article: bool | None = None
    on_hand: Decimal | None = None
