"""The objects of an answer, read field by field; whatever is not as expected is foreign.

The contract shows every value as a text; a JSON number is understood as well (contracts.md A0).
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NoReturn

from app.core.problems import ProblemCode, Unknown
from app.erp.expandable.wire import CODES, NO, YES, Field, Shape, Wire
from app.erp.redaction import Redactor

_QUANTITY = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}")
_LARGEST = Decimal(10) ** 18
_FINEST = -18


class Row:
    """One JSON object of an answer.

    Every reading method raises `Unknown` (`FOREIGN_ANSWER`), naming the field, where the value
    is of another kind.
    """

    __slots__ = ("_redact", "_shape", "_values", "_wire")

    def __init__(self, value: object, shape: Shape, wire: Wire, redact: Redactor) -> None:
        """Raises `Unknown` where the value isn't an object."""
        self._shape = shape
        self._wire = wire
        self._redact = redact
        if not isinstance(value, dict):
            raise Unknown(ProblemCode.FOREIGN_ANSWER, f"{shape}: not an object")
        self._values: dict[str, object] = value

    def text(self, of: Field) -> str:
        """Without blanks around it; empty where the field is missing or null."""
        value = self._value(of)
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return f"{value:f}"
        if not isinstance(value, str):
            self.foreign(of, "not a text")
        if not value.isascii():  # half a surrogate pair could be neither stored nor shown
            value = value.encode("utf-8", "replace").decode()
        return value.strip()

    def key(self, of: Field) -> str:
        """A text that must be there."""
        text = self.text(of)
        if not text:
            self.foreign(of, "missing")
        return text

    def quantity(self, of: Field) -> Decimal:
        """A number that must be there."""
        quantity = self.known_quantity(of)
        if quantity is None:
            self.foreign(of, "missing")
        return quantity

    def known_quantity(self, of: Field) -> Decimal | None:
        """None where the ERP doesn't say."""
        value = self._value(of)
        if isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            if abs(value) >= _LARGEST or not isinstance(exponent, int) or exponent < _FINEST:
                self.foreign(of, "no quantity")
            return value
        text = self.text(of)
        if not text:
            return None
        if not _QUANTITY.fullmatch(text):
            self.foreign(of, "no quantity", text)
        return Decimal(text)

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

    def foreign(
        self,
        of: Field,
        what: str,
        said: str = "",
        code: ProblemCode = ProblemCode.FOREIGN_ANSWER,
    ) -> NoReturn:
        """This isn't the answer to what was asked.

        Raises:
            Unknown: Always; it names the field.
        """
        name = self._wire.name(self._shape, of)
        detail = f"{name}: {what}: {said}" if said else f"{name}: {what}"
        raise Unknown(code, self._redact(detail))

    def _value(self, of: Field) -> object:
        return self._values.get(self._wire.name(self._shape, of))


def rows(value: object, shape: Shape, wire: Wire, redact: Redactor) -> Iterator[Row]:
    """The objects of an array.

    Raises:
        Unknown: It isn't one.
    """
    if not isinstance(value, list):
        raise Unknown(ProblemCode.FOREIGN_ANSWER, f"{shape}: not an array")
    return (Row(one, shape, wire, redact) for one in value)
