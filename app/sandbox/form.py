"""The body of a call: a JSON object whose values are strings (contracts.md A0, E2.11)."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from app.sandbox.json_text import read_json_object
from app.sandbox.quantities import DECIMALS, LIMIT, read_decimal
from app.sandbox.refusals import Code, RefusalError, broken, json_invalid, shown

NAME_LENGTH = 60  # characters of an id, a code or a location
TEXT_LENGTH = 1_000  # characters of a criterion


def read_object(body: bytes) -> "Form":
    """The request's form.

    Raises:
        RefusalError: 400, if the body is not a JSON object in UTF-8.
    """
    try:
        return Form(read_json_object(body))
    except ValueError:
        raise json_invalid() from None


class Form:
    """A JSON object by its field names. An empty string, null and no field at all are one."""

    def __init__(self, fields: Mapping[str, object], inside: str = "") -> None:
        self._fields = fields
        self._inside = inside

    def value(self, name: str) -> object:
        """What stands in the field as it came; None where nothing does."""
        found = self._fields.get(name)
        return None if found == "" else found

    def holds(self, name: str) -> bool:
        """Whether the field is there at all, though it be empty."""
        return name in self._fields

    def text(self, name: str, longest: int = NAME_LENGTH) -> str:
        """The field's text without the blanks around it; a JSON number by its digits."""
        found = self._fields.get(name)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise self._malformed(name, "must be a string", json.dumps(found))
        text = found.strip()
        if len(text) > longest:
            raise self._malformed(name, f"is longer than {longest} characters", text)
        if not text.isprintable():
            # Control characters and lone surrogates: no label and no ERP holds them.
            raise self._malformed(name, "holds a character that is no text", repr(text))
        return text

    def required(self, name: str) -> str:
        """The field's text, which must not be empty."""
        text = self.text(name)
        if not text:
            raise self._missing(name)
        return text

    def quantity(self, name: str, default: Decimal | None = None) -> Decimal:
        """A quantity above zero and below a thousand million (contracts.md E2.11).

        Without a default there must be one.
        """
        text = self.text(name, TEXT_LENGTH)
        if not text:
            if default is None:
                raise self._missing(name)
            return default
        read = read_decimal(text)
        if read is None:
            raise broken(
                Code.QUANTITY_REFUSED, f"{self._named(name)} {shown(text)} is not a number above 0."
            )
        exponent = read.as_tuple().exponent
        if not 0 < read < LIMIT or (isinstance(exponent, int) and -exponent > DECIMALS):
            raise broken(
                Code.QUANTITY_REFUSED,
                f"{self._named(name)} {shown(text)} must be above 0, below {LIMIT:f} and "
                f"have at most {DECIMALS} decimals.",
            )
        return read

    def day(self, name: str) -> date | None:
        """An ISO date (`2026-11-22`)."""
        text = self.text(name)
        if not text:
            return None
        day = read_day(text)
        if day is None:
            raise self._malformed(name, "is not a date like 2026-11-22", text)
        return day

    def flag(self, name: str) -> bool:
        """`Y` or `N`; nothing is `N`."""
        text = self.text(name)
        if text not in {"", "Y", "N"}:
            raise self._malformed(name, "must be Y or N", text)
        return text == "Y"

    def forms(self, name: str) -> "list[Form]":
        """An array of objects."""
        found = self._fields.get(name)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self._malformed(name, "must be an array", json.dumps(found))
        forms = []
        for entry in found:
            if not isinstance(entry, dict):
                raise self._malformed(name, "must hold objects", json.dumps(entry))
            forms.append(Form(entry, inside=name))
        return forms

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Refuse a field that the page doesn't name (`--strict`)."""
        for name in self._fields:
            if name not in known:
                raise broken(
                    Code.FIELD_UNKNOWN, f"{self._named(shown(name))} is not a field of this call."
                )

    def _named(self, name: str) -> str:
        return f"{self._inside}.{name}" if self._inside else name

    def _missing(self, name: str) -> RefusalError:
        return broken(Code.FIELD_REQUIRED, f"{self._named(name)} is required.")

    def _malformed(self, name: str, fault: str, value: str) -> Exception:
        return broken(Code.VALUE_MALFORMED, f"{self._named(name)} {fault}: {shown(value)}")


def read_day(text: str) -> date | None:
    """The day an ISO date names, or None; other ISO forms (`20261122`) are not taken."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-22") else None
    except ValueError:
        return None
