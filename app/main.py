"""The composition root: builds the workstation, starts it, and joins everything at exit."""

import logging
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.core.labels import Label, read
from app.core.settings import LabelSettings, OutboxSettings, Settings
from app.core.target import Mode, Target
from app.diagnostics import Redactor, carry_qt_messages, install_hooks, open_log
from app.paths import Home
from app.services.attention import Attention
from app.services.backoff import Backoff
from app.services.connecting import client_of, open_transport
from app.services.corrections import Corrections
from app.services.decisions import Decisions
from app.services.exports import Exports
from app.services.housekeeping import Housekeeping
from app.services.keyboards import Keyboards
from app.services.kit_shelf import KitStation, KitStores
from app.services.kits import KitDesk
from app.services.overview import Overview
from app.services.posting_list import PostingList
from app.services.reads import ErpReads
from app.services.scanner_bench import ScannerBench
from app.services.scanning import Scanning
from app.services.sender import Sender, SendingTimes
from app.services.session import Session
from app.services.stories import Stories
from app.services.station_scanners import StationScanners
from app.services.sweeping import Sweeper
from app.services.tasks import Tasks
from app.store.archive import PostingArchive
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.journal import Journal
from app.store.lock import FileLock
from app.store.moments import utc_now
from app.store.outbox import Outbox
from app.store.reference import ReferenceCache
from app.store.vault import MemoryVault, Vault
from app.training import TrainingDoor, TrainingErp
from app.ui.leaving import Leaving
from app.ui.look import Look
from app.ui.page_shelf import Services
from app.ui.printing import Printer, Printing
from app.ui.theme import load_theme
from app.ui.tones import Tones
from app.ui.wedge import Wedge
from app.ui.window import MainWindow
from hardware.scanner import Scanner

WIDTH, HEIGHT = 1280, 800
SWITCH_SECONDS = 0.0005
"""So long the window waits for another thread's Python, again and again within one painting."""

log = logging.getLogger("kitbench")


def open_with_system(path: Path) -> bool:
    """Open a file with the program the system has for it; false where there is none."""
    if QGuiApplication.platformName() == "offscreen":
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What differs between a station, a demo and a test.

    Attributes:
        target: Live from the settings, or training.
        root_url: Where the target is reached; empty until the training ERP has said.
        vault: Of the secrets.
        training: Starts the embedded ERP, where there is one. Called once the home is held;
            it is ended with the workstation.
        scanners: Beside those of the settings.
        door: Changes the way into the training ERP; the demo puts a cable between.
        show_file: Opens a print for the person.
        station_file: What Set-up writes scanners into; left out, the one of the home.
        redactor: Of the log; it learns every secret of the session.
    """

    target: Target
    root_url: str = ""
    vault: Vault = field(default_factory=MemoryVault)
    training: Callable[[], TrainingErp] | None = None
    scanners: Sequence[Scanner] = ()
    door: Callable[[TrainingDoor], TrainingDoor] = lambda door: door
    show_file: Callable[[Path], object] = open_with_system
    station_file: Path | None = None
    redactor: Redactor = field(default_factory=Redactor)


class Workstation:
    """Everything that runs, from the window to the database. GUI thread."""

    def __init__(
        self, app: QApplication, home: Home, settings: Settings, around: Surroundings
    ) -> None:
        self._around = around
        self._opened = ExitStack()
        try:
            self._open(app, home, settings, around)
        except BaseException:
            self._opened.close()
            raise

    def _open(
        self, app: QApplication, home: Home, settings: Settings, around: Surroundings
    ) -> None:
        home.create()
        self._opened.enter_context(FileLock(home.lock))
        self.database = self._opened.enter_context(Database(home.database(around.target.mode)))
        self._training = around.training() if around.training else None
        if self._training is not None:
            self._opened.callback(self._training.close)
        self._transport = self._opened.enter_context(open_transport(settings, around.root_url))
        self.tasks = Tasks()
        self._opened.callback(self.tasks.close)
        self.drafts, self.journal = Drafts(self.database), Journal(self.database)
        self.outbox = Outbox(self.database)
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
        self.reads = ErpReads(
            self.session,
            ReferenceCache(self.database),
            self.tasks,
            named=settings.kit.keep_ready,
        )
        self.scanning = Scanning(self.journal, _reader(settings.labels))
        self.scanning.set_up(settings.scanners)
        for extra in around.scanners:
            self.scanning.add(extra)
        self.sender = _sender(settings.outbox, self.outbox, self.session)
        self.desk = KitDesk(
            KitStores(self.drafts, self.outbox, self.journal),
            self.session,
            self.reads,
            self.tasks,
            KitStation(settings.kit, settings.rules),
        )
        self.housekeeping = Housekeeping(
            self.journal,
            self.drafts,
            ReferenceCache(self.database),
            PostingArchive(self.database),
            self.tasks,
            keep_for=timedelta(days=settings.outbox.archive_days),
        )
        self.overview = Overview(self.drafts, self.outbox, around.target, self.tasks)
        self.decisions = Decisions(self.outbox, self.session, self.tasks)
        look = settings.appearance
        self.look = Look(
            app,
            load_theme(look.theme.value),
            scale=look.text_scale,
            reduced_motion=look.reduced_motion,
            dressed=False,
        )
        self.tones = Tones()
        self.tones.set_volume(look.volume / 100)
        self.tones.set_muted(not look.sounds)
        printer = Printer(
            folder=home.prints,
            station=settings.station.name,
            training=around.target.mode is Mode.TRAINING,
            show=around.show_file,
        )
        self.printing = Printing(self.desk, self.session, self.tasks, printer)
        self.bench = ScannerBench(self.scanning, self.tasks)
        services = Services(
            self.session,
            self.scanning,
            self.sender,
            self.desk,
            self.overview,
            self.decisions,
            self.printing,
            self.bench,
            StationScanners(
                around.station_file or home.settings,
                settings.scanners,
                self.scanning,
                self.tasks,
            ),
            self._attention(home),
        )
        self.window = MainWindow(self.look, services, self.tones, settings.station.name)
        self.wedge = Wedge(app, Keyboards(self.scanning))
        self._leaving = Leaving(self.window, self.sender)
        self.look.dress()
        self.window.resize(WIDTH, HEIGHT)
        self.desk.confirmed.connect(lambda _: self.sender.wake())
        self.reads.store_failed.connect(self.window.show_store_fault)
        self.desk.store_failed.connect(self.window.show_store_fault)
        self.housekeeping.failed.connect(self.window.show_store_fault)
        for source in (self.sender.posting_changed, self.decisions.decided):
            source.connect(self.desk.sent)
            source.connect(lambda _: self.overview.refresh())
        self.decisions.decided.connect(lambda _: self.sender.wake())
        self._sweeper = Sweeper()
        self._opened.callback(self._sweeper.stop)
        for work in (self.scanning.scanned, self.desk.changed):
            work.connect(self._sweeper.work)
            work.connect(self.tones.start)

    def _attention(self, home: Home) -> Attention:
        target, outbox, session = self._around.target, self.outbox, self.session
        return Attention(
            target,
            self.overview,
            PostingList(outbox, target, self.tasks),
            Stories(outbox, self.journal, session.client, self.tasks),
            self.decisions,
            Corrections(self.drafts, outbox, session, self.tasks),
            Exports(outbox, target, home.exports, self.tasks),
        )

    def start(self) -> None:
        """Start every thread; the training ERP answers when it is ready."""
        self.session.start()
        self.sender.start()
        self.desk.start()
        self.scanning.start()
        self.reads.start()
        self.housekeeping.start()
        self.overview.refresh()
        self._sweeper.start()
        if self._training is None:
            self.session.resume()
        else:
            self.tasks.run(self._training.wait, self._enter_training)

    def close(self) -> None:
        """Stop and join everything, the way of the data last.

        The window goes first: a field that is left then still gives what was typed in it.
        """
        self.wedge.close()
        self._leaving.let_go()
        self.window.close()
        self.scanning.stop()
        self.overview.stop()
        self.housekeeping.stop()
        self.reads.stop()
        self.session.stop()
        self.sender.stop()
        self.tasks.close()
        self.tones.close()
        self._opened.close()
        self.window.deleteLater()

    def _enter_training(self, door: TrainingDoor) -> None:
        door = self._around.door(door)
        self._transport.point_at(door.url)
        # Kept in memory, so that a token that expires is renewed without a person.
        self.session.sign_in(door.user, door.password, remember=True)


class FaultRelay(QObject):
    """Carries what nobody caught into the GUI thread, whatever thread it was on."""

    told = Signal(str)


def run_station(home: Home, settings: Settings, around: Surroundings, log_level: str) -> int:
    """Open the window and stay until it is closed."""
    app = application()
    home.create()
    close_log = open_log(home.log, log_level, around.redactor)
    restore_qt = carry_qt_messages()
    relay = FaultRelay()
    restore = install_hooks(relay.told.emit)
    try:
        station = Workstation(app, home, settings, around)
        try:
            relay.told.connect(station.window.show_fault)
            with_signals(app)
            station.window.show()
            station.start()
            status = app.exec()
        finally:
            station.close()
    finally:
        restore()
        restore_qt()
        close_log()
    return status


def application() -> QApplication:
    """The one application of this process."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kitbench")
    app.setApplicationDisplayName("Kitbench")
    return app


def with_signals(app: QApplication) -> None:
    """SIGINT and SIGTERM close the window properly; the window's clock lets Python see them."""

    def leave(number: int, frame: FrameType | None) -> None:
        del number, frame
        app.exit(0)  # unlike quit, no window can say no

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)


def _reader(labels: LabelSettings) -> Callable[[str], Label]:
    rules = labels.rules
    return lambda text: read(text, rules=rules, today=utc_now().date())


def _sender(settings: OutboxSettings, outbox: Outbox, session: Session) -> Sender:
    times = SendingTimes(
        settle_seconds=settings.settle_seconds,
        backoff=Backoff(settings.backoff_seconds, settings.backoff_most_seconds),
        recheck_after=timedelta(hours=settings.recheck_hours),
    )
    return Sender(outbox, session, times)
