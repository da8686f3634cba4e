"""Lost, found again, busy, forbidden, wrong: where a scanner stands and how it gets out of it."""

import os
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest
import serial
import serial.rfc2217

from hardware.discovery import PortInfo, UsbIdentity
from hardware.framing import Flaw
from hardware.scanner import ScannerState
from hardware.serial_scanner import Retry
from hardware.simulated import SimulatedScanner
from tests.unit.hardware.conftest import AT_ONCE, Start, as_nobody
from tests.unit.hardware.recorder import PATIENCE


def test_back_off_grows_from_the_first_to_the_longest_delay() -> None:
    assert list(islice(Retry().delays(), 7)) == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0]


@pytest.mark.parametrize("network", [False, True])
def test_an_unplugged_scanner_is_found_again(network: bool, start: Start) -> None:
    with SimulatedScanner(network=network) as device:
        open_files = len(list(Path("/dev/fd").iterdir()))
        scanner, heard = start(device.port)
        heard.wait_state(ScannerState.CONNECTED)
        for number in range(3):
            device.scan(f"before {number}")
            heard.wait_scans(number + 1)
            device.unplug()
            heard.wait_state(ScannerState.LOST)
            device.plug()
            heard.wait_state(ScannerState.CONNECTED)
        device.scan("after")
        assert heard.wait_scans(4) == ["before 0", "before 1", "before 2", "after"]
        assert heard.states == [
            ScannerState.CONNECTING,
            ScannerState.CONNECTED,
            *[ScannerState.LOST, ScannerState.CONNECTED] * 3,
        ]
        scanner.stop()
        device.unplug()
        device.plug()
        assert len(list(Path("/dev/fd").iterdir())) == open_files


def test_a_scanner_that_is_plugged_in_later_is_found(start: Start) -> None:
    with SimulatedScanner() as device:
        device.unplug()
        _, heard = start(device.port)
        assert "No such file" in heard.wait_state(ScannerState.ABSENT).detail
        device.plug()
        heard.wait_state(ScannerState.CONNECTED)


def test_a_scan_cut_by_the_unplugging_is_told(device: SimulatedScanner, start: Start) -> None:
    _, heard = start(device.port)
    heard.wait_state(ScannerState.CONNECTED)
    device.write(b"WHOLE\rHALF")
    heard.wait_scans(1)
    device.unplug()
    heard.wait(lambda: len(heard.garbled) == 1)
    assert (heard.garbled[0].raw, heard.garbled[0].flaw) == (b"HALF", Flaw.CUT_OFF)


def url_of(scheme: str, server: socket.socket) -> str:
    return f"{scheme}://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def socat(*addresses: str, links: list[Path]) -> Iterator[subprocess.Popen[bytes]]:
    """A real pair of lines by socat; unplugged when the block ends."""
    command = [shutil.which("socat") or "socat", "-d", "-d", *addresses]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if b"starting data transfer loop" in line:
                    break
            assert all(link.exists() for link in links)
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.mark.skipif(shutil.which("socat") is None, reason="needs socat")
def test_replug_behind_a_stable_link(tmp_path: Path, start: Start) -> None:
    port, far = tmp_path / "scanner", tmp_path / "far"
    ends = (f"pty,raw,echo=0,link={port}", f"pty,raw,echo=0,link={far}")
    with socat(*ends, links=[port, far]):
        _, heard = start(str(port))
        heard.wait_state(ScannerState.CONNECTED)
        far.write_bytes(b"ONE\r\n")
        heard.wait_scans(1)
    heard.wait_state(ScannerState.LOST)
    with socat(*ends, links=[port, far]):
        heard.wait_state(ScannerState.CONNECTED)
        far.write_bytes(b"TWO\r\n")
        assert heard.wait_scans(2) == ["ONE", "TWO"]


@pytest.mark.skipif(shutil.which("socat") is None, reason="needs socat")
def test_replug_behind_another_link(tmp_path: Path, start: Start) -> None:
    """As ttyACM0 comes back as ttyACM1: the system lists the link that is there now."""
    identity = UsbIdentity(0x0C2E, 0x0B6A, "17042B0A5C")
    names, far = [tmp_path / "ttyACM0", tmp_path / "ttyACM1"], tmp_path / "far"

    def listed() -> list[PortInfo]:
        return [PortInfo(str(p), "scanner", identity=identity) for p in names if p.exists()]

    _, heard = start(identity, ports=listed)
    for count, name in enumerate(names, start=1):
        ends = (f"pty,raw,echo=0,link={name}", f"pty,raw,echo=0,link={far}")
        with socat(*ends, links=[name, far]):
            assert heard.wait_state(ScannerState.CONNECTED).port == str(name)
            far.write_bytes(b"SCAN\r\n")
            heard.wait_scans(count)
        heard.wait_state(ScannerState.LOST)
    assert heard.texts == ["SCAN", "SCAN"]


def test_a_usb_device_is_found_again_under_another_name(start: Start) -> None:
    """The list of ports is told by the test, as no pty is ever in the system's."""
    identity = UsbIdentity(0x0C2E, 0x0B6A, "17042B0A5C")
    here: list[PortInfo] = []
    with SimulatedScanner() as first, SimulatedScanner() as second:
        _, heard = start(identity, ports=lambda: list(here))
        assert heard.wait_state(ScannerState.ABSENT).port == "usb:0c2e:0b6a:17042B0A5C"
        here[:] = [PortInfo(first.port, "scanner", identity=identity)]
        assert heard.wait_state(ScannerState.CONNECTED).port == first.port
        here.clear()
        first.unplug()
        heard.wait_state(ScannerState.LOST)
        here[:] = [
            PortInfo(first.port, "another", identity=UsbIdentity(0x0C2E, 0x0B6A, "OTHER")),
            PortInfo(second.port, "scanner", identity=identity),
        ]
        assert heard.wait_state(ScannerState.CONNECTED).port == second.port
        second.scan("A")
        assert heard.wait_scans(1) == ["A"]


def test_what_goes_on_is_told_once(device: SimulatedScanner, start: Start) -> None:
    """Five attempts in each state: one word for all of them, and what was lost stays lost."""
    identity = UsbIdentity(0x0C2E, 0x0B6A, "17042B0A5C")
    here: list[PortInfo] = []
    looks = threading.Semaphore(0)

    def look() -> list[PortInfo]:
        looks.release()
        return list(here)

    def wait_for_looks() -> None:
        while looks.acquire(blocking=False):
            pass  # those of before don't count
        assert all(looks.acquire(timeout=PATIENCE) for _ in range(5))

    _, heard = start(identity, ports=look)
    wait_for_looks()
    here[:] = [PortInfo(device.port, "scanner", identity=identity)]
    heard.wait_state(ScannerState.CONNECTED)
    here.clear()
    device.unplug()
    heard.wait_state(ScannerState.LOST)
    wait_for_looks()
    assert heard.states == [
        ScannerState.CONNECTING,
        ScannerState.ABSENT,
        ScannerState.CONNECTED,
        ScannerState.LOST,
    ]


def test_a_port_that_another_has_is_busy_until_it_is_let_go(
    device: SimulatedScanner, start: Start
) -> None:
    first, heard_first = start(device.port)
    heard_first.wait_state(ScannerState.CONNECTED)
    _, heard_second = start(device.port)
    heard_second.wait_state(ScannerState.BUSY)
    first.stop()
    heard_second.wait_state(ScannerState.CONNECTED)
    device.scan("A")
    assert heard_second.wait_scans(1) == ["A"]
    assert heard_first.scans == []


def test_a_port_one_may_not_open(tmp_path: Path, start: Start) -> None:
    master, slave = os.openpty()
    try:
        path = os.ttyname(slave)
        Path(path).chmod(0o000)
        with as_nobody():
            _, heard = start(path)
            status = heard.wait_state(ScannerState.NO_PERMISSION)
        assert "Permission denied" in status.detail
        Path(path).chmod(0o600)
        heard.wait_state(ScannerState.CONNECTED)
    finally:
        os.close(master)
        os.close(slave)


@pytest.mark.parametrize(
    "port", ["nonsense://x", __file__, str(Path(__file__).parent), "socket://no-port"]
)
def test_what_is_no_serial_port_is_unusable(port: str, start: Start) -> None:
    _, heard = start(port)
    assert heard.wait_state(ScannerState.UNUSABLE).detail


def test_a_server_that_is_not_there_is_absent(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = url_of("socket", server)
    _, heard = start(address)
    assert "refused" in heard.wait_state(ScannerState.ABSENT).detail


def test_a_pattern_that_no_port_matches_is_absent(start: Start) -> None:
    _, heard = start("hwgrep://no such device")
    assert heard.wait_state(ScannerState.ABSENT).detail


def test_a_reset_connection_is_lost_and_leaves_no_socket_open(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        scanner, heard = start(url_of("socket", server))
        connection, _ = server.accept()
        heard.wait_state(ScannerState.CONNECTED)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        heard.wait_state(ScannerState.LOST)
        scanner.stop()


def test_stop_returns_while_a_silent_address_is_still_being_called(start: Start) -> None:
    """A full queue of a listener drops calls without a word, as a dead address does."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        with socket.create_connection(server.getsockname()):
            scanner, heard = start(url_of("socket", server))
            heard.wait_state(ScannerState.CONNECTING)
            (reader,) = heard.threads
            scanner.stop()
            assert heard.states == [ScannerState.CONNECTING, ScannerState.CLOSED]
            assert reader.is_alive()
    reader.join(PATIENCE)
    assert not reader.is_alive()
    assert heard.states == [ScannerState.CONNECTING, ScannerState.CLOSED]


def test_loop_connects_and_stops(start: Start) -> None:
    scanner, heard = start("loop://")
    heard.wait_state(ScannerState.CONNECTED)
    scanner.stop()
    assert heard.states[-1] is ScannerState.CLOSED


class Rfc2217Server:
    """One RFC 2217 client at a time on loopback, by pyserial's own server side."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = url_of("rfc2217", self._server)
        self._connection: socket.socket | None = None
        self._manager: serial.rfc2217.PortManager | None = None
        self._thread = threading.Thread(target=self._serve, name="rfc2217 server")
        self._thread.start()

    def _serve(self) -> None:
        self._connection, _ = self._server.accept()
        with serial.serial_for_url("loop://") as line:
            self._manager = serial.rfc2217.PortManager(line, self)  # type: ignore[arg-type] # stubs
            while sent := self._connection.recv(1024):
                for _ in self._manager.filter(sent):
                    pass

    def write(self, data: bytes) -> None:
        """What the port manager answers by."""
        assert self._connection is not None
        self._connection.sendall(data)

    def scan(self, text: str) -> None:
        assert self._manager is not None
        self.write(b"".join(self._manager.escape(text.encode() + b"\r")))

    def drop(self) -> None:
        if self._connection is not None:
            self._connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE)
        self._server.close()
        if self._connection is not None:
            self._connection.close()


@pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")  # pyserial's
def test_a_dropped_rfc2217_server_is_lost_though_reads_end_without_a_word(start: Start) -> None:
    server = Rfc2217Server()
    try:
        scanner, heard = start(server.url, retry=AT_ONCE)
        heard.wait_state(ScannerState.CONNECTED)
        server.scan("A\xff")
        assert heard.wait_scans(1) == ["A\xff"]
    finally:
        server.drop()
    heard.wait_state(ScannerState.LOST)
    scanner.stop()
