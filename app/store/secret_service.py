"""keyring's Secret Service backend, which leaves no connection open when the keyring is locked.

keyring 25 opens a connection to the bus for each call, and forgets it where unlocking fails or is
dismissed: each try at a locked keyring would leave a socket behind.
"""

import secretstorage
from keyring.backends import SecretService
from keyring.errors import KeyringLocked


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


def _unlock(collection: secretstorage.Collection) -> None:
    """Unlock it; asks the person where there is a screen, for as long as they take."""
    if collection.is_locked():
        collection.unlock()
        if collection.is_locked():
            raise KeyringLocked("the keyring was not unlocked")
