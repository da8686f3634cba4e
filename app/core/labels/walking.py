"""Elements whose separators are gone: a guess at where each of them begins (operators.md 15).

Many places of a text can be an identifier. Those are preferred that say the most (`14D` with a
date behind it) to those that any part number may hold (a lone letter).
"""

import re

from app.core.labels.claims import Form, fills
from app.core.labels.identifiers import Identifiers, meaning_of

LONGEST = 300
"""Characters: of a longer text nobody could tell."""

_AT = re.compile("[0-9]{0,3}[A-Z]")
_BONUS = {1: -1.5, 2: 2.0, 3: 2.25, 4: 1.0}
"""For an identifier of so many characters."""
_FITS = 4.0
"""Its data is what only this identifier is followed by."""
_DATE_CODE = re.compile("[0-9]{4}|N/T")
_DATE_CODES = {"9D", "10D"}
_STRICT = {Form.QUANTITY, Form.DATE_YEAR_FIRST, Form.DATE_DAY_FIRST, Form.COUNTRY}
_LONGEST_STRICT = 16


def walk(text: str, identifiers: Identifiers) -> list[str]:
    """The elements of a text without separators, or the text itself where none can be made out."""
    if len(text) > LONGEST or not _code(text, 0, identifiers):
        return [text]
    end = len(text)
    best: dict[int, tuple[float, int]] = {end: (0.0, end)}  # score and end of the element, by start
    for at in range(end - 1, -1, -1):
        code = _code(text, at, identifiers)
        after = at + len(code)
        for stop in _stops(text, after, code, identifiers, best) if code else ():
            score = _score(code, text[after:stop], identifiers, first=at == 0) + best[stop][0]
            if at not in best or score > best[at][0]:
                best[at] = (score, stop)
    if 0 not in best:
        return [text]
    elements, at = [], 0
    while at < end:
        stop = best[at][1]
        elements.append(text[at:stop])
        at = stop
    return elements


def _code(text: str, at: int, identifiers: Identifiers) -> str:
    """The identifier that may begin here, with all digits before its letter; empty for none."""
    match = _AT.match(text, at)
    if match is None or meaning_of(match[0], identifiers) is None:
        return ""
    return match[0]


def _stops(
    text: str,
    after: int,
    code: str,
    identifiers: Identifiers,
    best: dict[int, tuple[float, int]],
) -> list[int]:
    """Where the element may end: where another can begin, with something in between."""
    meaning = meaning_of(code, identifiers)
    strict = code in _DATE_CODES or (meaning is not None and meaning.form in _STRICT)
    last = min(len(text), after + _LONGEST_STRICT) if strict else len(text)
    return [stop for stop in best if after < stop <= last]


def _score(code: str, data: str, identifiers: Identifiers, *, first: bool) -> float:
    bonus = 0.0 if first else _BONUS[len(code)]
    meaning = meaning_of(code, identifiers)
    if code in _DATE_CODES:
        return bonus + (_FITS if _DATE_CODE.fullmatch(data) else -_FITS * 2)
    if meaning is None or meaning.field is None or meaning.form not in _STRICT:
        return bonus
    if fills(meaning.field, meaning.form, data) is None:
        return bonus - _FITS * 2
    return bonus + (_FITS if len(code) > 1 or meaning.form is Form.QUANTITY else 0.0)
