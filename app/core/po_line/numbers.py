"""Numbers as people and spreadsheets write them, of one country or the next.

`1.234,56` and `1,234.56` are one number, each with one meaning. `1,250` has two, and the form
decides. What is grouped in another way than by threes is refused rather than read.
"""

import re
from decimal import Decimal

from app.core.po_line.faults import CellError, LineFault
from app.core.po_line.forms import DecimalMark, Form
from app.core.quantities import QuantityError, QuantityFault, parse_quantity

_LONGEST = 60
"""Characters; what is longer is no number."""
_CURRENCY = r"(?:[$\u00a3\u00a5\u20ac]|EUR|USD|GBP|CHF)"
_AROUND = re.compile(rf"(?:{_CURRENCY} *)?(.*?)(?: *{_CURRENCY})?", re.DOTALL)
_BLANKS = re.compile("[\\s\u00a0\u2007\u2009\u202f'_\u2019]")
_PLAIN = re.compile(r"[0-9]+")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+([.,][0-9]+)?")
_ONE_MARK = re.compile(r"([0-9]*)([.,])([0-9]+)")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*((?!\1)[.,][0-9]+)?")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_FAULTS = {
    QuantityFault.SIGNED: LineFault.SIGNED,
    QuantityFault.EXPONENT: LineFault.EXPONENT,
    QuantityFault.HAS_UNIT: LineFault.HAS_UNIT,
    QuantityFault.LOOKS_LIKE_CODE: LineFault.LOOKS_LIKE_CODE,
    QuantityFault.TOO_LARGE: LineFault.TOO_LARGE,
    QuantityFault.TOO_PRECISE: LineFault.TOO_PRECISE,
}


def read_number(text: str, form: Form, most: Decimal) -> Decimal:
    """A number of at least 0, without a sign; a currency beside it is no part of it.

    Raises:
        CellError: It is none, or more than `most`, or has more places than count.
    """
    bare = _bare(text)
    try:
        return parse_quantity(_plain(bare, form.mark) or bare, most=most, zero=True)
    except QuantityError as error:
        raise CellError(_FAULTS.get(error.fault, LineFault.NOT_A_NUMBER)) from error


def mark_shown(text: str) -> DecimalMark | None:
    """Which mark a number is written with, where it has one meaning; None where it doesn't tell."""
    bare = _bare(text)
    if len(bare) > _LONGEST or _AMBIGUOUS.fullmatch(bare):
        return None
    read = {mark: _plain(bare, mark) for mark in DecimalMark}
    if not all(read.values()):
        return None
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return None
    shown = DecimalMark.POINT if bare[last] == "." else DecimalMark.COMMA
    if "." in read[shown]:
        return shown
    # It only parts thousands, so the other one would stand before places.
    return DecimalMark.COMMA if shown is DecimalMark.POINT else DecimalMark.POINT


def _bare(text: str) -> str:
    found = _AROUND.fullmatch(text.strip())
    inside = found[1] if found else text
    return _BLANKS.sub(" ", inside).strip()


def _plain(bare: str, mark: DecimalMark) -> str:
    """The number with a point before its places and nothing else; empty if it is none."""
    if len(bare) > _LONGEST:
        return ""
    if _PLAIN.fullmatch(bare):
        return bare
    if spaced := _SPACED.fullmatch(bare):
        places = spaced[1] or ""
        return bare[: len(bare) - len(places)].replace(" ", "") + places.replace(",", ".")
    one = _ONE_MARK.fullmatch(bare)
    if one and (one[2] == mark.character or not _AMBIGUOUS.fullmatch(bare)):
        return f"{one[1]}.{one[3]}"
    if grouped := _GROUPED.fullmatch(bare):
        places = grouped[2] or ""
        whole = bare[: len(bare) - len(places)].replace(grouped[1], "")
        return whole + places.replace(",", ".")
    return ""
