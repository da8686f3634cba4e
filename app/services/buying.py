"""The way to ManEx and what is read there: what the buyer's desk stands on."""

import logging
from collections.abc import Callable

from app.core.settings import Settings
from app.core.target import Target
from app.erp.transport import Transport
from app.services.connecting import manex_client_of
from app.services.manex_session import ManexSession
from app.services.order_reads import OrderReads
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.vault import Vault

log = logging.getLogger(__name__)


class Buying:
    """GUI thread.

    Attributes:
        session: Whether ManEx answers, and accepts the station's key.
        reads: Orders and parts.
    """

    def __init__(  # noqa: PLR0913 - what it stands on
        self,
        settings: Settings,
        transport: Transport,
        target: Target,
        tasks: Tasks,
        *,
        vault: Vault,
        database: Database,
        keep_secret: Callable[[str], None],
    ) -> None:
        """Ask nothing yet.

        Args:
            settings: Of the station.
            transport: The way there; the caller closes it, after the tasks.
            target: Which ManEx.
            tasks: The way off the GUI thread.
            vault: Of the key.
            database: With the read cache.
            keep_secret: Learns each key before it is used; any thread.
        """
        self._transport = transport
        client, faults = manex_client_of(settings, transport)
        for fault in faults:
            log.warning("Wire override left out: %s", fault)
        self.session = ManexSession(target, client, vault, tasks, keep_secret=keep_secret)
        self.reads = OrderReads(self.session, database, tasks)

    def start(self) -> None:
        """Begin to ask for signs of life, with the key that the vault keeps."""
        self.session.start()
        self.session.resume()

    def enter(self, root_url: str, key: str) -> None:
        """The training ERP is there: this is its address of the day, and its key."""
        self._transport.point_at(root_url)
        self.session.start()
        self.session.enter_key(key)

    def stop(self) -> None:
        """Ask no more, and lose the key; the vault keeps what it keeps."""
        self.session.stop()
