"""How an API key is tried, kept and lost: all that ManEx wants to know of a station."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.core.problems import Problem, is_silence
from app.erp.manex.client import ManexClient
from app.services.entry import Entry, SignIn
from app.services.heartbeat import Heartbeat
from app.services.remembered import RememberedKey
from app.services.secret_vault import SecretVault
from app.services.signed_in import SignedIn
from app.services.tasks import Tasks


class KeyEntry(Entry):
    """A lead enters the key once; from then on it comes from the vault.

    One that the ERP refuses stays there until it is replaced or forgotten: the ERP may refuse it
    for a while only, and is asked again at the next start or when somebody wants it.
    """

    def __init__(  # noqa: PLR0913 - what it stands on
        self,
        client: ManexClient,
        vault: SecretVault[RememberedKey],
        heart: Heartbeat,
        tasks: Tasks,
        *,
        keep_secret: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(heart, parent)
        self._client = client
        self._vault = vault
        self._tasks = tasks
        self._keep_secret = keep_secret

    def resume(self) -> None:
        """As `ErpSession.resume`."""
        attempt = self._begin(SignIn.SIGNING_IN)

        def recalled(kept: RememberedKey | None) -> None:
            if attempt != self._attempt:
                return
            if kept is None:
                self._stand(SignIn.SIGNED_OUT)
            else:
                self._try(kept.key, attempt, believed=True)

        self._vault.recall(recalled)

    def enter(self, key: str) -> None:
        """As `ManexSession.enter_key`."""
        self._try(key, self._begin(SignIn.SIGNING_IN), believed=False)

    def forget(self) -> None:
        """As `ManexSession.forget_key`."""
        self._vault.forget()
        self.give_up()

    def _try(self, key: str, attempt: int, *, believed: bool) -> None:
        """Ask the ERP; one that is believed is in force also where the ERP says nothing."""

        def done(_: None) -> None:
            self._heart.heard()
            if attempt == self._attempt:
                if not believed:
                    self._vault.keep(RememberedKey(key))
                self._accept(key)

        def failed(error: Exception) -> None:
            wanted = attempt == self._attempt
            if wanted and believed and isinstance(error, Problem) and is_silence(error):
                self._heart.silent()
                self._accept(key)
            else:
                self._fail(error, attempt)

        self._tasks.run(lambda: self._check(key), done, failed)

    def _check(self, key: str) -> None:
        """On a thread of the pool."""
        self._keep_secret(key)
        self._client.check_key(key)

    def _accept(self, key: str) -> None:
        self._admit(SignedIn("", key))
        self.signed_in.emit()
