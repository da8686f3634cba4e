"""Who is signed in at which ERP, whether it can be reached, and what time it is there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from app.core.clock import ErpClock
from app.core.problems import NeedsSignIn, NotSent, Problem, ProblemCode
from app.core.target import Target
from app.erp.expandable.client import ExpandableClient
from app.services.heartbeat import Heartbeat, HeartbeatTimes, Reach, is_silence
from app.services.known_password import KnownPassword
from app.services.remembered import SignInVault, VaultState
from app.services.signing_in import (
    SignedIn,
    SignIn,
    SigningIn,
    SignOfLife,
    ask_time,
)
from app.services.tasks import Tasks
from app.services.unlocking import Unlocking
from app.store.moments import Clock, utc_now
from app.store.vault import Vault, VaultKind

__all__ = [
    "HeartbeatTimes",
    "Reach",
    "Session",
    "SessionTimes",
    "SignIn",
    "SignedIn",
    "VaultKind",
    "VaultState",
]


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


class Session(QObject):
    """One target and its client. Lives in the GUI thread, but for what says otherwise.

    Signals: `changed` whenever a property below is another one; `signed_in` when there is a
    token, a renewed one included; `reachable_again` when the ERP answers after it did not.

    Attributes:
        target: Which ERP. Any thread.
        client: Its calls. Any thread.
        unlocking: Of a station that is locked.
    """

    changed = Signal()
    signed_in = Signal()
    reachable_again = Signal()

    def __init__(  # noqa: PLR0913 - what a session stands on
        self,
        target: Target,
        client: ExpandableClient,
        vault: Vault,
        tasks: Tasks,
        *,
        times: SessionTimes | None = None,
        now: Clock = utc_now,
        keep_secret: Callable[[str], None] = lambda _: None,
        parent: QObject | None = None,
    ) -> None:
        """Ask nothing yet.

        Args:
            target: Which ERP.
            client: Its calls.
            vault: Of the sign-in.
            tasks: The way off the GUI thread.
            times: How often and how long.
            now: The computer's clock.
            keep_secret: Learns each password and token before it is used; any thread.
            parent: Of this object.
        """
        super().__init__(parent)
        times = times or SessionTimes()
        self.target = target
        self.client = client
        self._tasks = tasks
        self._now = now
        self._operator = ""
        self._measured: ErpClock | None = None
        self._vault = SignInVault(
            vault, target, tasks, seconds=times.vault, keep_secret=keep_secret, parent=self
        )
        self._heart = Heartbeat(times.heartbeat, now, self)
        known = KnownPassword()
        self._sign_in = SigningIn(
            target,
            client,
            self._vault,
            self._heart,
            tasks,
            known=known,
            renew_after=times.renew_after,
            now=now,
            keep_secret=keep_secret,
            parent=self,
        )
        self.unlocking = Unlocking(self._sign_in, known, self._heart, tasks, self)
        self.unlocking.taken_over.connect(self._forget_operator)
        self._heart.due.connect(self._beat)
        self._sign_in.measured.connect(self._measure)
        for part in (self._vault, self._heart, self._sign_in, self.unlocking):
            part.changed.connect(self.changed)
        self._sign_in.signed_in.connect(self.signed_in)
        self._heart.reachable_again.connect(self.reachable_again)

    @property
    def sign_in_state(self) -> SignIn:
        """How the sign-in stands."""
        return self._sign_in.state

    @property
    def problem(self) -> Problem | None:
        """Why the last sign-in came to nothing, or why the ERP ended it."""
        return self._sign_in.problem

    @property
    def erp_user(self) -> str:
        """Whom the ERP accepted last, empty after `sign_out`.

        A token that dies doesn't end anybody's work: the name stays until then.
        """
        return self._sign_in.erp_user

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
        """Where sign-ins are remembered."""
        return self._vault.kind

    @property
    def vault_state(self) -> VaultState:
        """Whether that works."""
        return self._vault.state

    @property
    def clock(self) -> ErpClock:
        """The ERP's clock; until it was measured, this computer's time zone is taken for its."""
        if self._measured is not None:
            return self._measured
        now = self._now()
        return ErpClock.measured(now.astimezone().replace(tzinfo=None), now)

    @property
    def clock_measured(self) -> bool:
        """Whether the ERP has told its time since the start."""
        return self._measured is not None

    def erp_today(self) -> date:
        """The ERP's calendar day now."""
        return self.clock.today(self._now())

    def credentials(self) -> SignedIn | None:
        """User and token that belong together, None unless signed in. Any thread."""
        return self._sign_in.credentials

    def signed_in_as(self) -> SignedIn:
        """As `credentials`. Any thread.

        Raises:
            NeedsSignIn: Nobody is signed in.
        """
        credentials = self._sign_in.credentials
        if credentials is None:
            raise NeedsSignIn(ProblemCode.NO_TOKEN)
        return credentials

    def token(self) -> str:
        """The token of whoever is signed in. Any thread.

        Raises:
            NeedsSignIn: Nobody is.
        """
        return self.signed_in_as().token

    def start(self) -> None:
        """Begin to ask the ERP for signs of life."""
        self._heart.start()

    def stop(self) -> None:
        """Ask no more, and lose the token; the vault keeps what it keeps."""
        self._heart.stop()
        self._sign_in.give_up()

    def resume(self) -> None:
        """Sign in with what the vault keeps.

        Where the ERP says nothing a remembered sign-in is believed, so that work goes on; the
        ERP will say what it thinks of it.
        """
        self._sign_in.resume()

    def sign_in(self, user: str, password: str, *, remember: bool) -> None:
        """Sign in, in place of whoever is.

        Args:
            user: Of the ERP.
            password: Kept in the vault if `remember`, else nowhere.
            remember: Sign in without a person at the next start, and when the token dies.
        """
        if user != self.erp_user:
            self._operator = ""
        self._sign_in.sign_in(user, password, remember=remember)

    def sign_out(self) -> None:
        """Lose the token, and what the vault keeps for this target."""
        self._operator = ""
        self._sign_in.sign_out()

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
                self._sign_in.refused(problem, used)
        elif isinstance(problem, NotSent):
            self._heart.silent()
        elif is_silence(problem):
            self._heart.ask_now()  # one call that came to nothing isn't the ERP's end
        else:
            self._heart.heard()

    def _forget_operator(self) -> None:
        self.operator = ""

    def _beat(self) -> None:
        """Ask for a sign of life: the time with a token, else what needs none."""
        used = self.credentials()
        if used is None:
            self._tasks.run(self.client.api_version, lambda _: self.heard(), self._missed)
            return
        self._tasks.run(
            lambda: ask_time(self.client, used.token, self._now),
            self._measure,
            lambda error: self._missed(error, used),
        )

    def _missed(self, error: Exception, used: SignedIn | None = None) -> None:
        if isinstance(error, Problem) and not is_silence(error):
            self._heart.heard()
            self.note(error, used)
            return
        self._heart.silent()
        if not isinstance(error, Problem):
            raise error

    def _measure(self, life: SignOfLife) -> None:
        self._measured = life.clock
        self._heart.heard(life.latency_ms)
