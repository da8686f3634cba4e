"""`kitbench scan` and `kitbench scanners`, as IT uses them."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from app.__main__ import main
from app.commands import scanners
from app.commands.homes import with_scanners
from app.core.settings import ScannerSettings, Settings
from hardware.discovery import PortInfo, UsbIdentity
from hardware.scanner import Access
from hardware.simulated import SimulatedScanner

PATIENCE = 20.0


@contextmanager
def scanning(*options: str) -> Iterator["subprocess.Popen[str]"]:
    """`kitbench scan` in a process of its own; it is connected when the block begins."""
    command = [sys.executable, "-m", "app", "scan", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stderr is not None
            assert any("connected" in line for line in process.stderr)
            yield process
        finally:
            process.kill()


def test_scans_are_printed_as_json_until_interrupted() -> None:
    with SimulatedScanner() as device, scanning("--port", device.port, "--json") as process:
        assert process.stdout is not None
        device.write("[)>\x1e06\x1dPÜ\x1e\x04\r".encode() + b"\xff\r")
        lines = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stdout.read() == ""
    assert all(line.isascii() for line in lines)
    scan, flawed = map(json.loads, lines)
    assert datetime.fromisoformat(scan.pop("time")).utcoffset() is not None
    assert scan == {
        "port": device.port,
        "text": "[)>\x1e06\x1dPÜ\x1e\x04",
        "raw": "[)>\x1e06\x1dPÜ\x1e\x04".encode().hex(),
        "flaw": None,
    }
    assert (flawed["text"], flawed["raw"], flawed["flaw"]) == ("\\xff", "ff", "undecodable")


def test_so_many_scans_are_printed_for_people() -> None:
    options = ("--count", "2", "--prefix", "\\x02*", "--gs", "~", "--terminator", "tab")
    with SimulatedScanner() as device, scanning("--port", device.port, *options) as process:
        assert process.stdout is not None
        device.write(b"\x02*A~B\t\x02*C\t\x02*D\t")
        told = [line.split("  ", 1)[-1].strip() for line in process.stdout]
        assert process.wait(PATIENCE) == 0
    assert told == ["A<GS>B", "02 2A 41 7E 42", "C", "02 2A 43"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--port", "nonsense://"], "unusable"),
        (["--port", "keyboard"], "types"),
        (["--port", "loop://", "--prefix", "\\r"], "--prefix cannot be"),
    ],
)
def test_what_can_never_be_read_ends_at_once(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


@pytest.mark.parametrize(
    "options", [[], ["--port", "x", "--count", "0"], ["--port", "x", "--gap", "11"]]
)
def test_options_that_make_no_sense_are_refused(options: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["scan", *options])
    assert ended.value.code == 2


def test_ports_are_listed_with_what_to_write_into_the_station_file() -> None:
    alike = [UsbIdentity(0x0C2E, 0x0B6A, None, place) for place in ("1-1", "1-2")]
    known = UsbIdentity(0x05E0, 0x1701, "S/N@1", "1-3")
    ports = [
        PortInfo("/dev/ttyACM0", "scanner", "Honeywell", "Xenon", alike[0]),
        PortInfo("/dev/ttyACM1", "scanner", "Honeywell", "Xenon", alike[1]),
        PortInfo("/dev/ttyACM2", "DS2208", "Zebra", "DS2208", known),
        PortInfo("/dev/ttyS0", "ttyS0"),
    ]
    rows = list(scanners.rows_of(ports))
    assert [row["address"] for row in rows] == [
        "usb:0c2e:0b6a@1-1",
        "usb:0c2e:0b6a@1-2",
        "usb:05e0:1701:S/N%401",
        "/dev/ttyS0",
    ]
    assert rows[2] == {
        "port": "/dev/ttyACM2",
        "description": "DS2208",
        "maker": "Zebra",
        "product": "DS2208",
        "vendor_id": "05e0",
        "product_id": "1701",
        "serial_number": "S/N@1",
        "location": "1-3",
        "address": "usb:05e0:1701:S/N%401",
        "permitted": True,
        "remedy": None,
        "holder": None,
    }
    heading, *lines = scanners.table(rows)
    assert heading.split() == " ".join(scanners.HEADINGS.values()).split()
    assert lines[2].split() == [
        "/dev/ttyACM2",
        "Zebra",
        "DS2208",
        "S/N@1",
        "1-3",
        "usb:05e0:1701:S/N%401",
    ]


def test_the_ports_of_this_computer_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scanners", "--json"]) == 0
    told = capsys.readouterr().out
    assert told.isascii()
    rows = [json.loads(line) for line in told.splitlines()]
    assert main(["scanners"]) == 0
    shown = capsys.readouterr().out
    assert all(row["port"] in shown for row in rows)
    assert shown


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (Access("dialout"), "sudo usermod -aG dialout"),
        (Access("dialout", member=True), "sign out of this computer and in again"),
        (Access(udev_rule="RULE"), "/etc/udev/rules.d/70-kitbench.rules: RULE"),
        (Access(), "Ask IT"),
    ],
)
def test_a_missing_permission_says_what_to_type(way: Access, words: str) -> None:
    assert words in scanners.remedy(way)


def test_neither_command_loads_qt() -> None:
    ask = (
        "import sys; from app.__main__ import main; main(['scanners', '--json']);"
        "main(['scan', '--port', 'nonsense://']);"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_scanners_of_the_command_line_have_names_of_their_own() -> None:
    settings = Settings(scanners=(ScannerSettings("ttyACM0", "usb:0c2e:0b6a"),))
    ports = ["/dev/ttyACM0", "/dev/serial/ttyACM1", "/run/ttyACM1", "/run/ttyACM1", "loop://"]
    named = with_scanners(settings, ports)
    assert [(scanner.name, scanner.port) for scanner in named.scanners] == [
        ("ttyACM0", "usb:0c2e:0b6a"),
        ("/dev/ttyACM0", "/dev/ttyACM0"),
        ("ttyACM1", "/dev/serial/ttyACM1"),
        ("/run/ttyACM1", "/run/ttyACM1"),
        ("loop://", "loop://"),
    ]
