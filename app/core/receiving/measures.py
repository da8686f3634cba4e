"""Quantities of an order's line in its two units, and what a counted unit forbids (C20)."""

from decimal import Context, Decimal

from app.core.quantities import is_whole_unit, plain
from app.core.receipt_facts import PurchaseOrderLine

EXACT = Context(prec=60)
NOTHING = Decimal(0)


def measure(line: PurchaseOrderLine) -> str:
    """What a quantity of the line is counted in: the buying unit and its size."""
    return f"{line.buy_unit} {plain(line.stock_per_unit)}"


def is_whole(quantity: Decimal) -> bool:
    """Whether it has no fraction."""
    return quantity == quantity.to_integral_value()


def fits(line: PurchaseOrderLine, quantity: Decimal) -> bool:
    """Whether a quantity in the buying unit is whole where that, or the stock unit, is counted."""
    if is_whole_unit(line.buy_unit) and not is_whole(quantity):
        return False
    return not is_whole_unit(line.stock_unit) or is_whole(line.stock_quantity(quantity))


def in_buying_unit(line: PurchaseOrderLine, stock: Decimal) -> Decimal | None:
    """So much of the part's own unit in the buying unit; None if that is no exact number."""
    if not line.stock_per_unit:
        return None
    quantity = EXACT.divide(stock, line.stock_per_unit)
    return quantity if line.stock_quantity(quantity) == stock else None


def two_units(line: PurchaseOrderLine) -> bool:
    """Whether the line is bought in another measure than its part is stocked in."""
    return line.stock_per_unit != 1
