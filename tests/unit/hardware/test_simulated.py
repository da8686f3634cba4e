"""The simulated scanner as a device, seen from the plain end of its line."""

import os
import socket
import threading
from pathlib import Path

import pytest

from hardware.scanner import ScannerState
from hardware.simulated import SimulatedScanner
from tests.unit.hardware.conftest import Start
from tests.unit.hardware.recorder import PATIENCE


def test_bytes_arrive_as_they_were_sent(device: SimulatedScanner) -> None:
    sent = bytes(range(256))
    device.write(sent)
    fd = os.open(device.port, os.O_RDWR | os.O_NOCTTY)
    try:
        arrived = b""
        while len(arrived) < 256:
            arrived += os.read(fd, 256)
    finally:
        os.close(fd)
    assert arrived == sent


def test_a_scan_has_its_marks(start: Start) -> None:
    with SimulatedScanner(prefix=b"\x02", terminator=b"\x03\r\n") as device:
        _, heard = start(device.port)
        heard.wait_state(ScannerState.CONNECTED)
        device.scan("LOT 42 µ")
        heard.wait_scans(1)
    assert heard.scans[0].raw == b"\x02LOT 42 \xc2\xb5"
    assert heard.texts == ["LOT 42 µ"]


def test_more_than_the_line_holds_is_sent_in_pieces(start: Start) -> None:
    sent = [f"{number:07d}" for number in range(50_000)]
    with SimulatedScanner() as device:
        _, heard = start(device.port)
        heard.wait_state(ScannerState.CONNECTED)
        device.write("\r".join([*sent, ""]).encode())
        assert heard.wait_scans(len(sent)) == sent


@pytest.mark.parametrize("network", [False, True])
def test_a_line_that_nobody_reads_is_given_up(network: bool) -> None:
    with (
        SimulatedScanner(network=network) as device,
        pytest.raises(TimeoutError, match="nobody reads"),
    ):
        device.write(bytes(100_000), timeout=0.1)


@pytest.mark.parametrize("network", [False, True])
def test_unplugging_ends_a_blocked_write(network: bool) -> None:
    failed: list[BaseException] = []
    blocked = threading.Event()
    with SimulatedScanner(network=network) as device:

        def write() -> None:
            blocked.set()
            try:
                device.write(bytes(100_000), timeout=60)
            except ConnectionError as error:
                failed.append(error)

        writer = threading.Thread(target=write)
        writer.start()
        assert blocked.wait(PATIENCE)
        device.unplug()
        writer.join(PATIENCE)
        assert not writer.is_alive()
    assert "unplugged" in str(failed[0])


def test_the_name_goes_and_comes_back_with_the_device(device: SimulatedScanner) -> None:
    port = device.port
    device.unplug()
    assert not Path(port).exists()
    with pytest.raises(ConnectionError, match="unplugged"):
        device.scan("A")
    device.plug()
    assert device.port == port
    assert Path(port).exists()


def test_closing_leaves_nothing_behind_and_may_be_done_twice() -> None:
    with SimulatedScanner() as device:
        folder = Path(device.port).parent
        assert folder.stat().st_mode & 0o777 == 0o700
    device.close()
    assert not folder.exists()


def test_over_the_network_the_last_who_connected_is_served() -> None:
    with SimulatedScanner(network=True) as device:
        address = ("127.0.0.1", int(device.port.rpartition(":")[2]))
        with socket.create_connection(address) as first:
            device.write(b"A")
            assert first.recv(1) == b"A"
            with socket.create_connection(address) as second:
                device.write(b"B")
                assert second.recv(1) == b"B"
                assert first.recv(1) == b""
