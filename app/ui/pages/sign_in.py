"""Sign-in, and the locked station: a page of the window, never a box over the work."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.services.session import Session, SignIn
from app.services.unlocking import Unlock
from app.ui import sign_in_texts, station_texts
from app.ui.look import Look
from app.ui.pages.secret_page import SecretPage
from app.ui.widgets.fields import Tick


class SignInPage(SecretPage):
    """User and password."""

    asked = Signal(str, str, bool)  # user, password, remember

    def __init__(self, look: Look, session: Session) -> None:
        user, password = QLineEdit(), QLineEdit()
        remember = Tick(look, sign_in_texts.remember_offer(session.vault_kind))
        remember.setChecked(True)
        super().__init__(look, "Sign in", (("User", user), ("Password", password)), remember)
        self._session = session
        self._locked = False
        self._user, self._password, self._remember = user, password, remember
        session.changed.connect(self.refresh)
        self.refresh()

    def open(self, *, locked: bool) -> None:
        """Show it empty, to sign in or to unlock."""
        self._locked = locked
        self._user.setText(self._session.erp_user)
        self.start_over()

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
        unlock = station_texts.unlock_error(session.unlocking)
        self.show_error(unlock if locked else against)
        self._remember.setVisible(not self._locked)
        self._remember.set_words(sign_in_texts.remember_offer(session.vault_kind))
        self.show_vault(sign_in_texts.vault_note(session.vault_kind, session.vault_state))

    def submit(self) -> None:
        """Sign in, or unlock."""
        self.asked.emit(self._user.text(), self._password.text(), self._remember.isChecked())
