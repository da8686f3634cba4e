"""What works behind the window: session, kit desk, sender, prints, and whatever they need.

Home is painted and scanners are read before any of this is imported; `main` makes it in the quiet
moments after that, or at once when a scan, a press or anybody else wants it.
"""

import logging
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.core.target import Erp, Mode, Target
from app.services.attention import Attention
from app.services.backoff import Backoff
from app.services.buying import Buying
from app.services.connecting import client_of, open_transport
from app.services.corrections import Corrections
from app.services.decisions import Decisions
from app.services.exports import Exports
from app.services.flows import Flows
from app.services.ground import Ground
from app.services.housekeeping import Housekeeping
from app.services.intake import Intake
from app.services.interrupted import Interrupted
from app.services.kit_shelf import KitStation
from app.services.kits import KitDesk
from app.services.label_printing import label_station
from app.services.lot_labels import LabelDesk
from app.services.open_orders import OpenOrders
from app.services.order_shelf import BuyingStation
from app.services.overview import Overview
from app.services.posting_list import PostingList
from app.services.purchase import Purchase
from app.services.reads import ErpReads
from app.services.receipt_shelf import ReceiptStation
from app.services.receiving import ReceiptDesk
from app.services.scanner_bench import ScannerBench
from app.services.sender import Sender, SendingTimes
from app.services.session import Session
from app.services.station_scanners import StationScanners
from app.services.stories import Stories
from app.services.targets import manex_target_of
from app.services.tasks import Tasks
from app.services.waiting_serials import WaitingSerials
from app.store.archive import PostingArchive
from app.store.drafts import Drafts
from app.store.kit_record import KITS
from app.store.lot_labels import LotLabels
from app.store.outbox import Outbox
from app.store.reference import ReferenceCache
from app.ui.leaving import Leaving
from app.ui.lot_label_texts import CAPTIONS
from app.ui.page_shelf import Services
from app.ui.printing import Printer, Printing
from app.ui.routing import Routing

if TYPE_CHECKING:
    from concurrent.futures import Future

    from app.core.settings import OutboxSettings, Settings
    from app.erp.transport import Transport
    from app.main import Surroundings
    from app.paths import Home
    from app.services.erp_session import AnySession
    from app.services.line import Books
    from app.services.scanning import Scanning
    from app.store.database import Database
    from app.store.journal import Journal, JournalledScan
    from app.training import TrainingDoor
    from app.ui.look import Look
    from app.ui.tones import Tones
    from app.ui.window import MainWindow

log = logging.getLogger("kitbench")


@dataclass(frozen=True, slots=True)
class Counter:
    """What stands in front: all that a person sees and scans at."""

    database: "Database"
    journal: "Journal"
    scanning: "Scanning"
    look: "Look"
    tones: "Tones"
    window: "MainWindow"


class Backroom:
    """Made once behind its counter; `start` and `close` once each. GUI thread."""

    def __init__(
        self, home: "Home", settings: "Settings", around: "Surroundings", counter: Counter
    ) -> None:
        self._around, self._counter = around, counter
        self._opened = ExitStack()
        try:
            self._open(home, settings, around, counter)
        except BaseException:
            self._opened.close()
            raise

    def _open(
        self, home: "Home", settings: "Settings", around: "Surroundings", counter: Counter
    ) -> None:
        self._training = around.training() if around.training else None
        if self._training is not None:
            self._opened.callback(self._training.close)
        self._transport = self._opened.enter_context(
            open_transport(settings.connection, around.root_url)
        )
        manex = self._opened.enter_context(open_transport(settings.manex, settings.manex.root_url))
        self.tasks = Tasks()
        self._opened.callback(self.tasks.close)
        database, journal = counter.database, counter.journal
        self.drafts, self.outbox = Drafts(database), Outbox(database)
        client, faults = client_of(settings, self._transport)
        for fault in faults:
            log.warning("Wire override left out: %s", fault)
        self.session = Session(
            around.target,
            client,
            around.vault,
            self.tasks,
            keep_secret=around.redactor.keep_secret,
        )
        self.reads = ErpReads(self.session, database, self.tasks, named=settings.kit.keep_ready)
        self.sender = Sender(self.outbox, self.session, _times(settings.outbox))
        ground = Ground(
            self.drafts,
            self.outbox,
            self.session,
            self.reads,
            self.tasks,
            Intake(journal),
            WaitingSerials(self.outbox, around.target, self.tasks),
        )
        self.purchase = self._purchase(settings, manex)
        self.desk = KitDesk(ground, KitStation(settings.kit, settings.rules))
        self.receiving = ReceiptDesk(
            ground, ReceiptStation(settings.rules, settings.kit.reference_length)
        )
        self.orders = OpenOrders(self.reads)
        self.flows = Flows(ground, self.desk, self.receiving)
        self._interrupted = Interrupted(
            journal, ground.intake, self.tasks, settings.scanners, counter.scanning.label_of
        )
        self.housekeeping = Housekeeping(
            journal,
            self.drafts,
            ReferenceCache(database, KITS),
            PostingArchive(database),
            self.tasks,
            keep_for=timedelta(days=settings.outbox.archive_days),
        )
        self.overview = Overview(self.drafts, self.outbox, self._targets, self.tasks)
        self.decisions = Decisions(self.outbox, self.session, self.tasks)
        printer = Printer(
            folder=home.prints,
            station=settings.station.name,
            training=around.target.mode is Mode.TRAINING,
            show=around.show_file,
        )
        self.labels = LabelDesk(
            LotLabels(database),
            self.outbox,
            around.target,
            self.tasks,
            label_station(settings.label_printer, CAPTIONS),
        )
        self.printing = Printing(self.desk, self.session, self.tasks, printer)
        services = Services(
            self.session,
            counter.scanning,
            self.sender,
            self.flows,
            self.desk,
            self.receiving,
            self.orders,
            self.overview,
            self.decisions,
            self.printing,
            ScannerBench(counter.scanning, self.tasks),
            StationScanners(
                around.station_file or home.settings,
                settings.scanners,
                counter.scanning,
                self.tasks,
            ),
            self._attention(home, journal),
            self.labels,
            self.purchase,
        )
        self.routing = Routing(counter.look, counter.window, services, counter.tones)
        self._leaving = Leaving(counter.window, *services.senders)
        self._connect()

    def _purchase(self, settings: "Settings", transport: "Transport") -> Purchase | None:
        target = manex_target_of(settings, self._around.target.mode)
        if target is None:
            return None
        buying = Buying(
            settings,
            transport,
            target,
            self.tasks,
            vault=self._around.vault,
            database=self._counter.database,
            keep_secret=self._around.redactor.keep_secret,
        )
        station = BuyingStation(
            self.drafts,
            self.outbox,
            target,
            settings.buying,
            settings.rules.choices,
            self.tasks,
            who=lambda: self.session.operator,
        )
        return Purchase(buying, station, _times(settings.outbox))

    @property
    def _targets(self) -> tuple[Target, ...]:
        """The ERPs of the station, that of kits and receipts first."""
        beside = () if self.purchase is None else (self.purchase.buying.session.target,)
        return (self._around.target, *beside)

    @property
    def _sessions(self) -> "tuple[AnySession, ...]":
        """With each of these ERPs."""
        beside = () if self.purchase is None else (self.purchase.buying.session,)
        return (self.session, *beside)

    def _attention(self, home: "Home", journal: "Journal") -> Attention:
        targets, outbox, session = self._targets, self.outbox, self.session
        return Attention(
            targets,
            self.overview,
            PostingList(outbox, targets, self.tasks),
            Stories(outbox, journal, self._books(), self.tasks),
            self.decisions,
            Corrections(self.drafts, outbox, session, self.tasks),
            Exports(outbox, targets, home.exports, self.tasks),
        )

    def _books(self) -> "dict[Erp, Books]":
        books: dict[Erp, Books] = {Erp.EXPANDABLE: self.session.books}
        if self.purchase is not None:
            books[Erp.MANEX] = self.purchase.buying.session.books
        return books

    def _connect(self) -> None:
        self.flows.confirmed.connect(lambda _: self.sender.wake())
        for fault in (
            self.reads.store_failed,
            self.flows.store_failed,
            self.labels.store_failed,
            self._interrupted.failed,
            self.housekeeping.failed,
        ):
            fault.connect(self.routing.standing.show_store_fault)
        if self.purchase is not None:
            for failed in (self.purchase.desk, self.purchase.buying.reads):
                failed.store_failed.connect(self.routing.standing.show_store_fault)
            self.decisions.decided.connect(self.purchase.decided)
        for source in (self.sender.posting_changed, self.decisions.decided):
            source.connect(self.flows.sent)
            source.connect(self.labels.note)
            source.connect(lambda _: self.overview.refresh())
        self.decisions.decided.connect(lambda _: self.sender.wake())

    def start(self, interrupted: "Future[list[JournalledScan]]") -> None:
        """Start every thread; the training ERP answers when it is ready.

        Args:
            interrupted: Asked of the journal before the first scan of this start.
        """
        if self._training is not None:
            for session in self._sessions:
                session.expect_entry()
        else:
            self.session.start()
        self.sender.start()
        if self.purchase is not None:
            self.purchase.sender.start()
        self._interrupted.start(self._around.target, interrupted)
        self.reads.start()
        self.housekeeping.start()
        self.labels.start()
        self.overview.refresh()
        if self._training is not None:
            self.tasks.run(self._training.wait, self._enter_training, self._miss_training)
            return
        self.session.resume()
        if self.purchase is not None:
            self.purchase.buying.start()

    def let_go(self) -> None:
        """The window may close at once from now on."""
        self._leaving.let_go()

    def close(self) -> None:
        """Stop and join everything, the way to the ERP last."""
        self.overview.stop()
        self.housekeeping.stop()
        self.reads.stop()
        self.session.stop()
        if self.purchase is not None:
            self.purchase.stop()
        self.sender.stop()
        self._opened.close()

    def _enter_training(self, door: "TrainingDoor") -> None:
        door = self._around.door(door)
        self._transport.point_at(door.url)
        self.session.start()
        # Kept in memory, so that a token that expires is renewed without a person.
        self.session.sign_in(door.user, door.password, remember=True)
        if self.purchase is not None:
            self.purchase.buying.enter(door.manex, door.manex_key)

    def _miss_training(self, error: Exception) -> None:
        """It is away, then, and what was asked meanwhile is told so."""
        self.session.start()
        for session in self._sessions:
            session.expect_no_entry()
        raise error


def _times(settings: "OutboxSettings") -> SendingTimes:
    """Of one sender: it keeps its own count of how often the ERP did not answer."""
    return SendingTimes(
        settle_seconds=settings.settle_seconds,
        backoff=Backoff(settings.backoff_seconds, settings.backoff_most_seconds),
        recheck_after=timedelta(hours=settings.recheck_hours),
    )
