"""The buyer's Lines page: a sheet of an order's lines, and all fields of one beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.po_line.catalogue import LineField
from app.core.po_line.pasting import copied
from app.core.po_line.placing import placed
from app.core.spreadsheets import Table, TooLargeError, read_table
from app.services.purchasing import PurchaseDesk
from app.ui import buyer_field_texts, buyer_texts
from app.ui.look import Look
from app.ui.models.order_lines import FIELDS, PART, OrderLinesModel
from app.ui.pages.buyer_panel import LinePanel
from app.ui.pages.flow_page import FlowPage
from app.ui.widgets.card import Card
from app.ui.widgets.notice import Notice
from app.ui.widgets.panes import Panes
from app.ui.widgets.sheet_table import Act, SheetTable
from app.ui.widgets.values import Tone

if TYPE_CHECKING:
    from app.core.po_line.order_draft import OrderDraft


class OrderLinesPage(FlowPage):
    """What is typed, pasted and filled down goes to the desk, which judges it."""

    def __init__(self, look: Look, desk: PurchaseDesk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self.model = OrderLinesModel(desk)
        self.table = SheetTable(look, self.model, buyer_texts.LINES_TITLE)
        self.panel = LinePanel(look, desk)
        self.notice = Notice(look, Tone.ACCENT)
        self.notice.hide()
        card = Card(look)
        card.set_body(self.table)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.notice)
        self._column.addWidget(Panes(look, card, self.panel, shares=(18, 7)), 1)
        self.fill(inside)
        self._name = ""
        self._draft: OrderDraft | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_panel)
        self.table.entered.connect(self._enter)
        self.table.acted.connect(self._act)
        self.table.line_chosen.connect(self._chosen)
        self.panel.entered.connect(self._enter_field)
        self.panel.cancel_line.clicked.connect(lambda: desk.cancel_lines(self.chosen_names))
        self.panel.delete_line.clicked.connect(lambda: desk.delete_lines(self.chosen_names))
        self.panel.restore_line.clicked.connect(lambda: desk.restore_lines(self.chosen_names))
        self.model.modelReset.connect(self._keep_place)
        desk.lines_changed.connect(self._refresh_panel)
        look.changed.connect(self._restyle)
        self._restyle()

    # What is shown

    def refresh(self) -> None:
        """Bring the panel up to date; the sheet keeps itself so."""
        self._soon.start()

    def replan(self) -> None:
        """Another order is on the desk."""
        self._name = ""
        self.notice.hide()
        draft = self._draft = self._desk.draft
        if draft is not None:
            names = draft.sheet.names
            row = names.index(draft.corrected) if draft.corrected in names else 0
            self.table.go_to(row, PART)
            self._chosen(row)

    def finish_typing(self) -> None:
        """What is being typed, into a cell or beside the sheet, is entered as it is."""
        self.panel.finish_typing()
        if self.table.is_editing:
            self.table.commit()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, title: str, sentences: Sequence[str] = (), action: str = "") -> None:
        """Say something above the lines; without a title nothing."""
        self.notice.setVisible(bool(title))
        self.notice.set_notice(title, sentences, action)

    def go_to_line(self, name: str, of: LineField = LineField.PART_NUMBER) -> None:
        """Make this line the current one."""
        row = self.model.row_of(name)
        if row >= 0:
            self.table.go_to(row, FIELDS.index(of) if of in FIELDS else PART)
            self._chosen(row)

    @property
    def chosen_names(self) -> list[str]:
        """The lines of the chosen cells."""
        chosen = self.table.chosen
        rows = chosen.rows if chosen else ()
        return [name for row in rows if (name := self.model.name_at(row))]

    def _chosen(self, row: int) -> None:
        self._name = self.model.name_at(row)
        self._soon.start()

    def _show_panel(self) -> None:
        self.panel.show_line(self._name)

    def _refresh_panel(self, names: Sequence[str]) -> None:
        if self._name in names:
            self._soon.start()

    def _keep_place(self) -> None:
        """Lines came or went: the current one is still the current one."""
        row = self.model.row_of(self._name) if self._name else -1
        if row >= 0:
            self.table.go_to(row, max(self.table.currentIndex().column(), PART))
        elif not self._name:
            row = self.model.rowCount() - 1  # that of the next line
        self.table.type_on(row if self._desk.draft is self._draft else -1)
        self._soon.start()

    # What is done

    def _enter(self, row: int, column: int, text: str, stood: str) -> None:
        of, name = FIELDS[column], self.model.name_at(row)
        if of is None:
            return
        if name:
            self._desk.enter(name, of, text, stood)
        elif text.strip():
            self._desk.add({of: text})
            self.go_to_line(self.model.name_at(row), of)

    def _enter_field(self, of: LineField, text: str, stood: str) -> None:
        if self.panel.line_name:
            self._desk.enter(self.panel.line_name, of, text, stood)

    def _act(self, act: Act) -> None:
        match act:
            case Act.COPY | Act.CUT:
                self._copy()
                if act is Act.CUT:
                    self._desk.clear(self._chosen_cells())
            case Act.PASTE:
                self.paste_clipboard()
            case Act.CLEAR:
                self._desk.clear(self._chosen_cells())
            case Act.FILL_DOWN:
                self._desk.fill_down(self._filled_names(), self._chosen_fields())
            case Act.LEAVE:
                self.panel.setFocus(Qt.FocusReason.TabFocusReason)
                self.panel.focusNextChild()

    def _filled_names(self) -> list[str]:
        """The chosen lines; a single one is filled from the line above, as spreadsheets do."""
        chosen, names = self.table.chosen, self.chosen_names
        above = self.model.name_at(chosen.top - 1) if chosen and len(names) == 1 else ""
        return [above, *names] if above else names

    def _chosen_fields(self) -> list[LineField]:
        chosen = self.table.chosen
        columns = chosen.columns if chosen else ()
        return [of for at in columns if (of := FIELDS[at]) is not None]

    def _chosen_cells(self) -> list[tuple[str, LineField]]:
        return [(name, of) for name in self.chosen_names for of in self._chosen_fields()]

    def _copy(self) -> None:
        draft, fields = self._desk.draft, self._chosen_fields()
        if draft is None or not fields:
            return
        lines = [line for name in self.chosen_names if (line := draft.sheet.line(name))]
        chosen = self.table.chosen
        whole = chosen is not None and len(chosen.columns) == len(FIELDS)
        heading = [buyer_field_texts.TITLES[of] for of in fields] if whole else ()
        text = copied(lines, fields, self.model.form, heading)
        QGuiApplication.clipboard().setText(text)

    def paste_clipboard(self) -> None:
        """Paste what was copied last, here or elsewhere."""
        self.paste(QGuiApplication.clipboard().text())

    def paste(self, text: str) -> None:
        """Put what was copied elsewhere into the sheet, where the current cell is."""
        draft, chosen = self._desk.draft, self.table.chosen
        if draft is None or chosen is None or not self._desk.editable:
            return
        try:
            table: Table = read_table(text)
        except TooLargeError:
            self.tell(*buyer_texts.TOO_LARGE_PASTE)
            return
        if not table:
            return
        there = [FIELDS[at] for at in range(chosen.left, len(FIELDS))]
        at = chosen.top
        on_new = at >= len(draft.sheet)
        if not on_new and len(table) == 1 and len(table[0]) == 1 and not chosen.is_one:
            table = (table[0],) * len(chosen.rows)  # one value into all that is chosen
        placing = placed(
            table, there, self.model.form, buyer_field_texts.NAMES, self._known_parts(), on_new
        )
        self._desk.paste(table, placing.matching, at if placing.in_place else None)

    def _known_parts(self) -> frozenset[str]:
        answers = self._desk.parts.answers.values()
        return frozenset(found.item.part_number for found in answers if found.item)

    def _restyle(self) -> None:
        self._column.setSpacing(self._look.px(12))
