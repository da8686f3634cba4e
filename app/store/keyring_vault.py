"""The operating system's keyring as a vault, by a backend chosen here and by nobody else.

`keyring` by itself would take any backend that is installed, a plaintext file among them
(platform.md, "Keyring"), or one named by its environment. So its own choice is never asked for.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError

from app.store.secret_pieces import Piece, split
from app.store.vault import (
    MemoryVault,
    Vault,
    VaultKind,
    VaultLocked,
    VaultUnavailable,
    keepable,
)

_BACKENDS = {
    "linux": (
        ("app.store.secret_service", "Keyring", VaultKind.SECRET_SERVICE),
        ("keyring.backends.libsecret", "Keyring", VaultKind.SECRET_SERVICE),
        ("keyring.backends.kwallet", "DBusKeyring", VaultKind.KWALLET),
    ),
    "win32": (("keyring.backends.Windows", "WinVaultKeyring", VaultKind.WINDOWS),),
    "darwin": (("keyring.backends.macOS", "Keyring", VaultKind.MACOS),),
}
_USER = "kitbench"
_NOBODYS = "look"
"""A name under which nothing is kept."""


def open_vault(platform: str = sys.platform) -> Vault:
    """The best keyring of this system that answers, else memory for the session.

    On Linux this asks over D-Bus: off the GUI thread.
    """
    viable: list[tuple[float, type[KeyringBackend], VaultKind]] = []
    for module, name, kind in _BACKENDS.get(platform, ()):
        backend: type[KeyringBackend] = getattr(import_module(module), name)
        if backend.viable:
            viable.append((backend.priority, backend, kind))
    if not viable:
        return MemoryVault()
    _, backend, kind = max(viable, key=lambda choice: choice[0])
    return KeyringVault(backend(), kind)


def look_at_keyring() -> tuple[VaultKind, bool | None]:
    """Which keyring `open_vault` would give, and whether it is locked; None where that isn't told.

    Nobody is asked for a password and no secret is read. May take long all the same.

    Raises:
        VaultUnavailable: It does not answer.
    """
    with _converted():
        vault = open_vault()
        if vault.description is VaultKind.SECRET_SERVICE:
            from app.store.secret_service import is_locked  # noqa: PLC0415 - of Linux alone

            return vault.description, is_locked()
        if vault.description is VaultKind.WINDOWS:
            vault.get(_NOBODYS)
            return vault.description, False
        return vault.description, None


class KeyringVault:
    """Secrets in one keyring; a long one is kept in numbered pieces, on all systems alike.

    Raises:
        ValueError: The backend is none of those that encrypt.
    """

    def __init__(self, backend: KeyringBackend, description: VaultKind) -> None:
        kind = type(backend)
        known = {choice[:2] for choices in _BACKENDS.values() for choice in choices}
        if (kind.__module__, kind.__qualname__) not in known:
            raise ValueError(f"{kind.__module__}.{kind.__qualname__} is no keyring to trust")
        self._backend = backend
        self._description = description

    @property
    def description(self) -> VaultKind:
        """As `Vault.description`."""
        return self._description

    def get(self, name: str) -> str | None:
        """As `Vault.get`; a secret whose writing was cut short reads as none."""
        with _converted():
            head = self._read(name, 0)
            if head is None:
                return None
            texts = [head.text]
            for index in range(1, head.count):
                piece = self._read(name, index)
                if piece is None or not piece.follows(head, index):
                    return None
                texts.append(piece.text)
        return "".join(texts)

    def put(self, name: str, secret: str) -> None:
        """As `Vault.put`.

        In this order the first piece always counts all that there are, wherever it stops.
        """
        pieces = split(keepable(secret))
        with _converted():
            self._remove(name, len(pieces))
            for piece in pieces:
                place = _place(name, piece.index)
                self._backend.set_password(place, _USER, piece.entry())

    def forget(self, name: str) -> None:
        """As `Vault.forget`."""
        with _converted():
            self._remove(name, 0)

    def _remove(self, name: str, kept: int) -> None:
        """Remove the pieces from this index on, the last one first."""
        head = self._read(name, 0)
        for index in reversed(range(kept, head.count if head else 0)):
            with suppress(PasswordDeleteError):  # not there: cut short before
                self._backend.delete_password(_place(name, index), _USER)

    def _read(self, name: str, index: int) -> Piece | None:
        entry = self._backend.get_password(_place(name, index), _USER)
        return None if entry is None else Piece.parse(entry)


def _place(name: str, index: int) -> str:
    # One place per piece: Windows keeps one user per place and moves others about.
    return f"kitbench/{name}/{index}"


@contextmanager
def _converted() -> Iterator[None]:
    """Turn whatever a backend raises into the vault's own errors, without the secret in them."""
    try:
        yield
    except KeyringLocked as error:
        raise VaultLocked(str(error)) from error
    except KeyringError as error:
        raise VaultUnavailable(f"{type(error).__name__}: {error}") from error
    except Exception as error:  # noqa: BLE001 - D-Bus and win32 errors come through as they are
        # Only its name: what a foreign error holds may be the very secret.
        raise VaultUnavailable(type(error).__name__) from None
