"""Who plays the shift: the scanner's trigger, the camera, the stopwatch, and the count."""

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from app.core.flow.news import News
from app.core.flow.outcomes import Accepted
from app.demo.report import Tally
from app.demo.scenes import Play, Until
from app.main import Workstation
from app.services.intake import Notice, NoticeKind
from app.store.postings import StoredPosting
from hardware.scanner import ScannerState
from hardware.simulated import SimulatedScanner

TICK_MS = 4
STILL_MS = 300  # after flash and pulse
PACKED = 80  # of a PNG: hardly larger than by default, and sooner written
STEP_MS = 20_000
SCANNER = "Scanner"


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
        station.flows.intake.noticed.connect(self._count)
        station.flows.confirmed.connect(lambda one: _say("confirmed", one.posting.reference))
        station.sender.posting_changed.connect(_sent)
        if station.purchase is not None:
            station.purchase.desk.confirmed.connect(self._lines_confirmed)
            station.purchase.sender.posting_changed.connect(_sent)
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
            return self._shown().save(str(path), quality=PACKED)

        return Until(f"a picture of {name} is taken", taken)

    def _shown(self) -> QImage | QPixmap:
        """What the window has painted; painted once more where the system keeps that elsewhere."""
        window = self._station.window
        painted = window.backingStore().paintDevice()
        return painted if isinstance(painted, QImage) else window.grab()

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

    def _lines_confirmed(self) -> None:
        opened = self._station.purchase.desk.opened if self._station.purchase else None
        for one in opened.results if opened else ():
            _say("confirmed", one.posting.reference)

    def _count(self, notice: Notice) -> None:
        outcome = notice.outcome
        if notice.kind is NoticeKind.REFUSED:
            self.tally.refused += 1
        elif isinstance(outcome, Accepted):
            self.tally.accepted += 1
            self.tally.undone += outcome.news is News.UNDONE
        _say(notice.kind, notice.text)


def _sent(stored: StoredPosting) -> None:
    _say(stored.state, stored.posting.reference)


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
