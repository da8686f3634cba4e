"""Sign-in, and the locked station: a page of the window, never a box over the work."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.services.session import Session, SignIn
from app.services.unlocking import Unlock
from app.ui import station_texts
from app.ui.look import Look
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Tick
from app.ui.widgets.form import Form
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone


class SignInPage(QWidget):
    """User and password. While a secret field has the focus no scan is taken."""

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
        form = Form(look)
        form.add("User", self._user, required=True)
        self._row = form.add("Password", self._password, required=True)
        self._remember = Tick(look, station_texts.REMEMBER)
        self._remember.setChecked(True)
        self._enter = ActionButton(look, "Sign in", kind=ButtonKind.PRIMARY)
        self._enter.clicked.connect(self._ask)
        self._back = ActionButton(look, "Not now", shortcut="Esc")
        self._back.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._enter)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, form, self._remember):
            self._column.addWidget(widget)
        self._column.addLayout(buttons)
        self._card = Card(look, "Sign in")
        self._card.set_body(inside, padded=True)
        around = QWidget()
        self._room = QHBoxLayout(around)
        self._room.addStretch(1)
        self._room.addWidget(self._card, 100, Qt.AlignmentFlag.AlignVCenter)
        self._room.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(Scrolled(around))
        look.changed.connect(self._restyle)
        self._restyle()
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def typing_secret(self) -> bool:
        """Whether the secret field has the focus."""
        return self._password.hasFocus()

    def open(self, *, locked: bool) -> None:
        """Show it empty, to sign in or to unlock."""
        self._locked = locked
        self._user.setText(self._session.erp_user)
        self._password.clear()
        self.refresh()
        target = self._password if self._user.text() else self._user
        target.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the secret field gets or loses the focus."""
        if event.type() is QEvent.Type.FocusIn:
            self.secret_focus.emit(True)
        elif event.type() is QEvent.Type.FocusOut:
            self.secret_focus.emit(False)
        return super().eventFilter(watched, event)

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(16))
        self._room.setContentsMargins(px(24), px(24), px(24), px(24))
        self._card.setMaximumWidth(px(560))

    def _ask(self) -> None:
        if self._user.text() and self._password.text():
            self.asked.emit(self._user.text(), self._password.text(), self._remember.isChecked())
            self._password.clear()
