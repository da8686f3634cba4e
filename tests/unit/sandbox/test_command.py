"""`kitbench sandbox` as a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
import requests

from app.sandbox.command import configure
from tests.unit.sandbox.books import disagreements
from tests.unit.sandbox.erp import Erp
from tests.unit.sandbox.manex_erp import ManexErp

SECONDS = 30
Start = Callable[..., "Process"]

# Starts the training ERP on a pipe of its own, says so, and waits to be killed.
PARENT = """
import subprocess, sys
child = subprocess.Popen(
    [sys.executable, "-m", "app.sandbox", *sys.argv[1:]],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
)
print(child.stdout.readline(), flush=True)
input()
"""


class Process:
    """A training ERP in a process, once it says that it answers."""

    def __init__(self, options: list[str], stdin: int | IO[bytes]) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "app.sandbox", *options],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.child.stdout is not None
        self.said = self.child.stdout.readline().decode()

    @property
    def url(self) -> str:
        return next(word for word in self.said.split() if word.startswith("http"))

    def close_pipe(self) -> None:
        """Close this end of its standard input."""
        assert self.child.stdin is not None
        self.child.stdin.close()
        self.child.stdin = None

    def end(self) -> tuple[int, str]:
        """Wait for its end: the exit status and what it wrote to standard error."""
        _, errors = self.child.communicate(timeout=SECONDS)
        return self.child.returncode, errors.decode()


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Process] = []

    def begin(*options: str, stdin: int | IO[bytes] = subprocess.DEVNULL) -> Process:
        started.append(Process(list(options), stdin))
        return started[-1]

    yield begin
    for process in started:
        process.child.terminate()
        process.child.communicate(timeout=SECONDS)
        if process.child.stdin:
            process.child.stdin.close()


def test_the_ready_file_is_whole_and_true(start: Start, tmp_path: Path) -> None:
    """And without the option that says so, no closed pipe ends it: a signal does."""
    ready_file = tmp_path / "ready.json"
    ready_file.write_text("left from yesterday")

    with temporary_files(tmp_path / "books") as books:
        process = start("--ready-file", str(ready_file), stdin=subprocess.PIPE)
    assert list(books.iterdir())
    process.close_pipe()

    ready = json.loads(ready_file.read_text())
    assert set(ready) == {"url", "data_source", "user", "password", "manex", "manex_key"}
    assert ready["url"] == process.url
    with Erp(ready["url"]) as erp:
        erp.token = ""
        sign_in = {"DATA_SOURCE": ready["data_source"], "USER_NAME": ready["user"]}
        assert erp.ok("auth-token-get", PASSWORD=ready["password"], **sign_in)["AUTH_TOKEN"]
    assert {*tmp_path.iterdir()} == {ready_file, books}
    assert_ended_by(process, signal.SIGTERM)
    assert list(books.iterdir()) == []


def test_options_reach_the_server(start: Start) -> None:
    """And an empty standard input is no pipe that closes."""
    process = start(
        "--strict", "--token-life", "0", "--clock-offset", "86400", "--port", "0",
        "--manex-strings", "--manex-status", "--until-stdin-closes",
    )  # fmt: skip
    with Erp(process.url) as erp:
        assert erp.post("server-time-get").status_code == 401
        erp.token = ""
        answer = erp.post("data-sources-get", ANYTHING="x")
        assert "ANYTHING" in answer.json()["MESSAGE"]
    with ManexErp(process.url, "x") as manex:
        answer = manex.post("PO/Get")
        assert (answer.status_code, answer.json()["Code"]) == (403, "403")
    assert_ended_by(process, signal.SIGINT)


def test_with_faults_the_ready_file_names_the_control_call(start: Start, tmp_path: Path) -> None:
    """And a terminal that is left is no pipe that closes."""
    ready_file = tmp_path / "ready.json"
    faults = "drop: on=any; seed=3"
    ours, theirs = os.openpty()
    with os.fdopen(ours, "wb", buffering=0) as keyboard, os.fdopen(theirs, "rb") as terminal:
        options = ("--faults", faults, "--ready-file", str(ready_file), "--until-stdin-closes")
        process = start(*options, stdin=terminal)
        keyboard.write(b"\x04")

        ready = json.loads(ready_file.read_text())
        assert ready["url"] == process.url
        assert ready["manex"] == f"{process.url}/manex"
        with pytest.raises(requests.ConnectionError):  # the first call is this one
            Erp(ready["url"])
        secret, url = ready["control"]["secret"], ready["control"]["url"]
        happened = requests.post(url, json={"secret": secret}, timeout=SECONDS).json()
        assert happened == {"faults": faults, "happened": {"drop": 1}}
        with Erp(ready["url"]) as erp:
            assert erp.ok("server-time-get")
        assert_ended_by(process, signal.SIGHUP)


@contextmanager
def temporary_files(folder: Path) -> Iterator[Path]:
    """Where a process that is started meanwhile puts them."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        yield folder


def assert_ended_by(process: Process, number: signal.Signals) -> None:
    """It ends of this signal, cleanly, and of nothing before."""
    process.child.send_signal(number)
    status, errors = process.end()
    assert status == 0
    (ending,) = [line for line in errors.splitlines() if "Ending: " in line]
    assert ending.endswith(f"Ending: {number.name}")


def test_kept_books_survive_a_kill(start: Start, tmp_path: Path) -> None:
    """And who started it can end it by closing its pipe."""
    data = str(tmp_path / "books.sqlite3")
    process = start("--data", data)
    with Erp(process.url) as erp:
        erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057")
    process.child.kill()
    process.child.wait()

    again = start("--data", data, "--until-stdin-closes", stdin=subprocess.PIPE)

    with Erp(again.url) as erp:
        assert erp.serial("MOTOR003", "GC00004057")["SN_STATUS"] == "A"
        assert disagreements(erp) == []
    again.close_pipe()
    status, errors = again.end()
    assert status == 0
    assert "Ending: the parent's pipe closed" in errors


def test_it_ends_when_the_parent_is_killed(tmp_path: Path) -> None:
    """The parent starts it with a pipe and dies without a word."""
    ready_file = tmp_path / "ready.json"
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            PARENT,
            "--until-stdin-closes",
            "--ready-file",
            str(ready_file),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        parent.stdout.readline()
        parent.kill()
        # The training ERP holds the other end of the parent's standard error until it ends.
        assert b"Ending: the parent's pipe closed" in parent.stderr.read()

    port = int(json.loads(ready_file.read_text())["url"].rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


REFUSED = (
    (("--data", "/no/such/folder/books"), "/no/such/folder/books: the file can't be used"),
    (("--host", "192.0.2.1"), "assign requested address"),
    (("--ready-file", "/no/such/folder/ready"), "/no/such/folder"),
    (("--faults", "thunder"), "--faults: 'thunder' is no fault"),
)
# One process for all of them: that it starts is most of what it costs.
ONE_AFTER_THE_OTHER = """
import json, sys
from app.__main__ import main
statuses = [main(["sandbox", *options]) for options in json.loads(sys.argv[1])]
print(statuses)
sys.exit(statuses[-1])
"""


def test_what_keeps_it_from_starting_is_said_in_one_line(tmp_path: Path) -> None:
    """And nobody takes an earlier one's ready file for its own."""
    left = tmp_path / "ready.json"
    left.write_text("left from yesterday")
    asked = json.dumps([("--ready-file", str(left), *options) for options, _ in REFUSED])
    done = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER, asked],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == "[1, 1, 1, 1]\n"
    for said, (_, words) in zip(done.stderr.splitlines(), REFUSED, strict=True):
        assert said.startswith("The training ERP did not start: ")
        assert words in said
    assert not left.exists()


@pytest.mark.parametrize(
    "options",
    [["--port", "70000"], ["--port", "x"], ["--token-life", "-1"], ["--token-life", "nan"],
     ["--clock-offset", "1e300"], ["--plant", "moon"]],
)  # fmt: skip
def test_options_that_make_no_sense_are_refused(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    parser = ArgumentParser()
    configure(parser)

    with pytest.raises(SystemExit):
        parser.parse_args(options)
    assert options[0] in capsys.readouterr().err
