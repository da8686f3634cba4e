"""Plays the shift through the real window, and holds it against the ERP's books."""

import logging
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.core.flow.news import News
from app.core.flow.outcomes import Accepted
from app.core.posting import PostingState
from app.core.settings import Settings, Station
from app.demo.cable import NetworkCable
from app.demo.labels import LabelPanel
from app.demo.report import Books, Tally, as_json, write
from app.demo.shift import Play, Shift, Until
from app.diagnostics import Redactor, carry_qt_messages, install_hooks, open_log
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Transport
from app.main import Surroundings, Workstation, application, with_signals
from app.paths import Home
from app.services.connecting import TRAINING
from app.services.intake import Notice, NoticeKind
from app.store.postings import StoredPosting
from app.training import TrainingDoor, TrainingErp
from hardware.scanner import ScannerState
from hardware.serial_scanner import SerialScanner
from hardware.simulated import SimulatedScanner

TICK_MS = 4
STILL_MS = 300  # after flash and pulse
STEP_MS = 20_000
SCANNER = "Scanner"
PLANT = (
    *("MOTOR003", "BRG-6204", "SHAFT-14", "MAG-N42", "WIND-24V", "PCB-DRV", "SEAL-22"),
    *("SCR-M4X12", "GREASE-L2", "WIRE-18", "HSG-90", "PUMP002", "MOUNT007", "BOLT-M8X30"),
    *("BOLT-M6X20", "IMPELLER-110", "VOLUTE-80", "ORING-45", "GASKET-80", "PAINT-5015"),
    *("NAMEPLATE-P2", "CABLE-3G15"),
)

log = logging.getLogger("kitbench.demo")


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """The demo's own command line."""

    headless: bool
    home: Path | None = None
    report: Path | None = None
    shots: Path | None = None
    log_level: str = "info"
    settings: Settings = field(default_factory=Settings)


class PlayFault(Exception):  # noqa: N818 - what went wrong with the play
    """The shift did not go as written."""


class Player(QObject):
    """The scanner's trigger, the camera, and the stopwatch. Lives in the GUI thread."""

    ended = Signal(str)  # empty, or what went wrong

    def __init__(self, station: Workstation, scanner: SimulatedScanner, shots: Path | None) -> None:
        super().__init__()
        self.tally = Tally()
        self._station, self._scanner, self._shots = station, scanner, shots
        self._pictures = 0
        self._play: Play = iter(())
        self._until = Until("start", lambda: True)
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._look)
        station.desk.intake.noticed.connect(self._count)
        station.desk.confirmed.connect(lambda one: _say("confirmed", one.posting.reference))
        station.sender.posting_changed.connect(lambda one: _say(one.state, one.posting.reference))
        station.scanning.scanned.connect(self._scanned)

    def start(self, play: Play) -> None:
        """Begin once the scanner is connected: opening a port empties it."""
        self._play = play
        statuses = self._station.scanning.statuses

        def connected() -> bool:
            status = statuses.get(SCANNER)
            return status is not None and status.state is ScannerState.CONNECTED

        self._until = Until("the scanner is connected", connected)
        self._since.start()
        self._tick.start()

    def scan(self, text: str) -> None:
        """Write the bytes; the scanner sends a terminator after them."""
        self._expected = self.tally.scans + 1
        self._scanner.scan(text)

    def picture(self, name: str) -> Until:
        """Keep what the window shows, once nothing moves in it any more."""
        shots = self._shots
        if shots is None:
            return Until("no picture is wanted", lambda: True)
        self._pictures += 1
        path = shots / f"{self._pictures:02d}-{name}.png"

        def taken() -> bool:
            if self._since.elapsed() < STILL_MS:
                return False
            return self._station.window.grab().save(str(path))

        return Until(f"a picture of {name} is taken", taken)

    _expected = 0

    def _look(self) -> None:
        if self.tally.faults:
            self._end("Something in the program broke.")
            return
        if self.tally.scans >= self._expected and self._until.true():
            self._go_on()
        elif self._since.elapsed() > STEP_MS:
            self._end(f"It took too long until this was so: {self._until.what}.")

    def _go_on(self) -> None:
        try:
            self._until = next(self._play)
            self._since.restart()
        except StopIteration:
            self._end("")

    def _end(self, fault: str) -> None:
        self._tick.stop()
        self.ended.emit(fault)

    def _scanned(self) -> None:
        self.tally.scans += 1

    def _count(self, notice: Notice) -> None:
        outcome = notice.outcome
        if notice.kind is NoticeKind.REFUSED:
            self.tally.refused += 1
        elif isinstance(outcome, Accepted):
            self.tally.accepted += 1
            self.tally.undone += outcome.news is News.UNDONE
        _say(notice.kind, notice.text)


def _say(word: str, text: str) -> None:
    """One line of the story, ASCII; what it tells of is durable already."""
    print(f"{word:9} {text.encode('unicode_escape').decode()}", flush=True)


class ActionCounter(QObject):
    """Counts what a hand does: keys and pointer, as the window system reports them.

    It filters the native window, where each such event arrives once.
    """

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self._tally = tally

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count and let pass."""
        del watched
        counted = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}
        if event.type() in counted and event.spontaneous():
            self._tally.keyboard_or_mouse_actions += 1
        return False


def run_demo(options: DemoOptions) -> int:
    """Play the shift; 0 only if the ERP's books agree with every word of the report."""
    with tempfile.TemporaryDirectory(prefix="kitbench-demo-") as folder:
        return _Demo(options, Home(options.home or Path(folder))).run()


class _Demo:
    """One performance: scenery up, play, scenery down."""

    def __init__(self, options: DemoOptions, home: Home) -> None:
        self._options, self._home = options, home
        self._redactor = Redactor()
        self._cable: NetworkCable | None = None
        self._books: Books | None = None
        self._transport: Transport | None = None
        self._fault = "The shift was not played."

    def run(self) -> int:
        app = application()
        self._home.create()
        close_log = open_log(self._home.log, self._options.log_level, self._redactor)
        restore_qt = carry_qt_messages()
        try:
            return self._perform(app)
        finally:
            restore_qt()
            close_log()

    def _perform(self, app: QApplication) -> int:
        options = self._options
        for folder in (options.shots, options.report and options.report.parent):
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
        with SimulatedScanner() as scanner:
            around = Surroundings(
                TRAINING,
                training=self._start_training,
                scanners=(SerialScanner(SCANNER, scanner.port),),
                door=self._put_cable,
                redactor=self._redactor,
            )
            settings = replace(self._options.settings, station=Station(name="KIT-04"))
            station = Workstation(app, self._home, settings, around)
            try:
                status = self._play(app, station, scanner)
            finally:
                station.close()
                if self._cable is not None:
                    self._cable.pull()
        return status

    def _start_training(self) -> TrainingErp:
        return TrainingErp("--strict", "--data", str(self._home.training_books))

    def _put_cable(self, door: TrainingDoor) -> TrainingDoor:
        """Between workstation and ERP; the books are read past it."""
        there = urlsplit(door.url)
        self._cable = NetworkCable(there.hostname or "", there.port or 0)
        self._transport = Transport(door.url)
        client = ExpandableClient(self._transport)
        token = client.auth_token(door.data_source, door.user, door.password)
        self._redactor.keep_secret(token)
        self._books = Books(client, token, PLANT)
        url = self._cable.url
        return replace(door, url=url, manex=door.manex.replace(door.url, url))

    def _play(self, app: QApplication, station: Workstation, scanner: SimulatedScanner) -> int:
        player = Player(station, scanner, self._options.shots)
        counter = ActionCounter(player.tally)
        with_signals(app)
        station.window.show()
        station.window.windowHandle().installEventFilter(counter)
        station.start()

        def ended(fault: str) -> None:
            station.window.windowHandle().removeEventFilter(counter)
            try:
                self._finish(station, player, fault)
            finally:
                if self._options.headless or self._fault:
                    app.quit()
                else:
                    panel.show()

        restore = install_hooks(player.tally.faults.append)
        panel = LabelPanel(station.look, scanner.scan)
        player.ended.connect(ended)
        player.start(self._shift(station, player))
        app.exec()
        restore()
        panel.close()
        if self._transport is not None:
            self._transport.close()
        if self._fault:
            print(self._fault, file=sys.stderr)
        return 1 if self._fault else 0

    def _shift(self, station: Workstation, player: Player) -> Play:
        """The cable is there only once the training ERP has answered."""
        yield Until("the training ERP answers", lambda: self._cable is not None)
        if self._cable is not None:
            yield from Shift(station.desk, station.session, self._cable, player).play()

    def _finish(self, station: Workstation, player: Player, fault: str) -> None:
        postings = _postings(station)
        faults = [*player.tally.faults, fault] if fault else [*player.tally.faults]
        if self._books is not None:
            faults += self._books.differences(postings)
        posted = [one for one in postings if one.state is PostingState.POSTED]
        if self._options.report is not None:
            write(self._options.report, as_json(player.tally, posted, faults))
        self._fault = "\n".join(faults)
        tally = player.tally
        print(
            f"{len(posted)} kits posted, {tally.scans} scans, {tally.refused} refused, "
            f"{tally.undone} undone: {'the books differ' if faults else 'the books agree'}.",
            flush=True,
        )


def _postings(station: Workstation) -> list[StoredPosting]:
    rows = station.outbox.recent(limit=1000, target=TRAINING)
    return [station.outbox.get(row.posting_id) for row in reversed(rows)]
