"""Which port is a scanner's now, and what keeps a person from it."""

import grp
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.access import access, holder
from hardware.discovery import PortInfo, UsbIdentity
from hardware.scanner import Access, ScannerState
from hardware.serial_port import PortError, set_alone, take_alone
from hardware.simulated import SimulatedScanner
from hardware.whereabouts import STRANGER_LOOKS, Whereabouts
from tests.unit.hardware.conftest import Start, as_nobody

DEVICE = (0x0C2E, 0x0B6A)
RULE = 'SUBSYSTEM=="tty", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b6a", TAG+="uaccess"'


def usb(path: str, serial_number: str | None, location: str | None = None) -> PortInfo:
    return PortInfo(path, "scanner", identity=UsbIdentity(*DEVICE, serial_number, location))


def test_a_port_name_is_left_behind_once_its_device_is_known() -> None:
    """What was set up as a name is followed to where it is plugged in next (operators.md 45)."""
    here = [usb("/dev/ttyACM0", "A"), usb("/dev/ttyACM1", "B")]
    mine = Whereabouts("/dev/ttyACM0", lambda: list(here))
    assert mine.look() == "/dev/ttyACM0"
    assert mine.opened("/dev/ttyACM0").identity == "usb:0c2e:0b6a:A"
    here[:] = [usb("/dev/ttyACM0", "B"), usb("/dev/ttyACM1", "A")]
    assert mine.look() == "/dev/ttyACM1"


def test_a_spare_at_the_ports_name_is_taken_a_little_later() -> None:
    here = [usb("/dev/ttyACM0", "A")]
    mine = Whereabouts("/dev/ttyACM0", lambda: list(here))
    mine.opened("/dev/ttyACM0")
    here[:] = [usb("/dev/ttyACM0", "spare")]
    for _ in range(STRANGER_LOOKS):
        with pytest.raises(PortError) as caught:
            mine.look()
        assert (caught.value.state, caught.value.missing) == (ScannerState.ABSENT, True)
        assert "/dev/ttyACM0 is usb:0c2e:0b6a:spare" in caught.value.detail
    assert mine.look() == "/dev/ttyACM0"
    assert mine.opened("/dev/ttyACM0").identity == "usb:0c2e:0b6a:spare"


def test_after_a_power_cut_no_scanner_takes_anothers_device() -> None:
    """Both are set up by names, and the one that is back first has the other's name."""
    here = [usb("/dev/ttyACM0", "A"), usb("/dev/ttyACM1", "B")]
    mine, others = (Whereabouts(port.path, lambda: list(here)) for port in tuple(here))
    mine.opened("/dev/ttyACM0")
    others.opened("/dev/ttyACM1")
    here[:] = [usb("/dev/ttyACM0", "B")]
    with pytest.raises(PortError):
        mine.look()
    assert others.look() == "/dev/ttyACM0"
    here.append(usb("/dev/ttyACM1", "A"))
    assert (mine.look(), others.look()) == ("/dev/ttyACM1", "/dev/ttyACM0")


def test_a_link_to_a_port_is_known_too(tmp_path: Path) -> None:
    port = tmp_path / "ttyACM0"
    port.touch()
    link = tmp_path / "by-id"
    link.symlink_to(port)
    mine = Whereabouts(str(link), lambda: [usb(str(port), "A")])
    assert mine.opened(str(link)).identity == "usb:0c2e:0b6a:A"


@pytest.mark.parametrize("address", ["socket://127.0.0.1:7", "loop://", "/dev/pts/7"])
def test_what_the_system_does_not_list_stays_what_it_is(address: str) -> None:
    mine = Whereabouts(address, lambda: [usb("/dev/ttyACM0", "A")])
    assert mine.opened(address).identity == ""
    assert mine.look() == address


def test_two_alike_are_not_guessed_at() -> None:
    alike = [usb("/dev/ttyACM0", None, "1-1"), usb("/dev/ttyACM1", None, "1-2")]
    mine = Whereabouts(UsbIdentity(*DEVICE), lambda: alike)
    with pytest.raises(PortError) as caught:
        mine.look()
    assert caught.value.state is ScannerState.AMBIGUOUS
    assert all(f"usb:0c2e:0b6a@{place}" in caught.value.detail for place in ("1-1", "1-2"))


def test_a_device_in_another_socket_is_named_and_not_taken() -> None:
    moved = [usb("/dev/ttyACM0", None, "1-3"), PortInfo("/dev/ttyS0", "ttyS0")]
    mine = Whereabouts(UsbIdentity(*DEVICE, None, "1-1"), lambda: moved)
    with pytest.raises(PortError) as caught:
        mine.look()
    assert (caught.value.state, caught.value.missing) == (ScannerState.ABSENT, True)
    assert caught.value.detail == "no such USB device; /dev/ttyACM0 is usb:0c2e:0b6a@1-3"


def test_two_alike_at_one_station_are_told_apart_by_where_they_are_plugged_in(
    start: Start,
) -> None:
    with SimulatedScanner() as one, SimulatedScanner() as other:
        here = [usb(one.port, None, "1-1"), usb(other.port, None, "1-2")]
        _, left = start(UsbIdentity(*DEVICE, None, "1-1"), name="L", ports=lambda: list(here))
        _, right = start(UsbIdentity(*DEVICE, None, "1-2"), name="R", ports=lambda: list(here))
        left.wait_state(ScannerState.CONNECTED)
        right.wait_state(ScannerState.CONNECTED)
        for device in (one, other):
            device.unplug()
        left.wait_state(ScannerState.LOST)
        right.wait_state(ScannerState.LOST)
        here[:] = [usb(other.port, None, "1-1"), usb(one.port, None, "1-2")]  # names swapped
        for device in (one, other):
            device.plug()
        left.wait_state(ScannerState.CONNECTED)
        right.wait_state(ScannerState.CONNECTED)
        one.scan("RIGHT")
        other.scan("LEFT")
        assert (left.wait_scans(1), right.wait_scans(1)) == (["LEFT"], ["RIGHT"])
        assert (left.scans[0].scanner, right.scans[0].scanner) == ("L", "R")


# Permission


@pytest.fixture
def port(tmp_path: Path) -> Path:
    made = tmp_path / "ttyACM0"
    made.touch()
    made.chmod(stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IWGRP)
    return made


@pytest.mark.skipif(os.geteuid() != 0, reason="gives a file to another group")
def test_the_group_that_may_use_a_port_is_named(port: Path) -> None:
    group = next(one for one in grp.getgrall() if one.gr_gid not in (0, *os.getgroups()))
    os.chown(port, 0, group.gr_gid)
    assert access(str(port), None) == Access(group.gr_name)


def test_a_group_that_gives_no_way_in_is_not_named(port: Path) -> None:
    port.chmod(0o600)
    assert access(str(port), None) == Access()
    assert access(str(port / "gone"), None) == Access()


@pytest.mark.skipif(sys.platform != "linux", reason="udev is Linux's")
def test_a_usb_device_has_a_rule_too(port: Path) -> None:
    port.chmod(0o600)
    assert access(str(port), UsbIdentity(*DEVICE, "A")) == Access(udev_rule=RULE)


def test_a_refused_port_says_who_may_use_it(start: Start) -> None:
    with SimulatedScanner() as device:
        path = str(Path(device.port).resolve())
        Path(path).chmod(0o000)
        with as_nobody():
            _, heard = start(path, ports=lambda: [usb(path, "A")])
            status = heard.wait_state(ScannerState.NO_PERMISSION)
    assert status.access is not None
    assert status.access.udev_rule == (RULE if sys.platform == "linux" else "")


# Others who have it


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    master, slave = os.openpty()
    yield slave, os.ttyname(slave)
    os.close(master)
    os.close(slave)


HOLD = (
    "import fcntl, sys; port = open(sys.argv[1], 'rb', buffering=0);"
    "fcntl.flock(port, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"
)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_program_that_has_a_port_is_named(start: Start) -> None:
    with SimulatedScanner() as device:
        command = [sys.executable, "-c", HOLD, device.port]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == b"held\n"
            _, heard = start(device.port)
            status = heard.wait_state(ScannerState.BUSY)
            assert (
                status.holder
                == f"{Path(f'/proc/{other.pid}/comm').read_text().strip()} ({other.pid})"
            )
            other.communicate()
        heard.wait_state(ScannerState.CONNECTED)
    assert holder(device.port) == ""


def test_a_line_taken_alone_is_closed_to_all_others(terminal: tuple[int, str]) -> None:
    """What a device's line gets; a pseudo terminal would keep it from its next reader."""
    descriptor, path = terminal
    assert not take_alone(descriptor)
    os.close(os.open(path, os.O_RDONLY | os.O_NOCTTY))
    Path(path).chmod(0o666)
    set_alone(descriptor, alone=True)
    with as_nobody(), pytest.raises(OSError, match="busy"):
        os.open(path, os.O_RDONLY | os.O_NOCTTY)
    set_alone(descriptor, alone=False)
    with as_nobody():
        os.close(os.open(path, os.O_RDONLY | os.O_NOCTTY))
