"""The text of a cell and its value, both ways, for each kind of parameter.

Canonical text has one form everywhere, `PLAIN`: a decimal point and nothing between thousands,
days as ISO, `Y` and `N`, `10 WK`, a choice as the contract spells it.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from app.core.po_line.catalogue import NOTE_LENGTH, TEXT_LENGTH, Kind, Parameter
from app.core.po_line.dates import read_day
from app.core.po_line.faults import CellError, LineFault
from app.core.po_line.forms import PLAIN, Form
from app.core.po_line.numbers import read_number
from app.core.po_line.values import ItemType, LeadTime, LeadUnit
from app.core.quantities import MOST, is_whole_unit, plain

Value = str | Decimal | bool | date | LeadTime | ItemType | None

YES, NO = "Y", "N"
_YES = {"y", "yes", "true", "1", "x", "j", "ja", "wahr", "oui", "vrai"}
_NO = {"n", "no", "false", "0", "nein", "falsch", "non", "faux"}
_MOST_PERCENT = Decimal(100)
_LEAD_TIME = re.compile(r"([0-9]{1,4}) *([A-Za-z]+)")
_LEAD_UNITS = {
    word: unit
    for unit, words in (
        (LeadUnit.DAYS, ("dy", "d", "day", "days")),
        (LeadUnit.WEEKS, ("wk", "w", "wks", "week", "weeks")),
        (LeadUnit.MONTHS, ("mo", "m", "mos", "month", "months")),
    )
    for word in words
}
_COUNTED = "EACH"


def canonical(parameter: Parameter, text: str, form: Form = PLAIN) -> str:
    """The canonical text of what a person or a spreadsheet wrote; empty is nothing said.

    Raises:
        CellError: It is no value of this parameter, and why.
    """
    match parameter.kind:
        case Kind.NOTE:
            return _lines(text)
        case Kind.TEXT:
            return _one_line(text)
        case Kind.CHOICE:
            return _choice(parameter, text) if text.strip() else ""
        case kind:
            return _READERS[kind](text.strip(), form) if text.strip() else ""


def value_of(parameter: Parameter, text: str) -> Value:
    """The value of canonical text.

    Raises:
        CellError: The text isn't canonical: a cell that holds what a person mistyped.
    """
    written = canonical(parameter, text)
    if parameter.kind in {Kind.TEXT, Kind.NOTE}:
        return written
    if parameter.kind is Kind.CHOICE:
        types = parameter.choices == tuple(ItemType)
        return (ItemType(written) if written else None) if types else written
    if not written:
        return None
    match parameter.kind:
        case Kind.DATE:
            return date.fromisoformat(written)
        case Kind.FLAG:
            return written == YES
        case Kind.LEAD_TIME:
            return _lead_time(written)
        case _:
            return Decimal(written)


def text_of(value: Value) -> str:
    """The canonical text of a value; of one that the ERP has and we wouldn't take, its own."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _one_line(text: str) -> str:
    written = " ".join(text.split())
    return _printable(written, TEXT_LENGTH)


def _lines(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\t", " ").splitlines())
    written = "\n".join(lines).strip()
    _printable(written.replace("\n", " "), NOTE_LENGTH)
    return written


def _printable(text: str, length: int) -> str:
    if len(text) > length:
        raise CellError(LineFault.TOO_LONG)
    if not text.isprintable():
        raise CellError(LineFault.UNPRINTABLE)
    return text


def _flag(text: str) -> str:
    written = text.strip().casefold()
    if written in _YES:
        return YES
    if written in _NO:
        return NO
    raise CellError(LineFault.NOT_A_FLAG)


def _lead_time(text: str) -> LeadTime:
    found = _LEAD_TIME.fullmatch(text.strip())
    unit = _LEAD_UNITS.get(found[2].lower()) if found else None
    if found is None or unit is None:
        raise CellError(LineFault.NOT_A_LEAD_TIME)
    return LeadTime(int(found[1]), unit)


def _choice(parameter: Parameter, text: str) -> str:
    written = _spelling(text)
    for choice in parameter.choices:
        if _spelling(choice) == written:
            return choice
    if _COUNTED in parameter.choices and is_whole_unit(text):
        return _COUNTED  # `EA`, `PCS`: how others write it
    raise CellError(LineFault.NOT_A_CHOICE)


def _spelling(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text).strip().casefold()


def _quantity(text: str, form: Form) -> str:
    return plain(read_number(text, form, MOST))


_READERS: dict[Kind, Callable[[str, Form], str]] = {
    Kind.QUANTITY: _quantity,
    Kind.PRICE: _quantity,
    Kind.PERCENT: lambda text, form: plain(
        read_number(text.removesuffix("%"), form, _MOST_PERCENT)
    ),
    Kind.DATE: lambda text, form: read_day(text, form).isoformat(),
    Kind.FLAG: lambda text, _: _flag(text),
    Kind.LEAD_TIME: lambda text, _: str(_lead_time(text)),
}
