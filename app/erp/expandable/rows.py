"""Expandable's objects: texts, ISO dates, `Y` and `N` (contracts.md A0, E1)."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from app.erp import rows as shared
from app.erp.expandable.wire import CODES, NO, YES, Field, Shape, Wire
from app.erp.redaction import Redactor

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}")


class Row(shared.Row[Field]):
    """One JSON object of an answer."""

    __slots__ = ("_shape", "_values", "_wire")

    def __init__(self, value: object, shape: Shape, wire: Wire, redact: Redactor) -> None:
        """Raises `Unknown` where the value isn't an object."""
        super().__init__(redact)
        self._shape = shape
        self._wire = wire
        self._values = shared.object_of(value, shape)

    def day(self, of: Field) -> date | None:
        """An ISO date, or None where there is none."""
        text = self.text(of)
        if not text:
            return None
        if not _DATE.fullmatch(text):
            self.foreign(of, "no date", text)
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.foreign(of, "no date", text)

    def moment(self, of: Field) -> datetime:
        """A date and a time of day without zone, in the ERP's own."""
        text = self.key(of)
        if not _TIME.fullmatch(text):
            self.foreign(of, "no time", text)
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            self.foreign(of, "no time", text)

    def flag(self, of: Field) -> bool:
        """Yes or no; no where the ERP says nothing."""
        value = self._value(of)
        if isinstance(value, bool):
            return value
        code = self.code(of)
        if code not in {YES, NO, ""}:
            self.foreign(of, "neither yes nor no", code)
        return code == YES

    def code(self, of: Field) -> str:
        """One of our codes where it is known, else what the ERP said."""
        return self._wire.ours(self._shape, of, self.text(of))

    def known_code(self, of: Field) -> str:
        """One of our codes (`wire.CODES`)."""
        code = self.code(of)
        if code not in CODES[self._shape, of]:
            self.foreign(of, "unknown code", code)
        return code

    def rows(self, of: Field, shape: Shape) -> Iterator["Row"]:
        """The objects of a list inside this one."""
        return rows(self._value(of), shape, self._wire, self._redact)

    def _value(self, of: Field) -> object:
        return self._values.get(self._wire.name(self._shape, of))

    def _name(self, of: Field) -> str:
        return self._wire.name(self._shape, of)


def rows(value: object, shape: Shape, wire: Wire, redact: Redactor) -> Iterator[Row]:
    """The objects of an array.

    Raises:
        Unknown: It isn't one.
    """
    return (Row(one, shape, wire, redact) for one in shared.array_of(value, shape))
