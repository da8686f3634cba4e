"""What a ManEx call asks: JSON or a query string, names in any letters (contracts.md C0, E3)."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl

from app.sandbox.fields import names
from app.sandbox.json_text import read_json_object
from app.sandbox.manex_answers import NoSuchCallError, invalid, required
from app.sandbox.quantities import DECIMALS, LIMIT, read_decimal
from app.sandbox.refusals import shown

NAME_LENGTH = 60  # characters
TEXT_LENGTH = 200
NOTE_LENGTH = 32_000

# In errors the pages write some names in other letters than in their tables.
_SAID = {"uniqmfgrhd": "UniqMfgrhd", "uniqlnno": "UNIQLNNO"}
_FLAGS = {"true": True, "1": True, "y": True, "yes": True}
_FLAGS |= {"false": False, "0": False, "n": False, "no": False}
_LINE_ENDS = str.maketrans("", "", "\r\n\t")
_LEAD_TIME = re.compile(r"([0-9]{1,4}) ?(DY|WK|MO)", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{2}|[A-Za-z]{3})-([0-9]{2})-([0-9]{4})")
_MONTHS = {
    name: str(number)
    for number, name in enumerate(names("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"), 1)
}
_NUMBER = re.compile(r"(T?)0*([0-9]{1,15})", re.IGNORECASE)


class NotInitializedError(Exception):
    """The body is no JSON object, or there is nothing at all."""


def read_form(query: str, body: bytes) -> "ManexForm":
    """What was asked by the query string, by the body, or by both.

    Raises:
        NotInitializedError: It can't be read, or names a parameter twice.
    """
    try:
        written = read_json_object(body) if body.strip() else {}
    except ValueError:
        raise NotInitializedError from None
    named = [*parse_qsl(query, keep_blank_values=True), *written.items()]
    values = {name.lower(): value for name, value in named}
    if len(values) < len(named):
        raise NotInitializedError
    return ManexForm(values, {name.lower(): name for name, _ in named})


class ManexForm:
    """Parameters by name, whose letter case means nothing. Empty, null and left out are one.

    What is asked for by a name is checked as it is read; each reader raises `ManexRefusalError`.
    """

    def __init__(self, values: Mapping[str, object], spelled: Mapping[str, str]) -> None:
        self._values = values
        self._spelled = spelled

    def __bool__(self) -> bool:
        return bool(self._values)

    def holds(self, name: str) -> bool:
        """Whether it is there, though it be empty."""
        return self._values.get(name.lower()) is not None

    def text(self, name: str, longest: int = NAME_LENGTH) -> str:
        """Without the blanks around it; a number by its digits, a flag as `true` or `false`."""
        found = self._values.get(name.lower())
        if found is None:
            return ""
        if isinstance(found, bool):
            return str(found).lower()
        if not isinstance(found, str):
            raise invalid(said(name))
        text = found.strip()
        if len(text) > longest:
            raise invalid(said(name), f"It is longer than {longest} characters.")
        plain_text = text.translate(_LINE_ENDS) if longest == NOTE_LENGTH else text
        if not plain_text.isprintable():
            raise invalid(said(name), "It holds a character that is no text.")
        return text

    def required(self, name: str) -> str:
        """The text, which must not be empty."""
        text = self.text(name)
        if not text:
            raise required(said(name))
        return text

    def flag(self, name: str) -> bool:
        """`true`, `1`, `Y` or `yes`; nothing is false."""
        text = self.text(name).lower()
        if text and text not in _FLAGS:
            raise invalid(said(name), "It must be true or false.")
        return _FLAGS.get(text, False)

    def number(self, name: str) -> Decimal | None:
        """A decimal from 0 to below a thousand million."""
        text = self.text(name)
        if not text:
            return None
        number = read_decimal(text)
        if number is None or number >= LIMIT or number != round(number, DECIMALS):
            raise invalid(said(name), f"{shown(text)} is not a number that fits.")
        return number

    def choice(self, name: str, choices: Collection[str]) -> str:
        """One of the choices in any letters, as it is written there; nothing is empty."""
        text = self.text(name)
        found = {one.lower(): one for one in choices}.get(text.lower(), "")
        if text and not found:
            raise invalid(said(name), f"{shown(text)} is not one of {', '.join(choices)}.")
        return found

    def day(self, name: str) -> date | None:
        """A date as `11-22-2026` or `NOV-22-2026`."""
        text = self.text(name)
        if not text:
            return None
        day = read_day(text)
        if day is None:
            raise invalid(said(name), f"{shown(text)} is not a date like 11-22-2026.")
        return day

    def refuse_unknown(self, known: Collection[str], controller: str) -> None:
        """Refuse a parameter that the call's page doesn't name (`--strict`).

        Raises:
            NoSuchCallError: In the words that a wrong name gets.
        """
        expected = {name.lower() for name in known}
        for name in self._values:
            if name not in expected:
                # It may hold what no answer can.
                told = self._spelled[name].encode(errors="backslashreplace").decode()
                raise NoSuchCallError(no_action(controller, shown(told)))


def no_action(controller: str, name: str) -> str:
    """What stands under a URL error when nothing has this name."""
    return f"No action was found on the controller '{controller}' that matches the name '{name}'."


def said(name: str) -> str:
    """A name as errors say it."""
    return _SAID.get(name.lower(), name)


def read_day(text: str) -> date | None:
    """The day that a text of one of the request's two forms names."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    month, day, year = found.groups()
    try:
        return date(int(year), int(_MONTHS.get(month.upper(), month)), int(day))
    except ValueError:
        return None


def read_lead_time(text: str) -> tuple[Decimal, str] | None:
    """Number and unit of `10 DY`, `2 WK` or `1 MO`."""
    found = _LEAD_TIME.fullmatch(text)
    return (Decimal(found[1]), found[2].upper()) if found else None


def read_order_number(text: str) -> str | None:
    """A PO number as the books have it: without the zeros before it."""
    found = _NUMBER.fullmatch(text.strip())
    return f"{found[1].upper()}{found[2]}" if found else None


def padded(number: str) -> str:
    """A PO number as the Get calls write it: 15 characters, a `T` of a temporary one first."""
    digits = number.removeprefix("T")
    return f"T{digits.rjust(14, '0')}" if digits != number else digits.rjust(15, "0")
