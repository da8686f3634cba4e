"""How a country writes numbers and days: what decides where a text can mean two things."""

from dataclasses import dataclass
from enum import StrEnum


class DecimalMark(StrEnum):
    """What stands before the places; the other one parts thousands."""

    POINT = "point"
    COMMA = "comma"

    @property
    def character(self) -> str:
        """The mark itself."""
        return "." if self is DecimalMark.POINT else ","


class DayOrder(StrEnum):
    """What `03/04/2026` means."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Form:
    """Both, of a station or of what was pasted. A text that has one meaning needs neither."""

    mark: DecimalMark = DecimalMark.POINT
    days: DayOrder = DayOrder.MONTH_FIRST


PLAIN = Form()
"""Of canonical texts."""
