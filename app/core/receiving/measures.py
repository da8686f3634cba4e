"""Quantities of an order's line in its two units, and what a counted unit forbids (C20)."""

from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation

from app.core.quantities import PLACES, is_whole_unit
from app.core.receipt_facts import PurchaseOrderLine

EXACT = Context(prec=60)
_STRICT = Context(prec=60, traps=[Inexact, DivisionByZero, InvalidOperation])
NOTHING = Decimal(0)
_STEP = Decimal(1).scaleb(-PLACES)


def is_whole(quantity: Decimal) -> bool:
    """Whether it has no fraction."""
    return quantity == quantity.to_integral_value()


def fits(line: PurchaseOrderLine, quantity: Decimal) -> bool:
    """Whether a quantity in the buying unit is whole where that, or the stock unit, is counted."""
    if is_whole_unit(line.buy_unit) and not is_whole(quantity):
        return False
    return not is_whole_unit(line.stock_unit) or is_whole(line.stock_quantity(quantity))


def in_buying_unit(line: PurchaseOrderLine, stock: Decimal) -> Decimal | None:
    """So much of the part's own unit in the buying unit; None if that is no number to send."""
    try:
        quantity = _STRICT.divide(stock, line.stock_per_unit)
        return _STRICT.quantize(quantity, _STEP).normalize(_STRICT)
    except ArithmeticError:  # a third of a box, or of nothing
        return None


def counted(line: PurchaseOrderLine, pieces: int) -> Decimal:
    """So many pieces in the buying unit, to be shown: a third of a box is nearly that."""
    exact = in_buying_unit(line, Decimal(pieces))
    if exact is not None or not line.stock_per_unit:
        return exact or NOTHING
    return EXACT.divide(Decimal(pieces), line.stock_per_unit)


def two_units(line: PurchaseOrderLine) -> bool:
    """Whether the line is bought in another measure than its part is stocked in."""
    return line.stock_per_unit != 1
