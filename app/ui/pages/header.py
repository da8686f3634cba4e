"""The first page of a flow: the fields of its header left, what it is about right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.flow.changes import HeaderField
from app.ui.look import Look
from app.ui.pages.flow_page import FlowPage
from app.ui.texts import Words
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.form import Form, FormRow
from app.ui.widgets.panes import Panes
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.shown_text import ShownText


@dataclass(frozen=True, slots=True)
class HeaderFields:
    """The fields of a flow.

    Attributes:
        usual: Always to be seen.
        rare: Folded away.
        words: Their names, and what helps with them.
    """

    usual: Sequence[HeaderField]
    rare: Sequence[HeaderField]
    words: Mapping[HeaderField, Words]


class HeaderPage(FlowPage):
    """Scans fill the fields; they can be typed. A flow says what is in them, and beside them."""

    entered = Signal(str, str)  # a HeaderField, the text a person typed

    def __init__(self, look: Look, title: str, fields: HeaderFields) -> None:
        super().__init__()
        self._look, self._words = look, fields.words
        self._rows: dict[HeaderField, FormRow] = {}
        self._texts: dict[HeaderField, ShownText] = {}
        self._facts = Facts(look)
        self._usual, self._rare = Form(look, columns=3), Form(look, columns=3)
        for form, names in ((self._usual, fields.usual), (self._rare, fields.rare)):
            for name in names:
                self._rows[name] = self._field(form, name)
        self._more = ActionButton(look, "More fields", kind=ButtonKind.LINK, height=44)
        self._more.clicked.connect(self.fold)
        self._rare.hide()
        self._header = Card(look, title)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        for widget in (self._facts, self._usual, self._more, self._rare):
            self._column.addWidget(widget)
        self._column.setAlignment(self._more, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._header.set_body(Scrolled(look, inside))

    # What a flow says

    def text(self, name: HeaderField) -> str | None:
        """What the draft on the desk has in a field; None without a draft."""
        raise NotImplementedError

    def facts(self) -> Sequence[Fact]:
        """What the draft is about, above the fields."""
        raise NotImplementedError

    # What the page shows

    def set_beside(self, beside: QWidget) -> None:
        """Put this at the right of the fields; call once."""
        self.fill(Panes(self._look, self._header, beside, shares=(9, 11)))
        self._look.changed.connect(self._restyle)
        self._restyle()

    def refresh(self) -> None:
        """Show the draft's header; what is being typed stays until a scan says otherwise."""
        self._facts.set_facts(self.facts())
        for name, text in self._texts.items():
            text.show(self.text(name) or "")

    def drop_text(self) -> None:
        """Forget what was begun to be typed, and what was wrong with it: of another draft."""
        for text in self._texts.values():
            text.forget()

    def fields(self) -> list[tuple[QLineEdit, str]]:
        """The fields a person may type into, with their names."""
        return [
            (row.field, self._words[name].title)
            for name, row in self._rows.items()
            if isinstance(row.field, QLineEdit)
        ]

    def show_error(self, name: HeaderField, error: str) -> None:
        """Say what is wrong with a typed field."""
        self._rows[name].set_error(error)

    def fold(self) -> None:
        """Fold the rare fields away, or show them again."""
        self._rare.setVisible(self._rare.isHidden())
        self._more.set_words("More fields" if self._rare.isHidden() else "Fewer fields")

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(18), px(14), px(18), px(10))
        self._column.setSpacing(px(10))

    def _field(self, form: Form, name: HeaderField) -> FormRow:
        field = QLineEdit()
        words = self._words[name]
        row = form.add(words.title, field, help_text=words.hint)
        field.editingFinished.connect(lambda: self._finished(name))
        self._texts[name] = ShownText(row, field)
        return row

    def _finished(self, name: HeaderField) -> None:
        held = self.text(name)
        text = None if held is None else self._texts[name].typed_over(held)
        if text is not None:
            self.entered.emit(name, text)
