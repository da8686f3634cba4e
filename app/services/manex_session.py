"""Whether ManEx can be reached, and whether it accepts the station's API key (contracts.md C0)."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.core.problems import ProblemCode
from app.core.target import Target
from app.erp.manex.books import ManexBooks
from app.erp.manex.client import ManexClient
from app.services.erp_session import ErpSession, SessionTimes
from app.services.heartbeat import Heartbeat, HeartbeatTimes
from app.services.key_entry import KeyEntry
from app.services.remembered import RememberedKey
from app.services.secret_vault import SecretVault
from app.services.tasks import Tasks
from app.store.moments import Clock, utc_now
from app.store.vault import Vault

CALM = SessionTimes(heartbeat=HeartbeatTimes(online=60.0))
"""ManEx has no call for a sign of life: an order is asked for, which is more to do."""


class ManexSession(ErpSession[RememberedKey]):
    """One target and its client. ManEx knows no users: `erp_user` is empty.

    Attributes:
        client: Its calls. Any thread.
        books: The same as the sender sees it.
    """

    NOBODY = ProblemCode.NO_KEY

    def __init__(  # noqa: PLR0913 - what a session stands on
        self,
        target: Target,
        client: ManexClient,
        vault: Vault,
        tasks: Tasks,
        *,
        times: SessionTimes = CALM,
        now: Clock = utc_now,
        keep_secret: Callable[[str], None] = lambda _: None,
        parent: QObject | None = None,
    ) -> None:
        """Ask nothing yet. Arguments are those of `Session`."""
        kept = SecretVault(
            RememberedKey, vault, target, tasks, seconds=times.vault, keep_secret=keep_secret
        )
        heart = Heartbeat(times.heartbeat, now)
        self._key = KeyEntry(client, kept, heart, tasks, keep_secret=keep_secret)
        super().__init__(target, kept, heart, self._key, parent)
        self.client = client
        self.books = ManexBooks(client)
        self._tasks = tasks
        heart.due.connect(self._beat)

    def enter_key(self, key: str) -> None:
        """Try a key, and keep it in the vault once the ERP accepted it."""
        self._key.enter(key)

    def forget_key(self) -> None:
        """Lose the key, in the vault too."""
        self._key.forget()

    def _beat(self) -> None:
        """Ask with the key, if there is one: without one there is nothing to be asked."""
        used = self.credentials()
        if used is None:
            self._heart.rest()
            return
        self._tasks.run(
            lambda: self.client.check_key(used.token),
            lambda _: self.heard(),
            lambda error: self._missed(error, used),
        )
