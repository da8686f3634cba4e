"""What `kitbench doctor` says of scanners and the label printer."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.commands.doctor_devices import other_ports
from app.commands.doctor_ports import Device, Ports, look_at_port
from app.core.doctor import Look, State
from app.core.settings import ScannerSettings
from hardware.discovery import PortInfo, UsbIdentity
from hardware.simulated import SimulatedScanner
from tests.unit.commands.conftest import Doctor, without_rights
from tests.unit.hardware import printers
from tests.unit.hardware.printers import NetworkPrinter

XENON = [
    PortInfo(f"/dev/none{n}", "Xenon", identity=UsbIdentity(0x0C2E, 0x0B6A, None, f"1-{n}"))
    for n in (1, 2)
]


def scanner(port: str, name: str = "Bench") -> str:
    return f'[[scanners]]\nname = "{name}"\nport = "{port}"\n'


@pytest.fixture
def device() -> Iterator[SimulatedScanner]:
    with SimulatedScanner() as simulated:
        yield simulated


def test_a_scanner_that_is_there(doctor: Doctor, device: SimulatedScanner) -> None:
    doctor.station(scanner(device.port))
    found = doctor.found("scanner", "Bench")
    assert found["state"] == "ok"
    assert found["facts"] == {
        "port": device.port,
        "path": device.port,
        "there": True,
        "permitted": True,
        "holder": None,
    }


def test_a_scanner_that_another_program_has(doctor: Doctor, device: SimulatedScanner) -> None:
    doctor.station(scanner(device.port))
    line = os.open(device.port, os.O_RDWR | os.O_NOCTTY)
    with subprocess.Popen(["cat"], stdin=line, stdout=subprocess.DEVNULL) as holder:  # noqa: S607 - any program
        os.close(line)
        found = doctor.found("scanner")
        holder.kill()
    assert found["state"] == "fault"
    assert found["facts"]["holder"] == f"cat ({holder.pid})"
    assert f"Another program has it: cat ({holder.pid})." in found["concerns"][0]["found"]


def test_a_scanner_whose_port_this_user_may_not_open(
    doctor: Doctor, device: SimulatedScanner
) -> None:
    doctor.station(scanner(device.port))
    with without_rights(Path(device.port)):
        found = doctor.found("scanner")
    assert (found["state"], found["facts"]["permitted"]) == ("fault", False)
    assert f"This user may not open {device.port}." in found["concerns"][0]["found"]


def test_a_scanner_that_is_not_plugged_in(doctor: Doctor) -> None:
    doctor.station(scanner("/dev/ttyNONE") + scanner("usb:0c2e:0b6a:17042B", "Dock"))
    for name in ("Bench", "Dock"):
        found = doctor.found("scanner", name)
        assert (found["state"], found["facts"]["there"]) == ("fault", False)


def test_scanners_that_can_t_be_seen_from_here(doctor: Doctor) -> None:
    """Those that type, and those on the network, which take one caller at a time."""
    doctor.station(scanner("keyboard") + scanner("socket://127.0.0.1:1", "Far"))
    assert {doctor.found("scanner", name)["state"] for name in ("Bench", "Far")} == {"ok"}


def test_a_scanner_that_kitbench_reads_itself(device: SimulatedScanner) -> None:
    line = os.open(device.port, os.O_RDWR | os.O_NOCTTY)
    with subprocess.Popen(["cat"], stdin=line, stdout=subprocess.DEVNULL) as kitbench:  # noqa: S607 - any program
        os.close(line)
        found = look_at_port(
            Device(Look.SCANNER, "Bench", device.port, State.FAULT, "No scans."),
            Ports([], kitbench.pid),
        )
        kitbench.kill()
    assert found.state is State.OK
    assert "read by Kitbench now" in found.found


def test_one_of_two_alike_must_be_named_whole() -> None:
    named = Device(Look.SCANNER, "Bench", "usb:0c2e:0b6a", State.FAULT, "No scans.")
    found = look_at_port(named, Ports(XENON, None))
    assert found.state is State.FAULT
    assert "into the station file" in found.concerns[0].next


def test_ports_of_no_station_file_are_only_listed() -> None:
    bench = ScannerSettings(name="Bench", port="usb:0c2e:0b6a@1-1")
    found = other_ports([bench], "/dev/ttyS0", Ports([*XENON, PortInfo("/dev/ttyS0", "S0")], None))
    assert found.state is State.OK
    assert found.facts["ports"] == ("usb:0c2e:0b6a@1-2",)


@pytest.fixture
def printer() -> Iterator[NetworkPrinter]:
    one = NetworkPrinter()
    yield one
    one.close()


def test_a_label_printer_is_asked_and_prints_nothing(
    doctor: Doctor, printer: NetworkPrinter
) -> None:
    doctor.station(f'[label_printer]\nport = "{printer.address}"\n')
    assert doctor.found("label-printer")["state"] == "ok"
    printer.status = printers.NO_PAPER
    found = doctor.found("label-printer")
    assert (found["state"], found["facts"]["there"]) == ("attention", True)
    assert "Put labels in." in found["concerns"][0]["next"]
    assert printer.jobs == []


def test_a_label_printer_that_is_off(doctor: Doctor, printer: NetworkPrinter) -> None:
    doctor.station('[label_printer]\nport = "tcp://127.0.0.1:1"\n')
    found = doctor.found("label-printer")
    assert (found["state"], found["facts"]["there"]) == ("attention", False)


def test_a_label_printer_at_a_port_is_not_opened(doctor: Doctor, device: SimulatedScanner) -> None:
    for port in (device.port, "socket://127.0.0.1:1"):
        doctor.station(f'[label_printer]\nport = "{port}"\n')
        assert doctor.found("label-printer")["state"] == "ok"
    doctor.station('[label_printer]\nport = "/dev/ttyNONE"\n')
    assert doctor.found("label-printer")["state"] == "attention"
