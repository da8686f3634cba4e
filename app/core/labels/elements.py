"""Elements (data identifier and data) -> what they claim."""

import re
from collections.abc import Iterable

from app.core.labels.claims import Gathering
from app.core.labels.identifiers import Identifiers, meaning_of, split_identifier
from app.core.labels.label import Value

RULE = "MH10.8.2 "
_SWAPPED = re.compile("T1[^0-9]")
_SUPPLIER_LOT = "1T"


def gather_elements(
    found: Gathering, elements: Iterable[str], identifiers: Identifiers, *, swaps: bool = True
) -> bool:
    """Note the elements of one envelope. An empty element says nothing.

    Args:
        found: Where they are noted.
        elements: As they stand between the separators.
        identifiers: The label set.
        swaps: Whether `T1LOT42` is taken for `1TLOT42`, as a guess: some makers print it so.

    Returns:
        Whether an identifier was so taken.
    """
    swapped = False
    elements = [element for element in elements if element]
    swaps = swaps and not any(element.startswith(_SUPPLIER_LOT) for element in elements)
    for element in elements:
        if swaps and _SWAPPED.match(element) and identifiers.get("T") and len(elements) > 1:
            since = len(found.claims)
            _take(found, element, _SUPPLIER_LOT, element[2:], identifiers)
            found.doubt(since)
            swapped = True
            continue
        parts = split_identifier(element)
        if parts is None:
            found.unread.append(element)
        else:
            _take(found, element, *parts, identifiers)
    return swapped


def single_element(text: str, identifiers: Identifiers) -> tuple[Value, ...]:
    """What a text says if it is one identifier and its data; nothing where it can't be that."""
    parts = split_identifier(text)
    if parts is None:
        return ()
    found = Gathering()
    _take(found, text, *parts, identifiers)
    return tuple(claim.value for claim in found.claims)


def _take(found: Gathering, element: str, code: str, data: str, identifiers: Identifiers) -> None:
    meaning = meaning_of(code, identifiers)
    if meaning is None:
        found.unread.append(element)
    else:
        found.take(element, meaning, data, RULE + code)
