"""A real Secret Service: a session bus and a keyring daemon, unlocked, without a screen."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.support.programs import PATIENCE, end, first_line, needed_program

NAME = "org.freedesktop.secrets"
SERVICE = DBusAddress("/org/freedesktop/secrets", NAME, "org.freedesktop.Secret.Service")
LOGIN_KEYRING = "/org/freedesktop/secrets/collection/login"


@dataclass(frozen=True, slots=True)
class SecretService:
    """A running keyring of one test's own.

    Attributes:
        bus: what DBUS_SESSION_BUS_ADDRESS has to be; it already is in this process.
    """

    bus: str

    def lock(self) -> None:
        """Lock the keyring. Nothing can open it again: it would ask, and there is no screen."""
        with closing(open_dbus_connection(self.bus)) as connection:
            asked = new_method_call(SERVICE, "Lock", "ao", ([LOGIN_KEYRING],))
            connection.send_and_get_reply(asked, timeout=PATIENCE)


@pytest.fixture
def secret_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """Start bus and keyring in a home of their own, and end them with the test."""
    home = tmp_path / "keyring"
    home.mkdir(mode=0o700)
    places = {name: str(home) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")}
    with ExitStack() as stack:
        bus = _start_bus(stack, {**os.environ, **places})
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
        _start_keyring(stack, {**os.environ, **places}, home / "control")
        with closing(open_dbus_connection(bus)) as connection:
            _wait_for_keyring(connection)
        yield SecretService(bus)


def _start_bus(stack: ExitStack, environment: dict[str, str]) -> str:
    # The address is short on purpose: a socket's path has 107 characters at most.
    command = [needed_program("dbus-daemon"), "--session", "--nofork", "--nopidfile"]
    command += ["--nosyslog", "--address=unix:tmpdir=/tmp", "--print-address=1"]
    bus = _started(stack, command, environment)
    address = first_line(bus)
    assert address, "dbus-daemon had no address"
    return address


def _start_keyring(stack: ExitStack, environment: dict[str, str], control: Path) -> None:
    command = [needed_program("gnome-keyring-daemon"), "--foreground", "--unlock"]
    command += ["--components=secrets", f"--control-directory={control}"]
    keyring = _started(stack, command, environment)
    assert keyring.stdin is not None
    keyring.stdin.write(b"password of the keyring")
    keyring.stdin.close()


def _started(
    stack: ExitStack, command: list[str], environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    started = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=nothing)
    stack.enter_context(started)  # waits for its end
    stack.callback(end, started)
    return started


def _wait_for_keyring(connection: DBusConnection) -> None:
    owner = MatchRule(
        type="signal",
        sender="org.freedesktop.DBus",
        interface="org.freedesktop.DBus",
        member="NameOwnerChanged",
    )
    owner.add_arg_condition(0, NAME)
    with connection.filter(owner) as owners:
        connection.send_and_get_reply(message_bus.AddMatch(owner), timeout=PATIENCE)
        there = connection.send_and_get_reply(message_bus.NameHasOwner(NAME), timeout=PATIENCE)
        if there.body != (True,):
            connection.recv_until_filtered(owners, timeout=PATIENCE)
