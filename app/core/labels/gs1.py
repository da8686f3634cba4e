"""GS1 element strings, bracketed text and Digital Links, by biip (labels.md 3).

biip is imported here only, and this module only when a label claims to be GS1: the import takes
longer than everything else a scan needs. Its are the identifiers, their patterns and the check
digits; which element ends where is looked at here, so that one that is wrong costs only itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote, unquote_plus, urlsplit

from biip import ParseConfig, ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from biip.gs1_element_strings import GS1ElementString

from app.core.labels.claims import Gathering
from app.core.labels.controls import GS
from app.core.labels.countries import alpha_2
from app.core.labels.dates import gs1_date
from app.core.labels.gs1_fields import DATES, meaning_of_ai, unit_of_ai
from app.core.labels.label import Field

RULE = "GS1 "
LONGEST = 8_000
"""Characters that a symbol can hold; a longer text is no label of GS1."""

_LONGEST_AI = 4
_CHECKED = {"00", "01", "02", "03", "41"}  # how identifiers with a check digit begin
_CONFIG = ParseConfig(gs1_element_strings_verify_date=False)
_BRACKETED = re.compile(r"\(([0-9]{2,4})\)")
_PRIMARY = {"00", "01", "253", "255", "401", "402", "414", "415", "417"} | {
    *("8003", "8004", "8006", "8010", "8013", "8017", "8018")
}
_AI = re.compile("[0-9]{2,4}")
_GTIN = "01"
_GTIN_LENGTH = 14


@dataclass(frozen=True, slots=True)
class _Identifier:
    """One of biip's identifiers, and the pattern of it and its data."""

    ai: str
    ends_at_separator: bool
    pattern: re.Pattern[str]


@lru_cache(maxsize=1024)
def _identifier(start: str) -> _Identifier | None:
    """The identifier that a text begins with, by its first four characters."""
    try:
        found = GS1ApplicationIdentifier.extract(start)
    except ParseError:
        return None
    pattern = re.compile(found.pattern.removesuffix("$"), re.ASCII)
    return _Identifier(found.ai, found.separator_required, pattern)


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
        at = 0
        while at < len(segment):
            rest = segment[at:]
            identifier = _identifier(rest[:_LONGEST_AI])
            match = identifier.pattern.match(rest) if identifier else None
            # What goes on behind an element of variable length is no second one.
            if (
                identifier is None
                or match is None
                or (identifier.ends_at_separator and match.end() < len(rest))
            ):
                found.unread.append(rest)
                break
            at += match.end()
            understood = True
            _take(found, match[0], identifier.ai, match[0][len(identifier.ai) :], today)
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
        (f"({ai}){data}".strip(), ai, data.strip())
        for ai, data in zip(parts[1::2], parts[2::2], strict=True)
    ]
    if parts[0].strip() or not all(_is_known(ai) for _, ai, _ in elements):
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
    elements = [
        (f"{ai}/{data}", ai, _padded(ai, unquote(data)))
        for ai, data in zip(path[at::2], path[at + 1 :: 2], strict=True)
    ]
    _, key, data = elements[0]
    if not _is_whole(key, data):
        return False
    return _take_all(found, [*elements, *_query(address.query)], today)


def _query(query: str) -> Iterator[tuple[str, str, str]]:
    for part in query.split("&"):
        ai, _, data = part.partition("=")
        if _AI.fullmatch(ai) and _is_known(ai):  # others are the server's own
            yield part, ai, unquote_plus(data)


def _padded(ai: str, data: str) -> str:
    return data.zfill(_GTIN_LENGTH) if ai == _GTIN else data


def _take_all(
    found: Gathering, elements: Iterable[tuple[str, str, str]], today: date | None
) -> bool:
    """Note elements that are apart already: source, identifier, data."""
    judged = [(source, ai, data, _fits(ai, data)) for source, ai, data in elements]
    if not any(fits for *_, fits in judged):
        return False
    for source, ai, data, fits in judged:
        if fits:
            _take(found, source, ai, data, today)
        else:
            found.unread.append(source)
    return True


def _take(found: Gathering, source: str, ai: str, data: str, today: date | None) -> None:
    read = _data(ai, data, today)
    if read is None:
        found.leave(source, meaning_of_ai(ai))
    else:
        found.take(source, meaning_of_ai(ai), read, RULE + ai)


def _data(ai: str, data: str, today: date | None) -> str | None:
    """The element's data as our field has it; None where it is no such thing."""
    if ai[:2] in _CHECKED:
        return data if _is_whole(ai, data) else None
    if ai in DATES:
        return gs1_date(data, today) if today is not None else _date_by_biip(ai, data)
    meaning = meaning_of_ai(ai)
    if meaning.field is Field.COUNTRY:
        return alpha_2(data)
    unit = unit_of_ai(ai)
    if unit:
        places = int(ai[-1])  # of decimals
        return (
            f"{data[: len(data) - places]}.{data[len(data) - places :]}".removesuffix(".")
            + f" {unit}"
        )
    return data


def _is_whole(ai: str, data: str) -> bool:
    """Whether this is one element of GS1, its check digit right."""
    element = _parsed(ai, data)
    return element is not None and not (
        element.gtin_error or element.sscc_error or element.gln_error
    )


def _date_by_biip(ai: str, data: str) -> str | None:
    """By a window around its own today."""
    element = _parsed(ai, data)
    return element.date.isoformat() if element and element.date else None


def _parsed(ai: str, data: str) -> GS1ElementString | None:
    try:
        return GS1ElementString.parse(ai + data, config=_CONFIG) if data.isascii() else None
    except (ParseError, ValueError, ArithmeticError):
        return None


def _fits(ai: str, data: str) -> bool:
    """Whether this identifier may have such data."""
    identifier = _identifier((ai + data)[:_LONGEST_AI])
    return (
        identifier is not None
        and identifier.ai == ai
        and identifier.pattern.fullmatch(ai + data) is not None
    )


def _is_known(ai: str) -> bool:
    identifier = _identifier(ai)
    return identifier is not None and identifier.ai == ai
