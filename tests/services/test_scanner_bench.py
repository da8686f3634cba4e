"""Scanners set up anew while the station runs, and tried on the bench."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.labels import read
from app.core.settings import KEYBOARD, ScannerMode, ScannerRole, ScannerSettings
from app.services.scanner_bench import ListedPort, ScannerBench, Tried
from app.services.scanning import (
    Flaw,
    KeyboardScanner,
    ScannedLabel,
    ScannerState,
    ScannerStatus,
    Scanning,
)
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.journal import Journal
from hardware.discovery import PortInfo, UsbIdentity
from hardware.simulated import SimulatedScanner
from tests.services.world import Heard, drained, until
from tests.support.ready_store import lay_out


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Database(lay_out(tmp_path / "kitbench.db")) as database:
        yield Journal(database)


@pytest.fixture
def scanning(journal: Journal) -> Iterator[Scanning]:
    """Started, with no scanner yet."""
    made = Scanning(journal, read)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def scanned(scanning: Scanning) -> Heard[ScannedLabel]:
    heard = Heard[ScannedLabel]()
    scanning.scanned.connect(heard)
    return heard


@pytest.fixture
def devices() -> Iterator[tuple[SimulatedScanner, SimulatedScanner]]:
    with SimulatedScanner() as first, SimulatedScanner() as second:
        yield first, second


class Bench:
    """A bench, and what it told."""

    def __init__(self, scanning: Scanning, tasks: Tasks) -> None:
        self.bench = ScannerBench(scanning, tasks)
        self.heard, self.tried = Heard[tuple[str, bytes]](), Heard[Tried]()
        self.statuses, self.listed = Heard[ScannerStatus](), Heard[tuple[ListedPort, ...]]()
        self.bench.heard.connect(lambda name, chunk: self.heard((name, bytes(chunk))))
        self.bench.tried.connect(self.tried)
        self.bench.status_changed.connect(lambda _, status: self.statuses(status))
        self.bench.ports_listed.connect(self.listed)

    def try_port(self, settings: ScannerSettings) -> None:
        """And wait until it is read."""
        self.bench.try_port(settings)
        until(lambda: self.bench.status.state is ScannerState.CONNECTED)

    def bytes_of(self, name: str) -> bytes:
        return b"".join(chunk for one, chunk in self.heard.all if one == name)


@pytest.fixture
def bench(scanning: Scanning) -> Iterator[Bench]:
    tasks = Tasks()
    made = Bench(scanning, tasks)
    yield made
    made.bench.close()
    assert tasks.close()


def connected(scanning: Scanning, *names: str) -> bool:
    states = {name: status.state for name, status in scanning.statuses.items()}
    return states == dict.fromkeys(names, ScannerState.CONNECTED)


# Set up anew


def test_a_scanner_that_stays_as_it_was_goes_on_reading(
    scanning: Scanning,
    scanned: Heard[ScannedLabel],
    devices: tuple[SimulatedScanner, SimulatedScanner],
) -> None:
    first, second = devices
    line = ScannerSettings("line", first.port)
    told = Heard[tuple[str, ScannerState]]()
    scanning.set_up([line, ScannerSettings("end", second.port)])
    until(lambda: connected(scanning, "line", "end"))
    scanning.status_changed.connect(lambda name, status: told((name, status.state)))
    changed = ScannerSettings(
        "end", second.port, mode=ScannerMode.BATCH, role=ScannerRole.SERIALS, prefix="*", gs="~"
    )
    scanning.set_up([line, changed])
    until(lambda: told.all[-1:] == [("end", ScannerState.CONNECTED)])
    assert {name for name, _ in told.all} == {"end"}
    second.scan("*A~B")
    one = scanned.one
    assert (one.scan.text, one.mode, one.role) == ("A\x1dB", ScannerMode.BATCH, ScannerRole.SERIALS)
    first.scan("C")
    until(lambda: len(scanned.all) == 2)
    assert (scanned.all[1].scan.scanner, scanned.all[1].role) == ("line", ScannerRole.ANY)


def test_a_scanner_that_is_named_no_more_lets_go_of_its_port(
    scanning: Scanning, devices: tuple[SimulatedScanner, SimulatedScanner]
) -> None:
    first, second = devices
    scanning.set_up([ScannerSettings("A", first.port), ScannerSettings("B", second.port)])
    until(lambda: connected(scanning, "A", "B"))
    told = Heard[tuple[str, ScannerState]]()
    scanning.status_changed.connect(lambda name, status: told((name, status.state)))
    scanning.set_up([ScannerSettings("C", first.port)])
    until(lambda: connected(scanning, "C"))
    drained()
    assert {state for name, state in told.all if name in "AB"} == {ScannerState.CLOSED}
    assert [status.port for status in scanning.statuses.values()] == [first.port]


def test_what_was_added_otherwise_stays(scanning: Scanning) -> None:
    scanning.add(KeyboardScanner("typed"))
    scanning.set_up([ScannerSettings("keys", KEYBOARD, prefix="*")])
    until(lambda: connected(scanning, "typed", "keys"))
    assert [one.name for one in scanning.keyboards] == ["typed", "keys"]
    assert scanning.keyboards[1].framing.prefix == b"*"
    scanning.set_up([])
    until(lambda: connected(scanning, "typed"))


# On the bench


def test_while_the_bench_is_open_scans_go_nowhere_else(
    scanning: Scanning,
    scanned: Heard[ScannedLabel],
    journal: Journal,
    bench: Bench,
    devices: tuple[SimulatedScanner, SimulatedScanner],
) -> None:
    device, _ = devices
    scanning.set_up([ScannerSettings("line", device.port, prefix="*")])
    until(lambda: connected(scanning, "line"))
    bench.bench.open()
    device.write(b"*KB:NEXT\r\n*\xff\r\n")
    until(lambda: len(bench.tried.all) == 2)
    good, bad = bench.tried.all
    assert (good.scanner, good.text, good.raw, good.flaw) == ("line", "KB:NEXT", b"*KB:NEXT", None)
    assert good.label is not None
    assert good.label.command is not None
    assert (bad.text, bad.label, bad.flaw) == ("*\\xff", None, Flaw.UNDECODABLE)
    until(lambda: bench.bytes_of("line") == b"*KB:NEXT\r\n*\xff\r\n")
    bench.bench.close()
    device.scan("*MOTOR003")
    assert scanned.one.scan.text == "MOTOR003"
    scanned.one.scan_id.result(10)
    assert [one.raw for one in journal.recent()] == [b"*MOTOR003"]
    assert len(bench.tried.all) == 2
    assert b"MOTOR003" not in bench.bytes_of("line")


def test_a_port_on_trial_is_borrowed_from_the_scanner_that_has_it(
    scanning: Scanning,
    scanned: Heard[ScannedLabel],
    bench: Bench,
    devices: tuple[SimulatedScanner, SimulatedScanner],
) -> None:
    device, other = devices
    scanning.set_up([ScannerSettings("line", device.port), ScannerSettings("end", other.port)])
    until(lambda: connected(scanning, "line", "end"))
    bench.bench.open()
    bench.try_port(ScannerSettings("trial", device.port, suffix="#"))
    assert scanning.statuses["line"].state is ScannerState.CLOSED
    assert scanning.statuses["end"].state is ScannerState.CONNECTED
    device.scan("A#")
    assert (bench.tried.one.scanner, bench.tried.one.text) == ("trial", "A")
    assert bench.bytes_of("trial") == b"A#\r"
    bench.try_port(ScannerSettings("trial", device.port, suffix="*"))
    device.scan("B*")
    until(lambda: [one.text for one in bench.tried.all] == ["A", "B"])
    bench.bench.close()
    assert bench.statuses.all[-1].state is ScannerState.CLOSED
    until(lambda: connected(scanning, "line", "end"))
    device.scan("C")
    assert scanned.one.scan.text == "C"


def test_a_port_that_cannot_be_read_says_so(bench: Bench) -> None:
    bench.bench.try_port(ScannerSettings("trial", "nonsense://"))
    until(lambda: bench.bench.status.state is ScannerState.UNUSABLE)
    bench.bench.end_trial()
    assert bench.bench.status.state is ScannerState.CLOSED


def test_a_scanner_that_types_has_all_keys_while_it_is_tried(
    scanning: Scanning, scanned: Heard[ScannedLabel], bench: Bench
) -> None:
    scanning.add(KeyboardScanner("keys"))
    bench.bench.open()
    bench.try_port(ScannerSettings("trial", KEYBOARD, gs="]"))
    (keyboard,) = scanning.keyboards
    assert [keyboard] == [bench.bench.keyboard]
    keyboard.overhear("A]B\r")
    keyboard.hand("A]B")
    assert bench.tried.one.text == "A\x1dB"
    assert bench.bytes_of("trial") == b"A]B\r"
    bench.bench.end_trial()
    assert bench.bench.keyboard is None
    assert [one.name for one in scanning.keyboards] == ["keys"]
    assert scanned.all == []


def test_nothing_is_tried_while_a_secret_is_typed(scanning: Scanning, bench: Bench) -> None:
    bench.bench.open()
    bench.try_port(ScannerSettings("trial", KEYBOARD))
    scanning.secret_entry = True
    assert bench.bench.keyboard is not None
    bench.bench.keyboard.overhear("password")
    bench.bench.keyboard.hand("password")
    drained()
    assert (bench.tried.all, bench.heard.all) == ([], [])


def test_ports_are_listed_with_their_address_and_whose_they_are(
    scanning: Scanning,
    bench: Bench,
    devices: tuple[SimulatedScanner, SimulatedScanner],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system's own list is told by the test, as no pty is ever in it."""
    device, _ = devices
    identity = UsbIdentity(0x0C2E, 0x0B6A, "17042B0A5C", "1-2")
    there = [PortInfo(device.port, "Xenon", "Honeywell", "Xenon", identity), PortInfo("COM1", "-")]
    monkeypatch.setattr("hardware.discovery.ports", lambda: there)
    scanning.set_up([ScannerSettings("line", device.port)])
    until(lambda: connected(scanning, "line"))
    bench.bench.list_ports()
    assert bench.listed.one == (
        ListedPort(there[0], "usb:0c2e:0b6a:17042B0A5C", "line"),
        ListedPort(there[1], "COM1"),
    )
