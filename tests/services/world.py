"""A station without its window: real threads, a real database, a real ERP over HTTP."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Generic, TypeVar
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QTimer

from app.core.kit_issue import KitIssue, KitPosting
from app.core.posting import new_reference
from app.core.receipt import ReceiptPosting
from app.core.target import Erp, Mode, Target
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Limits, Transport
from app.services.heartbeat import HeartbeatTimes
from app.services.session import Session, SessionTimes
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.moments import Clock, utc_now
from app.store.outbox import Outbox
from app.store.vault import MemoryVault, Vault
from tests.support.ready_store import lay_out
from tests.support.training import NewTrainingServer

T = TypeVar("T")
PostingT = TypeVar("PostingT", KitPosting, ReceiptPosting)

TARGET = Target(Erp.EXPANDABLE, "training:", "EXPANDABLE", Mode.TRAINING)
DATABASE = "kitbench.db"
PATIENCE_MS = 60_000
LOOK_AGAIN_MS = 10
QUICK = SessionTimes(
    heartbeat=HeartbeatTimes(online=0.05, offline_first=0.02, offline_most=0.05), vault=5.0
)


class SwitchedErp:
    """The training ERP on a port of its own, to be switched on and off; begins switched off.

    Each time its books are new, unless they are kept in a file, and tokens of before are worth
    nothing.
    """

    def __init__(self, data: Path | None = None) -> None:
        self._data = data
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self._port = int(listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}"
        self._server: NewTrainingServer | None = None

    def on(self) -> None:
        """Answer from now on."""
        self._server = NewTrainingServer(data=self._data, strict=True, port=self._port)
        self._server.start()

    def off(self) -> None:
        """Refuse connections from now on."""
        server, self._server = self._server, None
        if server is not None:
            server.stop()


def until(condition: Callable[[], object]) -> None:
    """Let the GUI thread work until the condition holds.

    It sleeps between events, so that the threads it waits for have the interpreter to themselves;
    a clock wakes it for a condition that comes about without an event.
    """
    if condition():
        return
    deadline = QDeadlineTimer(PATIENCE_MS)
    clock = QTimer(interval=LOOK_AGAIN_MS)
    clock.start()
    flags = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    while not condition():
        assert not deadline.hasExpired(), "it never came about"
        QCoreApplication.processEvents(flags)
    clock.stop()


def drained() -> None:
    """Let the GUI thread do all that is waiting for it now."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


class Heard(Generic[T]):
    """What a signal or a callback was called with."""

    def __init__(self) -> None:
        self.all: list[T] = []

    def __call__(self, value: T) -> None:
        self.all.append(value)

    @property
    def one(self) -> T:
        """The only one; waits for it."""
        until(lambda: self.all)
        (value,) = self.all
        return value


def landed(tasks: Tasks, threads: int = 4) -> None:
    """Wait until all that was begun on a pool is told: each of its threads is free."""
    all_free = threading.Barrier(threads, timeout=PATIENCE_MS / 1000)
    met = Heard[int]()
    for _ in range(threads):
        tasks.run(all_free.wait, met)
    until(lambda: len(met.all) == threads)


@dataclass(frozen=True, slots=True)
class Station:
    """What a sender stands on."""

    tasks: Tasks
    transport: Transport
    session: Session
    database: Database
    outbox: Outbox
    vault: Vault

    def sign_in(self, user: str = "APIUSER", *, remember: bool = True) -> None:
        """Sign in and wait for it."""
        self.session.sign_in(user, "password", remember=remember)
        until(lambda: self.session.credentials() is not None)

    def confirm(self, posting: PostingT) -> PostingT:
        """Put a posting into the outbox, durably."""
        self.outbox.confirm(posting).result()
        return posting


@contextmanager
def station(  # noqa: PLR0913 - each test varies another one
    root_url: str,
    folder: Path,
    *,
    target: Target = TARGET,
    vault: Vault | None = None,
    times: SessionTimes = QUICK,
    limits: Limits | None = None,
    patience: float = 5.0,
    now: Clock = utc_now,
    keep_secret: Callable[[str], None] = lambda _: None,
) -> Iterator[Station]:
    """A station that talks to the ERP at this address; its heartbeat has not begun."""
    vault = vault or MemoryVault()
    tasks = Tasks()
    with Transport(root_url, limits=limits) as transport:
        session = Session(
            target,
            ExpandableClient(transport),
            vault,
            tasks,
            times=times,
            now=now,
            keep_secret=keep_secret,
        )
        with Database(lay_out(folder / DATABASE), patience=patience) as database:
            try:
                yield Station(tasks, transport, session, database, Outbox(database), vault)
            finally:
                session.stop()
                assert tasks.close(PATIENCE_MS / 1000)


def kit(
    *serials: str, erp_user: str = "APIUSER", batch: str = "", department: str = "0"
) -> KitPosting:
    """A kit of MOTOR003, which the training ERP issues as it is."""
    reference = new_reference()
    today = date.today()  # noqa: DTZ011 - the training ERP's day is this machine's
    request = KitIssue(
        assembly_id="MOTOR003",
        quantity=Decimal(len(serials)),
        department=department,
        account="300",
        reference=reference,
        action_date=today,
        effective_date=today,
        serials=serials,
        to_stores="MA",
        to_location="ISLE 3/SHELF 2",
    )
    return KitPosting(
        posting_id=str(uuid4()),
        draft_id=str(uuid4()),
        target=TARGET,
        reference=reference,
        operator="Mia",
        erp_user=erp_user,
        confirmed_at=utc_now(),
        batch=batch,
        request=request,
    )
