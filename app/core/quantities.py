"""Quantities: decimals never floats, strict on input, whole where the unit is counted.

What a person or a label may write is plain digits with at most one point. A thousands separator
in one country is the decimal sign of the next, so a comma is refused rather than read.
"""

import re
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

MOST = Decimal(9_999_999)
"""The largest quantity that is not absurd, unless the caller says otherwise."""
PLACES = 6
"""Decimal places a quantity may have."""

WHOLE_UNITS = frozenset({"EACH", "EA", "PC", "PCS", "PCE", "PIECE", "PIECES", "H87", "C62"})
"""Units that are counted: the ERP's EACH (contracts.md E2.1), and how suppliers write it."""

_CODE_DIGITS = 8
"""The shortest product code of a retail label (EAN-8): so many digits are no quantity."""
_LONGEST = 40
"""Characters; what is longer is a label."""

_DIGITS = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_NUMBER = re.compile(_DIGITS)
_EXPONENT = re.compile(_DIGITS + "[eE][+-]?[0-9]+")
_WITH_UNIT = re.compile(_DIGITS + " *[A-Za-z]{1,6}")
_GROUPED = re.compile(r"[0-9]+(?:[ ,'_\u00a0\u2019\u202f][0-9]+)+(?:\.[0-9]+)?")


class QuantityFault(StrEnum):
    """Why a text or a number is no quantity."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"
    SIGNED = "signed"
    EXPONENT = "exponent"
    GROUPED = "grouped"  # a comma, blank or apostrophe between digits
    HAS_UNIT = "has-unit"
    LOOKS_LIKE_CODE = "looks-like-code"  # a barcode scanned into a quantity (operators.md 10)
    ZERO = "zero"
    TOO_LARGE = "too-large"
    TOO_PRECISE = "too-precise"
    NOT_WHOLE = "not-whole"


class QuantityError(ValueError):
    """A text or number that is no quantity; `text` is what was given."""

    def __init__(self, fault: QuantityFault, text: str) -> None:
        super().__init__(f"{fault.value}: {text!r}")
        self.fault = fault
        self.text = text


def parse_quantity(text: str, *, most: Decimal = MOST, zero: bool = False) -> Decimal:
    """A quantity from what was typed or scanned; blanks around it are not part of it.

    Args:
        text: Digits, with at most one point; at most 6 places count.
        most: The largest quantity that is taken.
        zero: Whether 0 is a quantity here (a line of which nothing came).

    Raises:
        QuantityError: It is none, with the reason.
    """
    written = text.strip(" \t\r\n")
    if len(written) > _LONGEST:
        raise QuantityError(QuantityFault.LOOKS_LIKE_CODE, text)
    if not _NUMBER.fullmatch(written):
        raise QuantityError(_fault(written), text)
    if written.isdigit() and len(written) >= _CODE_DIGITS:
        raise QuantityError(QuantityFault.LOOKS_LIKE_CODE, text)
    whole, _, places = written.partition(".")
    if len(places.rstrip("0")) > PLACES:
        raise QuantityError(QuantityFault.TOO_PRECISE, text)
    if len(whole.lstrip("0")) > most.adjusted() + 1:
        raise QuantityError(QuantityFault.TOO_LARGE, text)
    quantity = Decimal(written)
    if quantity > most:
        raise QuantityError(QuantityFault.TOO_LARGE, text)
    if not quantity and not zero:
        raise QuantityError(QuantityFault.ZERO, text)
    return quantity


def is_whole_unit(unit: str) -> bool:
    """Whether a part of this unit is counted, so that a fraction of it means a mistake."""
    return unit.strip().upper() in WHOLE_UNITS


def check_for_unit(quantity: Decimal, unit: str) -> None:
    """Refuse a fraction of a unit that is counted.

    Raises:
        QuantityError: `NOT_WHOLE`.
    """
    if is_whole_unit(unit) and quantity != quantity.to_integral_value():
        raise QuantityError(QuantityFault.NOT_WHOLE, plain(quantity))


def round_up_for_unit(quantity: Decimal, unit: str) -> Decimal:
    """What the ERP takes of a component: whole pieces of a counted unit (contracts.md E2.3)."""
    return quantity.to_integral_value(ROUND_CEILING) if is_whole_unit(unit) else quantity


def plain(quantity: Decimal) -> str:
    """Digits as a person and the ERP write them: no exponent, no sign of 0, no trailing zeros."""
    if not quantity:
        return "0"
    text = format(quantity, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fault(written: str) -> QuantityFault:
    """Why this isn't a number, for a text that isn't one."""
    if not written:
        return QuantityFault.EMPTY
    if written[0] in "+-\u2212" and _NUMBER.fullmatch(written[1:]):
        return QuantityFault.SIGNED
    if _EXPONENT.fullmatch(written):
        return QuantityFault.EXPONENT
    if _GROUPED.fullmatch(written):
        return QuantityFault.GROUPED
    digits = sum(character in "0123456789" for character in written)
    if digits < _CODE_DIGITS and _WITH_UNIT.fullmatch(written):
        return QuantityFault.HAS_UNIT
    letters = any(character.isalpha() for character in written)
    if digits >= _CODE_DIGITS or (digits and letters):
        return QuantityFault.LOOKS_LIKE_CODE
    return QuantityFault.NOT_A_NUMBER
