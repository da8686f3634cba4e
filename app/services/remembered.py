"""The sign-in that the vault keeps for one target (design.md 7)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.target import Target
from app.services.tasks import Tasks, TookTooLongError
from app.store.vault import Vault, VaultKind, VaultLocked, VaultProblem

T = TypeVar("T")


class VaultState(StrEnum):
    """How the vault took the last call."""

    WORKING = "working"
    LOCKED = "locked"
    UNAVAILABLE = "unavailable"
    NO_ANSWER = "no-answer"  # it asks somebody for its password, and nobody answers


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is needed to sign in without a person; `token` may have died meanwhile."""

    user: str
    password: str = field(repr=False)
    token: str = field(repr=False)


def remembered(vault: Vault, target: Target) -> Remembered | None:
    """What the vault keeps for a target; blocks as the vault does.

    Raises:
        VaultProblem: It doesn't say.
    """
    return _decoded(vault.get(_name(target)))


class SignInVault(QObject):
    """Keeps one sign-in; asks the vault off the GUI thread, one call at a time, with a limit.

    What it can't keep is only not remembered: nothing fails for it, and `state` says why.
    """

    changed = Signal()

    def __init__(  # noqa: PLR0913 - what it stands on
        self,
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
        self._name = _name(target)
        self._tasks = tasks
        self._seconds = seconds
        self.state = VaultState.WORKING
        self._shown_kind = vault.description

    @property
    def kind(self) -> VaultKind:
        """Where it is kept; the screen says so."""
        return self._vault.description

    def recall(self, done: Callable[[Remembered | None], None]) -> None:
        """Give what is kept, or None where nothing is or the vault doesn't say."""
        self._ask(self._recalled, done, lambda: done(None))

    def _recalled(self) -> Remembered | None:
        kept = _decoded(self._vault.get(self._name))
        if kept is not None:
            self._keep_secret(kept.password)
            self._keep_secret(kept.token)
        return kept

    def keep(self, kept: Remembered) -> None:
        """Keep it in place of an earlier one."""
        self._ask(lambda: self._vault.put(self._name, _encoded(kept)))

    def forget(self) -> None:
        """Keep nothing any more."""
        self._ask(lambda: self._vault.forget(self._name))

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


def _name(target: Target) -> str:
    return f"sign-in|{target.key}"


def _encoded(kept: Remembered) -> str:
    return json.dumps([kept.user, kept.password, kept.token])


def _decoded(secret: str | None) -> Remembered | None:
    """None as well for what another program or version put there."""
    try:
        kept = json.loads(secret or "null")
    except ValueError:
        return None
    match kept:
        case [str(user), str(password), str(token)]:
            return Remembered(user, password, token)
        case _:
            return None
