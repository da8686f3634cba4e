"""Asks the vault off the GUI thread for one secret, and says how it took that (design.md 7)."""

from collections.abc import Callable
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.target import Target
from app.services.remembered import KeptT, kept_name, remembered
from app.services.tasks import Tasks, TookTooLongError
from app.store.vault import Vault, VaultKind, VaultLocked, VaultProblem

T = TypeVar("T")


class VaultState(StrEnum):
    """How the vault took the last call."""

    WORKING = "working"
    LOCKED = "locked"
    UNAVAILABLE = "unavailable"
    NO_ANSWER = "no-answer"  # it asks somebody for its password, and nobody answers


class SecretVault(QObject, Generic[KeptT]):
    """Keeps one secret; asks the vault off the GUI thread, one call at a time, with a limit.

    What it can't keep is only not remembered: nothing fails for it, and `state` says why.
    """

    changed = Signal()

    def __init__(  # noqa: PLR0913 - what it stands on
        self,
        kind: type[KeptT],
        vault: Vault,
        target: Target,
        tasks: Tasks,
        *,
        seconds: float,
        keep_secret: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """Ask nothing yet; `keep_secret` learns what the vault gives, on any thread."""
        super().__init__(parent)
        self._keep_secret = keep_secret
        self._vault = vault
        self._target = target
        self._kept_kind = kind
        self._tasks = tasks
        self._seconds = seconds
        self.state = VaultState.WORKING
        self._shown_kind = vault.description

    @property
    def kind(self) -> VaultKind:
        """Where it is kept; the screen says so."""
        return self._vault.description

    def recall(self, done: Callable[[KeptT | None], None]) -> None:
        """Give what is kept, or None where nothing is or the vault doesn't say."""
        self._ask(self._recalled, done, lambda: done(None))

    def _recalled(self) -> KeptT | None:
        kept = remembered(self._vault, self._target, self._kept_kind)
        for secret in kept.secrets if kept is not None else ():
            self._keep_secret(secret)
        return kept

    def keep(self, kept: KeptT) -> None:
        """Keep it in place of an earlier one."""
        self._ask(lambda: self._vault.put(self._name, kept.encoded()))

    def forget(self) -> None:
        """Keep nothing any more."""
        self._ask(lambda: self._vault.forget(self._name))

    @property
    def _name(self) -> str:
        return kept_name(self._target, self._kept_kind)

    def _ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] = lambda _: None,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        def worked(answer: T) -> None:
            self._stands(VaultState.WORKING)
            done(answer)

        def broke(error: Exception) -> None:
            self._stands(_state_of(error))
            failed()

        self._tasks.run_limited(work, self._seconds, worked, broke)

    def _stands(self, state: VaultState) -> None:
        if state is not self.state or self.kind is not self._shown_kind:
            self.state = state
            self._shown_kind = self.kind
            self.changed.emit()


def _state_of(error: Exception) -> VaultState:
    """The state behind a failure; what is none of the vault's is raised again."""
    if isinstance(error, TookTooLongError):
        return VaultState.NO_ANSWER
    if isinstance(error, VaultLocked):
        return VaultState.LOCKED
    if isinstance(error, VaultProblem):
        return VaultState.UNAVAILABLE
    raise error
