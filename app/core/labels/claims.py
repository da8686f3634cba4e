"""What the parts of a label claim for our fields, and which claims stand."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from app.core.labels.dates import DateForm, iso_date
from app.core.labels.label import Field, Value
from app.core.quantities import QuantityError, parse_quantity, plain

_QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+) *([A-Za-z]{0,6})")
_COUNTRY = re.compile("[A-Z]{2}")


class Form(Enum):
    """How the data after an identifier is written."""

    TEXT = "text"
    QUANTITY = "quantity"  # perhaps zero-padded, perhaps with a unit behind it
    DATE_YEAR_FIRST = "date-year-first"
    DATE_DAY_FIRST = "date-day-first"
    DATE_WRITTEN = "date-written"  # in any form that cannot be taken for another
    COUNTRY = "country"
    ORDER_AND_LINE = "order-and-line"  # joined by `+`; without one, the line alone


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an identifier says.

    Attributes:
        field: None where it is understood and fills no field of ours.
        spare: It gives way, silently, to another identifier that fills the same field.
    """

    field: Field | None
    form: Form = Form.TEXT
    spare: bool = False


UNUSED = Meaning(None)

FORMS = {
    Field.QUANTITY: Form.QUANTITY,
    Field.EXPIRES: Form.DATE_WRITTEN,
    Field.COUNTRY: Form.COUNTRY,
}
"""How a field is written where nothing else says so; all others are text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value, and whether it gives way to another identifier's."""

    value: Value
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a label says; the names are those of `Label`."""

    values: tuple[Value, ...]
    unused: tuple[str, ...]
    unread: tuple[str, ...]
    malformed: tuple[tuple[Field, str], ...] = ()
    conflict: bool = False


@dataclass(slots=True)
class Gathering:
    """What was found in the parts of one label so far, in its order."""

    claims: list[Claim] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    malformed: list[tuple[Field, str]] = field(default_factory=list)

    def take(self, source: str, meaning: Meaning, data: str, rule: str) -> None:
        """Note one part of the label: what it fills, or that it fills nothing of ours.

        What cannot be what its identifier says (a quantity in letters, a 31st of June) stays
        unread; an empty value says nothing.
        """
        data = data.strip(" ")
        if meaning.field is None or not data:
            self.unused.append(source)
            return
        found = fills(meaning.field, meaning.form, data) if data.isprintable() else None
        if found is None:
            self.leave(source, meaning)
            return
        before = len(self.claims)
        self.claims.extend(
            Claim(Value(filled, text, source, rule), meaning.spare)
            for filled, text in found
            if text
        )
        if len(self.claims) == before:
            self.unused.append(source)

    def leave(self, source: str, meaning: Meaning) -> None:
        """Note a part of the label that can't be what its identifier says."""
        self.unread.append(source)
        if meaning.field is not None:
            self.malformed.append((meaning.field, source))

    def doubt(self, since: int = 0) -> None:
        """All claims from this one on are guesses."""
        self.claims[since:] = [
            Claim(replace(claim.value, guessed=True), claim.spare) for claim in self.claims[since:]
        ]

    def doubt_last(self) -> None:
        """The last part of the label may be cut off."""
        if self.claims:
            source = self.claims[-1].value.source
            at = next(
                number for number, claim in enumerate(self.claims) if claim.value.source == source
            )
            self.doubt(at)

    def said(self) -> Said:
        """What stands of it, and what gave way.

        Two different texts for one field are both kept and both guessed, so that nobody acts on
        the wrong one.
        """
        values, given_way = _settle(self.claims)
        texts = Counter(value.field for value in values)
        del texts[Field.SERIAL]  # the only one that may come several times
        conflict = len(texts) < texts.total()
        if conflict:
            values = [
                replace(value, guessed=True) if texts[value.field] > 1 else value
                for value in values
            ]
        unused = (*self.unused, *given_way)
        malformed = tuple(self.malformed)
        return Said(tuple(values), unused, tuple(self.unread), malformed, conflict)


def fills(filled: Field, form: Form, data: str) -> list[tuple[Field, str]] | None:
    """The texts by field, or None: this cannot be such data."""
    match form:
        case Form.TEXT:
            return [(filled, data)]
        case Form.QUANTITY:
            return _quantity(filled, data)
        case Form.COUNTRY:
            return [(filled, data)] if _COUNTRY.fullmatch(data) else None
        case Form.ORDER_AND_LINE:
            order, _, line = data.rpartition("+")
            return [(Field.PO, order.strip(" ")), (filled, line.strip(" "))]
        case _:
            day = iso_date(data, _DATES[form])
            return [(filled, day)] if day else None


def _quantity(filled: Field, data: str) -> list[tuple[Field, str]] | None:
    match = _QUANTITY.fullmatch(data)
    if match is None:
        return None
    try:
        quantity = parse_quantity(match[1].lstrip("0") or "0", zero=True)
    except QuantityError:
        return None
    return [(filled, plain(quantity)), (Field.UNIT, match[2])]


def _settle(claims: Iterable[Claim]) -> tuple[list[Value], list[str]]:
    """The values that stand, and the parts of the label that gave way to another identifier.

    Two different texts for one field are both kept.
    """
    holders = {claim.value.field: "" for claim in claims if not claim.spare}
    standing: dict[tuple[Field, str], Value] = {}
    given_way: dict[str, None] = {}
    for claim in claims:
        value = claim.value
        if claim.spare and value.source in given_way:
            continue  # the unit of a quantity that gave way
        if claim.spare and holders.setdefault(value.field, value.rule) != value.rule:
            given_way[value.source] = None
        else:
            standing.setdefault((value.field, value.text), value)
    return list(standing.values()), list(given_way)


_DATES = {
    Form.DATE_YEAR_FIRST: (DateForm.YEAR_FIRST,),
    Form.DATE_DAY_FIRST: (DateForm.DAY_FIRST,),
    Form.DATE_WRITTEN: (DateForm.ISO, DateForm.YEAR_FIRST, DateForm.DOTTED),
}
