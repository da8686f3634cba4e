"""The composition root: builds the workstation, starts it, and joins everything at exit."""

import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app import own_imports  # noqa: F401 - before all that is large
from app.behind import imports_behind_home
from app.core.settings import LabelSettings, Settings
from app.core.target import Mode, Target
from app.diagnostics import Redactor, install_hooks, open_log
from app.paths import Home
from app.qt_messages import carry_qt_messages
from app.services.keyboards import Keyboards
from app.services.scanning import Scanning
from app.services.sweeping import Sweeper
from app.services.targets import manex_target_of
from app.store.database import Database
from app.store.journal import Journal
from app.store.lock import FileLock
from app.store.moments import utc_now
from app.store.vault import MemoryVault, Vault
from app.ui.look import Look, meet_all_widgets, styled_application
from app.ui.quiet import QuietMoments
from app.ui.theme import load_theme
from app.ui.tones import Tones
from app.ui.wedge import Wedge
from app.ui.window import MainWindow, Nameplate

if TYPE_CHECKING:
    from concurrent.futures import Future

    from app.backroom import Backroom
    from app.core.labels import Label, LabelRules
    from app.services.decisions import Decisions
    from app.services.flows import Flows
    from app.services.housekeeping import Housekeeping
    from app.services.kits import KitDesk
    from app.services.lot_labels import LabelDesk
    from app.services.open_orders import OpenOrders
    from app.services.overview import Overview
    from app.services.purchase import Purchase
    from app.services.reads import ErpReads
    from app.services.receiving import ReceiptDesk
    from app.services.sender import Sender
    from app.services.session import Session
    from app.services.tasks import Tasks
    from app.store.drafts import Drafts
    from app.store.journal import JournalledScan
    from app.store.outbox import Outbox
    from app.training import TrainingDoor, TrainingErp
    from app.ui.printing import Printing
    from app.ui.routing import Routing
    from hardware.scanner import Scanner

WIDTH, HEIGHT = 1280, 800
SWITCH_SECONDS = 0.0005
"""So long the window waits for another thread's Python, again and again within one painting."""


def open_with_system(path: Path) -> bool:
    """Open a file with the program the system has for it; false where there is none."""
    from PySide6.QtCore import QUrl  # noqa: PLC0415 - home is painted first
    from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 - see the line above

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
        pages_ahead: Whether the pages of the flows are made before anybody wants them.
        lock: Of the home, where it is held already; let go of with the workstation.
    """

    target: Target
    root_url: str = ""
    vault: Vault = field(default_factory=MemoryVault)
    training: "Callable[[], TrainingErp] | None" = None
    scanners: "Sequence[Scanner]" = ()
    door: "Callable[[TrainingDoor], TrainingDoor]" = lambda door: door
    show_file: Callable[[Path], object] = open_with_system
    station_file: Path | None = None
    redactor: Redactor = field(default_factory=Redactor)
    pages_ahead: bool = True
    lock: FileLock | None = None


class Workstation:
    """Everything that runs, from the window to the database. GUI thread.

    What a person sees and scans at is there from the start; what works behind it, whose parts are
    the properties below, is made when the first of them is asked for, at the latest in the quiet
    moments after home was painted.
    """

    def __init__(
        self, app: QApplication, home: Home, settings: Settings, around: Surroundings
    ) -> None:
        self._home, self._settings, self._around = home, settings, around
        self._opened = ExitStack()
        self._behind: Backroom | None = None
        self._fault: Exception | None = None
        self._interrupted: Future[list[JournalledScan]] | None = None
        try:
            self._open(app, home, settings, around)
        except BaseException:
            self._opened.close()
            raise

    def _open(
        self, app: QApplication, home: Home, settings: Settings, around: Surroundings
    ) -> None:
        home.create()
        self._opened.enter_context(around.lock or FileLock(home.lock))
        self.database = self._opened.enter_context(Database(home.database(around.target.mode)))
        self.journal = Journal(self.database)
        self.scanning = Scanning(self.journal, _reader(settings.labels))
        self.scanning.set_up(settings.scanners)
        for extra in around.scanners:
            self.scanning.add(extra)
        look = settings.appearance
        self.look = Look(
            app,
            load_theme(look.theme.value),
            scale=look.text_scale,
            reduced_motion=look.reduced_motion,
        )
        self.tones = Tones()
        self.tones.set_volume(look.volume / 100)
        self.tones.set_muted(not look.sounds)
        mode = around.target.mode
        buys = manex_target_of(settings, mode) is not None
        nameplate = Nameplate(settings.station.name, mode is Mode.TRAINING, buys)
        self.window = MainWindow(self.look, self.scanning, nameplate, self._routing)
        self.wedge = Wedge(app, Keyboards(self.scanning))
        self.window.resize(WIDTH, HEIGHT)
        self._quiet = QuietMoments([*imports_behind_home(), meet_all_widgets, self._prepare])
        self.window.first_painted.connect(self._quiet.start)
        self._sweeper = Sweeper()
        self._opened.callback(self._sweeper.stop)

    @property
    def tasks(self) -> "Tasks":
        """The way off the GUI thread."""
        return self._backroom.tasks

    @property
    def drafts(self) -> "Drafts":
        """Kits that are not confirmed yet."""
        return self._backroom.drafts

    @property
    def outbox(self) -> "Outbox":
        """What was confirmed."""
        return self._backroom.outbox

    @property
    def session(self) -> "Session":
        """Who is signed in, and where."""
        return self._backroom.session

    @property
    def reads(self) -> "ErpReads":
        """What the ERP was asked."""
        return self._backroom.reads

    @property
    def sender(self) -> "Sender":
        """The way of postings to the ERP."""
        return self._backroom.sender

    @property
    def desk(self) -> "KitDesk":
        """The kit on the table."""
        return self._backroom.desk

    @property
    def receiving(self) -> "ReceiptDesk":
        """The receipt on the table."""
        return self._backroom.receiving

    @property
    def orders(self) -> "OpenOrders":
        """The open purchase orders, as they were read last."""
        return self._backroom.orders

    @property
    def flows(self) -> "Flows":
        """The flows, and which of them is worked on."""
        return self._backroom.flows

    @property
    def overview(self) -> "Overview":
        """The latest look at the store."""
        return self._backroom.overview

    @property
    def decisions(self) -> "Decisions":
        """What a person decides about postings."""
        return self._backroom.decisions

    @property
    def purchase(self) -> "Purchase | None":
        """The buyer's desk and its sender, where the station has a way to ManEx."""
        return self._backroom.purchase

    @property
    def printing(self) -> "Printing":
        """Lists on paper."""
        return self._backroom.printing

    @property
    def labels(self) -> "LabelDesk":
        """Lot labels that wait for a printer."""
        return self._backroom.labels

    @property
    def housekeeping(self) -> "Housekeeping":
        """Throws away what is too old to be of use."""
        return self._backroom.housekeeping

    def start(self) -> None:
        """Read the scanners; the rest starts as soon as it is made."""
        self._sweeper.start()
        self._interrupted = self.journal.interrupted(self._around.target)
        self.scanning.start()
        if self._behind is not None:
            self._behind.start(self._interrupted)
        elif not self.window.isVisible():
            self._open_backroom()

    def close(self) -> None:
        """Stop and join everything, the way of the data last.

        The window goes first: a field that is left then still gives what was typed in it.
        """
        self._quiet.stop()
        self.wedge.close()
        if self._behind is None:  # what is scanned from now on is in the journal
            self.scanning.blockSignals(True)
        else:
            self._behind.let_go()
        self.window.close()
        self.scanning.stop()
        if self._behind is not None:
            self._behind.close()
        self.tones.close()
        self._opened.close()
        self.window.let_go()
        self.window.deleteLater()

    def show_fault(self, words: str) -> None:
        """Something in the program broke, and nobody caught it."""
        if self._fault is None:
            self.window.show_fault(words)

    def raise_fault(self) -> None:
        """Raise what kept the backroom from opening, if anything did: nobody can work then."""
        if self._fault is not None:
            raise self._fault

    def _routing(self) -> "Routing":
        return self._backroom.routing

    @property
    def _backroom(self) -> "Backroom":
        return self._behind or self._open_backroom()

    def _open_backroom(self) -> "Backroom":
        from app.backroom import Backroom, Counter  # noqa: PLC0415 - home is painted first

        self.raise_fault()
        counter = Counter(
            self.database, self.journal, self.scanning, self.look, self.tones, self.window
        )
        try:
            behind = Backroom(self._home, self._settings, self._around, counter)
        except Exception as fault:
            self._fault = fault
            QApplication.exit(1)
            raise
        self._behind = behind
        works = [self.scanning.scanned, behind.flows.changed]
        works += [behind.purchase.desk.changed] if behind.purchase else []
        for work in works:
            work.connect(self._sweeper.work)
            work.connect(self.tones.start)
        self._sweeper.pass_over()
        if self._interrupted is not None:
            behind.start(self._interrupted)
        return behind

    def _prepare(self) -> None:
        shelf = self._backroom.routing.shelf
        if self._around.pages_ahead:
            shelf.prepare()


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
    restore = install_hooks(relay.told.emit, around.redactor)
    try:
        station = Workstation(app, home, settings, around)
        try:
            relay.told.connect(station.show_fault)
            with_signals(app)
            station.window.show_on_screen()
            station.start()
            status = app.exec()
            station.raise_fault()
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
    app = styled_application(sys.argv[:1])
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


def _reader(labels: LabelSettings) -> "Callable[[str], Label]":
    """What reads labels; imported with the first scan, if home hasn't been quiet before."""

    @cache
    def rules() -> "LabelRules":
        return labels.rules

    def label_of(text: str) -> "Label":
        from app.core.labels import read  # noqa: PLC0415 - home is painted first

        return read(text, rules=rules(), today=utc_now().date())

    return label_of
