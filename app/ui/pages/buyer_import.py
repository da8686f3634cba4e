"""Which column of a file is which field: a proposal, to be seen beside the first rows."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.po_line.catalogue import LineField
from app.core.po_line.columns import Matching
from app.core.po_line.forms import DecimalMark, Form
from app.core.spreadsheets import Table
from app.ui import buyer_field_texts, buyer_texts
from app.ui.look import Look
from app.ui.pages.flow_page import FlowPage
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, ListedCells
from app.ui.widgets.fields import Choice, Tick
from app.ui.widgets.form import Form as FieldForm
from app.ui.widgets.panes import Panes
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.table import RowTable
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

SHOWN = 30
"""Rows of the file that are shown."""
_LEAST = 8
_OFFERED = tuple(of for of in LineField if of is not LineField.ORDER_NUMBER)


class ImportPage(FlowPage):
    """Columns at the left, each with its choice; the first rows at the right.

    Signals: `matched` whenever what a person chose is another one.
    """

    matched = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: Table = ()
        self.matching = Matching((), has_heading=False, form=Form())
        self._name = ""
        self._choices: list[Choice] = []
        self.heading = Tick(look, buyer_texts.FIRST_ROW_NAMES)
        self.heading.toggled.connect(self._changed)
        self.mark = Choice(look)
        for mark in DecimalMark:
            self.mark.addItem(buyer_texts.DECIMAL_MARKS[mark], mark.value)
        self.mark.activated.connect(lambda _: self._changed())
        self._told = Text(look, "", tone=Tone.SECOND, wrap=True)
        general = FieldForm(look)
        general.add(buyer_texts.DECIMAL_MARK, self.mark)
        self._columns = QWidget()
        self._column_rows = QVBoxLayout(self._columns)
        self._column_rows.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._left = QVBoxLayout(inside)
        for part in (self._told, self.heading, general, self._columns):
            self._left.addWidget(part)
        self._left.addStretch(1)
        self._card = Card(look, buyer_texts.COLUMNS)
        self._card.set_body(Scrolled(look, inside))
        self._preview = Card(look, buyer_texts.FIRST_ROWS)
        self._table: RowTable | None = None
        self._room = QWidget()
        self._room_column = QVBoxLayout(self._room)
        self._room_column.setContentsMargins(0, 0, 0, 0)
        self._preview.set_body(self._room)
        self.fill(Panes(look, self._card, self._preview, shares=(4, 9)))
        look.changed.connect(self._restyle)
        self._restyle()

    def propose(self, name: str, rows: Table, matching: Matching) -> None:
        """Show a file and what its columns probably are."""
        self.rows, self.matching = rows, matching
        self._name = name or buyer_texts.FIRST_ROWS
        self.heading.blockSignals(True)
        self.heading.setChecked(matching.has_heading)
        self.heading.blockSignals(False)
        self.mark.setCurrentIndex(self.mark.findData(matching.form.mark.value))
        told = buyer_texts.MARK_TOLD if matching.mark_told else buyer_texts.MARK_NOT_TOLD
        self._told.setText(told)
        self._make_choices()
        self._show_rows()
        self.matched.emit()

    @property
    def rows_to_take(self) -> int:
        """How many rows would become lines."""
        return len(self.rows) - self.matching.has_heading if self.usable else 0

    @property
    def usable(self) -> bool:
        """Whether any column is anything."""
        return any(self.matching.fields)

    def _make_choices(self) -> None:
        for choice in self._choices:
            parent = choice.parentWidget()
            while parent is not None and parent.parentWidget() is not self._columns:
                parent = parent.parentWidget()
            if parent is not None:
                self._column_rows.removeWidget(parent)
                parent.hide()
                parent.deleteLater()
        self._choices = []
        form = FieldForm(self._look)
        for at, of in enumerate(self.matching.fields):
            choice = Choice(self._look)
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(_LEAST)
            choice.addItem(buyer_texts.LEFT_OUT, "")
            for one in _OFFERED:
                choice.addItem(buyer_field_texts.TITLES[one], one.value)
            choice.setCurrentIndex(max(0, choice.findData(of.value if of else "")))
            choice.activated.connect(lambda _: self._changed())
            self._choices.append(choice)
            form.add(buyer_texts.column(at, self._name_of(at)), choice)
        self._column_rows.addWidget(form)

    def _name_of(self, column: int) -> str:
        first = self.rows[0][column] if self.rows else ""
        return first if self.matching.has_heading else ""

    def _changed(self) -> None:
        chosen = [str(choice.currentData() or "") for choice in self._choices]
        fields: list[LineField | None] = []
        for text in chosen:
            of = LineField(text) if text else None
            fields.append(None if of in fields else of)
        self.matching = replace(
            self.matching,
            fields=tuple(fields),
            has_heading=self.heading.isChecked(),
            form=Form(DecimalMark(self.mark.currentData()), self.matching.form.days),
        )
        self._show_rows()
        self.matched.emit()

    def _show_rows(self) -> None:
        """The first rows, below what each column will be."""
        if self._table is not None:
            self._room_column.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        columns = [
            _column(buyer_field_texts.TITLES[of] if of else buyer_texts.LEFT_OUT)
            for of in self.matching.fields
        ] or [Column("", Cell(""))]
        model = ListedCells(columns)
        self._table = RowTable(self._look, model, buyer_texts.FIRST_ROWS)
        model.setParent(self._table)
        self._room_column.addWidget(self._table)
        body = self.rows[1:] if self.matching.has_heading else self.rows
        self._preview.set_title(self._name, buyer_texts.rows(len(body)))
        model.show_rows([self._cells(row) for row in body[:SHOWN]])

    def _cells(self, row: Sequence[str]) -> list[Cell]:
        return [
            Cell(text, tone=Tone.NORMAL if of else Tone.FAINT)
            for text, of in zip(row, self.matching.fields, strict=True)
        ]

    def _restyle(self) -> None:
        px = self._look.px
        self._left.setContentsMargins(px(18), px(14), px(18), px(14))
        self._left.setSpacing(px(10))


def _column(title: str) -> Column:
    """However many there are, all are shown; what is long is cut."""
    return Column(title, Cell("0" * 8), stretch=True)
