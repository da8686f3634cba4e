"""The objects of an ERP's answer, read field by field; whatever is not as expected is foreign.

Values come as texts or as JSON's own kinds, whichever the ERP likes (contracts.md A0, C0).
"""

import re
from abc import abstractmethod
from decimal import Decimal
from typing import Generic, NoReturn, TypeVar

from app.core.problems import ProblemCode, Unknown
from app.erp.redaction import Redactor

_QUANTITY = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_LARGEST = Decimal(10) ** 18
_FINEST = -18

FieldT = TypeVar("FieldT")


class Row(Generic[FieldT]):
    """One JSON object of an answer, by one ERP's own fields.

    Every reading method raises `Unknown` (`FOREIGN_ANSWER`), naming the field, where the value
    is of another kind.
    """

    __slots__ = ("_redact",)

    def __init__(self, redact: Redactor) -> None:
        self._redact = redact

    @abstractmethod
    def _value(self, of: FieldT) -> object:
        """What the object has there; None where it has nothing."""

    @abstractmethod
    def _name(self, of: FieldT) -> str:
        """How the field is spelled in that object."""

    def text(self, of: FieldT) -> str:
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

    def key(self, of: FieldT) -> str:
        """A text that must be there."""
        text = self.text(of)
        if not text:
            self.foreign(of, "missing")
        return text

    def quantity(self, of: FieldT) -> Decimal:
        """A number that must be there."""
        quantity = self.known_quantity(of)
        if quantity is None:
            self.foreign(of, "missing")
        return quantity

    def known_quantity(self, of: FieldT) -> Decimal | None:
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

    def foreign(
        self,
        of: FieldT,
        what: str,
        said: str = "",
        code: ProblemCode = ProblemCode.FOREIGN_ANSWER,
    ) -> NoReturn:
        """This isn't the answer to what was asked.

        Raises:
            Unknown: Always; it names the field.
        """
        name = self._name(of)
        detail = f"{name}: {what}: {said}" if said else f"{name}: {what}"
        raise Unknown(code, self._redact(detail))


def object_of(value: object, what: str) -> dict[str, object]:
    """A JSON object.

    Raises:
        Unknown: It is none; `what` names it.
    """
    if not isinstance(value, dict):
        raise Unknown(ProblemCode.FOREIGN_ANSWER, f"{what}: not an object")
    return value


def array_of(value: object, what: str) -> list[object]:
    """A JSON array.

    Raises:
        Unknown: It is none; `what` names it.
    """
    if not isinstance(value, list):
        raise Unknown(ProblemCode.FOREIGN_ANSWER, f"{what}: not an array")
    return value
