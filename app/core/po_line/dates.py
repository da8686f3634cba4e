"""Days as people and spreadsheets write them; a time of day behind one is no part of it."""

import re
from datetime import date

from app.core.po_line.faults import CellError, LineFault
from app.core.po_line.forms import DayOrder, Form

_TIME = r"(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/.]) ?([0-9]{{1,2}})\2 ?([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_NAMED = re.compile(
    r"(?:([0-9]{1,2})[-/. ]+)?([A-Za-z]{3,9})[-/., ]+(?:([0-9]{1,2})[-/., ]+)?([0-9]{4})" + _TIME
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_CENTURY = 2000
_SHORT_YEAR = 100
_MONTHS_A_YEAR = 12


def read_day(text: str, form: Form) -> date:
    """A day: ISO, `30.11.2026`, `11/30/2026`, `11-30-2026`, `30-Nov-2026` or `Nov-30-2026`.

    With points the day comes first. With strokes the form decides, unless one number can't be a
    month. A year of two digits is of this century.

    Raises:
        CellError: It is none.
    """
    written = " ".join(text.split())
    parts = _year_first(written) or _year_last(written, form) or _named(written)
    if parts is not None:
        try:
            return date(*parts)
        except ValueError:
            pass
    raise CellError(LineFault.NOT_A_DATE)


def _year_first(text: str) -> tuple[int, int, int] | None:
    found = _YEAR_FIRST.fullmatch(text)
    return (int(found[1]), int(found[3]), int(found[4])) if found else None


def _year_last(text: str, form: Form) -> tuple[int, int, int] | None:
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year += _CENTURY if year < _SHORT_YEAR else 0
    day_first = found[2] == "." or form.days is DayOrder.DAY_FIRST
    if first > _MONTHS_A_YEAR or second > _MONTHS_A_YEAR:
        day_first = first > _MONTHS_A_YEAR
    return (year, second, first) if day_first else (year, first, second)


def _named(text: str) -> tuple[int, int, int] | None:
    found = _NAMED.fullmatch(text)
    if found is None or bool(found[1]) is bool(found[3]):
        return None
    name = found[2].lower()
    short = name[:3]
    if short not in _MONTHS or name not in {short, _NAMES[_MONTHS.index(short)]}:
        return None
    return int(found[4]), _MONTHS.index(short) + 1, int(found[1] or found[3])
