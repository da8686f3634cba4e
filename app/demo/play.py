"""Plays the shift through the real window, and holds it against the ERP's books."""

import sys
import tempfile
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtWidgets import QApplication

from app import own_imports  # noqa: F401 - before all that is large
from app.core.posting import PostingState
from app.core.settings import Settings, Station
from app.demo.audit import Audit, postings
from app.demo.cable import NetworkCable
from app.demo.fingers import Fingers
from app.demo.labels import LabelPanel
from app.demo.player import SCANNER, ActionCounter, Player
from app.demo.report import as_json, write
from app.demo.scenes import Play, Until
from app.demo.shift import Part, Shift
from app.diagnostics import Redactor, install_hooks, open_log
from app.main import Surroundings, Workstation, application, with_signals
from app.paths import Home
from app.qt_messages import carry_qt_messages
from app.services.targets import TRAINING
from app.store.lot_labels import LotLabels
from app.training import TrainingDoor, TrainingErp
from hardware.serial_scanner import SerialScanner
from hardware.simulated import SimulatedScanner


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """The demo's own command line."""

    headless: bool
    home: Path | None = None
    report: Path | None = None
    shots: Path | None = None
    log_level: str = "info"
    settings: Settings = field(default_factory=Settings)
    parts: Collection[Part] = tuple(Part)


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
        self._audit: Audit | None = None
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
        self._audit = Audit(door, self._redactor.keep_secret)
        url = self._cable.url
        return replace(door, url=url, manex=door.manex.replace(door.url, url))

    def _play(self, app: QApplication, station: Workstation, scanner: SimulatedScanner) -> int:
        player = Player(station, scanner, self._options.shots)
        counter = ActionCounter(player.tally)
        with_signals(app)
        if self._options.headless:
            station.window.show()
        else:
            station.window.show_on_screen()
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

        restore = install_hooks(player.tally.faults.append, self._redactor)
        panel = LabelPanel(station.look, scanner.scan)
        player.ended.connect(ended)
        player.start(self._shift(station, player))
        app.exec()
        restore()
        panel.close()
        if self._audit is not None:
            self._audit.close()
        if self._fault:
            print(self._fault, file=sys.stderr)
        return 1 if self._fault else 0

    def _shift(self, station: Workstation, player: Player) -> Play:
        """The cable is there only once the training ERP has answered."""
        yield Until("the training ERP answers", lambda: self._cable is not None)
        if self._cable is not None and self._audit is not None:
            fingers = Fingers(station, player.tally)
            shift = Shift(station, self._cable, self._audit.orders, player, fingers)
            yield from shift.play(self._options.parts)

    def _finish(self, station: Workstation, player: Player, fault: str) -> None:
        faults = [*player.tally.faults, fault] if fault else [*player.tally.faults]
        if self._audit is not None:
            faults += self._audit.differences(station.outbox)
        posted = [one for one in postings(station.outbox) if one.state is PostingState.POSTED]
        if self._options.report is not None:
            labels = LotLabels(station.database)
            write(self._options.report, as_json(player.tally, posted, labels, faults))
        self._fault = "\n".join(faults)
        tally = player.tally
        print(
            f"{len(posted)} postings, {tally.scans} scans, {tally.refused} refused, "
            f"{tally.undone} undone: {'the books differ' if faults else 'the books agree'}.",
            flush=True,
        )
