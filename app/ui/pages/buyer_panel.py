"""The panel beside the lines: all 38 fields of the current one, in groups that fold."""

from collections import Counter
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.po_line.catalogue import CATALOGUE, Group, LineField, marked_required
from app.core.po_line.cells import YES
from app.core.po_line.entering import is_open
from app.core.po_line.facts import LineSchedule
from app.core.po_line.sheet import SheetLine
from app.core.po_line.verdicts import LineState
from app.services.purchasing import PurchaseDesk
from app.ui import buyer_field_texts, buyer_texts, texts
from app.ui.look import Look
from app.ui.models.order_lines import derived
from app.ui.pages.buyer_fields import PanelField
from app.ui.quiet import QuietMoments
from app.ui.widgets.button import LOW, ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.focus import put_before, within
from app.ui.widgets.form import Form
from app.ui.widgets.scroll import Scrolled, bring_into_view
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

_OPEN_AT_FIRST = frozenset({Group.ITEM, Group.PRICE, Group.MANUFACTURER})
_GROUPS = tuple(one.group for one in CATALOGUE)
_AT_ONCE = 4
"""So many fields are made without anybody feeling it."""
_ORDER = (
    Group.PRICE,
    Group.ITEM,
    Group.MANUFACTURER,
    Group.ORDERING,
    Group.TAX,
    Group.INSPECTION,
    Group.NOTES,
    Group.FLAGS,
)


class FieldGroup(QWidget):
    """A heading that folds, and the fields below it."""

    def __init__(self, look: Look, group: Group) -> None:
        super().__init__()
        self._look, self._group = look, group
        self._head = ActionButton(look, "", kind=ButtonKind.LINK, height=LOW)
        self._head.clicked.connect(self.fold)
        self.form = Form(look, columns=2, steady=False)
        self.fields: dict[LineField, PanelField] = {}
        self._left = [one for one in CATALOGUE if one.group is group]
        self._wrong = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._head, alignment=Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.form)
        self.form.setVisible(group in _OPEN_AT_FIRST)
        self._name()

    @property
    def complete(self) -> bool:
        """Whether all its fields are made."""
        return not self._left

    def make_some(self) -> list[PanelField]:
        """Make the next few fields."""
        some, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        made = {one.field: PanelField(self._look, one, self.form) for one in some}
        self.fields |= made
        return list(made.values())

    def fold(self) -> None:
        """Fold the fields away, or show them."""
        self.form.setVisible(self.form.isHidden())
        self._name()
        if not self.form.isHidden():
            bring_into_view(self)

    def show_wrong(self, wrong: bool) -> None:
        """Whether something in it is not right; then it is unfolded once."""
        if wrong and not self._wrong and self.form.isHidden():
            self.form.show()
            self._name()
        self._wrong = wrong

    def _name(self) -> None:
        mark = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"
        if not self.form.isHidden():
            mark = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
        self._head.set_words(f"{mark} {buyer_field_texts.GROUPS[self._group]}")


class LinePanel(Card):
    """Shows one line; what is typed goes to the desk."""

    entered = Signal(object, str, str)  # a LineField, the text, what the ERP held then

    def __init__(self, look: Look, desk: PurchaseDesk) -> None:
        super().__init__(look, buyer_texts.NO_LINE)
        self._look, self._desk, self._name = look, desk, ""
        self._groups: dict[Group, FieldGroup] = {}
        bits = sum(ceil(count / _AT_ONCE) for count in Counter(_GROUPS).values())
        self._quiet = QuietMoments(
            [self._make_some] * bits, self, calm=lambda: desk.draft is None or desk.idle
        )
        self._deliveries = Facts(look)
        self._no_deliveries = Text(look, "", tone=Tone.SECOND, wrap=True)
        inside = QWidget()
        self._stack = QVBoxLayout(inside)
        self._stack.addWidget(self._no_deliveries)
        self._stack.addWidget(self._deliveries)
        self._stack.addStretch(1)
        self.room = Scrolled(look, inside)
        self._empty = EmptyState(look, "table-2", *buyer_texts.NO_LINE_YET)
        body = QWidget()
        bodies = QVBoxLayout(body)
        bodies.setContentsMargins(0, 0, 0, 0)
        for part in (self.room, self._empty):
            bodies.addWidget(part)
        self.set_body(body)
        self.cancel_line = ActionButton(
            look, buyer_texts.CANCEL_LINE, shortcut="Ctrl+K", height=LOW
        )
        self.delete_line = ActionButton(
            look, buyer_texts.DELETE_LINE, shortcut="Ctrl+-", height=LOW
        )
        self.restore_line = ActionButton(
            look, buyer_texts.RESTORE_LINE, shortcut="Ctrl+Backspace", height=LOW
        )
        self._foot = QWidget()
        self._foot_row = QHBoxLayout(self._foot)
        self._foot_row.setContentsMargins(0, 0, 0, 0)
        for button in (self.cancel_line, self.delete_line, self.restore_line):
            button.set_tight(True)
            self._foot_row.addWidget(button)
        self.set_foot(self._foot)
        desk.schedules_read.connect(self._show_schedules)
        look.changed.connect(self._lay_out)
        self._lay_out()

    @property
    def groups(self) -> tuple[FieldGroup, ...]:
        """All of them, made now where they weren't."""
        while self._unfinished:
            self._make_some()
        return tuple(self._groups.values())

    @property
    def _unfinished(self) -> Group | None:
        """The first that lacks fields."""
        made = self._groups
        return next((of for of in _ORDER if of not in made or not made[of].complete), None)

    @property
    def fields(self) -> dict[LineField, PanelField]:
        """All 38."""
        return {of: one for group in self.groups for of, one in group.fields.items()}

    def prepare(self) -> None:
        """Make the fields, some in each quiet moment; the line that is shown fills them."""
        self._quiet.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.prepare()

    def _make_some(self) -> None:
        of = self._unfinished
        if of is None:
            return
        if of not in self._groups:
            self._groups[of] = FieldGroup(self._look, of)
            self._stack.insertWidget(len(self._groups) - 1, self._groups[of])
            put_before(self.cancel_line, within(self._groups[of]))
        group = self._groups[of]
        there = set(within(group))
        for field in group.make_some():
            field.entered.connect(self.entered)
        put_before(self.cancel_line, [one for one in within(group) if one not in there])
        if self._name and group.complete:
            self.refresh()

    @property
    def line_name(self) -> str:
        """Of the line that it shows."""
        return self._name

    def finish_typing(self) -> None:
        """What is being typed into a field is entered as it is."""
        for group in self._groups.values():
            for field in group.fields.values():
                field.finish()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for two fields beside the bar that scrolls them."""
        least, bar = super().minimumSizeHint(), self.room.verticalScrollBar().sizeHint()
        return QSize(least.width() + bar.width(), least.height())

    def show_line(self, name: str) -> None:
        """Show this line; the same one again brings it up to date."""
        if name != self._name:
            self.finish_typing()  # of the line that it was typed for
            self._name = name
            self._show_schedules(name, ())
            self._no_deliveries.setText("")
            if name:
                self._desk.read_schedules(name)
        self.refresh()

    def refresh(self) -> None:
        """Show the line as it stands."""
        draft = self._desk.draft
        line = draft.sheet.line(self._name) if draft and self._name else None
        if draft is None or line is None:
            self.set_title(buyer_texts.NO_LINE, "")
            self._show_body(there=False)
            self.show_foot(shown=False)
            return
        self._show_body(there=True)
        verdict, form = draft.verdicts.of(self._name), draft.rules.form
        effective = verdict.effective
        part = line.text(LineField.PART_NUMBER) or line.text(LineField.MFGR_PART)
        self.set_title(buyer_texts.line_title(line.item_number), part)
        kind = effective.values.item_type if effective else None
        if effective is None and line.before is not None:
            kind = line.before.values.item_type
        required = marked_required(kind)
        editable = self._desk.editable and self._desk.is_open_in_erp
        self._show_foot(line, editable=editable)
        for group in self._groups.values():
            wrong = False
            for of, field in group.fields.items():
                finding = verdict.of(of) if verdict.state is not LineState.BLANK else None
                field.row.set_required(of in required)
                text = line.text(of)
                if of is LineField.ORDER_NUMBER:
                    text = draft.sheet.order.header.number
                hint = "" if text else derived(of, effective)
                able = editable and is_open(line, of)
                field.show_value(text, line.held(of), form, hint, enabled=able)
                field.show_finding(finding, form)
                wrong |= finding is not None
            group.show_wrong(wrong)

    def _show_body(self, *, there: bool) -> None:
        self.room.setVisible(there)
        self._empty.setVisible(not there)

    def _show_foot(self, line: SheetLine, *, editable: bool) -> None:
        """What may become of the line as a whole."""
        touched = line.is_touched and not line.is_new
        self.show_foot(shown=editable)
        self.cancel_line.setVisible(not line.is_new and not line.doomed and not line.is_gone)
        self.cancel_line.setEnabled(line.text(LineField.CANCELLED) != YES)
        self.delete_line.setVisible(not touched)
        self.restore_line.setVisible(touched)

    def _show_schedules(self, name: str, found: Sequence[LineSchedule] | None) -> None:
        if name != self._name:
            return
        if found is None:
            self._no_deliveries.setText(buyer_texts.NO_SCHEDULES_READ)
            found = ()
        elif found:
            self._no_deliveries.setText(buyer_texts.DELIVERIES)
        self._deliveries.set_facts(
            [Fact(texts.day(one.scheduled), buyer_texts.delivery(one)) for one in found]
        )

    def _lay_out(self) -> None:
        px = self._look.px
        self._stack.setContentsMargins(px(18), px(8), px(18), px(14))
        self._stack.setSpacing(px(6))
        self._foot_row.setSpacing(px(8))
