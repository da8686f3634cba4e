"""The lines of an order as a sheet: only what is visible is asked for, so 5,000 are as one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QModelIndex

from app.core.po_line.catalogue import LineField
from app.core.po_line.cells import text_of
from app.core.po_line.completing import completions
from app.core.po_line.effective import Effective
from app.core.po_line.entering import is_open
from app.core.po_line.faults import Finding, Weight
from app.core.po_line.forms import PLAIN, Form
from app.core.po_line.sheet import SheetLine
from app.core.po_line.verdicts import LineState, Verdict
from app.services.purchasing import PurchaseDesk
from app.ui import buyer_field_texts, buyer_texts, line_fault_texts
from app.ui.widgets.cells import EMPTY, Cell, Column, Index
from app.ui.widgets.sheet_model import SheetModel
from app.ui.widgets.values import Shape, Tone

_F = LineField
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet, and the field it is; None for what is reckoned or told."""

    column: Column
    field: LineField | None = None
    mono: bool = False
    strong: bool = False


COLUMNS = (
    SheetColumn(Column("Line", Cell("001")), _F.ITEM_NUMBER),
    SheetColumn(
        Column("Part", Cell("416-242424", strong=True), stretch=True), _F.PART_NUMBER, strong=True
    ),
    SheetColumn(Column("Rev", Cell("B"), drop=3), _F.REVISION),
    SheetColumn(Column("Manufacturer", Cell("MURATA"), drop=2), _F.MANUFACTURER),
    SheetColumn(Column("MPN", Cell("RC0805FR-07", mono=True), drop=4), _F.MFGR_PART, mono=True),
    SheetColumn(Column("Quantity", Cell("10,000"), right=True), _F.QUANTITY),
    SheetColumn(Column("Unit", Cell("EACH", small=True), drop=6), _F.PURCHASE_UNIT),
    SheetColumn(Column("Each", Cell("0.2140"), right=True, drop=1), _F.COST_EACH),
    SheetColumn(Column("Total", Cell("1,312.50"), right=True, drop=5)),
    SheetColumn(Column("", Cell("Multiple of 100", shape=Shape.TRIANGLE, small=True))),
)
FIELDS = tuple(one.field for one in COLUMNS)
_TOTAL, _STATE = len(COLUMNS) - 2, len(COLUMNS) - 1
PART = FIELDS.index(_F.PART_NUMBER)
_NAMED = {
    _F.PART_NUMBER,
    _F.REVISION,
    _F.PART_KEY,
    _F.MANUFACTURER,
    _F.MFGR_PART,
    _F.MFGR_KEY,
}
_OF_THE_ITEM = {
    _F.DESCRIPTION: "description",
    _F.PART_CLASS: "part_class",
    _F.PART_TYPE: "part_type",
    _F.PURCHASE_UNIT: "purchase_unit",
    _F.STOCK_UNIT: "stock_unit",
    _F.PACKAGE: "package",
    _F.MINIMUM: "minimum",
    _F.MULTIPLE: "multiple",
    _F.LEAD_TIME: "lead_time",
}
"""What the ERP takes from the item master where a line doesn't say it."""


class OrderLinesModel(SheetModel):
    """The order on the desk; behind its lines a row for the next one."""

    def __init__(self, desk: PurchaseDesk) -> None:
        super().__init__(tuple(one.column for one in COLUMNS))
        self._desk = desk
        self._names: Sequence[str] = desk.draft.sheet.names if desk.draft else ()
        desk.rows_changed.connect(self._renew)
        desk.lines_changed.connect(self._show_again)
        desk.changed.connect(self._show_last)

    @property
    def form(self) -> Form:
        """How numbers are written."""
        draft = self._desk.draft
        return draft.rules.form if draft else PLAIN

    def name_at(self, row: int) -> str:
        """The line of a row; empty for the row of the next one."""
        return self._names[row] if 0 <= row < len(self._names) else ""

    def row_of(self, name: str) -> int:
        """Where a line stands, -1 for one that isn't there."""
        draft = self._desk.draft
        return draft.sheet.row(name) if draft and draft.sheet.line(name) else -1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return len(self._names) + bool(self._desk.editable and self._desk.is_open_in_erp)

    # Cells

    def cell(self, row: int, column: int) -> Cell:
        draft = self._desk.draft
        name = self.name_at(row)
        line = draft.sheet.line(name) if draft and name else None
        if draft is None:
            return EMPTY
        if line is None:
            return self._next_line(column)
        verdict = draft.verdicts.of(name)
        if column == _STATE:
            return _state(verdict, line, self.form)
        faint = verdict.state in {LineState.CANCELLED, LineState.TO_DELETE}
        if column == _TOTAL:
            return _total(line, verdict, self.form, faint=faint)
        of = FIELDS[column]
        return _value(line, of, verdict, self.form, COLUMNS[column], faint) if of else EMPTY

    def _next_line(self, column: int) -> Cell:
        draft = self._desk.draft
        match FIELDS[column]:
            case LineField.ITEM_NUMBER if draft is not None:
                return Cell(draft.sheet.numbers.next_free(), tone=Tone.FAINT)
            case LineField.PART_NUMBER:
                return Cell(second=buyer_texts.NEW_LINE)
            case _:
                return EMPTY

    # Editing

    def editable(self, row: int, column: int) -> bool:
        draft, of = self._desk.draft, FIELDS[column]
        if draft is None or of is None or not self._desk.editable:
            return False
        line = draft.sheet.line(self.name_at(row))
        if line is None:
            return row == len(self._names) and of is not _F.ITEM_NUMBER
        return is_open(line, of) and self._desk.is_open_in_erp

    def text(self, row: int, column: int) -> str:
        return self._shown(row, column, SheetLine.text)

    def held(self, row: int, column: int) -> str:
        return self._shown(row, column, SheetLine.held)

    def _shown(self, row: int, column: int, said: Callable[[SheetLine, LineField], str]) -> str:
        draft, of = self._desk.draft, FIELDS[column]
        line = draft.sheet.line(self.name_at(row)) if draft else None
        if line is None or of is None:
            return ""
        return buyer_field_texts.shown(of, said(line, of), self.form)

    def suggestions(self, row: int, column: int, typed: str) -> Sequence[str]:
        draft, of = self._desk.draft, FIELDS[column]
        if draft is None or of is None:
            return ()
        return completions(draft, self._desk.parts, self.name_at(row), of, typed)

    # Keeping up

    def _renew(self) -> None:
        self.beginResetModel()
        draft = self._desk.draft
        self._names = draft.sheet.names if draft else ()
        self.endResetModel()

    def _show_again(self, names: Iterable[str]) -> None:
        rows = sorted(row for name in names if (row := self.row_of(name)) >= 0)
        last = len(self.columns) - 1
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last), [0])

    def _show_last(self) -> None:
        """The row of the next line may be another one, or not be there."""
        row = len(self._names)
        if row < self.rowCount():
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1), [0])


def _value(  # noqa: PLR0913, PLR0917 - all that one cell hangs on
    line: SheetLine, of: LineField, verdict: Verdict, form: Form, look: SheetColumn, faint: bool
) -> Cell:
    finding = verdict.of(of)
    own = line.text(of)
    shown = buyer_field_texts.shown(of, own, form)
    said = not own and bool(text := derived(of, verdict.effective))
    if said:
        shown = buyer_field_texts.shown(of, text, form)
    changed = of in line.cells and not line.is_new
    held = line.held(of)
    was = buyer_field_texts.shown(of, held, form) if changed and held and held != own else ""
    blocks = finding is not None and finding.weight is not Weight.TOLD
    if finding is not None and blocks and not shown:
        return Cell(
            line_fault_texts.short(finding, form), tone=line_fault_texts.tone(finding), small=True
        )
    tone = line_fault_texts.tone(finding) if finding and blocks else Tone.NORMAL
    if faint:
        tone = Tone.FAINT
    elif said or (of is _F.ITEM_NUMBER and not blocks):
        tone = Tone.SECOND
    return Cell(
        shown,
        tone=tone,
        mono=look.mono,
        strong=(look.strong or changed or blocks) and not said,
        small=look.mono or of is _F.PURCHASE_UNIT,
        was=was,
    )


def derived(of: LineField, effective: Effective | None) -> str:
    """What the item master says of what nobody typed."""
    if effective is None:
        return ""
    item = effective.resolved.item if effective.resolved else None
    if of in _OF_THE_ITEM:
        return text_of(getattr(item, _OF_THE_ITEM[of])) if item else ""
    return str(getattr(effective.values, of)) if of in _NAMED else ""


def _total(line: SheetLine, verdict: Verdict, form: Form, *, faint: bool) -> Cell:
    values = verdict.effective.values if verdict.effective else None
    if values is None and line.before is not None:
        values = line.before.values
    if values is None or values.quantity is None or values.cost_each is None:
        return EMPTY
    total: Decimal = values.quantity * values.cost_each
    return Cell(
        buyer_field_texts.money(total.quantize(Decimal("0.01")), form),
        tone=Tone.FAINT if faint else Tone.SECOND,
    )


def _state(verdict: Verdict, line: SheetLine, form: Form) -> Cell:
    shape, tone, words = buyer_texts.MARKS[verdict.state]
    finding: Finding | None = verdict.findings[0] if verdict.findings else None
    if verdict.state is LineState.INVALID and finding is not None:
        words = line_fault_texts.short(finding, form)
    elif verdict.wants_reason and not line.reason and finding is not None:
        shape, tone = Shape.DIAMOND, Tone.ATTENTION
        words = line_fault_texts.short(finding, form)
    return Cell(words, tone=tone, shape=shape, small=True) if words else EMPTY
