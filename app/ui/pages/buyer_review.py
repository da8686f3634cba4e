"""The buyer's Review page: old, new and what the ERP holds now; conflicts end line by line."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.po_line.confirm import hindrance
from app.core.po_line.three_way import Side
from app.core.po_line.verdicts import LineState
from app.services.purchasing import PurchaseDesk
from app.ui import buyer_texts, line_fault_texts
from app.ui.look import Look
from app.ui.models.order_review import OrderReviewModel, ReviewRow, review_rows
from app.ui.pages.flow_page import FlowPage
from app.ui.widgets.button import LOW, ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.notice import Notice
from app.ui.widgets.panes import Panes
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Tone

_LEAST = 8


class OrderReviewPage(FlowPage):
    """The wizard's commit page of an order."""

    def __init__(self, look: Look, desk: PurchaseDesk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self.model = OrderReviewModel()
        self.table = RowTable(look, self.model, buyer_texts.REVIEW_TITLE)
        self.table.line_chosen.connect(self._chosen)
        self._by_person = False
        self._lines = Card(look, buyer_texts.REVIEW_TITLE)
        self._lines.set_body(self.table)
        self.notice = Notice(look)
        self._facts = Facts(look)
        about = Card(look, buyer_texts.ABOUT_ORDER)
        about.set_body(self._facts, padded=True)
        self._settle = Card(look, "")
        self._settle.set_body(self._make_settling(look), padded=True)
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        for part in (self.notice, self._settle, about):
            self._side.addWidget(part)
        self._side.addStretch(1)
        beside = Scrolled(look, side)
        self.fill(Panes(look, self._lines, beside, shares=(5, 2), lead=self.notice))
        look.changed.connect(self._restyle)
        self._restyle()

    def _make_settling(self, look: Look) -> QWidget:
        inside = QWidget()
        self._choices = QVBoxLayout(inside)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self.mine = ActionButton(look, buyer_texts.KEEP_MINE, height=LOW)
        self.theirs = ActionButton(look, buyer_texts.TAKE_THEIRS, height=LOW)
        self.mine.clicked.connect(lambda: self._end(Side.MINE))
        self.theirs.clicked.connect(lambda: self._end(Side.THEIRS))
        self.reason = Choice(look)
        self.reason.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reason.setMinimumContentsLength(_LEAST)
        for text in ("", *self._desk.reasons):
            self.reason.addItem(text)
        self.reason.activated.connect(lambda _: self._give_reason())
        self._form = Form(look)
        self._reason_row = self._form.add(buyer_texts.REASON_FIELD, self.reason, required=True)
        for part in (self._form, self.mine, self.theirs):
            self._choices.addWidget(part)
        return inside

    def refresh(self) -> None:
        """Show the changes as they stand."""
        draft = self._desk.draft
        if draft is None:
            return
        self.model.form = draft.rules.form
        current = self._current
        rows = review_rows(draft)
        self.model.show_rows(rows)
        self._lines.set_title(buyer_texts.REVIEW_TITLE, buyer_texts.changes(draft))
        self._show_notice()
        order = draft.sheet.order
        self._facts.set_facts(
            [
                Fact("Order", order.header.number),
                Fact("Supplier", order.header.supplier),
                Fact("Read", buyer_texts.read_at(order.read_at)),
            ]
        )
        self._keep(current.name if current else "", rows)
        self._show_line()

    @property
    def _current(self) -> ReviewRow | None:
        row = self.table.current_line
        return self.model.row_at(row) if 0 <= row < self.model.rowCount() else None

    def _keep(self, name: str, rows: tuple[ReviewRow, ...]) -> None:
        """The line that a person chose, else the first that hinders."""
        draft = self._desk.draft
        stands = hindrance(draft) if draft else None
        hinders = stands.line if stands else ""
        wanted = name if name and self._by_person else hinders or name
        at = next((at for at, row in enumerate(rows) if row.name == wanted), 0 if rows else -1)
        if self._current is None or self._current.name != wanted:
            self.table.set_current_line(at)

    def _chosen(self) -> None:
        self._by_person = True
        self._show_line()

    def showEvent(self, event: QShowEvent) -> None:
        self._by_person = False
        super().showEvent(event)

    def _show_notice(self) -> None:
        draft = self._desk.draft
        stands = hindrance(draft) if draft else None
        sentences = [buyer_texts.hindered(stands.reason)] if stands else []
        if self._desk.stale is not None:
            sentences.append(buyer_texts.stale(self._desk.stale))
        if self._desk.missing:
            sentences.append(buyer_texts.MISSING)
        if self._desk.overtaken:
            sentences.append(buyer_texts.OVERTAKEN)
        if self._desk.refreshing:
            sentences.insert(0, buyer_texts.REFRESHING)
        self.notice.setVisible(bool(sentences))
        self.notice.set_notice(buyer_texts.BEFORE_POSTING, sentences)

    def _show_line(self) -> None:
        found, draft = self._current, self._desk.draft
        if found is None or draft is None:
            self._settle.hide()
            return
        conflict = found.verdict.state is LineState.CONFLICT
        line = draft.sheet.line(found.name)
        gone = line is not None and line.is_gone
        self._settle.setVisible(conflict or found.verdict.wants_reason)
        self._settle.set_title(buyer_texts.line_title(found.number))
        self.mine.setVisible(conflict and not gone)
        self.theirs.setVisible(conflict)
        self.theirs.set_words(buyer_texts.LET_GO if gone else buyer_texts.TAKE_THEIRS)
        self._form.setVisible(found.verdict.wants_reason)
        finding = next(iter(found.verdict.findings), None)
        if found.verdict.wants_reason and finding is not None:
            self.reason.setCurrentIndex(max(0, self.reason.findText(found.reason)))
            words = line_fault_texts.long(finding, self.model.form)
            self._reason_row.set_error(words, Tone.OK if found.reason else Tone.ATTENTION)

    def _end(self, side: Side) -> None:
        if self._current is not None:
            self._by_person = False  # on to the next that hinders
            self._desk.settle(self._current.name, side)

    def _give_reason(self) -> None:
        if self._current is not None:
            self._desk.give_reason(self._current.name, self.reason.currentText())

    def _restyle(self) -> None:
        px = self._look.px
        self._side.setSpacing(px(16))
        self._choices.setSpacing(px(10))
