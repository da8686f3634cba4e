"""A posting that is held: why, and the two ways out."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.services.decisions import Decisions
from app.services.overview import PostingRow
from app.ui import posting_texts
from app.ui.look import Look
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.form import FormRow
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.text import Text


class HeldCard(QWidget):
    """Shown while a posting that is held is chosen. GUI thread."""

    reason_wanted = Signal()  # by the keys at the prompt

    def __init__(self, look: Look, decisions: Decisions) -> None:
        super().__init__()
        self._look, self._decisions = look, decisions
        self._row: PostingRow | None = None
        self._aside = False
        self._why = Text(look, wrap=True)
        self.reason = QLineEdit()
        self._field = FormRow(
            look,
            posting_texts.REASON,
            self.reason,
            help_text=posting_texts.REASON_HELP,
            required=False,
        )
        actions = ActionBar(look)
        actions.set_low(low=True)
        self.withdraw = actions.add_left(
            ActionButton(look, posting_texts.WITHDRAW, kind=ButtonKind.DANGER)
        )
        self.send = actions.add_right(
            ActionButton(look, posting_texts.SEND, kind=ButtonKind.PRIMARY)
        )
        self.keys = actions.add_left(ActionButton(look, posting_texts.TYPE_REASON, icon="keyboard"))
        self.keys.clicked.connect(self.reason_wanted)
        self.reason.textEdited.connect(self._show_field)
        self.withdraw.clicked.connect(self._withdraw)
        self.send.clicked.connect(self._send)
        words, self._words = _column()
        for widget in (self._why, self._field):
            self._words.addWidget(widget)
        self._words.addStretch(1)
        self._scrolled = Scrolled(words)
        inside, self._rows = _column()
        self._rows.addWidget(self._scrolled, 1)
        self._rows.addWidget(actions)
        self._card = Card(look)
        self._card.set_body(inside, padded=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        decisions.failed.connect(self._failed)
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_row(self, row: PostingRow | None) -> None:
        """Show this posting, if it is held. What was typed stays while it is the same one."""
        held = row.held if row is not None else None
        if row is None or held is None:
            self._row = None
            self._place()
            return
        if self._row is None or self._row.posting_id != row.posting_id:
            self.reason.clear()
            self._field.set_error("")
        if row != self._row:
            self._row = row
            words = posting_texts.held(held)
            _, _, word = posting_texts.HELD
            self._card.set_title(f"{word}: {row.reference}", words.title)
            self._why.setText(words.hint)
            self._allow(asked=False)
        self._place()

    def set_aside(self, *, aside: bool) -> None:
        """Leave its room to the keys that the reason is typed with."""
        self._aside = aside
        self._place()

    def _place(self) -> None:
        self.setVisible(self._row is not None and not self._aside)

    def open(self) -> None:
        """Lead the keyboard here; what is to be decided stays in view until it is typed."""
        if not self.isHidden():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        if self._may_decide() and self._row is not None:
            self._allow(asked=True)
            self._decisions.release(self._row.posting_id, self.reason.text().strip())

    def _withdraw(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._field.set_error(posting_texts.NO_REASON)
            self._show_field()
            self.open()
        elif self._may_decide() and self._row is not None:
            self._allow(asked=True)
            self._decisions.withdraw(self._row.posting_id, reason)

    def _may_decide(self) -> bool:
        """Whether anybody's name can be kept."""
        self._field.set_error("" if self._decisions.who else posting_texts.NOBODY)
        self._show_field()
        return bool(self._decisions.who)

    def _failed(self) -> None:
        self._field.set_error(posting_texts.NOT_DECIDED)
        self._show_field()
        self._allow(asked=False)

    def _show_field(self) -> None:
        """Scroll to it, once the room is parted anew."""
        QTimer.singleShot(0, self, lambda: self._scrolled.ensureWidgetVisible(self._field))

    def _allow(self, *, asked: bool) -> None:
        """Once something was asked for, nothing more until it is known what became of it."""
        for button in (self.withdraw, self.send):
            button.setEnabled(not asked)

    def _restyle(self) -> None:
        for column in (self._words, self._rows):
            column.setSpacing(self._look.px(12))


def _column() -> tuple[QWidget, QVBoxLayout]:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    return inside, column
