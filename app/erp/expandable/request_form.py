"""Requests as others write them: JSON with the documented field names, read and checked.

The other direction is `messages.request_of`. What the ERP alone knows (whether a part exists,
what it is made of) is not asked here; everything that can be said without it is checked as
strictly as in a draft, so that nothing waits for hours only to be refused.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from app.core.quantities import QuantityError, parse_quantity
from app.core.serials import SerialError, expand
from app.erp.bad_request import BadRequestError, RequestFault
from app.erp.expandable.wire import FIELDS, NO, YES, Field, Shape

LONGEST = 100
"""Characters of any text but a list of serial numbers."""

_NOT_YOURS = {Field.AUTH_TOKEN, Field.BATCH_NUMBER}
_ISO_LENGTH = len("2026-11-22")


class RequestForm:
    """A JSON object by our fields; every method raises `BadRequestError`."""

    def __init__(self, given: object, shape: Shape, inside: str = "") -> None:
        """Take an object of that shape; `inside` is the name of what it stands in."""
        self._inside = inside
        if not isinstance(given, Mapping):
            raise BadRequestError(inside or "request", RequestFault.MALFORMED, "not an object")
        self._fields: Mapping[str, object] = given
        known = {of.name for of in FIELDS[shape]}
        for name in given:
            if name not in known:
                raise BadRequestError(self._named(name), RequestFault.UNKNOWN)
        for of in _NOT_YOURS:
            if self._fields.get(of.name):
                raise self.bad(of, RequestFault.NOT_YOURS)

    def bad(self, of: Field, fault: RequestFault, detail: str = "") -> BadRequestError:
        """The error to raise for a field."""
        return BadRequestError(self._named(of.name), fault, detail)

    def text(
        self, of: Field, default: str = "", *, required: bool = False, longest: int | None = LONGEST
    ) -> str:
        """Without blanks around it, in one line."""
        found = self._fields.get(of.name, "")
        if found is None:
            found = ""
        if not isinstance(found, str):
            raise self.bad(of, RequestFault.NOT_TEXT)
        text = found.strip() or default
        if required and not text:
            raise self.bad(of, RequestFault.MISSING)
        if longest is not None and len(text) > longest:
            raise self.bad(of, RequestFault.MALFORMED, f"longer than {longest} characters")
        if not text.isprintable():
            raise self.bad(of, RequestFault.MALFORMED, "a character that can't be printed")
        return text

    def quantity(self, of: Field) -> Decimal:
        """More than nothing; it must be there."""
        text = self.text(of, required=True)
        try:
            return parse_quantity(text)
        except QuantityError as error:
            raise self.bad(of, RequestFault.MALFORMED, f"{error.fault.value}: {text}") from None

    def day(self, of: Field) -> date | None:
        """An ISO date, or None for none."""
        text = self.text(of)
        if not text:
            return None
        try:
            if len(text) == _ISO_LENGTH:  # other ISO forms (`20261122`) are not the ERP's
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise self.bad(of, RequestFault.MALFORMED, f"not a date like 2026-11-22: {text}")

    def flag(self, of: Field, default: bool) -> bool:
        """Yes or no."""
        text = self.text(of) or (YES if default else NO)
        if text not in {YES, NO}:
            raise self.bad(of, RequestFault.MALFORMED, f"neither {YES} nor {NO}: {text}")
        return text == YES

    def serials(self, of: Field) -> tuple[str, ...]:
        """A list of serial numbers, each once."""
        text = self.text(of, longest=None)
        try:
            serials = expand(text)
        except SerialError as error:
            raise self.bad(of, RequestFault.MALFORMED, str(error)) from None
        if len(set(serials)) != len(serials):
            twice = next(one for one in serials if serials.count(one) > 1)
            raise self.bad(of, RequestFault.TWICE, twice)
        return serials

    def forms(self, of: Field, shape: Shape) -> Iterator["RequestForm"]:
        """The objects of a list inside this one, none where there is no list."""
        given = self._fields.get(of.name)
        if given is None:
            return
        if not isinstance(given, list):
            raise self.bad(of, RequestFault.MALFORMED, "not an array")
        for at, one in enumerate(given):
            yield RequestForm(one, shape, f"{of.name}[{at}]")

    def _named(self, name: str) -> str:
        return f"{self._inside}.{name}" if self._inside else name
