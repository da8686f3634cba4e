"""Long orders for the benches, as facts, and kept as a station keeps them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from app.core.receipt_facts import OrderFacts, OrderStatus, PurchaseOrder, PurchaseOrderLine
from app.core.target import Target
from app.store.database import Database
from app.store.order_record import ORDERS
from app.store.reference import ReferenceCache

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


def order_of(lines: int) -> str:
    """The number of the order of so many lines that `keep_orders` keeps."""
    return f"ORDER-{lines}"


def keep_orders(database: Database, target: Target, sizes: Iterable[int]) -> None:
    """One of each size, as if the station had worked on it before."""
    cache = ReferenceCache(database, ORDERS)
    for lines in sizes:
        facts = order_facts(lines)
        order = replace(facts.order, number=order_of(lines)) if facts.order else None
        cache.put(target, replace(facts, number=order_of(lines), order=order)).result()
