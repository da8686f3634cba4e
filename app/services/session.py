"""Who is signed in at Expandable, whether it can be reached, and what time it is there."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from app.core.clock import ErpClock
from app.core.target import Target
from app.erp.expandable.books import ExpandableBooks
from app.erp.expandable.client import ExpandableClient
from app.services.entry import SignIn
from app.services.erp_session import ErpSession, SessionTimes
from app.services.heartbeat import Heartbeat, HeartbeatTimes, Reach
from app.services.known_password import KnownPassword
from app.services.remembered import Remembered
from app.services.secret_vault import SecretVault, VaultState
from app.services.signed_in import SignedIn
from app.services.signing_in import SigningIn, SignOfLife, ask_time
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


class Session(ErpSession[Remembered]):
    """One target and its client.

    Attributes:
        client: Its calls. Any thread.
        books: The same as the sender sees it.
        unlocking: Of a station that is locked.
    """

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
        times = times or SessionTimes()
        kept = SecretVault(
            Remembered, vault, target, tasks, seconds=times.vault, keep_secret=keep_secret
        )
        heart = Heartbeat(times.heartbeat, now)
        known = KnownPassword()
        sign_in = SigningIn(
            target,
            client,
            kept,
            heart,
            tasks,
            known=known,
            renew_after=times.renew_after,
            now=now,
            keep_secret=keep_secret,
        )
        super().__init__(target, kept, heart, sign_in, parent)
        self.client = client
        self.books = ExpandableBooks(client)
        self._tasks = tasks
        self._now = now
        self._sign_in = sign_in
        self._measured: ErpClock | None = None
        self.unlocking = Unlocking(sign_in, known, heart, tasks, self)
        self.unlocking.taken_over.connect(self._forget_operator)
        self.unlocking.changed.connect(self.changed)
        heart.due.connect(self._beat)
        sign_in.measured.connect(self._measure)

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

    def _measure(self, life: SignOfLife) -> None:
        self._measured = life.clock
        self._heart.heard(life.latency_ms)
