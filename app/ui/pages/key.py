"""ManEx's API key: entered once by a lead, seen by nobody."""

from PySide6.QtWidgets import QLineEdit

from app.services.manex_session import ManexSession
from app.services.session import SignIn
from app.ui import manex_texts, sign_in_texts
from app.ui.look import Look
from app.ui.pages.secret_page import SecretPage


class KeyPage(SecretPage):
    """The key alone, and what the ERP said of the last one."""

    def __init__(self, look: Look, session: ManexSession) -> None:
        key = QLineEdit()
        super().__init__(look, manex_texts.KEY_TITLE, ((manex_texts.KEY, key),))
        self._key, self._session = key, session
        self._title.setText(manex_texts.key_hint(session.target))
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how the key stands."""
        session = self._session
        busy = session.sign_in_state is SignIn.SIGNING_IN
        self._enter.setEnabled(not busy)
        self._enter.set_words(manex_texts.key_button(busy=busy))
        self.show_error(manex_texts.key_error(session))
        note = sign_in_texts.vault_note(session.vault_kind, session.vault_state, "key")
        self.show_vault(note)

    def submit(self) -> None:
        """Try the key; it is kept once ManEx accepted it."""
        self._session.enter_key(self._key.text().strip())
