"""Where secrets are kept: the operating system's keyring, or this session's memory (design.md 7).

Every method may block on a prompt of the keyring for as long as nobody answers it
(operators.md 47): call them off the GUI thread, with a time limit, one at a time.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol


class VaultKind(StrEnum):
    """What keeps the secrets; the screen says so."""

    SECRET_SERVICE = "secret-service"  # noqa: S105 - a name, not a secret
    KWALLET = "kwallet"
    WINDOWS = "windows"
    MACOS = "macos"
    SESSION = "session"  # memory: gone when the program ends
    NOT_KNOWN = "not-known"  # nobody has asked for a secret yet


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


class DeferredVault:
    """A vault that is looked for when a secret is first asked for.

    To look for a keyring takes a while and can hang (operators.md 47): so it is done where
    every call of a vault is made, with the same limit, and no window waits for it.

    Args:
        find: Finds the vault; called again where it failed.
    """

    def __init__(self, find: Callable[[], Vault]) -> None:
        self._find = find
        self._found: Vault | None = None

    @property
    def description(self) -> VaultKind:
        """As `Vault.description`; `NOT_KNOWN` before it was found."""
        return self._found.description if self._found is not None else VaultKind.NOT_KNOWN

    def get(self, name: str) -> str | None:
        """As `Vault.get`."""
        return self._vault().get(name)

    def put(self, name: str, secret: str) -> None:
        """As `Vault.put`."""
        self._vault().put(name, secret)

    def forget(self, name: str) -> None:
        """As `Vault.forget`."""
        self._vault().forget(name)

    def _vault(self) -> Vault:
        if self._found is None:
            try:
                self._found = self._find()
            except Exception as error:  # D-Bus and import errors come as they are
                raise VaultUnavailable(type(error).__name__) from error
        return self._found


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
