"""Both ERPs' books, read past the workstation, held against what it says was posted."""

from collections.abc import Callable
from contextlib import ExitStack

from app.core.target import Target
from app.demo.books import PLANT, Books
from app.demo.orders import OrderBooks
from app.erp.expandable.client import ExpandableClient
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.services.targets import MANEX_TRAINING, TRAINING
from app.store.outbox import Outbox
from app.store.postings import StoredPosting
from app.training import TrainingDoor

MOST = 1000  # postings of one shift


class Audit:
    """One shift's; calls block. Closed once it was held against the workstation.

    Attributes:
        stock: What Expandable holds.
        orders: What ManEx holds.
    """

    def __init__(self, door: TrainingDoor, keep_secret: Callable[[str], None]) -> None:
        """Open the books as they are before the shift."""
        self._opened = ExitStack()
        client = ExpandableClient(self._opened.enter_context(Transport(door.url)))
        token = client.auth_token(door.data_source, door.user, door.password)
        keep_secret(token)
        keep_secret(door.manex_key)
        self.stock = Books(client, token, PLANT)
        beside = ManexClient(self._opened.enter_context(Transport(door.manex)))
        self.orders = OrderBooks(beside, door.manex_key)

    def differences(self, outbox: Outbox) -> list[str]:
        """In words; none where every posting is in the books, and nothing else."""
        faults = self.stock.differences(_postings(outbox, TRAINING))
        return faults + self.orders.differences(_postings(outbox, MANEX_TRAINING))

    def close(self) -> None:
        """Ask no more."""
        self._opened.close()


def postings(outbox: Outbox) -> list[StoredPosting]:
    """All of a shift, the first first."""
    return _postings(outbox, TRAINING, MANEX_TRAINING)


def _postings(outbox: Outbox, *targets: Target) -> list[StoredPosting]:
    rows = outbox.recent(limit=MOST, targets=targets)
    return [outbox.get(row.posting_id) for row in reversed(rows)]
