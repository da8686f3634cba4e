"""Set-up: the way to ManEx, how its key stands, and the way to enter one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.manex_session import ManexSession
from app.services.session import SignIn
from app.ui import manex_texts
from app.ui.look import Look
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone


class ManexCard(Card):
    """A card of the list of Set-up. GUI thread."""

    key_pressed = Signal()
    forget_wanted = Signal(object, str, object)  # as `ScannersView.ask` takes it

    def __init__(self, look: Look, session: ManexSession) -> None:
        super().__init__(look, manex_texts.MANEX)
        self._session = session
        self._facts = Facts(look)
        self._advice = Text(look, wrap=True, tone=Tone.SECOND)
        self.forget = ActionButton(look, manex_texts.FORGET, kind=ButtonKind.DANGER)
        self.forget.clicked.connect(self._ask_forget)
        self.enter = ActionButton(look, manex_texts.ENTER)
        self.enter.clicked.connect(self.key_pressed)
        self.set_body(self._facts, padded=True)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._advice, 1)
        row.addWidget(self.forget)
        row.addWidget(self.enter)
        self.set_foot(foot)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        session = self._session
        words = manex_texts.key_state(session)
        tone = Tone.REFUSED if session.sign_in_state is SignIn.REFUSED else Tone.NORMAL
        self._facts.set_facts(
            (
                Fact(manex_texts.ADDRESS, session.target.root_url, mono=True),
                Fact(manex_texts.KEY, words.title, tone=tone),
            )
        )
        self._advice.setText(words.hint)
        known = session.credentials() is not None
        self.forget.setVisible(known)
        self.enter.set_words(manex_texts.REPLACE if known else manex_texts.ENTER)

    def _ask_forget(self) -> None:
        forget = self._session.forget_key
        self.forget_wanted.emit(manex_texts.ASK_FORGET, manex_texts.FORGET, forget)
