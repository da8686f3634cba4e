"""The data identifiers of ANSI MH10.8.2 and the fields they fill (labels.md 2 and 7)."""

import re
from collections.abc import Callable, Mapping

from app.core.label_set import LabelSet
from app.core.labels.claims import FORMS, UNUSED, Form, Meaning
from app.core.labels.label import Field

_IDENTIFIER = re.compile(r"([0-9]{0,3}[A-Z])(.*)", re.DOTALL)
_SHORT = re.compile("[0-9]{0,3}[A-Z]")
_INTERNAL = "Y"
"""`nnY` never leaves the house that printed it: nobody else's are read."""


Identifiers = Mapping[str, Meaning]
"""One label set: other trades give some identifiers other meanings."""

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
    **dict.fromkeys(("33P", "7Q", "13Q", "1K", "9K", "10K", "15K", "25S"), UNUSED),
    **dict.fromkeys(("D", "1D", "2D", "6D", "11D", "12D", "16D", "17D"), UNUSED),
    **dict.fromkeys(("20L", "21L", "22L", "23L", "24L", "V", "10V", "12V"), UNUSED),
    **dict.fromkeys(("B", "E", "13E", "Z", "1Z", "11Z", "12Z", "13Z", "20Z"), UNUSED),
}


LABEL_SETS: Mapping[LabelSet, Identifiers] = {
    LabelSet.ECIA: MH10,
    LabelSet.MOUSER: {**MH10, "11K": UNUSED},
    LabelSet.UAES: {**MH10, **dict.fromkeys(("30P", "20P", "2P", "20T"), UNUSED)},
}


def with_overrides(base: Identifiers, overrides: Mapping[str, Field | None]) -> Identifiers:
    """A label set with some identifiers meaning something else, or nothing."""
    changed = {
        code: Meaning(field, FORMS.get(field, Form.TEXT)) if field else UNUSED
        for code, field in overrides.items()
    }
    return {**base, **changed}


def split_identifier(element: str) -> tuple[str, str] | None:
    """`1TLOT42` -> (`1T`, `LOT42`); None where the text starts with no identifier's shape."""
    match = _IDENTIFIER.match(element)
    return (match[1], match[2]) if match else None


def is_identifier(text: str) -> bool:
    """Whether a text is an identifier and no more, of any label set."""
    return _SHORT.fullmatch(text) is not None


def meaning_of(code: str, identifiers: Identifiers) -> Meaning | None:
    """What an identifier says in a label set, or None: it isn't in it."""
    return identifiers.get(code) or (UNUSED if code.endswith(_INTERNAL) else None)


def begins_element(identifiers: Identifiers) -> Callable[[str, int], bool]:
    """Whether an identifier of this label set, with data, stands at a place of a text."""

    def begins(text: str, at: int) -> bool:
        match = _SHORT.match(text, at)
        return match is not None and meaning_of(match[0], identifiers) is not None

    return begins
