"""The fields of the panel beside the lines: one for each of the 38 parameters."""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout

from app.core.po_line.catalogue import NOTE_LENGTH, TEXT_LENGTH, Kind, LineField, Parameter
from app.core.po_line.faults import Finding
from app.core.po_line.forms import Form as NumberForm
from app.ui import buyer_field_texts, line_fault_texts
from app.ui.look import Look
from app.ui.widgets.button import LOW, ActionButton, ButtonKind
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form

_NARROW = frozenset({Kind.QUANTITY, Kind.PRICE, Kind.PERCENT, Kind.LEAD_TIME, Kind.DATE})
_HALF = frozenset(
    {
        LineField.ORDER_NUMBER,
        LineField.ITEM_NUMBER,
        LineField.REVISION,
        LineField.PART_CLASS,
        LineField.PART_TYPE,
        LineField.PACKAGE,
        LineField.PURCHASE_UNIT,
        LineField.STOCK_UNIT,
        LineField.EXCEPTION_CODE,
        LineField.EXCEPTION_INITIALS,
    }
)
_LEAST = 6
_NOTE = 88


class NoteField(QPlainTextEdit):
    """Lines of text; Tab leaves it."""

    editingFinished = Signal()  # noqa: N815 - as a line's

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(_NOTE))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(100), self._look.px(_NOTE))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editingFinished.emit()


class PanelField(QObject):
    """A field in a form, with what is wrong and the way out below it.

    Signals: `entered` with the text a person left there, and what the ERP held when they began.
    """

    entered = Signal(object, str, str)

    def __init__(self, look: Look, parameter: Parameter, form: Form) -> None:
        super().__init__(form)
        self._parameter, self._shown, self._held = parameter, "", ""
        self._way_out = ""
        of = parameter.field
        self.field = self._make(look)
        self.row = form.add(
            buyer_field_texts.TITLES[of],
            self.field,
            help_text=buyer_field_texts.HELP.get(of, ""),
            span=1 if parameter.kind in _NARROW or of in _HALF else 2,
        )
        self.use = ActionButton(look, "", kind=ButtonKind.LINK, height=LOW, parent=self.row)
        self.use.hide()
        self.use.clicked.connect(lambda: self.entered.emit(of, self._way_out, self._held))
        layout = self.row.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(self.use, alignment=Qt.AlignmentFlag.AlignLeft)

    def _make(self, look: Look) -> QLineEdit | Choice | NoteField:
        parameter = self._parameter
        listed = buyer_field_texts.choices(parameter.field)
        if listed:
            choice = Choice(look)
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(_LEAST)
            for text, words in listed:
                choice.addItem(words, text)
            choice.activated.connect(lambda _: self.finish())
            return choice
        if parameter.kind is Kind.NOTE:
            note = NoteField(look)
            note.editingFinished.connect(self.finish)
            return note
        line = QLineEdit()
        line.setMaxLength(max(TEXT_LENGTH, NOTE_LENGTH))
        line.editingFinished.connect(self.finish)
        return line

    @property
    def text(self) -> str:
        """What stands in it."""
        if isinstance(self.field, Choice):
            return str(self.field.currentData() or "")
        if isinstance(self.field, NoteField):
            return self.field.toPlainText()
        return self.field.text()

    def show_value(
        self, text: str, held: str, form: NumberForm, hint: str, *, enabled: bool
    ) -> None:
        """Show a cell's text, unless a person is typing.

        `held` is what the ERP has there, `hint` what the item master says.
        """
        field = self.field
        field.setEnabled(enabled)
        if isinstance(field, Choice):
            at = field.findData(text)
            if at < 0:  # the ERP's own
                field.addItem(text, text)
                at = field.findData(text)
            if self._parameter.kind is Kind.CHOICE:
                field.setItemText(0, hint)
            field.setCurrentIndex(at)
            self._shown, self._held = self.text, held
            return
        shown = buyer_field_texts.shown(self._parameter.field, text, form)
        if field.hasFocus() and self.text != self._shown:
            return
        if self.text != shown:
            field.setPlainText(shown) if isinstance(field, NoteField) else field.setText(shown)
        field.setPlaceholderText(hint)
        self._shown = self.text
        self._held = buyer_field_texts.shown(self._parameter.field, held, form)

    def show_finding(self, finding: Finding | None, form: NumberForm) -> None:
        """Say what is wrong, and what would do."""
        if finding is None:
            self.row.set_error("")
            self.use.hide()
            return
        tone = line_fault_texts.tone(finding)
        self.row.set_error(line_fault_texts.long(finding, form), tone)
        self._way_out = finding.suggestion
        self.use.set_words(line_fault_texts.use(finding, form))
        self.use.setVisible(bool(finding.suggestion))

    def finish(self) -> None:
        """Enter what stands there, if a person changed it."""
        if self.text != self._shown:
            self._shown = self.text
            self.entered.emit(self._parameter.field, self.text, self._held)
