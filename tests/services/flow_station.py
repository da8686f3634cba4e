"""The desks of a station without its window: wired as `app.main` does it, and scanned at."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import falcon

from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.labels import read
from app.core.posting import PostingState
from app.core.settings import KitDefaults, Rules, ScannerRole, ScannerSettings
from app.services.backoff import Backoff
from app.services.flow_desk import AnyDesk
from app.services.flows import Flows
from app.services.ground import Ground
from app.services.intake import Intake, Notice, NoticeKind, Offered
from app.services.interrupted import Interrupted
from app.services.kit_shelf import KitStation
from app.services.kits import KitDesk
from app.services.reads import ErpReads
from app.services.receipt_shelf import ReceiptStation
from app.services.receiving import ReceiptDesk
from app.services.scanning import ScannedLabel, ScannerMode, Scanning
from app.services.sender import Sender, SendingTimes
from app.services.waiting_serials import WaitingSerials
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.journal import Journal, JournalledScan
from app.store.postings import StoredPosting
from tests.services.sending import SETTLE
from tests.services.world import PATIENCE_MS, Heard, Station, until

SOURCE = "Scanner"
MARKED = ScannerSettings("Marked", "loop://", role=ScannerRole.SERIALS, prefix="~")
"""Another scanner of the station file, that nobody scans with."""
BenchT = TypeVar("BenchT", bound="FlowBench")


@dataclass
class Turnstile:
    """Stands before every call of the training ERP: counts them, and can hold some back."""

    calls: list[str] = field(default_factory=list)
    _holding: str = ""
    _arrived: threading.Event = field(default_factory=threading.Event)
    _open: threading.Event = field(default_factory=threading.Event)

    def hold(self, call: str) -> None:
        """Keep calls of this name waiting until `let_go`."""
        self._holding = call
        self._arrived.clear()
        self._open.clear()

    def wait(self) -> None:
        """Until a call has come that is held."""
        until(self._arrived.is_set)

    def let_go(self) -> None:
        """Let the held calls go on."""
        self._holding = ""
        self._open.set()

    def count(self, call: str) -> int:
        """How often a call of this name came."""
        return sum(call in one for one in self.calls)

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        """As falcon calls it, on a thread of the server."""
        del resp
        self.calls.append(req.path)
        if self._holding and self._holding in req.path:
            self._arrived.set()
            self._open.wait(PATIENCE_MS / 1000)


@dataclass
class FlowBench:
    """A station's services around its desks, and what these said."""

    station: Station
    flows: Flows
    kit_desk: KitDesk
    receipt_desk: ReceiptDesk
    scanning: Scanning
    sender: Sender
    drafts: Drafts
    journal: Journal
    notices: Heard[Notice]
    confirmed: Heard[StoredPosting]
    came: Heard[ScannedLabel]
    sent: int = 0

    # Scanning

    def inject(self, *texts: str, mode: ScannerMode = ScannerMode.LIVE) -> None:
        """Scan all of these at once, and wait for nothing."""
        for text in texts:
            self.scanning.inject(text, SOURCE, mode)
        self.sent += len(texts)

    def settled(self) -> None:
        """Wait until every scan has been dealt with and is durable."""
        until(lambda: len(self.came.all) == self.sent and self.flows.idle)

    def burst(self, *texts: str, mode: ScannerMode = ScannerMode.LIVE) -> None:
        """Scan all of these at once, then wait."""
        self.inject(*texts, mode=mode)
        self.settled()

    def scan(self, *texts: str, mode: ScannerMode = ScannerMode.LIVE) -> None:
        """Scan one after the other, each when the one before was dealt with."""
        for text in texts:
            self.burst(text, mode=mode)

    # What it came to

    @property
    def desk(self) -> AnyDesk:
        """Of the flow that is worked on."""
        return self.flows.desk

    def checked(self) -> None:
        """Wait for the ERP's word on the serial numbers."""
        until(lambda: self.desk.draft and not self.desk.draft.state.checking and self.desk.idle)

    @property
    def posting(self) -> StoredPosting:
        """What the draft became."""
        assert self.desk.posting is not None
        return self.desk.posting

    def may_go_on(self) -> bool:
        """Whether NEXT or POST would be obeyed."""
        return self.desk.may_go_on

    def post(self) -> StoredPosting:
        """Scan POST, and wait for the ERP's answer."""
        self.scan("KB:POST")
        until(lambda: self.desk.posting and self.posting.state is PostingState.POSTED)
        return self.posting

    @property
    def notice(self) -> Notice:
        """The one that is shown now."""
        assert self.flows.intake.notice is not None
        return self.flows.intake.notice

    @property
    def news(self) -> News:
        """Of what was taken last."""
        assert isinstance(self.notice.outcome, Accepted), self.notice
        return self.notice.outcome.news

    @property
    def refusal(self) -> Refusal:
        """Of what was refused last."""
        assert isinstance(self.notice.outcome, Refused), self.notice
        return self.notice.outcome.reason

    @property
    def question(self) -> QuestionKind:
        """Of the notice that is shown."""
        assert isinstance(self.notice.outcome, Choose), self.notice
        return self.notice.outcome.question

    @property
    def refusals(self) -> list[Refusal]:
        """All that was refused so far, in order."""
        return [
            notice.outcome.reason
            for notice in self.notices.all
            if notice.kind is NoticeKind.REFUSED and isinstance(notice.outcome, Refused)
        ]

    def journalled(self) -> list[JournalledScan]:
        """All scans of the journal, the first one first."""
        return self.journal.recent(limit=1000)[::-1]

    def outcomes(self) -> list[tuple[str, str | None]]:
        """What the journal holds of each scan: its text and its outcome."""
        return [(scan.raw.decode(), scan.outcome) for scan in self.journalled()]

    def outcomes_known(self) -> bool:
        """Whether every scan is in the journal with its outcome."""
        outcomes = self.outcomes()
        return len(outcomes) == self.sent and all(outcome for _, outcome in outcomes)

    def postings(self) -> int:
        """How many are in the outbox."""
        return len(self.station.outbox.recent(limit=1000))


@contextmanager
def flow_bench(
    of: type[BenchT],
    station: Station,
    *,
    defaults: KitDefaults | None = None,
    rules: Rules | None = None,
) -> Iterator[BenchT]:
    """All desks of this station, with its sender at work; as `of` sees them."""
    drafts, journal, outbox = Drafts(station.database), Journal(station.database), station.outbox
    session, tasks = station.session, station.tasks
    reads = ErpReads(session, station.database, tasks)
    intake, waiting = Intake(journal), WaitingSerials(outbox, session.target, tasks)
    ground = Ground(drafts, outbox, session, reads, tasks, intake, waiting)
    kits = KitDesk(ground, KitStation(defaults or KitDefaults(), rules or Rules()))
    receipts = ReceiptDesk(ground, ReceiptStation(rules or Rules()))
    flows = Flows(ground, kits, receipts)
    interrupted = Interrupted(journal, intake, tasks, (MARKED,), read)
    for part in (intake, waiting, kits, receipts, flows, interrupted, reads):
        part.setParent(tasks)  # an answer may come until the tasks are closed
    scanning = Scanning(journal, read)
    times = SendingTimes(settle_seconds=SETTLE, backoff=Backoff(0.005, 0.02))
    sender = Sender(outbox, session, times)
    notices, came = Heard[Notice](), Heard[ScannedLabel]()
    confirmed = Heard[StoredPosting]()

    def offer(scanned: ScannedLabel) -> None:
        batch_mode = scanned.mode is ScannerMode.BATCH
        intake.take(Offered(scanned.label, batch_mode, scanned.scan_id, role=scanned.role))

    scanning.scanned.connect(offer)
    scanning.scanned.connect(came)
    intake.noticed.connect(notices)
    flows.confirmed.connect(confirmed)
    flows.confirmed.connect(lambda _: sender.wake())
    sender.posting_changed.connect(flows.sent)
    sender.start()
    interrupted.start(session.target)
    try:
        yield of(
            station,
            flows,
            kits,
            receipts,
            scanning,
            sender,
            drafts,
            journal,
            notices,
            confirmed,
            came,
        )
    finally:
        scanning.stop()
        reads.stop()
        assert sender.stop(PATIENCE_MS / 1000)


class Stored(Protocol):
    """Whatever has a database."""

    @property
    def database(self) -> Database: ...


@contextmanager
def full_disk(station: Stored) -> Iterator[None]:
    """As long as this lasts the database may not grow by a page."""

    def limit(pages: Callable[[sqlite3.Connection], int]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages(connection)}")

        station.database.submit(work).result(PATIENCE_MS / 1000)

    def now(connection: sqlite3.Connection) -> int:
        (count,) = connection.execute("PRAGMA page_count").fetchone()
        return int(count)

    limit(now)
    try:
        yield
    finally:
        limit(lambda _: 1_000_000)


@contextmanager
def no_rows(station: Stored, table: str) -> Iterator[None]:
    """As long as this lasts this table takes no new row; everything else can be stored."""

    def run(statement: str) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute(statement)

        station.database.submit(work).result(PATIENCE_MS / 1000)

    run(
        f"CREATE TEMP TRIGGER no_rows BEFORE INSERT ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    try:
        yield
    finally:
        run("DROP TRIGGER no_rows")
