"""Long orders for the benches, as facts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from app.core.receipt_facts import OrderFacts, OrderStatus, PurchaseOrder, PurchaseOrderLine

ORDER = "100500"
READ_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIRST = date(2026, 12, 1)


def order_facts(
    lines: int, ordered: int = 100_000, *, serial_controlled: bool = False
) -> OrderFacts:
    """Every part stands on two lines; each has lots, or serial numbers."""
    listed = tuple(
        PurchaseOrderLine(
            number=str(number),
            part_id=f"P-{number // 2:05d}",
            ordered=Decimal(ordered),
            description=f"Part {number}",
            vendor_part=f"V-{number:05d}",
            mfg_part=f"M-{number:05d}",
            promised=FIRST + timedelta(number % 90),
            stores="MS",
            location=f"ISLE {number % 40}",
            lot_controlled=not serial_controlled,
            serial_controlled=serial_controlled,
            over_percent=Decimal(5),
        )
        for number in range(1, lines + 1)
    )
    order = PurchaseOrder(ORDER, "CALLOFF", "Call-off Ltd", OrderStatus.OPEN, listed)
    return OrderFacts(ORDER, READ_AT, order)
