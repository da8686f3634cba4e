"""Lot labels that wait: what they look like, why the printer took none, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.lot_labels import LabelDesk, StoredLabel
from app.services.session import Session
from app.ui import lot_label_texts as said
from app.ui import setup_texts, texts
from app.ui.look import Look
from app.ui.printing import Printing
from app.ui.widgets.answers import Answer
from app.ui.widgets.banner import BannerKind, BannerView
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.label_view import LabelView
from app.ui.widgets.list_card import ListCard
from app.ui.widgets.panes import Panes
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Tone


class LotLabelsPage(QWidget):
    """All labels of the station that nobody printed. GUI thread."""

    left = Signal()

    def __init__(self, look: Look, desk: LabelDesk, session: Session, printing: Printing) -> None:
        super().__init__()
        self._look, self._desk, self._session, self._printing = look, desk, session, printing
        self._chosen = 0
        self._asking: tuple[StoredLabel, ...] = ()
        self._receipt: tuple[StoredLabel, ...] = ()
        self._model = LabelsModel()
        self._table = RowTable(look, self._model, said.LABELS)
        self._table.line_chosen.connect(self._choose)
        empty = EmptyState(look, "printer", said.NONE_LISTED.title, said.NONE_LISTED.hint)
        self._list = ListCard(look, said.LABELS, empty)
        self._list.set_table(self._table)
        self._preview = LabelView(look)
        self._frame = FlowFrame(look, with_rail=False)
        self._frame.set_body(Panes(look, self._list, self._preview_card(), shares=(3, 2)))
        self.banner = self._frame.banner
        self.banner.answered.connect(self._answer)
        self.banner.cleared.connect(self._calm)
        self._buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        desk.changed.connect(self.refresh)
        printing.written.connect(self._written)
        printing.failed.connect(self._not_written)
        self.refresh()

    def show_receipt(self, posting_id: str) -> None:
        """Offer the labels of this receipt once more, as long as none of them waits."""
        self._receipt = ()
        self.refresh()
        if posting_id:
            self._desk.of_posting(posting_id, self._show_receipt)

    def _show_receipt(self, labels: tuple[StoredLabel, ...]) -> None:
        self._receipt = labels
        self.refresh()

    def refresh(self) -> None:
        """Show what waits now."""
        waiting = self._desk.waiting
        self._model.show_rows(waiting)
        self._list.show_count(len(waiting))
        self._choose(min(self._chosen, max(0, len(waiting) - 1)))
        free = bool(waiting) and not self._desk.printing
        for button in (self.print_all, self.pdf, self.dismiss):
            button.setEnabled(free)
        self.again.setVisible(bool(self._printed))
        self._calm()

    def _buttons(self) -> None:
        look, bar = self._look, self._frame.action_bar
        back = ActionButton(look, said.BACK, shortcut="Alt+Left")
        back.clicked.connect(self.left)
        self.dismiss = ActionButton(look, said.DISMISS, shortcut="Del")
        self.dismiss.clicked.connect(self._ask)
        self.again = ActionButton(look, said.AGAIN, shortcut="Ctrl+R")
        self.again.clicked.connect(self._again)
        has_printer = self._desk.has_printer
        kind = ButtonKind.SECONDARY if has_printer else ButtonKind.PRIMARY
        self.pdf = ActionButton(look, said.PDF, kind=kind, icon="printer", shortcut="Ctrl+S")
        self.pdf.clicked.connect(self._save)
        self.print_all = ActionButton(
            look, said.PRINT, kind=ButtonKind.PRIMARY, shortcut="Ctrl+Return", parent=self
        )
        self.print_all.clicked.connect(self._desk.print_all)
        self.print_all.hide()
        for button in (back, self.dismiss, self.again):
            bar.add_left(button)
        if has_printer:
            bar.add_left(self.pdf)
            bar.add_right(self.print_all)
        else:
            bar.add_right(self.pdf)

    def _preview_card(self) -> QWidget:
        card = Card(self._look, said.PREVIEW)
        inside = QWidget()
        column = QVBoxLayout(inside)
        edge = self._look.px(18)
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self._preview)
        column.addStretch(1)
        card.set_body(inside)
        return card

    def _choose(self, row: int) -> None:
        waiting = self._desk.waiting
        self._chosen = row
        self._table.set_current_line(row if waiting else -1)
        label = waiting[row].label if waiting else None
        layout = self._desk.form.layout(label) if label else None
        self._preview.show_label(layout, f"{label.lot_id} {label.part_id}" if label else "")

    @property
    def _printed(self) -> tuple[StoredLabel, ...]:
        """The labels of the receipt one came from, while none of them waits."""
        waiting = {one.label_id for one in self._desk.waiting}
        return () if any(one.label_id in waiting for one in self._receipt) else self._receipt

    def _again(self) -> None:
        self._desk.again(self._receipt[0].posting_id, who=self._session.operator)

    def _save(self) -> None:
        self._asking = ()
        self._printing.lot_labels(self._desk)

    def _ask(self) -> None:
        self._asking = self._desk.waiting
        words = said.dismiss(len(self._asking))
        answers = (
            Answer(said.KEEP, shortcut="Esc"),
            Answer(said.DISMISS, kind=ButtonKind.DANGER),
        )
        view = BannerView(BannerKind.QUESTION, words.title, words.hint, answers=answers)
        self.banner.set_view(view)

    def _answer(self, place: int) -> None:
        if place and self._asking:
            self._desk.dismiss(self._asking, who=self._session.operator)
        self._asking = ()
        self._calm()

    def _calm(self) -> None:
        if self._asking:
            return
        desk = self._desk
        if desk.fault is not None and desk.waiting and not desk.printing:
            words, kind = said.fault(desk.fault, desk.detail), BannerKind.QUESTION
        elif desk.waiting:
            words = said.waiting(
                len(desk.waiting), printing=desk.printing, has_printer=desk.has_printer
            )
            kind = BannerKind.BUSY if desk.printing else BannerKind.SCAN
        elif printed := self._printed:
            words, kind = said.printed(len(printed), printed[0].reference), BannerKind.SCAN
        else:
            words, kind = said.NONE, BannerKind.SCAN
        icon = "" if kind is BannerKind.BUSY else "printer"
        self.banner.set_view(BannerView(kind, words.title, words.hint, icon=icon))

    def _written(self, path: str) -> None:
        if self.isVisible():
            words = setup_texts.written(path)
            self.banner.set_view(BannerView(BannerKind.DONE, words.title, words.hint))

    def _not_written(self, detail: str) -> None:
        if self.isVisible():
            words = setup_texts.not_written(detail)
            view = BannerView(BannerKind.REFUSED, words.title, words.hint, clear=said.CLEAR)
            self.banner.set_view(view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class LabelsModel(Listed[StoredLabel]):
    """Lot, part, quantity, expiry, and what it came with."""

    def __init__(self) -> None:
        lot, part, quantity, expires, received = said.COLUMNS
        super().__init__(
            (
                Column(lot, Cell("LOT-2026-117", mono=True, strong=True)),
                Column(part, Cell("SCR-M4X12", "Screw M4 x 12"), stretch=True),
                Column(quantity, Cell("10,000 EACH"), right=True),
                Column(expires, Cell("2028-05-31", mono=True), drop=1),
                Column(received, Cell("PO 1748/2, KB7Q2M4XD9", small=True), drop=2),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        stored = self._rows[row]
        label = stored.label
        match column:
            case 0:
                return Cell(label.lot_id, mono=True, strong=True)
            case 1:
                return Cell(label.part_id, label.description)
            case 2:
                return Cell(said.quantity(label))
            case 3:
                return Cell(texts.day(label.expires), mono=True)
            case _:
                words = said.received_with(label, stored.reference)
                return Cell(words, tone=Tone.SECOND, small=True)
