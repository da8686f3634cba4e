"""The application identifiers of GS1 and the fields they fill (labels.md 3)."""

from collections.abc import Mapping

from app.core.labels.claims import UNUSED, Form, Meaning
from app.core.labels.label import Field

DATES = {"15", "17", "7003"}
"""YYMMDD, perhaps with a time behind it."""

APPLICATION: Mapping[str, Meaning] = {
    "00": Meaning(Field.PACKAGE_ID),
    "10": Meaning(Field.SUPPLIER_LOT),
    "15": Meaning(Field.EXPIRES, spare=True),  # best before
    "17": Meaning(Field.EXPIRES),
    "7003": Meaning(Field.EXPIRES, spare=True),
    "21": Meaning(Field.SERIAL),
    "250": Meaning(Field.SERIAL, spare=True),
    "8011": Meaning(Field.SERIAL, spare=True),
    "30": Meaning(Field.QUANTITY, Form.QUANTITY),
    "37": Meaning(Field.QUANTITY, Form.QUANTITY),
    "240": Meaning(Field.MANUFACTURER_PART),
    "241": Meaning(Field.PART),
    "8010": Meaning(Field.PART, spare=True),
    "400": Meaning(Field.PO),
    "414": Meaning(Field.LOCATION),
    "422": Meaning(Field.COUNTRY),
    "8017": Meaning(Field.OPERATOR),
}
_MEASURE = Meaning(Field.QUANTITY, Form.QUANTITY, spare=True)
_UNITS = {
    "310": "KG",
    "311": "M",
    "314": "M2",
    "315": "L",
    "316": "M3",
    "320": "LB",
    "321": "IN",
    "322": "FT",
    "323": "YD",
    "357": "OZ",
    "360": "QT",
    "361": "GAL",
}
"""The net measures that a stock unit may be; gross weights and single dimensions are none."""


def meaning_of_ai(ai: str) -> Meaning:
    """What an identifier that GS1 knows says to us."""
    return APPLICATION.get(ai) or (_MEASURE if ai[:3] in _UNITS else UNUSED)


def unit_of_ai(ai: str) -> str:
    """The unit of a measure, or empty."""
    return _UNITS.get(ai[:3], "") if ai not in APPLICATION else ""
