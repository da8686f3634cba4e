"""Scans from real serial lines into the GUI thread: journalled, read, in order, none lost."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.labels import LabelKind, Verb, read
from app.services.scanning import (
    Flaw,
    Garbled,
    ScannedLabel,
    ScannerMode,
    ScannerState,
    ScannerStatus,
    Scanning,
)
from app.store.database import Database
from app.store.journal import Journal
from hardware.framing import Framing
from hardware.serial_scanner import SerialScanner
from hardware.simulated import SimulatedScanner
from tests.services.world import Heard, drained, until
from tests.support.ready_store import lay_out


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Database(lay_out(tmp_path / "kitbench.db")) as database:
        yield Journal(database)


@pytest.fixture
def scanning(journal: Journal) -> Iterator[Scanning]:
    """With no scanner yet; stopped at the end."""
    made = Scanning(journal, read)
    yield made
    made.stop()


@pytest.fixture
def device() -> Iterator[SimulatedScanner]:
    with SimulatedScanner() as made:
        yield made


@pytest.fixture
def scanned(scanning: Scanning) -> Heard[ScannedLabel]:
    heard = Heard[ScannedLabel]()
    scanning.scanned.connect(heard)
    return heard


def connected(
    scanning: Scanning,
    device: SimulatedScanner,
    name: str = "bench",
    mode: ScannerMode = ScannerMode.LIVE,
    framing: Framing | None = None,
) -> None:
    """Add a scanner on this device, start if need be, and wait until it reads."""
    scanning.add(SerialScanner(name, device.port, framing=framing), mode)
    if not scanning.statuses:
        scanning.start()
    until(
        lambda: (
            name in scanning.statuses and scanning.statuses[name].state is ScannerState.CONNECTED
        )
    )


def test_a_scan_arrives_read_and_durable(
    scanning: Scanning, scanned: Heard[ScannedLabel], device: SimulatedScanner, journal: Journal
) -> None:
    threads = Heard[str]()
    scanning.scanned.connect(lambda _: threads(threading.current_thread().name))
    connected(scanning, device)
    device.scan("KB:NEXT")
    one = scanned.one
    assert one.label.kind is LabelKind.COMMAND
    assert one.label.command is not None
    assert one.label.command.verb is Verb.NEXT
    assert (one.scan.scanner, one.scan.text, one.mode) == ("bench", "KB:NEXT", ScannerMode.LIVE)
    scan_id = one.scan_id.result(10)
    (noted,) = journal.recent()
    assert (noted.scan_id, noted.scanner, noted.raw) == (scan_id, "bench", b"KB:NEXT")
    assert noted.received_at == one.scan.received_at
    assert noted.outcome is None
    assert threads.all == [threading.main_thread().name]


def test_a_burst_loses_nothing_and_keeps_its_order(
    scanning: Scanning, scanned: Heard[ScannedLabel], device: SimulatedScanner, journal: Journal
) -> None:
    texts = [f"GC{n:08}" for n in range(3_000)]
    connected(scanning, device)

    def type_them() -> None:
        for text in texts:
            device.scan(text)

    burst = threading.Thread(target=type_them)
    burst.start()
    until(lambda: len(scanned.all) == len(texts))
    burst.join()
    assert [one.scan.text for one in scanned.all] == texts
    assert [one.label.plain for one in scanned.all] == texts
    ids = [one.scan_id.result(10) for one in scanned.all]
    assert ids == sorted(set(ids))
    noted = {one.scan_id: one.raw.decode() for one in journal.recent(limit=len(texts) + 1)}
    assert [noted[scan_id] for scan_id in ids] == texts


def test_two_scanners_are_told_apart(
    scanning: Scanning, scanned: Heard[ScannedLabel], device: SimulatedScanner
) -> None:
    with SimulatedScanner() as second:
        connected(scanning, device, "bench")
        connected(scanning, second, "dock", ScannerMode.BATCH)
        device.scan("A")
        second.scan("B")
        until(lambda: len(scanned.all) == 2)
        came = {(one.scan.scanner, one.scan.text, one.mode) for one in scanned.all}
        assert came == {("bench", "A", ScannerMode.LIVE), ("dock", "B", ScannerMode.BATCH)}
        scanning.stop()  # before the line goes


def test_what_is_typed_or_touched_takes_the_same_way(
    scanning: Scanning, scanned: Heard[ScannedLabel], journal: Journal
) -> None:
    scanning.inject("MOTOR003", "touch")
    assert scanned.all == []  # as any scan it comes when the GUI thread is free
    scanning.inject("]C1B\x1dC", "wedge", ScannerMode.BATCH, raw=b"]C1B{GS}C")
    until(lambda: len(scanned.all) == 2)
    first, second = scanned.all
    assert (first.label.plain, first.scan.scanner, first.scan.raw) == (
        "MOTOR003",
        "touch",
        b"MOTOR003",
    )
    assert second.mode is ScannerMode.BATCH
    assert second.scan_id.result(10) > first.scan_id.result(10)
    assert [one.raw for one in journal.recent()] == [b"]C1B{GS}C", b"MOTOR003"]


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "x" * 100_000])
def test_odd_texts_arrive_too(scanning: Scanning, scanned: Heard[ScannedLabel], text: str) -> None:
    scanning.inject(text, "touch")
    assert scanned.one.scan.text == text
    assert scanned.one.scan_id.result(10) > 0


def test_a_garbled_scan_is_told_as_such(
    scanning: Scanning, scanned: Heard[ScannedLabel], device: SimulatedScanner, journal: Journal
) -> None:
    garbled = Heard[Garbled]()
    scanning.garbled.connect(garbled)
    connected(scanning, device)
    device.write(b"\xff\xfe\r")
    assert (garbled.one.flaw, garbled.one.scanner) == (Flaw.UNDECODABLE, "bench")
    device.scan("AFTER")
    assert scanned.one.scan.text == "AFTER"
    scanned.one.scan_id.result(10)
    noted = [(one.raw, one.outcome) for one in journal.recent()]
    assert noted == [(b"AFTER", None), (b"\xff\xfe", "garbled: undecodable")]


def test_the_mode_of_a_scanner_is_known_by_its_name(
    scanning: Scanning, device: SimulatedScanner
) -> None:
    scanning.add(SerialScanner("dump", device.port), ScannerMode.BATCH)
    assert scanning.mode_of("dump") is ScannerMode.BATCH
    assert scanning.mode_of("nobody's") is ScannerMode.LIVE


def test_a_lost_scanner_is_told_and_comes_back(
    scanning: Scanning, scanned: Heard[ScannedLabel], device: SimulatedScanner
) -> None:
    told = Heard[tuple[str, ScannerStatus]]()
    scanning.status_changed.connect(lambda name, status: told((name, status)))
    connected(scanning, device)
    device.unplug()
    until(lambda: scanning.statuses["bench"].state is ScannerState.LOST)
    device.plug()
    until(lambda: scanning.statuses["bench"].state is ScannerState.CONNECTED)
    device.scan("BACK")
    assert scanned.one.scan.text == "BACK"
    states = [status.state for name, status in told.all if name == "bench"]
    assert states[0] is ScannerState.CONNECTING
    assert states[-2:] == [ScannerState.LOST, ScannerState.CONNECTED]


def test_while_a_secret_is_typed_nothing_is_taken(
    scanning: Scanning, scanned: Heard[ScannedLabel], device: SimulatedScanner, journal: Journal
) -> None:
    withheld = Heard[str]()
    garbled = Heard[Garbled]()
    scanning.withheld.connect(withheld)
    scanning.garbled.connect(garbled)
    connected(scanning, device)
    scanning.secret_entry = True
    device.scan("my password")
    device.write(b"\xff\r")
    scanning.inject("my password", "wedge")
    until(lambda: len(withheld.all) == 3)
    assert sorted(withheld.all) == ["bench", "bench", "wedge"]
    scanning.secret_entry = False
    device.scan("MOTOR003")
    assert scanned.one.scan.text == "MOTOR003"
    scanned.one.scan_id.result(10)
    assert [one.raw for one in journal.recent()] == [b"MOTOR003"]
    assert garbled.all == []


def test_stop_joins_the_readers_and_start_begins_anew(
    scanning: Scanning, scanned: Heard[ScannedLabel], device: SimulatedScanner
) -> None:
    connected(scanning, device)
    readers = [one for one in threading.enumerate() if one.name == "scanner bench"]
    assert readers
    scanning.stop()
    assert not any(one.is_alive() for one in readers)
    drained()
    assert scanning.statuses["bench"].state is ScannerState.CLOSED
    scanning.start()
    until(lambda: scanning.statuses["bench"].state is ScannerState.CONNECTED)
    device.scan("AGAIN")
    assert scanned.one.scan.text == "AGAIN"
