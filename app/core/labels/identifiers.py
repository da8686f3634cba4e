"""The data identifiers of ANSI MH10.8.2 and the fields they fill (labels.md 2 and 7)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.core.labels.label import Field

_IDENTIFIER = re.compile(r"([0-9]{0,3}[A-Z])(.*)", re.DOTALL)
_INTERNAL = "Y"
"""`nnY` never leaves the house that printed it: nobody else's are read."""


class Form(Enum):
    """How the data after an identifier is written."""

    TEXT = "text"
    QUANTITY = "quantity"  # perhaps zero-padded, perhaps with a unit behind it
    DATE_YEAR_FIRST = "date-year-first"
    DATE_DAY_FIRST = "date-day-first"
    COUNTRY = "country"
    ORDER_AND_LINE = "order-and-line"  # joined by `+`; without one, the line alone


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an identifier says.

    Attributes:
        field: None where it is understood and fills no field of ours.
        spare: It gives way, silently, to another identifier that fills the same field.
    """

    field: Field | None
    form: Form = Form.TEXT
    spare: bool = False


Identifiers = Mapping[str, Meaning]
"""One label set: other trades give some identifiers other meanings."""

_UNUSED = Meaning(None)

MH10: Identifiers = {
    "P": Meaning(Field.PART),
    "1P": Meaning(Field.MANUFACTURER_PART),
    "30P": Meaning(Field.SUPPLIER_PART),
    "2P": Meaning(Field.REVISION),
    "Q": Meaning(Field.QUANTITY, Form.QUANTITY),
    "T": Meaning(Field.LOT),
    "1T": Meaning(Field.SUPPLIER_LOT),
    "S": Meaning(Field.SERIAL),
    "K": Meaning(Field.PO),
    "4K": Meaning(Field.PO_LINE),
    "14K": Meaning(Field.PO_LINE, Form.ORDER_AND_LINE),
    "11K": Meaning(Field.PACKING_SLIP),
    "16K": Meaning(Field.PACKING_SLIP, spare=True),
    "W": Meaning(Field.WORK_ORDER),
    "14D": Meaning(Field.EXPIRES, Form.DATE_YEAR_FIRST),
    "15D": Meaning(Field.EXPIRES, Form.DATE_DAY_FIRST),
    "25D": Meaning(Field.EXPIRES, Form.DATE_YEAR_FIRST, spare=True),
    "9D": Meaning(Field.DATE_CODE),
    "10D": Meaning(Field.DATE_CODE, spare=True),
    "4L": Meaning(Field.COUNTRY, Form.COUNTRY),
    "L": Meaning(Field.LOCATION),
    "1L": Meaning(Field.LOCATION, spare=True),
    "1V": Meaning(Field.MANUFACTURER),
    "1H": Meaning(Field.OPERATOR),
    # A label may name its package, the carton it is in and the pallet: the package comes first.
    "3S": Meaning(Field.PACKAGE_ID),
    "4S": Meaning(Field.PACKAGE_ID, spare=True),
    "5S": Meaning(Field.PACKAGE_ID, spare=True),
    "J": Meaning(Field.PACKAGE_ID, spare=True),
    **{f"{level}J": Meaning(Field.PACKAGE_ID, spare=True) for level in range(1, 7)},
    # References, weights, other dates and classes: shown, and nothing is filled from them.
    **dict.fromkeys(("33P", "7Q", "13Q", "1K", "9K", "10K", "15K", "25S"), _UNUSED),
    **dict.fromkeys(("D", "1D", "2D", "6D", "11D", "12D", "16D", "17D"), _UNUSED),
    **dict.fromkeys(("20L", "21L", "22L", "23L", "24L", "V", "10V", "12V"), _UNUSED),
    **dict.fromkeys(("B", "E", "13E", "Z", "1Z", "11Z", "12Z", "13Z", "20Z"), _UNUSED),
}


def split_identifier(element: str) -> tuple[str, str] | None:
    """`1TLOT42` -> (`1T`, `LOT42`); None where the text starts with no identifier's shape."""
    match = _IDENTIFIER.match(element)
    return (match[1], match[2]) if match else None


def meaning_of(code: str, identifiers: Identifiers) -> Meaning | None:
    """What an identifier says in a label set, or None: it isn't in it."""
    return identifiers.get(code) or (_UNUSED if code.endswith(_INTERNAL) else None)
