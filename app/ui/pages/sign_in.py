"""Sign-in, and the locked station: a page of the window, never a box over the work."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.services.session import Session, SignIn
from app.services.unlocking import Unlock
from app.ui import entry_texts, sign_in_texts, station_texts
from app.ui.look import SMALL, Look
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Tick
from app.ui.widgets.form import Form
from app.ui.widgets.keypad import LEAST, Keypad
from app.ui.widgets.scroll import Scrolled, bring_into_view
from app.ui.widgets.served_fields import ServedFields
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone

_ROOMY = 640
"""The height, in look.md pixels, from which on the keys are larger than they must be."""


class SignInPage(QWidget):
    """User and password. While a secret field has the focus no scan is taken.

    A finger on a field brings keys up. They type into the field itself, whose dots are all that
    is ever seen of the password.
    """

    asked = Signal(str, str, bool)  # user, password, remember
    left = Signal()  # back to the work, without signing in
    secret_focus = Signal(bool)

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__()
        self._look, self._session = look, session
        self._locked = False
        self._title = Text(look, "", tone=Tone.SECOND, wrap=True)
        self._user, self._password = QLineEdit(), QLineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.installEventFilter(self)
        for field in (self._user, self._password):
            field.returnPressed.connect(self._ask)
        self._keypad = Keypad(look, layers=True)
        self._keypad.typed.connect(self._ask)
        self._keypad.hide()
        self._served = ServedFields(self._keypad)
        self._served.asked.connect(self._serve)
        form = Form(look)
        form.add("User", self._user, required=True)
        self._row = form.add("Password", self._password, required=True)
        self._served.add(self._user, "User")
        self._served.add(self._password, "Password")
        self._remember = Tick(look, sign_in_texts.remember_offer(session.vault_kind))
        self._remember.setChecked(True)
        self._vault = Text(look, "", size=SMALL, tone=Tone.SECOND, wrap=True)
        self._enter = ActionButton(look, "Sign in", kind=ButtonKind.PRIMARY)
        self._enter.clicked.connect(self._ask)
        self._back = ActionButton(look, "Not now", shortcut="Esc")
        self._back.clicked.connect(self.left)
        self._keys = ActionButton(look, entry_texts.KEYS, shortcut="Ctrl+K", icon="keyboard")
        self._keys.clicked.connect(self._toggle_keys)
        self._card = Card(look, "Sign in")
        self._lay_out(form)
        look.changed.connect(self._restyle)
        self._restyle()
        session.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self, form: Form) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addWidget(self._keys)
        buttons.addStretch(1)
        buttons.addWidget(self._enter)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, form, self._remember, self._vault):
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
        scrolled = Scrolled(around)
        scrolled.verticalScrollBar().rangeChanged.connect(self._room_changed)
        self._page.addWidget(scrolled, 1)
        self._page.addWidget(self._keypad)

    @property
    def typing_secret(self) -> bool:
        """Whether the secret field has the focus."""
        return self._password.hasFocus()

    def open(self, *, locked: bool) -> None:
        """Show it empty, to sign in or to unlock."""
        self._locked = locked
        self._user.setText(self._session.erp_user)
        self._password.clear()
        self._keypad.hide()
        self._keypad.set_shape(Keypad.SMALL)
        self.refresh()
        self._serve(self._wanted(), keys=False)

    def refresh(self) -> None:
        """Show how the sign-in stands."""
        session = self._session
        locked = self._locked
        busy = session.sign_in_state is SignIn.SIGNING_IN
        if locked:
            busy = session.unlocking.state is Unlock.CHECKING
        self._enter.setEnabled(not busy)
        self._enter.set_words(station_texts.sign_in_button(busy=busy, locked=self._locked))
        self._back.setVisible(not self._locked)
        self._card.set_title("Station locked" if self._locked else "Sign in")
        self._title.setText(station_texts.sign_in_hint(session, locked=locked))
        against = station_texts.sign_in_error(session.problem)
        self._row.set_error(station_texts.unlock_error(session.unlocking) if locked else against)
        self._remember.setVisible(not self._locked)
        self._remember.set_words(sign_in_texts.remember_offer(session.vault_kind))
        note = sign_in_texts.vault_note(session.vault_kind, session.vault_state)
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
        """Above the keys there is less room: what is typed into stays in it."""
        focused = QApplication.focusWidget()
        if self._keypad.isVisible() and focused in {self._user, self._password}:
            bring_into_view(focused)

    def _toggle_keys(self) -> None:
        if self._keypad.isVisible():
            self._keypad.hide()
        else:
            self._serve(self._wanted())

    def _wanted(self) -> QLineEdit:
        """The first field that is still empty, else the last."""
        return self._password if self._user.text() else self._user

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(16))
        self._room.setContentsMargins(px(24), px(24), px(24), px(24))
        self._page.setContentsMargins(px(24), 0, px(24), px(16))
        self._card.setMaximumWidth(px(560))

    def _ask(self) -> None:
        """Sign in, or lead to what is missing."""
        if self._user.text() and self._password.text():
            self.asked.emit(self._user.text(), self._password.text(), self._remember.isChecked())
            self._password.clear()
        else:
            self._serve(self._wanted(), keys=self._keypad.isVisible())
