"""What the buyer's desk asks ManEx, and what it falls back on when no answer comes."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.po_line.facts import (
    LineSchedule,
    OrderFound,
    OrderHeader,
    OrderStatus,
    bare_number,
)
from app.core.po_line.parts import PartQuery, PartRead
from app.erp.manex.facts import read_order, read_part
from app.services.facts_reads import FactsReads
from app.services.manex_session import ManexSession
from app.services.questions import OnProblem, Questions
from app.services.refresh import RefreshTimes
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.moments import Clock, utc_now
from app.store.order_record import BOUGHT, PARTS
from app.store.reference import ReferenceCache

PART_IS_NEW_FOR = timedelta(minutes=15)
"""A part master seldom changes, and a paste names the same few again and again."""


class OrderReads(QObject):
    """Queries off the GUI thread. Lives in the GUI thread; callbacks come there.

    Signals: `store_failed` with the `StoreFault` of a cache that can't be used, which fails no
    reading.
    """

    store_failed = Signal(object)

    def __init__(
        self,
        session: ManexSession,
        database: Database,
        tasks: Tasks,
        *,
        now: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        """Read for one session.

        Args:
            session: With whose key, from which ERP.
            database: With the cache.
            tasks: The way off the GUI thread.
            now: Dates what is read.
            parent: Of this object.
        """
        super().__init__(parent)
        self._client = session.client
        self._questions = Questions(session, tasks)
        self._now = now
        self._orders = FactsReads(
            self._questions,
            partial(read_order, session.client),
            ReferenceCache(database, BOUGHT),
            times=RefreshTimes(),
            now=now,
            parent=self,
        )
        self._parts = FactsReads(
            self._questions,
            partial(read_part, session.client),
            ReferenceCache(database, PARTS),
            times=RefreshTimes(),
            now=now,
            new_for=PART_IS_NEW_FOR,
            parent=self,
        )
        for facts in (self._orders, self._parts):
            facts.store_failed.connect(self.store_failed)

    def order(self, number: str, done: Callable[[OrderFound], None], failed: OnProblem) -> None:
        """An order with its lines; the ERP first, what is kept where it doesn't answer.

        `read_at` says how old it is. An unknown number is an answer: `known` is false then.
        """
        self._orders.ask(bare_number(number), done, failed)

    def order_now(self, number: str, done: Callable[[OrderFound], None], failed: OnProblem) -> None:
        """The same as the ERP holds it now, or not at all: what an edit is built from."""
        self._questions.ask(
            lambda key: read_order(self._client, key, number, self._now()), done, failed
        )

    def orders_of(
        self, supplier: str, done: Callable[[tuple[OrderHeader, ...]], None], failed: OnProblem
    ) -> None:
        """The open orders of a supplier; all open ones without one."""
        self._questions.ask(
            lambda key: self._client.orders(key, supplier=supplier, status=OrderStatus.OPEN),
            done,
            failed,
        )

    def schedules(
        self,
        order: str,
        line_key: str,
        done: Callable[[tuple[LineSchedule, ...]], None],
        failed: OnProblem,
    ) -> None:
        """The deliveries of a line."""
        self._questions.ask(lambda key: self._client.schedules(key, order, line_key), done, failed)

    def part(self, query: PartQuery, done: Callable[[PartRead], None], failed: OnProblem) -> None:
        """A part with its approved manufacturers and the keys of both; kept for a while.

        What the ERP doesn't know is an answer: `known` is false then.
        """
        self._parts.ask(query.subject, done, failed)
