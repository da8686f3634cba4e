"""Dates of labels as ISO text."""

from datetime import date
from enum import Enum


class DateForm(Enum):
    """The order of the parts of a date with a four-digit year: where each of them starts."""

    YEAR_FIRST = (0, 4, 6)  # YYYYMMDD
    DAY_FIRST = (4, 2, 0)  # DDMMYYYY


_LENGTH = 8


def iso_date(text: str, form: DateForm) -> str | None:
    """`2026-12-31`, or None where the text is no date of that form."""
    if len(text) != _LENGTH or not (text.isascii() and text.isdigit()):
        return None
    year, month, day = form.value
    try:
        return date(
            int(text[year : year + 4]), int(text[month : month + 2]), int(text[day : day + 2])
        ).isoformat()
    except ValueError:
        return None
