"""What will be told to the ERP, change by change: what stood there, what is wanted, what is now."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.po_line.catalogue import LineField
from app.core.po_line.faults import Finding, Weight
from app.core.po_line.forms import Form
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.sheet import SheetLine
from app.core.po_line.three_way import Difference, differences
from app.core.po_line.verdicts import LineState, Verdict
from app.ui import buyer_field_texts, buyer_texts, line_fault_texts
from app.ui.widgets.cells import EMPTY, Cell, Column, Listed
from app.ui.widgets.values import Shape, Tone

_F = LineField
_LONG = 16
_AUTOMATIC = {_F.ITEM_NUMBER, _F.ITEM_TYPE}
_SHOWN = {
    LineState.CONFLICT,
    LineState.INVALID,
    LineState.NEW,
    LineState.CHANGED,
    LineState.TO_CANCEL,
    LineState.TO_DELETE,
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One change of a line; `first` begins it, with how the line stands."""

    name: str
    number: str
    part: str
    verdict: Verdict
    first: bool
    difference: Difference | None
    finding: Finding | None
    reason: str
    is_new: bool


def review_rows(draft: OrderDraft) -> tuple[ReviewRow, ...]:
    """All changes, line by line in the order of the sheet."""
    return tuple(
        row
        for line in draft.sheet.lines()
        if line.is_touched
        for row in _rows(line, draft.verdicts.of(line.name))
    )


def _rows(line: SheetLine, verdict: Verdict) -> Iterator[ReviewRow]:
    if verdict.state not in _SHOWN:
        return
    found = differences(line)
    if line.is_new:
        found = tuple(one for one in found if one.field not in _AUTOMATIC) or found
    part = line.text(_F.PART_NUMBER) or line.text(_F.DESCRIPTION) or line.text(_F.MFGR_PART)
    telling = next((one for one in verdict.findings if one.weight is not Weight.TOLD), None)
    for at, difference in enumerate(found or (None,)):
        yield ReviewRow(
            line.name,
            line.item_number,
            part,
            verdict,
            at == 0,
            difference,
            (verdict.of(difference.field) if difference else None)
            or (telling if at == 0 else None),
            line.reason,
            line.is_new,
        )


class OrderReviewModel(Listed[ReviewRow]):
    """The table of Review."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("Line", Cell("001", strong=True)),
                Column("Part", Cell("416-242424", strong=True), drop=2),
                Column("What", Cell("Order quantity", small=True), stretch=True),
                Column("Was", Cell("10,000"), right=True, stretch=True, drop=3),
                Column("New", Cell("12,000", strong=True), right=True, stretch=True),
                Column("In the ERP", Cell("10,000"), right=True, stretch=True, drop=1),
                Column("", Cell("To cancel", shape=Shape.CROSS, small=True)),
            )
        )
        self.form = Form()

    def cell(self, row: int, column: int) -> Cell:
        found = self._rows[row]
        change = found.difference
        match column:
            case 0:
                return Cell(found.number, strong=True) if found.first else EMPTY
            case 1:
                return Cell(found.part, strong=True) if found.first else EMPTY
            case 2:
                title = buyer_field_texts.TITLES[change.field] if change else buyer_texts.WHOLE
                return Cell(title, tone=Tone.SECOND, small=True)
            case 3 if change is not None:
                return EMPTY if found.is_new else self._quiet(change, change.seen)
            case 4 if change is not None:
                text = self._text(change, change.mine) or buyer_texts.EMPTIED
                return _value(text, Tone.NORMAL, strong=True)
            case 5 if change is not None:
                return EMPTY if found.is_new else self._now(change)
            case 6:
                return _mark(found, self.form) if found.first or found.finding else EMPTY
            case _:
                return EMPTY

    def _text(self, change: Difference, text: str) -> str:
        return buyer_field_texts.shown(change.field, text, self.form)

    def _quiet(self, change: Difference, text: str) -> Cell:
        return _value(self._text(change, text), Tone.SECOND)

    def _now(self, change: Difference) -> Cell:
        if not change.in_conflict:
            return self._quiet(change, change.now)
        return _value(self._text(change, change.now), Tone.ATTENTION, strong=True)


def _value(text: str, tone: Tone, *, strong: bool = False) -> Cell:
    """What is long, as a note, is cut before anything else is."""
    if len(text) > _LONG:
        return Cell(second=text, tone=tone)
    return Cell(text, tone=tone, strong=strong)


def _mark(found: ReviewRow, form: Form) -> Cell:
    shape, tone, words = buyer_texts.MARKS[found.verdict.state]
    change = found.difference
    if change is not None and change.in_conflict and found.verdict.state is LineState.CONFLICT:
        return Cell(words, tone=tone, shape=shape, small=True)
    if found.finding is not None and found.finding.weight is not Weight.TOLD:
        words = line_fault_texts.short(found.finding, form)
        reasoned = found.finding.weight is Weight.WANTS_REASON and bool(found.reason)
        tone = Tone.OK if reasoned else line_fault_texts.tone(found.finding)
        shape = Shape.CHECK if reasoned else shape
        if not reasoned and found.finding.weight is Weight.WANTS_REASON:
            shape = Shape.DIAMOND
        return Cell(words, tone=tone, shape=shape, small=True)
    return Cell(words, tone=tone, shape=shape, small=True) if found.first else EMPTY
