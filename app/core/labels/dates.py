"""Dates of labels as ISO text."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import Enum

_AHEAD, _CENTURY = 50, 100


class DateForm(Enum):
    """How a date with a four-digit year is written."""

    YEAR_FIRST = r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    DAY_FIRST = r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})"
    ISO = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    DOTTED = r"(?P<day>[0-9]{2})\.(?P<month>[0-9]{2})\.(?P<year>[0-9]{4})"


_PATTERNS = {form: re.compile(form.value) for form in DateForm}


def iso_date(text: str, forms: Iterable[DateForm]) -> str | None:
    """`2026-12-31`, or None where the text is no date of these forms."""
    for form in forms:
        match = _PATTERNS[form].fullmatch(text)
        if match is not None:
            return _iso(int(match["year"]), int(match["month"]), int(match["day"]))
    return None


def gs1_date(text: str, today: date) -> str | None:
    """The ISO date of YYMMDD: within 49 years past and 50 ahead; day 00 is the month's last.

    None where the text starts with no such date; a time behind it is not looked at.
    """
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
    year += today.year // _CENTURY * _CENTURY
    if year > today.year + _AHEAD:
        year -= _CENTURY
    elif year <= today.year - _AHEAD:
        year += _CENTURY
    if not day and 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        day = monthrange(year, month)[1]
    return _iso(year, month, day)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
