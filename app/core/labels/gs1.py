"""GS1 element strings, bracketed text and Digital Links, by biip (labels.md 3).

biip is imported here only, and this module only when a label claims to be GS1: the import takes
longer than everything else a scan needs.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import unquote, unquote_plus, urlsplit

from biip import ParseConfig, ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from biip.gs1_element_strings import GS1ElementString

from app.core.labels.claims import Gathering, Meaning
from app.core.labels.controls import GS
from app.core.labels.countries import alpha_2
from app.core.labels.dates import gs1_date
from app.core.labels.gs1_fields import DATES, meaning_of_ai, unit_of_ai
from app.core.labels.label import Field
from app.core.quantities import plain

RULE = "GS1 "
LONGEST = 8_000
"""Characters that a symbol can hold; a longer text is no label of GS1."""
_CONFIG = ParseConfig(gs1_element_strings_verify_date=False)
_BRACKETED = re.compile(r"\(([0-9]{2,4})\)")
_PRIMARY = {"00", "01", "253", "255", "401", "402", "414", "415", "417"} | {
    *("8003", "8004", "8006", "8010", "8013", "8017", "8018")
}
_AI = re.compile("[0-9]{2,4}")
_GTIN = "01"
_GTIN_LENGTH = 14


def gather_strings(found: Gathering, text: str, today: date | None) -> bool:
    """Note element strings with GS after those of variable length.

    What GS1 doesn't allow stays unread up to the next GS.

    Returns:
        Whether anything was understood.
    """
    understood = False
    if len(text) > LONGEST:
        found.unread.append(text)
        return False
    for segment in text.split(GS):
        rest = segment
        while rest:
            element = _extract(rest)
            # What goes on behind an element of variable length is no second one.
            if element is None or (element.ai.separator_required and len(element) < len(rest)):
                found.unread.append(rest)
                break
            source = rest[: len(element)]
            rest = rest[len(element) :]
            understood = True
            _take(found, source, element, today)
    return understood


def gather_bracketed(found: Gathering, text: str, today: date | None) -> bool:
    """Note the elements of `(01)09506000134352(10)LOT42`; a blank around data is none of it.

    Returns:
        False, and nothing is noted, where an identifier is none of GS1 or nothing is understood.
    """
    if len(text) > LONGEST:
        return False
    parts = _BRACKETED.split(text)
    elements = [
        (f"({ai}){data}".strip(), _parse(ai + data.strip()))
        for ai, data in zip(parts[1::2], parts[2::2], strict=True)
    ]
    if parts[0].strip() or not all(_is_known(ai) for ai in parts[1::2]):
        return False
    return _take_all(found, elements, today)


def gather_link(found: Gathering, uri: str, today: date | None) -> bool:
    """Note the elements of a Digital Link URI, which is not compressed.

    Returns:
        False, and nothing is noted, where it is another address.
    """
    if len(uri) > LONGEST:
        return False
    try:
        address = urlsplit(uri)
    except ValueError:
        return False
    path = address.path.split("/")
    at = next((place for place, part in enumerate(path) if part in _PRIMARY), None)
    if address.scheme not in {"http", "https"} or at is None or (len(path) - at) % 2:
        return False
    pairs = [
        (f"{ai}/{data}", ai, unquote(data))
        for ai, data in zip(path[at::2], path[at + 1 :: 2], strict=True)
    ]
    pairs += _query(address.query)
    elements = [
        (source, _parse(ai + (data.zfill(_GTIN_LENGTH) if ai == _GTIN else data)))
        for source, ai, data in pairs
    ]
    key = elements[0][1]
    if key is None or key.gtin_error or key.sscc_error or key.gln_error:
        return False
    return _take_all(found, elements, today)


def _query(query: str) -> Iterator[tuple[str, str, str]]:
    for part in query.split("&"):
        ai, _, data = part.partition("=")
        if _AI.fullmatch(ai) and _is_known(ai):  # others are the server's own
            yield part, ai, unquote_plus(data)


def _take_all(
    found: Gathering,
    elements: Iterable[tuple[str, GS1ElementString | None]],
    today: date | None,
) -> bool:
    elements = list(elements)
    if all(element is None for _, element in elements):
        return False
    for source, element in elements:
        if element is None:
            found.unread.append(source)
        else:
            _take(found, source, element, today)
    return True


def _take(found: Gathering, source: str, element: GS1ElementString, today: date | None) -> None:
    ai = element.ai.ai
    if element.gtin_error or element.sscc_error or element.gln_error:
        found.unread.append(source)
        return
    meaning = meaning_of_ai(ai)
    data = _data(element, meaning, today)
    if data is None:
        found.unread.append(source)
    else:
        found.take(source, meaning, data, RULE + ai)


def _data(element: GS1ElementString, meaning: Meaning, today: date | None) -> str | None:
    """The element's data as our field has it; None where it is no such thing."""
    ai = element.ai.ai
    if ai in DATES:
        if today is not None:
            return gs1_date(element.value, today)
        return element.date.isoformat() if element.date else None
    if meaning.field is Field.COUNTRY:
        return alpha_2(element.value)
    unit = unit_of_ai(ai)
    if unit:
        return f"{plain(element.decimal or Decimal(0))} {unit}"
    return element.value


def _extract(text: str) -> GS1ElementString | None:
    """The element string that a text begins with."""
    try:
        return GS1ElementString.extract(text, config=_CONFIG)
    except (ParseError, ValueError, ArithmeticError):
        return None


def _parse(text: str) -> GS1ElementString | None:
    """A text that is exactly one element string."""
    try:
        return GS1ElementString.parse(text, config=_CONFIG)
    except (ParseError, ValueError, ArithmeticError):
        return None


def _is_known(ai: str) -> bool:
    try:
        return GS1ApplicationIdentifier.extract(ai).ai == ai
    except ParseError:
        return False
