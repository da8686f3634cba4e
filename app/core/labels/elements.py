"""Elements (identifier and data) -> values of fields."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.core.labels.dates import DateForm, iso_date
from app.core.labels.identifiers import Form, Identifiers, meaning_of, split_identifier
from app.core.labels.label import Field, Value
from app.core.quantities import QuantityError, parse_quantity, plain

_QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+) *([A-Za-z]{0,6})")
_COUNTRY = re.compile("[A-Z]{2}")
_RULE = "MH10.8.2 "


@dataclass(frozen=True, slots=True)
class Elements:
    """What a row of elements says; the names are those of `Label`."""

    values: tuple[Value, ...]
    unused: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    value: Value
    spare: bool


def read_elements(elements: Iterable[str], identifiers: Identifiers) -> Elements:
    """Read the elements of one label. An empty element or an empty value says nothing.

    Two different texts for one field are both kept and both guessed, so that nobody acts on the
    wrong one; only a serial number may come several times. What cannot be what its identifier
    says (a quantity in letters, a 31st of June) stays unread.
    """
    claims: list[_Claim] = []
    unused: list[str] = []
    unread: list[str] = []
    for element in filter(None, elements):
        said = _read(element, identifiers)
        if said is None:
            unread.append(element)
        elif not said:
            unused.append(element)
        else:
            claims.extend(said)
    values, given_way = _settle(claims)
    return Elements(values, (*unused, *given_way), tuple(unread))


def _read(element: str, identifiers: Identifiers) -> list[_Claim] | None:
    """What one element says: nothing where it fills no field, None where it is not understood."""
    parts = split_identifier(element)
    meaning = meaning_of(parts[0], identifiers) if parts else None
    if parts is None or meaning is None:
        return None
    data = parts[1].strip(" ")
    if meaning.field is None or not data:
        return []
    fills = _fills(meaning.field, meaning.form, data) if data.isprintable() else None
    if fills is None:
        return None
    return [
        _Claim(Value(field, text, element, _RULE + parts[0]), meaning.spare)
        for field, text in fills
        if text
    ]


def _fills(field: Field, form: Form, data: str) -> list[tuple[Field, str]] | None:
    """The texts by field, or None: this cannot be such data."""
    match form:
        case Form.TEXT:
            return [(field, data)]
        case Form.QUANTITY:
            return _quantity(field, data)
        case Form.COUNTRY:
            return [(field, data)] if _COUNTRY.fullmatch(data) else None
        case Form.ORDER_AND_LINE:
            order, _, line = data.rpartition("+")
            return [(Field.PO, order.strip(" ")), (field, line.strip(" "))]
        case Form.DATE_YEAR_FIRST | Form.DATE_DAY_FIRST:
            day = iso_date(data, _DATES[form])
            return [(field, day)] if day else None


def _quantity(field: Field, data: str) -> list[tuple[Field, str]] | None:
    match = _QUANTITY.fullmatch(data)
    if match is None:
        return None
    try:
        quantity = parse_quantity(match[1].lstrip("0") or "0", zero=True)
    except QuantityError:
        return None
    return [(field, plain(quantity)), (Field.UNIT, match[2])]


def _settle(claims: list[_Claim]) -> tuple[tuple[Value, ...], list[str]]:
    """The values that stand, and the elements that gave way to another identifier."""
    holders = {claim.value.field: "" for claim in claims if not claim.spare}
    standing: dict[tuple[Field, str], Value] = {}
    given_way: list[str] = []
    for claim in claims:
        value = claim.value
        if claim.spare and holders.setdefault(value.field, value.rule) != value.rule:
            given_way.append(value.source)
        else:
            standing.setdefault((value.field, value.text), value)
    texts = Counter(field for field, _ in standing)
    del texts[Field.SERIAL]
    values = (
        replace(value, guessed=True) if texts[value.field] > 1 else value
        for value in standing.values()
    )
    return tuple(values), given_way


_DATES = {Form.DATE_YEAR_FIRST: DateForm.YEAR_FIRST, Form.DATE_DAY_FIRST: DateForm.DAY_FIRST}
