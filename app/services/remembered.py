"""What the vault keeps of the way into one target, and how it is asked for it (design.md 7)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Generic, Protocol, Self, TypeVar

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


class Kept(Protocol):
    """What is kept of one target, under one name."""

    PLACE: ClassVar[str]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What of it no log may show."""
        ...

    def encoded(self) -> str:
        """The text that is kept."""
        ...

    @classmethod
    def decoded(cls, secret: str | None) -> Self | None:
        """What that text keeps; None as well for what another program or version put there."""
        ...


KeptT = TypeVar("KeptT", bound=Kept)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is needed to sign in without a person; `token` may have died meanwhile."""

    PLACE: ClassVar[str] = "sign-in"

    user: str
    password: str = field(repr=False)
    token: str = field(repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """As `Kept.secrets`."""
        return self.password, self.token

    def encoded(self) -> str:
        """As `Kept.encoded`."""
        return json.dumps([self.user, self.password, self.token])

    @classmethod
    def decoded(cls, secret: str | None) -> Self | None:
        """As `Kept.decoded`."""
        match _read(secret):
            case [str(user), str(password), str(token)]:
                return cls(user, password, token)
            case _:
                return None


@dataclass(frozen=True, slots=True)
class RememberedKey:
    """An API key, which is all that ManEx wants to know (contracts.md C0)."""

    PLACE: ClassVar[str] = "api-key"

    key: str = field(repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """As `Kept.secrets`."""
        return (self.key,)

    def encoded(self) -> str:
        """As `Kept.encoded`."""
        return json.dumps([self.key])

    @classmethod
    def decoded(cls, secret: str | None) -> Self | None:
        """As `Kept.decoded`."""
        match _read(secret):
            case [str(key)]:
                return cls(key)
            case _:
                return None


def remembered(vault: Vault, target: Target, kind: type[KeptT]) -> KeptT | None:
    """What the vault keeps of that kind for a target; blocks as the vault does.

    Raises:
        VaultProblem: It doesn't say.
    """
    return kind.decoded(vault.get(_name(target, kind)))


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
        return _name(self._target, self._kept_kind)

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


def _name(target: Target, kind: type[KeptT]) -> str:
    return f"{kind.PLACE}|{target.key}"


def _read(secret: str | None) -> object:
    try:
        return json.loads(secret or "null")
    except ValueError:
        return None
