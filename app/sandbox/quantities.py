"""Quantities of the training ERP: decimals, never floats, with at most nine decimals."""

import re
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

DECIMALS = 9
STEP = Decimal(1).scaleb(-DECIMALS)
LIMIT = Decimal(10) ** 9  # quantities and stock stay below
WHOLE_UNITS = frozenset({"EACH", "EA"})

# Wide enough that products of a bill's factors are exact until they are rounded once.
EXACT = Context(prec=200)

_PLAIN = re.compile(r"(?:[0-9]{1,30}(?:\.[0-9]{1,30})?|\.[0-9]{1,30})")


def read_decimal(text: str) -> Decimal | None:
    """A plain decimal without sign or exponent, or None if it is something else."""
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def is_whole(quantity: Decimal) -> bool:
    """Whether there is nothing behind the point, as in `5` and `5.0`."""
    return quantity == quantity.to_integral_value()


def kit_quantity(factors: Iterable[Decimal], unit: str) -> Decimal:
    """What one BOM row needs: the product of its factors (contracts.md E2.3).

    Whole units round up; others are rounded to the nearest step the books can hold.
    """
    product = Decimal(1)
    for factor in factors:
        product = EXACT.multiply(product, factor)
    if unit in WHOLE_UNITS:
        return product.to_integral_value(rounding=ROUND_CEILING, context=EXACT)
    return product.quantize(STEP, rounding=ROUND_HALF_UP, context=EXACT)


def amount(quantity: Decimal, cost: Decimal) -> str:
    """A money amount with two decimals, as in the vendor's samples (`795.00`)."""
    value = EXACT.multiply(quantity, cost)
    return f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP, context=EXACT):f}"


def plain(quantity: Decimal) -> str:
    """Decimal text without exponent and without trailing zeros: `40`, `0.075`."""
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=10_000)
def plain_steps(steps: int) -> str:
    """The same of so many steps, as the books keep a quantity; most that are told are a few."""
    return plain(Decimal(steps).scaleb(-DECIMALS))
