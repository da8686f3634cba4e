"""ManEx's objects: real JSON kinds or texts of them, padded, in any spelling (contracts.md C0)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from app.core.problems import ProblemCode, Unknown
from app.erp import json_text
from app.erp import rows as shared
from app.erp.manex.wire import Field, Shape, Wire, fold
from app.erp.redaction import Redactor

NULL = "null"  # where all is text
_YES = frozenset({"true", "yes", "y", "1"})
_NO = frozenset({"false", "no", "n", "0"})
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?")


class Spellings(dict[str, str]):
    """The fields of one shape by the names that an answer has for them, as these come up.

    The objects of an answer spell alike, so that each name is folded once. One that is none of the
    shape's stands for itself.
    """

    def __init__(self, shape: Shape, wire: Wire) -> None:
        super().__init__()
        self._fields = {name: of for of, name in wire.folded(shape).items()}

    def __missing__(self, name: str) -> str:
        folded = fold(name)
        self[name] = self._fields.get(folded, f"?{folded}")
        return self[name]


class Row(shared.Row[Field]):
    """One JSON object of an answer."""

    __slots__ = ("_shape", "_values", "_wire")

    def __init__(
        self,
        value: object,
        shape: Shape,
        wire: Wire,
        redact: Redactor,
        spellings: Spellings | None = None,
    ) -> None:
        """Raises `Unknown` where it isn't an object; `spellings` are those of its answer so far."""
        super().__init__(redact)
        self._shape = shape
        self._wire = wire
        if spellings is None:
            spellings = Spellings(shape, wire)
        self._values = self._by_field(shared.object_of(value, shape), spellings)

    def text(self, of: Field) -> str:
        """As it is; the usual case first, as an order has many lines and these many fields."""
        value = self._values.get(of)
        if type(value) is str and value.isascii():
            return "" if value == NULL else value.strip()
        return super().text(of)

    def flag(self, of: Field) -> bool | None:
        """Yes or no; None where the ERP says nothing."""
        known = self.known_flag(of)
        if known is None and (text := self.text(of)):
            self.foreign(of, "neither yes nor no", text)
        return known

    def known_flag(self, of: Field) -> bool | None:
        """The same; None also where it says something else."""
        value = self._value(of)
        if isinstance(value, bool):
            return value
        text = self.text(of).lower()
        return text in _YES if text in _YES | _NO else None

    def day(self, of: Field) -> date | None:
        """The day of an ISO date with or without a time, or None where there is none."""
        text = self.text(of)
        if not text:
            return None
        found = _DAY.fullmatch(text)
        if found is None:
            self.foreign(of, "no date", text)
        try:
            return date.fromisoformat(found[1])
        except ValueError:
            self.foreign(of, "no date", text)

    def count(self, of: Field) -> int | None:
        """A whole number, or None where there is none."""
        quantity = self.known_quantity(of)
        if quantity is None:
            return None
        if quantity != quantity.to_integral_value():
            self.foreign(of, "no whole number", f"{quantity:f}")
        return int(quantity)

    def rows(self, of: Field, shape: Shape) -> Iterator["Row"]:
        """The objects of a list inside this one; none where the ERP says nothing."""
        value = self.inside(of)
        return iter(()) if value is None else rows(value, shape, self._wire, self._redact)

    def inside(self, of: Field) -> object:
        """What the field holds, be it written as a text; None where the ERP says nothing."""
        value = self._value(of)
        if not isinstance(value, str):
            return value
        text = value.strip()
        if not text:
            return None
        try:
            return json_text.decode(text.encode("utf-8", "replace"))
        except json_text.NotJsonError:
            self.foreign(of, "no object and no list", text)

    def _value(self, of: Field) -> object:
        value = self._values.get(of)
        return None if value == NULL else value

    def _name(self, of: Field) -> str:
        return self._wire.name(self._shape, of)

    def _by_field(self, value: Mapping[str, object], spellings: Spellings) -> dict[str, object]:
        """What it says, by field; of two spellings of one, that which says something.

        Raises:
            Unknown: They say different things.
        """
        found = {spellings[name]: one for name, one in value.items()}
        if len(found) == len(value):
            return found
        said: dict[str, object] = {}
        for name, one in value.items():
            other = said.setdefault(spellings[name], one)
            if _trimmed(other) in {None, ""}:
                said[spellings[name]] = one
            elif _trimmed(one) not in {None, "", _trimmed(other)}:
                detail = self._redact(f"{name}: said in two ways")
                raise Unknown(ProblemCode.FOREIGN_ANSWER, detail)
        return said


def rows(value: object, shape: Shape, wire: Wire, redact: Redactor) -> Iterator[Row]:
    """The objects of an array, or the only one where it stands by itself.

    Raises:
        Unknown: It is neither.
    """
    found = [value] if isinstance(value, dict) else shared.array_of(value, shape)
    spellings = Spellings(shape, wire)
    return (Row(one, shape, wire, redact, spellings) for one in found)


def _trimmed(value: object) -> object:
    """So that it can be compared; lists and objects are not."""
    if isinstance(value, str):
        return None if value == NULL else value.strip()
    return value if isinstance(value, Decimal | bool | None) else repr(value)
