"""How the words of systems become states."""

import errno
import os
import socket

import pytest
import serial

from hardware.scanner import ScannerState
from hardware.serial_port import LineSettings, PortError, SerialPort, port_error, set_alone
from hardware.simulated import SimulatedScanner

WINDOWS = "could not open port 'COM5': {}"


@pytest.mark.parametrize(
    ("error", "platform", "state", "missing"),
    [
        (OSError(errno.ENOENT, "gone"), "linux", ScannerState.ABSENT, True),
        (OSError(errno.ENXIO, "gone"), "linux", ScannerState.ABSENT, True),
        (OSError(errno.EIO, "hung up"), "linux", ScannerState.ABSENT, True),
        (OSError(errno.ECONNREFUSED, "refused"), "linux", ScannerState.ABSENT, False),
        (OSError(errno.EAGAIN, "locked"), "linux", ScannerState.BUSY, False),
        (OSError(errno.EBUSY, "exclusive"), "linux", ScannerState.BUSY, False),
        (OSError(errno.EACCES, "denied"), "linux", ScannerState.NO_PERMISSION, False),
        (OSError(errno.EPERM, "denied"), "darwin", ScannerState.NO_PERMISSION, False),
        (OSError(errno.ENOTTY, "a file"), "linux", ScannerState.UNUSABLE, False),
        (ValueError("Invalid baud rate: 0"), "linux", ScannerState.UNUSABLE, False),
        (
            serial.SerialException(
                WINDOWS.format("PermissionError(13, 'Access is denied.', None, 5)")
            ),
            "win32",
            ScannerState.BUSY,
            False,
        ),
        (
            serial.SerialException(
                WINDOWS.format("FileNotFoundError(2, 'The system cannot find it', None, 2)")
            ),
            "win32",
            ScannerState.ABSENT,
            True,
        ),
        (serial.SerialException("no words for it"), "linux", ScannerState.ABSENT, False),
    ],
)
def test_errors_of_opening(
    error: Exception, platform: str, state: ScannerState, missing: bool
) -> None:
    told = port_error("COM5", error, platform)
    assert (told.state, told.missing, told.port) == (state, missing, "COM5")
    assert told.detail == str(error)


def test_a_read_gives_all_that_has_arrived_and_nothing_after_its_wait() -> None:
    with SimulatedScanner() as device:
        port = SerialPort(device.port, LineSettings(), longest_read=0.05)
        try:
            assert port.read(0.05) == b""
            device.write(b"A\r\nB")
            arrived = b""
            while len(arrived) < 4:
                arrived += port.read(0.05)
            assert arrived == b"A\r\nB"
        finally:
            port.close()


def test_reads_that_end_at_once_with_nothing_are_a_lost_line() -> None:
    """As a dropped rfc2217:// does for ever: here by asking loop:// to end its reads."""
    port = SerialPort("loop://", LineSettings(), longest_read=5.0)
    try:
        for _ in range(2):
            port._serial.cancel_read()
            assert port.read(0.05) == b""
        port._serial.cancel_read()
        with pytest.raises(PortError, match="without a word") as caught:
            port.read(0.05)
        assert caught.value.state is ScannerState.LOST
    finally:
        port.close()


def test_a_server_that_loses_its_power_is_asked_for() -> None:
    """It can't say that it goes; without questions a read would wait for ever."""
    with SimulatedScanner(network=True) as device:
        port = SerialPort(device.port, LineSettings())
        try:
            sock = port._serial._socket  # type: ignore[attr-defined] # of its URL handlers
            assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) != 0
            idle = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE)
            assert 0 < idle <= 10
        finally:
            port.close()


def test_a_wrong_line_setting_is_told_when_the_port_is_opened() -> None:
    with SimulatedScanner() as device, pytest.raises(PortError) as caught:
        SerialPort(device.port, LineSettings(baud=-5))
    assert caught.value.state is ScannerState.UNUSABLE


def test_a_line_that_goes_while_it_is_read_is_lost() -> None:
    master, slave = os.openpty()
    port = SerialPort(os.ttyname(slave), LineSettings(), longest_read=5.0)
    os.close(slave)
    os.close(master)
    try:
        with pytest.raises(PortError) as caught:
            port.read(0.05)
        assert caught.value.state is ScannerState.LOST
    finally:
        port.close()


def test_a_line_taken_alone_is_closed_though_it_is_gone() -> None:
    """A handle that stays open would give the device another name when it comes back."""
    before = len(os.listdir("/dev/fd"))  # noqa: PTH208 - counted, not used
    master, slave = os.openpty()
    port = SerialPort(os.ttyname(slave), LineSettings())
    assert port._fd is not None
    set_alone(port._fd, alone=True)
    port._sole = True  # as of a device's line
    os.close(slave)
    os.close(master)
    port.close()
    assert len(os.listdir("/dev/fd")) == before  # noqa: PTH208 - the same
