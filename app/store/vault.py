"""Where secrets are kept: the operating system's keyring, or this session's memory (design.md 7).

Every method may block on a prompt of the keyring for as long as nobody answers it
(operators.md 47): call them off the GUI thread, with a time limit, one at a time.
"""

from enum import StrEnum
from typing import Protocol


class VaultKind(StrEnum):
    """What keeps the secrets; the screen says so."""

    SECRET_SERVICE = "secret-service"  # noqa: S105 - a name, not a secret
    KWALLET = "kwallet"
    WINDOWS = "windows"
    MACOS = "macos"
    SESSION = "session"  # memory: gone when the program ends


class VaultProblem(Exception):  # noqa: N818 - a fault of the surroundings, not of the program
    """The vault did not do it; its words, never the secret."""


class VaultLocked(VaultProblem):
    """The keyring is locked and nobody unlocked it."""


class VaultUnavailable(VaultProblem):
    """The keyring failed, or went away."""


class Vault(Protocol):
    """Secrets by name. Names are not secret, and no name is a prefix rule for others."""

    @property
    def description(self) -> VaultKind:
        """What keeps the secrets."""

    def get(self, name: str) -> str | None:
        """The secret of this name, or None.

        Raises:
            VaultLocked: The keyring stays locked.
            VaultUnavailable: The keyring failed.
        """

    def put(self, name: str, secret: str) -> None:
        """Keep a secret in place of an earlier one.

        Raises:
            ValueError: The secret is empty, or no text that can be kept.
            VaultLocked: The keyring stays locked.
            VaultUnavailable: The keyring failed.
        """

    def forget(self, name: str) -> None:
        """Remove a secret, if it is there.

        Raises:
            VaultLocked: The keyring stays locked.
            VaultUnavailable: The keyring failed.
        """


class MemoryVault:
    """Secrets for this session only, where the system has no keyring."""

    description = VaultKind.SESSION

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """As `Vault.get`; never fails."""
        return self._secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        """As `Vault.put`."""
        self._secrets[name] = keepable(secret)

    def forget(self, name: str) -> None:
        """As `Vault.forget`; never fails."""
        self._secrets.pop(name, None)


def keepable(secret: str) -> str:
    """The secret itself.

    Raises:
        ValueError: It is empty, or no text that can be encoded; the message does not show it.
    """
    if not secret:
        raise ValueError("an empty secret")
    try:
        secret.encode()
    except UnicodeEncodeError:
        pass
    else:
        return secret
    raise ValueError("a secret that is no valid text")  # outside: the cause would show it
