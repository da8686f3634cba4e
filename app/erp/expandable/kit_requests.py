"""A kit issue as others write it: JSON with the documented field names, read and checked.

The other direction is `kit_messages.request_of`. What the ERP alone knows (whether a part exists,
what it is made of) is not asked here; everything that can be said without it is checked as
strictly as in a draft, so that nothing waits for hours only to be refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.core.kit_issue import ComponentChoice, KitIssue
from app.core.quantities import QuantityError, parse_quantity
from app.core.serials import SerialError, expand
from app.erp.expandable.wire import FIELDS, NO, YES, Field, Shape

LONGEST = 100
"""Characters of any text but a list of serial numbers."""

_SHAPE, _COMPONENT = Shape.KIT_ISSUE_REQUEST, Shape.KIT_ISSUE_REQUEST_COMPONENT
_NOT_YOURS = {Field.AUTH_TOKEN, Field.BATCH_NUMBER}
_ISO_LENGTH = len("2026-11-22")


class RequestFault(StrEnum):
    """What is wrong with a field."""

    UNKNOWN = "unknown"  # no field of this call
    NOT_YOURS = "not-yours"  # Kitbench fills it in
    NOT_TEXT = "not-text"
    MISSING = "missing"
    MALFORMED = "malformed"  # the detail says how
    TWICE = "twice"
    COUNT = "count"  # of serial numbers, against the quantity


class BadRequestError(ValueError):
    """The request can't be taken.

    Attributes:
        field: The ERP's name of the offending field, `COMPONENTS[0].LOT_ID` inside of a list.
        fault: What is wrong with it.
        detail: Which value, or what of it.
    """

    def __init__(self, field: str, fault: RequestFault, detail: str = "") -> None:
        super().__init__(f"{field}: {fault.value} {detail}".rstrip())
        self.field = field
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class KitTerms:
    """What a request that doesn't say takes from its station, as a new draft does."""

    today: date
    department: str = ""
    account: str = ""
    to_stores: str = ""
    to_location: str = ""
    kit_stores: str = ""
    include_scrap: bool = False


def read_kit_request(request: object, terms: KitTerms) -> KitIssue:
    """The kit issue; its `reference` is the operator's text alone, ours comes before it.

    Raises:
        BadRequestError: It can't be taken; the first field that is wrong.
    """
    form = _Form(request, _SHAPE, "")
    quantity = form.quantity(Field.COMPLETED_QTY)
    serials = form.serials(Field.SERIAL_NUMBER)
    if serials and len(serials) != quantity:
        counted = f"{len(serials)} serial numbers for a quantity of {quantity:f}"
        raise form.bad(Field.SERIAL_NUMBER, RequestFault.COUNT, counted)
    action = form.day(Field.ACTION_DATE) or terms.today
    issue = KitIssue(
        assembly_id=form.text(Field.ASSEMBLY_ID, required=True),
        quantity=quantity,
        department=form.text(Field.DEPARTMENT, terms.department, required=True),
        account=form.text(Field.ACCOUNT, terms.account, required=True),
        reference=form.text(Field.REFERENCE),
        action_date=action,
        effective_date=form.day(Field.EFFECTIVE_DATE) or action,
        serials=serials,
        to_stores=form.text(Field.TO_STORES, terms.to_stores),
        to_location=form.text(Field.TO_LOCATION, terms.to_location),
        assembly_lot=form.text(Field.ASSEMBLY_LOT),
        expires=form.day(Field.EXPIRE_DATE),
        include_scrap=form.flag(Field.INCLUDE_SCRAP, terms.include_scrap),
        kit_stores=form.text(Field.KIT_STORES, terms.kit_stores),
        txns_accepted=form.text(Field.TXNS_ACCEPTED),
        components=form.components(),
    )
    _check_components(form, issue)
    return issue


def _check_components(form: "_Form", issue: KitIssue) -> None:
    seen: set[str] = set()
    for choice in issue.components:
        if choice.component_id in seen:
            raise form.bad(Field.COMPONENTS, RequestFault.TWICE, choice.component_id)
        seen.add(choice.component_id)


class _Form:
    """A JSON object by our fields."""

    def __init__(self, given: object, shape: Shape, inside: str) -> None:
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
        return BadRequestError(self._named(of.name), fault, detail)

    def text(
        self, of: Field, default: str = "", *, required: bool = False, longest: int | None = LONGEST
    ) -> str:
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
        text = self.text(of, required=True)
        try:
            return parse_quantity(text)
        except QuantityError as error:
            raise self.bad(of, RequestFault.MALFORMED, f"{error.fault.value}: {text}") from None

    def day(self, of: Field) -> date | None:
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
        text = self.text(of) or (YES if default else NO)
        if text not in {YES, NO}:
            raise self.bad(of, RequestFault.MALFORMED, f"neither {YES} nor {NO}: {text}")
        return text == YES

    def serials(self, of: Field) -> tuple[str, ...]:
        text = self.text(of, longest=None)
        try:
            serials = expand(text)
        except SerialError as error:
            raise self.bad(of, RequestFault.MALFORMED, str(error)) from None
        if len(set(serials)) != len(serials):
            twice = next(one for one in serials if serials.count(one) > 1)
            raise self.bad(of, RequestFault.TWICE, twice)
        return serials

    def components(self) -> tuple[ComponentChoice, ...]:
        name = Field.COMPONENTS.name
        given = self._fields.get(name)
        if given is None:
            return ()
        if not isinstance(given, list):
            raise self.bad(Field.COMPONENTS, RequestFault.MALFORMED, "not an array")
        forms = [_Form(one, _COMPONENT, f"{name}[{at}]") for at, one in enumerate(given)]
        return tuple(
            ComponentChoice(
                component_id=form.text(Field.COMPONENT_ID, required=True),
                lot_id=form.text(Field.LOT_ID),
                location=form.text(Field.STOCK_LOCATION),
                serials=form.serials(Field.SERIAL_NUMBER),
            )
            for form in forms
        )

    def _named(self, name: str) -> str:
        return f"{self._inside}.{name}" if self._inside else name
