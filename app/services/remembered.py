"""What the vault keeps of the way into one target, and how it is asked for it (design.md 7)."""

import json
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, Self, TypeVar

from app.core.target import Target
from app.store.vault import Vault


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
    return kind.decoded(vault.get(kept_name(target, kind)))


def kept_name(target: Target, kind: type[KeptT]) -> str:
    """Under which name the vault keeps it."""
    return f"{kind.PLACE}|{target.key}"


def _read(secret: str | None) -> object:
    try:
        return json.loads(secret or "null")
    except ValueError:
        return None
