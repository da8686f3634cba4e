"""The text element identifiers of format 12: three letters, a blank, data (labels.md 1).

Meanings as the aviation trade uses them, whose labels carry this format.
"""

import re
from collections.abc import Iterable

from app.core.labels.claims import UNUSED, Form, Gathering, Meaning
from app.core.labels.label import Field

_ELEMENT = re.compile("([A-Z]{3}) ?(.*)", re.DOTALL)
_TEXT_ELEMENTS = {
    "PNR": Meaning(Field.MANUFACTURER_PART),
    "PNO": Meaning(Field.MANUFACTURER_PART, spare=True),  # as first made
    "SER": Meaning(Field.SERIAL),
    "SEQ": Meaning(Field.SERIAL),
    "MFR": Meaning(Field.MANUFACTURER),
    "LOT": Meaning(Field.SUPPLIER_LOT),
    "LTN": Meaning(Field.SUPPLIER_LOT, spare=True),
    "BII": Meaning(Field.SUPPLIER_LOT, spare=True),
    "EXP": Meaning(Field.EXPIRES, Form.DATE_YEAR_FIRST),
    "QTY": Meaning(Field.QUANTITY, Form.QUANTITY),
    "COO": Meaning(Field.COUNTRY, Form.COUNTRY),
    **dict.fromkeys(("ACT", "BRC", "CAG", "DMF", "DUN", "SPL", "UCN", "UIC", "USN", "UST"), UNUSED),
}


def gather_text_elements(found: Gathering, elements: Iterable[str]) -> None:
    """Note the elements of one envelope of format 12."""
    for element in filter(None, elements):
        match = _ELEMENT.match(element)
        meaning = _TEXT_ELEMENTS.get(match[1]) if match else None
        if match is None or meaning is None:
            found.unread.append(element)
        else:
            found.take(element, meaning, match[2], f"ISO 15434-12 {match[1]}")
