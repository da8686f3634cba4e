"""A page on which a secret is typed: its fields, keys for a finger, and what keeps it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui import entry_texts
from app.ui.look import SMALL, Look
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.form import Form, FormRow
from app.ui.widgets.keypad import LEAST, Keypad
from app.ui.widgets.scroll import Scrolled, bring_into_view
from app.ui.widgets.served_fields import ServedFields
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

_ROOMY = 640
"""The height, in look.md pixels, from which on the keys are larger than they must be."""


class SecretPage(QWidget):
    """One form in a card. While the secret field has the focus no scan is taken.

    A finger on a field brings keys up. They type into the field itself, whose dots are all that
    is ever seen of the secret.
    """

    left = Signal()  # back to the work, without having entered anything
    secret_focus = Signal(bool)

    def __init__(
        self, look: Look, title: str, fields: Sequence[tuple[str, QLineEdit]], *more: QWidget
    ) -> None:
        """All fields are needed, and the last one is the secret; `more` stands under them."""
        super().__init__()
        self._look = look
        self._fields = tuple(field for _, field in fields)
        self._secret = self._fields[-1]
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.installEventFilter(self)
        self._title = Text(look, "", tone=Tone.SECOND, wrap=True)
        self._keypad = Keypad(look, layers=True)
        self._keypad.typed.connect(self._ask)
        self._keypad.hide()
        self._served = ServedFields(self._keypad)
        self._served.asked.connect(self._serve)
        form = Form(look)
        self._rows: list[FormRow] = []
        for name, field in fields:
            field.returnPressed.connect(self._ask)
            self._rows.append(form.add(name, field, required=True))
            self._served.add(field, name)
        self._vault = Text(look, "", size=SMALL, tone=Tone.SECOND, wrap=True)
        self._enter = ActionButton(look, "", kind=ButtonKind.PRIMARY)
        self._enter.clicked.connect(self._ask)
        self._back = ActionButton(look, "Not now", shortcut="Esc")
        self._back.clicked.connect(self.left)
        self._keys = ActionButton(look, entry_texts.KEYS, shortcut="Ctrl+K", icon="keyboard")
        self._keys.clicked.connect(self._toggle_keys)
        self._card = Card(look, title)
        self._lay_out(form, more)
        look.changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self, form: Form, more: Sequence[QWidget]) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addWidget(self._keys)
        buttons.addStretch(1)
        buttons.addWidget(self._enter)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, form, *more, self._vault):
            self._column.addWidget(widget)
        self._column.addLayout(buttons)
        self._card.set_body(inside, padded=True)
        around = QWidget()
        self._room = QHBoxLayout(around)
        self._room.addStretch(1)
        self._room.addWidget(self._card, 100, Qt.AlignmentFlag.AlignVCenter)
        self._room.addStretch(1)
        self._page = QVBoxLayout(self)
        self._page.setSpacing(0)
        self._laid_out = QTimer(self, interval=0, singleShot=True)
        self._laid_out.timeout.connect(self._keep_in_view)
        scrolled = Scrolled(self._look, around)
        scrolled.verticalScrollBar().rangeChanged.connect(self._room_changed)
        self._page.addWidget(scrolled, 1)
        self._page.addWidget(self._keypad)

    @property
    def typing_secret(self) -> bool:
        """Whether the secret field has the focus."""
        return self._secret.hasFocus()

    def refresh(self) -> None:
        """Show how things stand."""
        raise NotImplementedError

    def submit(self) -> None:
        """All fields are filled; the secret is cleared after this."""
        raise NotImplementedError

    def start_over(self) -> None:
        """Show it without a secret, ready to be typed in."""
        self._secret.clear()
        self._keypad.hide()
        self._keypad.set_shape(Keypad.SMALL)
        self.refresh()
        self._serve(self._wanted(), keys=False)

    def show_error(self, words: str) -> None:
        """Say at the secret what is wrong with it; "" for nothing."""
        self._rows[-1].set_error(words)
        self._laid_out.start()

    def show_vault(self, note: str) -> None:
        """What keeps the secret, where there is something to say of it."""
        self._vault.setText(note)
        self._vault.setVisible(bool(note))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the secret field gets or loses the focus."""
        if event.type() is QEvent.Type.FocusIn:
            self.secret_focus.emit(True)
        elif event.type() is QEvent.Type.FocusOut:
            self.secret_focus.emit(False)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.height() >= self._look.px(_ROOMY)
        self._keypad.set_key_height(56 if roomy else LEAST)

    # Typing by finger

    def _serve(self, field: QLineEdit, _name: str = "", *, keys: bool = True) -> None:
        """Lead to a field; with `keys` it is touched, and the keys come up."""
        self._keypad.set_target(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if keys:
            self._keypad.show()
        self._laid_out.start()

    def _room_changed(self) -> None:
        self._laid_out.start()

    def _keep_in_view(self) -> None:
        """Where there is little room what is typed into stays in it, and what is wrong with it."""
        focused = QApplication.focusWidget()
        for field, row in zip(self._fields, self._rows, strict=True):
            if field is focused:
                bring_into_view(row)

    def _toggle_keys(self) -> None:
        if self._keypad.isVisible():
            self._keypad.hide()
        else:
            self._serve(self._wanted())

    def _wanted(self) -> QLineEdit:
        """The first field that is still empty, else the last."""
        return next((field for field in self._fields if not field.text()), self._secret)

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(16))
        self._room.setContentsMargins(px(24), px(24), px(24), px(24))
        self._page.setContentsMargins(px(24), 0, px(24), px(16))
        self._card.setMaximumWidth(px(560))

    def _ask(self) -> None:
        """Take what is typed, or lead to what is missing."""
        if all(field.text() for field in self._fields):
            self.submit()
            self._secret.clear()
        else:
            self._serve(self._wanted(), keys=self._keypad.isVisible())
