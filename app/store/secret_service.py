"""keyring's Secret Service backend, as a station needs it.

keyring 25 opens a connection to the bus for each call, and forgets it where unlocking fails or is
dismissed: each try at a locked keyring would leave a socket behind. And it fails where another
program of the station, such as `kitbench outbox send`, keeps a newer secret while this one reads.
"""

from contextlib import closing
from typing import TYPE_CHECKING

import secretstorage
from keyring.backends import SecretService
from keyring.errors import KeyringLocked
from secretstorage.exceptions import ItemNotFoundException

if TYPE_CHECKING:
    from collections.abc import Callable


class Keyring(SecretService.Keyring):
    """The default collection of the session's Secret Service."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        """The unlocked collection; its connection is the caller's to close.

        Raises:
            KeyringLocked: It stays locked.
            secretstorage.exceptions.SecretStorageException: The service failed.
        """
        connection = secretstorage.dbus_init()
        try:
            collection = secretstorage.get_default_collection(connection)
            _unlock(collection)
        except BaseException:
            connection.close()
            raise
        return collection

    def get_password(self, service: str, username: str) -> str | None:
        """As the backend's; what is replaced between the search and the reading is sought anew."""
        read: Callable[[str, str], str | None] = super().get_password
        try:
            return read(service, username)
        except ItemNotFoundException:
            return read(service, username)


def is_locked() -> bool | None:
    """Whether the default collection is locked; None where there is none yet. Asks no person.

    Raises:
        secretstorage.exceptions.SecretStorageException: The service failed.
    """
    with closing(secretstorage.dbus_init()) as connection:
        try:
            return bool(secretstorage.Collection(connection).is_locked())
        except ItemNotFoundException:
            return None


def _unlock(collection: secretstorage.Collection) -> None:
    """Unlock it; asks the person where there is a screen, for as long as they take."""
    if collection.is_locked():
        collection.unlock()
        if collection.is_locked():
            raise KeyringLocked("the keyring was not unlocked")
