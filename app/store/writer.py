"""The one thread that writes: what is queued together is committed together.

A commit costs a flush of the disk. Scans that arrive in a burst share one: the group is
committed as soon as nothing more is queued, at the latest after some milliseconds or items.
A scan is followed by what became of it: it waits that long for it, and both cost one flush.
Each item runs in a savepoint of its own, so that one that fails takes no other with it.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from app.store.faults import StoreClosedError, fault_of

T = TypeVar("T")


class Write(Future[T]):
    """The future of what was submitted.

    Attributes:
        inside: Its result inside the group's transaction: for works behind it, on the writer's
            thread. None before it was done, and where it failed.
    """

    inside: T | None = None


@dataclass(frozen=True, slots=True)
class GroupLimits:
    """When a group is committed even though more is queued."""

    seconds: float = 0.02
    items: int = 256


class Writer:
    """Owns the writing connection from now on, and closes it.

    Args:
        connection: In autocommit mode, allowed to be used from another thread.
        limits: Of a group.
    """

    def __init__(self, connection: sqlite3.Connection, limits: GroupLimits) -> None:
        self._connection = connection
        self._limits = limits
        self._queue: SimpleQueue[_Item | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="database-writer")
        self._thread.start()

    def submit(self, work: Callable[[sqlite3.Connection], T], *, patient: bool = False) -> Write[T]:
        """Queue work, from any thread; see `Database.submit`."""
        item = _Item(work, patient=patient)
        item.future.set_running_or_notify_cancel()  # from here on nobody can take it back
        with self._gate:
            if self._closed:
                raise StoreClosedError
            self._queue.put(item)
        return item.future

    def close(self) -> None:
        """Do all that is queued and end the thread. Does nothing the second time."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            while (first := self._queue.get()) is not None:
                if not self._write_group(first):
                    break
        finally:
            with self._gate:
                self._closed = True  # should the thread die of a bug, nobody queues for ever
            self._connection.close()

    def _write_group(self, first: "_Item") -> bool:
        """Write this item and those queued behind it; false when the end was among them."""
        try:
            self._begin()
        except sqlite3.Error as error:
            first.error = fault_of(error) or error
            first.tell()
            return True
        group: list[_Item] = []
        goes_on = True
        try:
            goes_on = self._gather(first, group)
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            self._roll_back()
            for item in group:
                self._write_alone(item)
        for item in group:
            item.tell()
        return goes_on

    def _gather(self, first: "_Item", group: "list[_Item]") -> bool:
        deadline = time.monotonic() + self._limits.seconds
        item: _Item | None = first
        while item is not None:
            group.append(item)
            self._run_in_savepoint(item)
            if len(group) >= self._limits.items or time.monotonic() >= deadline:
                return True
            try:
                item = self._queue.get(timeout=self._wait(group, deadline))
            except Empty:
                return True
        return False

    def _wait(self, group: "list[_Item]", deadline: float) -> float:
        """Seconds to wait for more: none once there is an item that others wait for."""
        patient = all(item.patient for item in group)
        return max(0.0, deadline - time.monotonic()) if patient else 0.0

    def _run_in_savepoint(self, item: "_Item") -> None:
        """Raises where a failing disk ended the whole transaction: then the savepoint is gone."""
        self._connection.execute("SAVEPOINT item")
        item.run(self._connection)
        if item.error is not None:
            self._connection.execute("ROLLBACK TO item")
        self._connection.execute("RELEASE item")

    def _write_alone(self, item: "_Item") -> None:
        """Once more in a transaction of its own, so that each gets a verdict of its own."""
        try:
            self._begin()
            item.run(self._connection)
            self._connection.execute("ROLLBACK" if item.error else "COMMIT")
        except sqlite3.Error as error:
            item.error = item.error or fault_of(error) or error
        self._roll_back()

    def _begin(self) -> None:
        if self._connection.in_transaction:  # a disk that failed the rolling back as well
            self._connection.execute("ROLLBACK")
        self._connection.execute("BEGIN IMMEDIATE")

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):  # what failed has its error; `_begin` tries once more
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


@dataclass(slots=True)
class _Item:
    """A piece of work and what became of it; the caller is told after the commit."""

    work: Callable[[sqlite3.Connection], Any]
    patient: bool = False
    future: Write[Any] = field(default_factory=Write)
    result: Any = None
    error: BaseException | None = None

    def run(self, connection: sqlite3.Connection) -> None:
        """Do the work, keep the result or the error."""
        self.result = self.error = self.future.inside = None
        try:
            self.result = self.future.inside = self.work(connection)
        except sqlite3.Error as error:
            self.error = fault_of(error) or error
        except BaseException as error:  # noqa: BLE001 - handed to the caller by the future
            self.error = error

    def tell(self) -> None:
        """Resolve the future; its callbacks run on this thread."""
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)
