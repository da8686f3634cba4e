"""The Assembly page: what is made, how many, which serial numbers, and where to."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget, QWizardPage

from app.core.kit.changes import HeaderField
from app.core.kit.draft import KitDraft
from app.core.kit.readiness import short_lines
from app.core.kit.state import ASSEMBLY
from app.core.quantities import plain
from app.services.kits import KitDesk
from app.ui import kit_texts, serial_texts, texts
from app.ui.look import Look
from app.ui.models.components import SHORT_LIST, ComponentsModel
from app.ui.models.serials import SerialsModel
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.form import Form, FormRow
from app.ui.widgets.panes import Panes
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.table import RowTable

USUAL = (
    HeaderField.QUANTITY,
    HeaderField.REFERENCE,
    HeaderField.TO_STORES,
    HeaderField.TO_LOCATION,
    HeaderField.DEPARTMENT,
    HeaderField.ACCOUNT,
)
RARE = (
    HeaderField.ASSEMBLY_LOT,
    HeaderField.EXPIRES,
    HeaderField.ACTION_DATE,
    HeaderField.EFFECTIVE_DATE,
    HeaderField.KIT_STORES,
    HeaderField.INCLUDE_SCRAP,
    HeaderField.TXNS_ACCEPTED,
)


class AssemblyPage(QWizardPage):
    """Header fields left, what the kit would use right. Scans fill it; fields can be typed."""

    entered = Signal(str, str)  # a HeaderField, the text a person typed

    def __init__(self, look: Look, desk: KitDesk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self._rows: dict[HeaderField, FormRow] = {}
        self._facts = Facts(look)
        self._usual, self._rare = Form(look, columns=3), Form(look, columns=3)
        for form, names in ((self._usual, USUAL), (self._rare, RARE)):
            for name in names:
                self._rows[name] = self._field(form, name)
        self._more = ActionButton(look, "More fields", kind=ButtonKind.LINK, height=44)
        self._more.clicked.connect(self._fold)
        self._rare.hide()
        self._model = ComponentsModel(SHORT_LIST)
        self._table = RowTable(look, self._model, "What this kit uses")
        self._serials = SerialsModel()
        self._serial_table = RowTable(look, self._serials, "Serial numbers")
        self._chips = Chips(look, "Shown at the right")
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._uses = Card(look, "What this kit uses")
        self._uses.add_to_head(self._chips, right=True)
        self._empty = EmptyState(look, "scan-barcode", *kit_texts.NO_ASSEMBLY)
        self._uses.set_body(self._stack())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Panes(look, self._header(look), self._uses, shares=(9, 11)))
        look.changed.connect(self._restyle)
        self._restyle()

    def refresh(self) -> None:
        """Show the draft's header; a field with the focus is left alone."""
        draft = self._desk.draft
        if draft is None:
            return
        self._facts.set_facts(_facts(draft))
        for name, row in self._rows.items():
            field = row.field
            if isinstance(field, QLineEdit) and not field.hasFocus():
                field.setText(_text(draft, name))
        self._show_right(draft)

    def _show_right(self, draft: KitDraft) -> None:
        plan, owned = draft.state.plan, draft.state.owned(ASSEMBLY)
        chips = [Chip("uses", "Parts", len(draft.state.lines))]
        if plan is not None and plan.assembly.serial_controlled:
            chips.append(Chip("serials", "Serials", len(owned)))
        self._chips.set_chips(chips if plan is not None else [])
        serials = self._chips.current() == "serials"
        self._table.setVisible(plan is not None and not serials)
        self._serial_table.setVisible(serials)
        self._empty.setVisible(plan is None)
        if serials:
            self._serials.show_serials(owned)
            self._uses.set_title("Serial numbers", texts.of(len(owned), draft.state.quantity))
        else:
            self._model.refresh()
            found = kit_texts.sufficiency(plan, len(short_lines(draft.state)), datetime.now(UTC))
            self._uses.set_title("What this kit uses", found)

    def replan(self) -> None:
        """The plan is another one."""
        self._model.show_draft(self._desk.draft)
        self.refresh()

    def fields(self) -> list[tuple[QLineEdit, str]]:
        """The fields a person may type into, with their names."""
        return [
            (row.field, kit_texts.FIELDS[name].title)
            for name, row in self._rows.items()
            if isinstance(row.field, QLineEdit)
        ]

    def show_error(self, name: HeaderField, error: str) -> None:
        """Say what is wrong with a typed field."""
        self._rows[name].set_error(error)

    def _header(self, look: Look) -> QWidget:
        card = Card(look, "Assembly")
        inside = QWidget()
        self._fields = QVBoxLayout(inside)
        for widget in (self._facts, self._usual, self._more, self._rare):
            self._fields.addWidget(widget)
        self._fields.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        self._fields.addStretch(1)
        card.set_body(Scrolled(inside))
        return card

    def _restyle(self) -> None:
        px = self._look.px
        self._fields.setContentsMargins(px(18), px(14), px(18), px(10))
        self._fields.setSpacing(px(10))

    def _stack(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._table, self._serial_table, self._empty):
            column.addWidget(widget, 1)
        self._table.hide()
        self._serial_table.hide()
        return inside

    def _field(self, form: Form, name: HeaderField) -> FormRow:
        field = QLineEdit()
        words = kit_texts.FIELDS[name]
        row = form.add(words.title, field, help_text=words.hint)
        field.editingFinished.connect(lambda: self._finished(name))
        return row

    def _finished(self, name: HeaderField) -> None:
        row, draft = self._rows[name], self._desk.draft
        if draft is None or not isinstance(row.field, QLineEdit):
            return
        row.set_error("")
        if row.field.text() != _text(draft, name):
            self.entered.emit(name, row.field.text())

    def _fold(self) -> None:
        self._rare.setVisible(self._rare.isHidden())
        self._more.set_words("More fields" if self._rare.isHidden() else "Fewer fields")


def _text(draft: KitDraft, name: HeaderField) -> str:
    if name is HeaderField.QUANTITY:
        return plain(draft.state.quantity)
    return draft.state.text(name)


def _facts(draft: KitDraft) -> list[Fact]:
    state = draft.state
    plan = state.plan
    owned = state.owned(ASSEMBLY)
    if plan is None:
        part, unit = texts.DASH, ""
    else:
        part, unit = f"{plan.assembly.part_id} {plan.assembly.description}", plan.assembly.unit
    facts = [Fact("Assembly", part), Fact("Making", texts.amount(state.quantity, unit))]
    if plan is not None and plan.assembly.serial_controlled:
        listed = serial_texts.listed(owned)
        facts.append(Fact("Serials", texts.of(len(owned), state.quantity)))
        facts.append(Fact("", listed or texts.DASH, mono=True))
    return facts
