"""A session with whichever ERP: who is let in, whether it answers, where secrets are kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeAlias

from PySide6.QtCore import QObject, Signal

from app.core.problems import NeedsSignIn, NotSent, Problem, ProblemCode, is_silence
from app.core.target import Target
from app.services.entry import Entry, SignIn
from app.services.heartbeat import Heartbeat, HeartbeatTimes, Reach
from app.services.line import Books
from app.services.remembered import KeptT
from app.services.secret_vault import SecretVault, VaultState
from app.services.signed_in import SignedIn
from app.store.vault import VaultKind


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """In seconds.

    Attributes:
        heartbeat: Between signs of life.
        renew_after: A token got without a person and refused sooner than this is not renewed
            without a person again: an ERP that refuses each token would be asked in a loop.
        vault: How long the vault may take, a prompt for its password included.
    """

    heartbeat: HeartbeatTimes = field(default_factory=HeartbeatTimes)
    renew_after: float = 60.0
    vault: float = 20.0


class ErpSession(QObject, Generic[KeptT]):
    """One target. Lives in the GUI thread, but for what says otherwise.

    Signals: `changed` whenever a property below is another one; `signed_in` when there is a
    token or key, a renewed one included; `reachable_again` when the ERP answers after it did not.

    Attributes:
        target: Which ERP. Any thread.
        books: What the sender asks and tells of it. Any thread.
    """

    books: Books

    changed = Signal()
    signed_in = Signal()
    reachable_again = Signal()

    NOBODY = ProblemCode.NO_TOKEN
    """What is missing while nobody is signed in."""

    def __init__(
        self,
        target: Target,
        vault: SecretVault[KeptT],
        heart: Heartbeat,
        entry: Entry,
        parent: QObject | None = None,
    ) -> None:
        """Ask nothing yet; the parts become this object's own."""
        super().__init__(parent)
        self.target = target
        self._operator = ""
        self._vault, self._heart, self._entry = vault, heart, entry
        self._until_entered: list[Callable[[], None]] | None = None
        for part in (vault, heart, entry):
            part.setParent(self)
            part.changed.connect(self.changed)
        entry.changed.connect(self._look_at_entry)
        entry.signed_in.connect(self.signed_in)
        heart.reachable_again.connect(self.reachable_again)

    @property
    def configured(self) -> bool:
        """Whether there is such an ERP: a station may have the other one only."""
        return bool(self.target.root_url)

    @property
    def sign_in_state(self) -> SignIn:
        """How the sign-in stands; one that is expected is under way."""
        return self._entry.state if self._until_entered is None else SignIn.SIGNING_IN

    @property
    def problem(self) -> Problem | None:
        """Why the last sign-in came to nothing, or why the ERP ended it."""
        return self._entry.problem

    @property
    def erp_user(self) -> str:
        """Whom the ERP accepted last, empty after `sign_out`, and where it knows no users.

        A token that dies doesn't end anybody's work: the name stays until then.
        """
        return self._entry.erp_user

    @property
    def operator(self) -> str:
        """The person at the station; the ERP's user where nobody said who."""
        return self._operator or self.erp_user

    @operator.setter
    def operator(self, name: str) -> None:
        if name != self._operator:
            self._operator = name
            self.changed.emit()

    @property
    def reach(self) -> Reach:
        """Whether the ERP answered last."""
        return self._heart.state

    @property
    def offline_since(self) -> datetime | None:
        """Since when it has not, aware UTC."""
        return self._heart.offline_since

    @property
    def latency_ms(self) -> int | None:
        """How long the last sign of life took; None while it can't be reached."""
        return self._heart.latency_ms

    @property
    def vault_kind(self) -> VaultKind:
        """Where secrets are remembered."""
        return self._vault.kind

    @property
    def vault_state(self) -> VaultState:
        """Whether that works."""
        return self._vault.state

    def credentials(self) -> SignedIn | None:
        """User and token that belong together, None unless signed in. Any thread."""
        return self._entry.credentials

    def signed_in_as(self) -> SignedIn:
        """As `credentials`. Any thread.

        Raises:
            NeedsSignIn: Nobody is signed in.
        """
        credentials = self._entry.credentials
        if credentials is None:
            raise NeedsSignIn(self.NOBODY)
        return credentials

    def token(self) -> str:
        """The token or key that is in force. Any thread.

        Raises:
            NeedsSignIn: None is.
        """
        return self.signed_in_as().token

    def start(self) -> None:
        """Begin to ask the ERP for signs of life, if there is one."""
        if self.configured:
            self._heart.start()

    def stop(self) -> None:
        """Ask no more, and lose the token; the vault keeps what it keeps."""
        self._until_entered = None
        self._heart.stop()
        self._entry.give_up()

    def resume(self) -> None:
        """Sign in with what the vault keeps.

        Where the ERP says nothing what is remembered is believed, so that work goes on; the ERP
        will say what it thinks of it.
        """
        self._entry.resume()

    def expect_entry(self) -> None:
        """The ERP itself is being started: what is asked waits for the first sign-in."""
        self._until_entered = []

    def once_entered(self, ask: Callable[[], None]) -> None:
        """Ask now; while an entry is expected, as soon as it succeeded or failed."""
        if self._until_entered is None:
            ask()
        else:
            self._until_entered.append(ask)

    def expect_no_entry(self) -> None:
        """Nothing is going to be entered any more: what waits is asked as things are."""
        waiting, self._until_entered = self._until_entered or (), None
        self.changed.emit()
        for ask in waiting:
            ask()

    def heard(self) -> None:
        """Another service's call was answered."""
        self._heart.heard()

    def note(self, problem: Problem, used: SignedIn | None = None) -> None:
        """Show at once what another service met.

        Args:
            problem: What it met.
            used: What its call was made with; without it a refused token says nothing.
        """
        if isinstance(problem, NeedsSignIn):
            if used is not None:
                self._entry.refused(problem, used)
        elif isinstance(problem, NotSent):
            self._heart.silent()
        elif is_silence(problem):
            self._heart.ask_now()  # one call that came to nothing isn't the ERP's end
        else:
            self._heart.heard()

    def _look_at_entry(self) -> None:
        if self._until_entered is not None and self._entry.state is not SignIn.SIGNING_IN:
            self.expect_no_entry()

    def _missed(self, error: Exception, used: SignedIn | None = None) -> None:
        """What was asked for as a sign of life came to nothing."""
        if isinstance(error, Problem) and not is_silence(error):
            self._heart.heard()
            self.note(error, used)
            return
        self._heart.silent()
        if not isinstance(error, Problem):
            raise error


AnySession: TypeAlias = ErpSession[Any]
"""One of either ERP."""
