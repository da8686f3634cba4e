"""A scanner on a real line: reading, and stopping from every state."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from hardware.framing import Flaw, Framing, Terminator
from hardware.scanner import Scan, Scanner, ScannerState, ScannerStatus
from hardware.serial_scanner import Retry, SerialScanner
from hardware.simulated import SimulatedScanner
from tests.unit.hardware.conftest import Start
from tests.unit.hardware.recorder import PATIENCE, Recorder

SOON = 5.0
"""Seconds; a machine that does other things beside this is slow. Retries wait for a minute here."""


@pytest.fixture(params=["pty", "socket"])
def line(request: pytest.FixtureRequest) -> Iterator[SimulatedScanner]:
    with SimulatedScanner(network=request.param == "socket") as simulated:
        yield simulated


def test_a_scan_arrives_with_its_scanner_and_time(line: SimulatedScanner, start: Start) -> None:
    before, before_ns = datetime.now(UTC), time.monotonic_ns()
    _, heard = start(line.port, name="dock")
    assert heard.wait_state(ScannerState.CONNECTED).port == line.port
    line.scan("[)>\x1e06\x1dPMOTOR003\x1e\x04")
    heard.wait_scans(1)
    scan = heard.scans[0]
    assert (scan.scanner, scan.text) == ("dock", "[)>\x1e06\x1dPMOTOR003\x1e\x04")
    assert scan.raw == b"[)>\x1e06\x1dPMOTOR003\x1e\x04"
    assert before <= scan.received_at <= datetime.now(UTC)
    assert scan.received_at.utcoffset() == timedelta(0)
    assert before_ns <= scan.monotonic_ns <= time.monotonic_ns()


def test_a_burst_arrives_whole_and_in_order(line: SimulatedScanner, start: Start) -> None:
    _, heard = start(line.port)
    heard.wait_state(ScannerState.CONNECTED)
    sent = [f"KB-{number:05d}-GC00004057" for number in range(1000)]
    line.write("\r\n".join([*sent, ""]).encode())
    assert heard.wait_scans(1000) == sent
    assert heard.garbled == []


def test_a_scan_without_terminator_is_ended_by_the_gap(
    line: SimulatedScanner, start: Start
) -> None:
    _, heard = start(line.port, Framing(Terminator.NONE, gap=0.05))
    heard.wait_state(ScannerState.CONNECTED)
    line.write(b"MOTOR003")
    assert heard.wait_scans(1) == ["MOTOR003"]


def test_what_is_no_scan_is_told_in_its_place(device: SimulatedScanner, start: Start) -> None:
    _, heard = start(device.port, Framing(limit=8), name="dock")
    heard.wait_state(ScannerState.CONNECTED)
    device.write(b"A\rtoo long for it\r\xff\xfe\rB\r")
    assert heard.wait_scans(2) == ["A", "B"]
    assert [(g.scanner, g.flaw, g.raw) for g in heard.garbled] == [
        ("dock", Flaw.TOO_LONG, b"too long"),
        ("dock", Flaw.UNDECODABLE, b"\xff\xfe"),
    ]


def test_bytes_are_overheard_as_they_come_while_somebody_listens(
    device: SimulatedScanner, start: Start
) -> None:
    scanner, heard = start(device.port, Framing(prefix=b"*"))
    heard.wait_state(ScannerState.CONNECTED)
    chunks: list[bytes] = []
    device.scan("*A")
    heard.wait_scans(1)
    scanner.tap(chunks.append)
    device.write(b"*B\xff\r\n*C\r\n")
    heard.wait_scans(2)
    scanner.tap(None)
    device.scan("*D")
    heard.wait_scans(3)
    assert b"".join(chunks) == b"*B\xff\r\n*C\r\n"
    assert heard.garbled[0].text == "*B\\xff"


@pytest.mark.parametrize("url", ["spy://{}", "alt://{}?class=PosixPollSerial"])
def test_other_urls_of_pyserial_are_read_too(
    url: str, device: SimulatedScanner, start: Start
) -> None:
    _, heard = start(url.format(device.port))
    heard.wait_state(ScannerState.CONNECTED)
    device.scan("A")
    assert heard.wait_scans(1) == ["A"]


def test_all_but_the_last_word_come_from_one_thread(device: SimulatedScanner, start: Start) -> None:
    scanner, heard = start(device.port)
    heard.wait_state(ScannerState.CONNECTED)
    device.scan("A")
    heard.wait_scans(1)
    assert [thread.name for thread in heard.threads] == ["scanner S1"]
    scanner.stop()
    assert heard.statuses[-1] == ScannerStatus(ScannerState.CLOSED, device.port)
    assert threading.current_thread() in heard.threads


def test_a_callback_that_raises_is_reported_and_reading_goes_on(
    device: SimulatedScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    heard = Recorder()

    def fragile(scan: Scan) -> None:
        heard.on_scan(scan)
        if scan.text == "BAD":
            raise LookupError(scan.text)

    scanner = SerialScanner("S1", device.port)
    scanner.start(fragile, heard.on_garbled, heard.on_status)
    try:
        heard.wait_state(ScannerState.CONNECTED)
        device.write(b"BAD\rGOOD\r")
        assert heard.wait_scans(2) == ["BAD", "GOOD"]
    finally:
        scanner.stop()
    assert [(args.exc_type, str(args.exc_value)) for args in reported] == [(LookupError, "BAD")]
    assert heard.states == [
        ScannerState.CONNECTING,
        ScannerState.CONNECTED,
        ScannerState.CLOSED,
    ]


def stopped_soon(scanner: Scanner) -> None:
    began = time.monotonic()
    scanner.stop()
    assert time.monotonic() - began < SOON


def test_stop_during_a_blocked_read(line: SimulatedScanner, start: Start) -> None:
    scanner, heard = start(line.port)
    heard.wait_state(ScannerState.CONNECTED)
    stopped_soon(scanner)
    assert heard.states[-1] is ScannerState.CLOSED


def test_stop_while_lost(device: SimulatedScanner, start: Start) -> None:
    scanner, heard = start(device.port, retry=Retry(first=60, longest=60, look=60))
    heard.wait_state(ScannerState.CONNECTED)
    device.unplug()
    heard.wait_state(ScannerState.LOST)
    stopped_soon(scanner)


def test_stop_while_absent_and_again(start: Start) -> None:
    scanner, heard = start("/dev/no-such-port", retry=Retry(first=60, longest=60, look=60))
    heard.wait_state(ScannerState.ABSENT)
    stopped_soon(scanner)
    scanner.stop()
    assert heard.states.count(ScannerState.CLOSED) == 1


def test_stop_before_start(device: SimulatedScanner) -> None:
    SerialScanner("S1", device.port).stop()


def test_stop_at_once_after_start(line: SimulatedScanner, start: Start) -> None:
    scanner, heard = start(line.port)
    stopped_soon(scanner)
    assert heard.states[-1] is ScannerState.CLOSED


def test_stop_from_a_callback_is_the_last_that_is_heard(device: SimulatedScanner) -> None:
    heard, stopped = Recorder(), threading.Event()
    scanner = SerialScanner("S1", device.port)

    def stop(scan: Scan) -> None:
        heard.on_scan(scan)
        scanner.stop()
        stopped.set()

    scanner.start(stop, heard.on_garbled, heard.on_status)
    heard.wait_state(ScannerState.CONNECTED)
    (reader,) = heard.threads
    device.write(b"A\rB\r")
    assert stopped.wait(PATIENCE)
    reader.join(PATIENCE)
    assert heard.texts == ["A"]
    assert heard.states[-1] is ScannerState.CLOSED


def test_a_stopped_scanner_can_be_started_again(line: SimulatedScanner, start: Start) -> None:
    scanner, heard = start(line.port)
    heard.wait_state(ScannerState.CONNECTED)
    with pytest.raises(RuntimeError, match="started already"):
        scanner.start(heard.on_scan, heard.on_garbled, heard.on_status)
    scanner.stop()
    again = Recorder()
    scanner.start(again.on_scan, again.on_garbled, again.on_status)
    again.wait_state(ScannerState.CONNECTED)
    line.scan("A")
    assert again.wait_scans(1) == ["A"]
    assert heard.scans == []


def test_two_scanners_are_told_apart(device: SimulatedScanner, start: Start) -> None:
    with SimulatedScanner(terminator=b"\t") as other:
        _, first = start(device.port, name="components")
        _, second = start(other.port, Framing(Terminator.TAB), name="finished")
        first.wait_state(ScannerState.CONNECTED)
        second.wait_state(ScannerState.CONNECTED)
        device.scan("A")
        other.scan("B")
        first.wait_scans(1)
        second.wait_scans(1)
    assert [(scan.scanner, scan.text) for scan in first.scans + second.scans] == [
        ("components", "A"),
        ("finished", "B"),
    ]


def test_a_waiting_reader_takes_next_to_no_processor(line: SimulatedScanner, start: Start) -> None:
    """It waits a second here for the gap that ends the scan; spinning would take all of it."""
    _, heard = start(line.port, Framing(gap=1.0))
    heard.wait_state(ScannerState.CONNECTED)
    (reader,) = heard.threads
    assert reader.ident is not None
    clock = time.pthread_getcpuclockid(reader.ident)
    billed = time.clock_gettime(clock)
    line.write(b"A")
    assert heard.wait_scans(1) == ["A"]
    assert time.clock_gettime(clock) - billed < 0.1
