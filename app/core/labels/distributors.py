"""The forms of single distributors: LCSC and TME (labels.md 2)."""

import re

from app.core.labels.claims import UNUSED, Form, Gathering, Meaning
from app.core.labels.label import Field, Guess, LabelKind

_LCSC = {
    "pc": Meaning(Field.SUPPLIER_PART),
    "pm": Meaning(Field.MANUFACTURER_PART),
    "qty": Meaning(Field.QUANTITY, Form.QUANTITY),
}
"""`on` is the supplier's order, not ours (labels.md 7); so is what else stands there."""
_LCSC_BEGINS = re.compile(r"\{ ?(?=[a-z]{2,4}:)(?=.*\bp[cm]:)")
_LCSC_KEY = re.compile("(?:^|,) *([a-z]{2,4}):")

_TME = {
    "QTY": Meaning(Field.QUANTITY, Form.QUANTITY),
    "PN": Meaning(Field.SUPPLIER_PART),
    "MFR": Meaning(Field.MANUFACTURER),
    "MPN": Meaning(Field.MANUFACTURER_PART),
    "COO": Meaning(Field.COUNTRY, Form.COUNTRY),
}
_TME_BEGINS = re.compile(r"(?:QTY:[^ :]+ PN|PN:[^ :]+ (?:QTY|MFR|MPN|PO)):")
_TME_MARK = re.compile(r"(?:^| )(?:([A-Za-z]{2,4}):(?!//)|(?=RoHS(?: |$))|(?=https?://))")
_TME_MARKS = {*_TME, "PO", "CPO"}

_Read = tuple[LabelKind, tuple[Guess, ...]]


def gather_form(found: Gathering, text: str) -> _Read | None:
    """Note the parts of a distributor's form; None, and nothing is noted, where it is none."""
    if _LCSC_BEGINS.match(text):
        return _gather_lcsc(found, text)
    if _TME_BEGINS.match(text):
        return _gather_tme(found, text)
    return None


def _gather_lcsc(found: Gathering, text: str) -> _Read:
    whole = text.endswith("}")
    inside = text[1:-1] if whole else text[1:]
    marks = list(_LCSC_KEY.finditer(inside))
    ends = [mark.start() for mark in marks[1:]] + [len(inside)]
    for mark, end in zip(marks, ends, strict=True):
        source = inside[mark.start(1) : end]
        found.take(source, _LCSC.get(mark[1], UNUSED), inside[mark.end() : end], f"LCSC {mark[1]}")
    if not whole:
        found.doubt_last()
    return LabelKind.LCSC, () if whole else (Guess.CUT_OFF,)


def _gather_tme(found: Gathering, text: str) -> _Read:
    marks = [
        mark
        for mark in _TME_MARK.finditer(text)
        if mark[1] is None or mark[1].upper() in _TME_MARKS
    ]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        name = mark[1] or ""
        source = text[mark.start() : end].strip()
        found.take(source, _TME.get(name.upper(), UNUSED), text[mark.end() : end], f"TME {name}")
    return LabelKind.TME, ()
