"""What a station asks the ERP, and what it falls back on when no answer comes."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.facts import Found, SerialRecord
from app.core.posting import PostingKind
from app.core.receipt import ReceiptPosting
from app.core.receipt_facts import OpenOrder, OrderFacts, PurchaseOrder
from app.core.receiving.expected import as_if_posted, with_packages
from app.core.target import Target
from app.erp.expandable.facts import find, read_kit_facts
from app.erp.expandable.order_facts import read_order_facts
from app.services.facts_reads import FactsReads
from app.services.questions import OnProblem, Questions
from app.services.refresh import RefreshTimes
from app.services.session import Session
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.kit_record import KITS
from app.store.moments import Clock, utc_now
from app.store.order_record import ORDERS
from app.store.received import Received
from app.store.reference import ReferenceCache
from app.store.unsettled import Unsettled

ORDERS_USED_WITHIN = timedelta(days=2)
"""An order that is received is soon of no use, unlike an assembly, which is made again."""

__all__ = ["ErpReads", "OnProblem", "RefreshTimes"]


class ErpReads(QObject):
    """Queries off the GUI thread. Lives in the GUI thread; callbacks come there.

    Signals: `store_failed` with the `StoreFault` of a cache that can't be used, which fails no
    reading.

    Attributes:
        kits: Facts of assemblies.
        orders: Facts of purchase orders.
    """

    store_failed = Signal(object)

    def __init__(  # noqa: PLR0913 - what reading stands on
        self,
        session: Session,
        database: Database,
        tasks: Tasks,
        *,
        times: RefreshTimes | None = None,
        now: Clock = utc_now,
        named: Collection[str] = (),
        parent: QObject | None = None,
    ) -> None:
        """Read for one session.

        Args:
            session: With whose token, from which ERP.
            database: With the cache and the outbox.
            tasks: The way off the GUI thread.
            times: Of the refresh in the background.
            now: Dates what is read.
            named: Assemblies that the station keeps facts of, made here or not.
            parent: Of this object.
        """
        super().__init__(parent)
        self._session = session
        self._questions = Questions(session, tasks)
        times = times or RefreshTimes()
        unsettled, received = Unsettled(database), Received(database)
        self.kits = FactsReads(
            self._questions,
            partial(read_kit_facts, session.client),
            ReferenceCache(database, KITS),
            times=times,
            now=now,
            named=named,
            parent=self,
        )
        self.orders = FactsReads(
            self._questions,
            partial(read_order_facts, session.client),
            ReferenceCache(database, ORDERS),
            times=replace(times, used_within=ORDERS_USED_WITHIN),
            now=now,
            expect=lambda facts: _with_own(facts, unsettled, received, session.target),
            parent=self,
        )
        for facts in (self.kits, self.orders):
            facts.store_failed.connect(self.store_failed)

    def find(self, text: str, done: Callable[[Found], None], failed: OnProblem) -> None:
        """Look a scanned text up among parts, lots and serial numbers."""
        client = self._session.client
        self._questions.ask(lambda token: find(client, token, text), done, failed)

    def serials(
        self,
        part_id: str,
        serials: Collection[str],
        done: Callable[[tuple[SerialRecord, ...]], None],
        failed: OnProblem,
    ) -> None:
        """What the ERP knows of these serial numbers, in any status; nothing of new ones."""
        client = self._session.client
        asked = tuple(serials)
        self._questions.ask(lambda token: client.serials(token, part_id, asked), done, failed)

    def open_orders(self, done: Callable[[tuple[OpenOrder, ...]], None], failed: OnProblem) -> None:
        """The orders of which something is still to come, by vendor and number."""
        client = self._session.client
        self._questions.ask(lambda token: _to_come(client.open_orders(token)), done, failed)

    def start(self) -> None:
        """Keep the facts of what is worked on here fresh."""
        self.kits.start()
        self.orders.start()

    def stop(self) -> None:
        """Refresh no more."""
        self.kits.stop()
        self.orders.stop()


def _with_own(
    facts: OrderFacts, unsettled: Unsettled, received: Received, target: Target
) -> OrderFacts:
    """The order as it will be once what waits in the outbox is posted, and what came with that."""
    about = unsettled.about(target, PostingKind.PO_RECEIPT, facts.number)
    waiting = [one.of_kind(ReceiptPosting) for one in about]
    expected = as_if_posted(facts, [one.request for one in waiting])
    return with_packages(expected, (*received.of_order(target, facts.number), *waiting))


def _to_come(orders: Iterable[PurchaseOrder]) -> tuple[OpenOrder, ...]:
    told = (OpenOrder.of(order) for order in orders)
    to_come = (order for order in told if order.open_lines)
    return tuple(sorted(to_come, key=lambda order: (order.vendor_name, order.number)))
