"""The open purchase orders, listed to be chosen from."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from app.core.problems import Problem
from app.core.receipt_facts import OpenOrder
from app.services.reads import ErpReads
from app.store.moments import Clock, utc_now

OLD = timedelta(minutes=2)
"""A list of this age is read anew when it is looked at."""


class OpenOrders(QObject):
    """The latest list. Lives in the GUI thread.

    Attributes:
        listed: By vendor, then number; orders of which nothing is to come are left out.
        read_at: When (aware, UTC); None before the first answer.
        problem: Why the latest reading brought none; the list of before stands.
        reading: Whether an answer is waited for.
    """

    changed = Signal()

    def __init__(
        self, reads: ErpReads, now: Clock = utc_now, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reads, self._now = reads, now
        self.listed: tuple[OpenOrder, ...] = ()
        self.read_at: datetime | None = None
        self.problem: Problem | None = None
        self.reading = False

    def look(self) -> None:
        """Somebody looks at the list: read it, unless it is new."""
        new = self.read_at is not None and timedelta() <= self._now() - self.read_at < OLD
        if not (new or self.reading):
            self.refresh()

    def refresh(self) -> None:
        """Read it, whatever its age."""
        asked_at = self._now()
        self.reading = True
        self._reads.open_orders(lambda orders: self._read(orders, asked_at), self._failed)
        self.changed.emit()

    def _read(self, orders: tuple[OpenOrder, ...], asked_at: datetime) -> None:
        self.reading, self.problem, self.read_at = False, None, asked_at
        self.listed = orders
        self.changed.emit()

    def _failed(self, problem: Problem) -> None:
        self.reading, self.problem = False, problem
        self.changed.emit()
