"""Receipts, orders and answers as the tests of receiving want them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.receipt import (
    EnteredLine,
    PlannedLine,
    Receipt,
    ReceiptEntered,
    ReceiptPosting,
    ReceivedLine,
)
from app.core.receipt_facts import OrderStatus, PurchaseOrder, PurchaseOrderLine
from app.core.target import Erp, Mode, Target

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)
OURS, OTHERS = "KB7Q2M4XD9", "KB00000000"
LIVE = Target(Erp.EXPANDABLE, "https://erp.example", "PROD", Mode.LIVE)
PARTS = {"1": "SCR-M4X12", "2": "GREASE-L2", "3": "DRV-24"}


def came(number: str = "1", quantity: int = 5, **more: object) -> ReceivedLine:
    """What came of a line."""
    return ReceivedLine(number, Decimal(quantity), **more)  # type: ignore[arg-type] # named by tests


def receipt(*lines: ReceivedLine, planned: bool = True, slip: str = "PS-1") -> ReceiptPosting:
    """A receipt of order 1748 that was confirmed."""
    lines = lines or (came(),)
    numbers = dict.fromkeys(line.line_number for line in lines)
    plan = tuple(
        PlannedLine(number, PARTS[number], "", Decimal(5), "EACH", stores="MS")
        for number in numbers
    )
    return ReceiptPosting(
        posting_id="p",
        draft_id="d",
        target=LIVE,
        reference=OURS,
        operator="Mia",
        erp_user="APIUSER",
        confirmed_at=NOON,
        batch="",
        request=Receipt("1748", lines, f"{OURS} dock 2", TODAY, slip),
        planned=plan if planned else (),
    )


def answer(of: ReceiptPosting, lines: Sequence[EnteredLine] = ()) -> ReceiptEntered:
    """The ERP's success: just what was told, or these lines."""
    told = tuple(lines) or tuple(
        EnteredLine(
            line_number=one.line_number,
            quantity=one.quantity,
            receipt_id=f"{at:08d}",
            part_id=PARTS[one.line_number],
            description="",
            unit="EACH",
            received=one.quantity,
            open=Decimal(0),
            lot_id=one.lot_id,
            expires=one.expires,
            stores=one.stores or "MS",
            location=one.location,
            serials=one.serials,
        )
        for at, one in enumerate(of.request.lines, start=1)
    )
    return ReceiptEntered("1748", of.request.reference, "004711", "1", "2026-03-02", told)


def order(*lines: PurchaseOrderLine, status: OrderStatus = OrderStatus.OPEN) -> PurchaseOrder:
    """Order 1748 with these lines, or with three of 20."""
    usual = tuple(PurchaseOrderLine(number, part, Decimal(20)) for number, part in PARTS.items())
    return PurchaseOrder("1748", "V1", "Vendor", status, lines or usual)
