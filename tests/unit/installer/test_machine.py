"""What is asked of the system, and how what is missing gets there."""

import sys
from pathlib import Path

import pytest

from installer import machine
from installer.fault import SetUpFault
from installer.machine import OFFSCREEN, TEST_PROGRAMS, VENV, WAYLAND, X11, System

ROOT_ON_DEBIAN = System(debian=True, root=True)
USER_ON_DEBIAN = System(debian=True, root=False)
ELSEWHERE = System(debian=False, root=True)

# Refuses until its lists are there, then brings the program that the package "gadget" holds.
APT_GET = """\
#!/bin/sh
here=$(dirname "$0")
echo "$@" >> "$here/asked"
case "$*" in
    *update) touch "$here/lists" ;;
    *gadget) test -e "$here/lists" || exit 100
             cp "$0" "$here/gadget-tool" ;;
    *) echo "E: no such package"; exit 100 ;;
esac
"""


@pytest.fixture
def apt_get(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put an apt-get of the test's own before all programs; gives the file of what it was asked."""
    program = tmp_path / "apt-get"
    program.write_text(APT_GET)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return program.with_name("asked")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked for anything")
@pytest.mark.parametrize(
    ("command", "arguments", "environment", "needed"),
    [
        ("demo", ["--headless"], {"DISPLAY": ":0"}, OFFSCREEN),
        ("demo", [], {}, OFFSCREEN),
        ("demo", [], {"DISPLAY": ":0"}, OFFSCREEN | X11),
        ("run", [], {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, OFFSCREEN | X11),
        ("run", [], {"WAYLAND_DISPLAY": "wayland-0"}, OFFSCREEN | WAYLAND),
        ("run", [], {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, OFFSCREEN),
        ("bench", [], {"DISPLAY": ":0"}, OFFSCREEN),
        ("test", [], {}, OFFSCREEN | X11 | TEST_PROGRAMS),
        ("setup", [], {}, OFFSCREEN | X11 | TEST_PROGRAMS),
    ],
)
def test_what_a_command_needs(
    command: str,
    arguments: list[str],
    environment: dict[str, str],
    needed: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert machine.needs(command, arguments) == needed


def test_what_is_there_is_left_alone(apt_get: Path) -> None:
    machine.ensure({"libc.so.6": "libc6", "sh": "dash"} | VENV, ROOT_ON_DEBIAN)

    assert not apt_get.exists()


def test_root_gets_it_installed_with_fresh_lists(apt_get: Path) -> None:
    machine.ensure({"gadget-tool": "gadget"}, ROOT_ON_DEBIAN)

    assert [line.split()[3:] for line in apt_get.read_text().splitlines()] == [
        ["install", "-y", "--no-install-recommends", "gadget"],
        ["update"],
        ["install", "-y", "--no-install-recommends", "gadget"],
    ]


def test_root_is_told_what_apt_get_said(apt_get: Path) -> None:
    with pytest.raises(SetUpFault) as fault:
        machine.ensure({"libnone.so.1": "libnone1"}, ROOT_ON_DEBIAN)

    assert str(fault.value).splitlines() == [
        "This machine lacks libnone.so.1.",
        "    E: no such package",
        "    apt-get ended with 100.",
        "Install what is missing, then try again:",
        "    apt-get install libnone1",
    ]


def test_others_are_told_the_command(apt_get: Path) -> None:
    with pytest.raises(SetUpFault) as fault:
        machine.ensure(
            {"libnone.so.1": "libnone1", "sh": "dash", "gadget-tool": "gadget"}, USER_ON_DEBIAN
        )

    assert str(fault.value).splitlines() == [
        "This machine lacks libnone.so.1, gadget-tool.",
        "Install what is missing, then try again:",
        "    sudo apt-get install gadget libnone1",
    ]
    assert not apt_get.exists()


def test_elsewhere_the_names_are_told(apt_get: Path) -> None:
    with pytest.raises(SetUpFault) as fault:
        machine.ensure({"libnone.so.1": "libnone1"}, ELSEWHERE)

    assert "This machine lacks libnone.so.1." in str(fault.value)
    assert "Debian's packages are called libnone1" in str(fault.value)
    assert not apt_get.exists()
