"""Long orders of a buyer's, as facts: what a station keeps of them."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from app.core.po_line.facts import Order, OrderFound, OrderHeader, OrderLine
from app.core.po_line.values import LineValues

READ_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
VALUES = LineValues(manufacturer="GENR", purchase_unit="EACH", stock_unit="EACH", package="REEL")


def order_number(lines: int) -> str:
    """The number of the order of so many lines."""
    return str(10_000 + lines)


def order_found(lines: int) -> OrderFound:
    """It, with a part for each line."""
    number = order_number(lines)
    listed = tuple(
        OrderLine(
            number,
            f"_KEY{at:06d}",
            f"{at:03d}",
            replace(
                VALUES,
                part_number=f"L{at:04d}",
                part_key=f"_PART{at:05d}",
                mfgr_part=f"G-{at:04d}",
                mfgr_key=f"_MFGR{at:05d}",
                quantity=Decimal(at),
                cost_each=Decimal("1.25"),
            ),
        )
        for at in range(1, lines + 1)
    )
    header = OrderHeader(number, supplier="Voltex Components Ltd", approval="APPROVED")
    return OrderFound(number, READ_AT, Order(header, listed, READ_AT))
