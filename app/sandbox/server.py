"""The training ERP as a server that can be started and stopped."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from waitress import wasyncore  # type: ignore[import-untyped]  # has no types
from waitress.adjustments import Adjustments  # type: ignore[import-untyped]  # has no types
from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]  # has no types
from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]  # has no types

from app.sandbox import tables
from app.sandbox.app import Middleware, create_app
from app.sandbox.database import Database
from app.sandbox.expandable import Expandable
from app.sandbox.manex import Manex
from app.sandbox.manex_answers import REAL_TYPES, Manner
from app.sandbox.manex_path import ROOT
from app.sandbox.plant import VERSION, Plant, extend_books, open_books
from app.sandbox.tokens import TokenOffice

THREADS = 8
TOKEN_LIFE = 8 * 3600.0  # seconds
FINISH_SECONDS = 5.0  # for calls in progress when the server is stopped
JOIN_SECONDS = 0.1  # for a thread that has no call any more, at least
CONNECTIONS = 500

# Falcon refuses large bodies in the ERP's own words; beyond this waitress cuts the line.
LARGEST_BODY = 64 * 1024 * 1024


class BooksError(Exception):
    """The file can't serve as books; the message says why."""


def local_now() -> datetime:
    """The ERP's clock: local time without a zone, as its answers give it."""
    return datetime.now(UTC).astimezone().replace(tzinfo=None)


def _of_a_client_that_left(record: logging.LogRecord) -> bool:
    """Whether to log it: a client may go in the middle of a call; what fails in one we log."""
    return not str(record.msg).startswith(("Exception when servicing", "Canceling "))


class TrainingServer:
    """The training ERP on a port of its own, served by threads of this process.

    `start` and `stop` are called once each, from one thread; `with` does both.

    Args:
        plant: What new books are opened with.
        data: The file to keep the books in; without one they are new and gone at the end.
        host: Where to listen.
        port: 0 for any free one.
        strict: Refuse request fields that the page of a call doesn't name.
        token_life: Seconds an auth token is good for.
        now: The ERP's local time, without a zone.
        middleware: What stands before every call.
        manner: How ManEx's calls answer.

    Attributes:
        url: The root address once started, without a slash at its end; that of ManEx's calls is
            below it.
    """

    def __init__(  # noqa: PLR0913 - one place where everything is chosen
        self,
        plant: Plant,
        *,
        data: Path | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        strict: bool = False,
        token_life: float = TOKEN_LIFE,
        now: Callable[[], datetime] = local_now,
        middleware: Sequence[Middleware] = (),
        manner: Manner = REAL_TYPES,
    ) -> None:
        self.url = ""
        self.manner = manner
        self._plant = plant
        self._data = data
        self._address = (host, port)
        self._strict = strict
        self._tokens = TokenOffice(token_life, time.monotonic)
        self._now = now
        self._middleware = middleware

    def start(self) -> None:
        """Open the books and listen; when this returns, calls are answered.

        Raises:
            BooksError: The file holds something else, or can't be used.
            OSError: The address can't be listened on.
        """
        logging.getLogger("waitress").addFilter(_of_a_client_that_left)
        self._database = Database(self._data, connections=THREADS)
        try:
            _open(self._database, self._plant, self._now())
            expandable = Expandable(self._database, self._tokens, self._now, strict=self._strict)
            manex = Manex(self._database, self._now, strict=self._strict, manner=self.manner)
            application = create_app(expandable.calls(), self._middleware, {ROOT: manex})
            self._listener = Listener(application, *self._address)
        except BaseException:
            self._database.close()
            raise
        self.url = self._listener.url

    def stop(self) -> None:
        """Finish the calls in progress, then close everything."""
        self._listener.close()
        self._database.close()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port once started, by numbers."""
        return self._listener.address

    def expire(self, token: str) -> None:
        """Refuse this token from now on. Any thread."""
        self._tokens.expire(token)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()


def _open(database: Database, plant: Plant, now: datetime) -> None:
    """Open new books, or check that the kept ones are of this plant; older ones are brought up."""
    try:
        with database.writing() as connection:
            found = inspect(connection).get_table_names()
            if not found:
                tables.metadata.create_all(connection, checkfirst=False)
                open_books(connection, plant, now)
                return
            if tables.plant.name not in found:
                raise BooksError("the file holds another database")
            kept = connection.execute(select(tables.plant)).one()
            if kept.version < VERSION and kept.name == plant.name:
                extend_books(connection, plant, now, kept.version)
                return
    except SQLAlchemyError as fault:
        reason = fault.orig if isinstance(fault, DBAPIError) else fault
        raise BooksError(f"the file can't be used: {reason}") from fault
    if kept.version != VERSION:
        raise BooksError(
            f"the file's books are of version {kept.version}, this program's of {VERSION}"
        )
    if kept.name != plant.name:
        raise BooksError(f"the file holds the plant '{kept.name}', not '{plant.name}'")


class _Dispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]  # has no types
    """Waitress' worker threads, begun when a call finds none free, and kept to be joined."""

    # That calls wait for a free thread is no news in a training ERP.
    queue_logger = logging.Logger("queue", logging.ERROR)  # noqa: LOG001 - nobody listens

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._started: list[threading.Thread] = []

    def add_task(self, task: object) -> None:
        super().add_task(task)
        with self.lock:
            number = len(self.threads)
            if number < self._most and len(self.queue) > number - self.active_count:
                self.threads.add(number)
                self.active_count += 1
                self.start_new_thread(self.handler_thread, number)

    def start_new_thread(self, target: Callable[[int], None], thread_no: int) -> None:
        thread = threading.Thread(
            target=target, args=(thread_no,), name=f"training-erp-{thread_no}", daemon=True
        )
        self._started.append(thread)
        thread.start()

    def finish(self, seconds: float) -> None:
        """Let calls in progress end, drop those that wait, and join the threads.

        A call that takes longer is left behind; its thread ends with it, or with the process.
        """
        deadline = time.monotonic() + seconds
        with self.lock:
            self._most = 0
        self.shutdown(cancel_pending=True, timeout=seconds)
        for thread in self._started:
            thread.join(timeout=max(JOIN_SECONDS, deadline - time.monotonic()))


class Listener:
    """A waitress server with its loop in a thread, begun at once.

    Attributes:
        url: Its root address.

    Raises:
        OSError: The address can't be listened on.
    """

    def __init__(
        self,
        application: Callable[..., object],
        host: str,
        port: int,
        *,
        threads: int = THREADS,
    ) -> None:
        self._channels: dict[int, wasyncore.dispatcher] = {}
        self._dispatcher = _Dispatcher(threads)
        adjustments = Adjustments(
            host=host,
            port=port,
            threads=threads,
            connection_limit=CONNECTIONS,
            max_request_body_size=LARGEST_BODY,
            ident="Kitbench training ERP",
        )
        try:
            self._server = TcpWSGIServer(
                application, self._channels, dispatcher=self._dispatcher, adj=adjustments
            )
        except BaseException:
            wasyncore.close_all(self._channels)
            raise
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self._server.effective_port}"
        self._looping = True
        self._thread = threading.Thread(target=self._loop, name="training-erp", daemon=True)
        self._thread.start()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port, by numbers."""
        return self._server.effective_host, int(self._server.effective_port)

    def close(self) -> None:
        """Let calls in progress end, then close every connection and join the threads."""
        self._server.accepting = False
        self._dispatcher.finish(FINISH_SECONDS)
        self._looping = False
        self._server.pull_trigger()
        self._thread.join()
        # The answers of the calls that were in progress.
        deadline = time.monotonic() + 1
        while self._unsent() and time.monotonic() < deadline:
            wasyncore.loop(0.1, use_poll=True, map=self._channels, count=1)
        wasyncore.close_all(self._channels)

    def _loop(self) -> None:
        while self._looping:
            wasyncore.loop(1, use_poll=True, map=self._channels, count=1)

    def _unsent(self) -> bool:
        return any(getattr(channel, "total_outbufs_len", 0) for channel in self._channels.values())
