"""Starting and ending: a home in use, a broken station file, signals, and help without Qt."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.paths import Home
from app.services.connecting import TRAINING
from tests.end2end.program import Program
from tests.end2end.station import Station, station
from tests.support.display import Display

IN_USE = 4
OTHERS = 0o077  # what a file of the home's lets anybody but its owner do
TRACED = ("-X", "importtime", "-m", "app")
END_SECONDS = 10.0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "station")


def by_terminate(pid: int) -> None:
    os.kill(pid, signal.SIGTERM)


def by_control_c(pid: int) -> None:
    """As a terminal does it: to the whole group that was started from there."""
    os.killpg(pid, signal.SIGINT)


@pytest.fixture
def screen(environment: dict[str, str], display: Display) -> dict[str, str]:
    """The environment of somebody who has one."""
    return {**environment, "DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}


def test_a_broken_station_file_and_another_start_keep_nobody_from_work(
    home: Home, screen: dict[str, str]
) -> None:
    file = home.root.with_name("station.toml")
    file.write_bytes(b"[appearance\ntheme = 'dark'\n")
    with works_until(by_terminate, home, file, screen, "line 1") as first:
        for command in ((), ("demo", "--headless")):
            asked = (*TRACED, "--home", home.root, *command)
            with Program(*asked, environment=screen, command=sys.executable) as second:
                assert second.end() == IN_USE
            assert second.out.all == []
            (said,) = (line for line in second.err.all if not line.startswith("import time:"))
            assert command or "PySide6" not in second.err.text  # said at once
            assert said.startswith(f"Kitbench is open already on {home.root}")
            assert str(first.program.pid) in said
        assert first.scan("KB:QTY=1")  # works on


def test_a_missing_station_file_keeps_nobody_from_work(home: Home, screen: dict[str, str]) -> None:
    file = home.root.with_name("station.toml")
    with works_until(by_control_c, home, file, screen, "is not there"):
        pass


@contextmanager
def works_until(
    close: Callable[[int], None], home: Home, file: Path, screen: dict[str, str], said: str
) -> Iterator[Station]:
    """A station that says this of its file; its window closes and leaves nothing running."""
    options = ("--config", file)
    with station(home.root, home.database(TRAINING.mode), screen, *options) as worker:
        worker.program.until(lambda: worker.program.children, "the training ERP was started")
        (training_erp,) = worker.program.children
        worker.program.until(home.training_books.exists, "it had its books")
        yield worker
        began = time.monotonic()
        close(worker.program.pid)
        assert worker.program.end() == 0
        files = {one.name: one.stat().st_mode for one in home.root.rglob("*") if one.is_file()}
        assert home.training_books.name in files
        assert not {name for name, mode in files.items() if mode & OTHERS}
        assert time.monotonic() - began < END_SECONDS
    assert not Path(f"/proc/{training_erp}").exists()
    (problem,) = worker.program.err.all
    assert problem.startswith(str(file))
    assert said in problem
    assert list(Path(screen["TMPDIR"]).iterdir()) == []


@pytest.mark.parametrize("command", [(), ("sandbox",), ("demo",), ("outbox", "send")])
def test_help_needs_no_qt(environment: dict[str, str], command: tuple[str, ...]) -> None:
    asked = (*TRACED, *command, "--help")
    with Program(*asked, environment=environment, command=sys.executable) as program:
        assert program.end() == 0
    assert program.out.all[0].startswith(f"usage: {' '.join(('kitbench', *command))}")
    assert "argparse" in program.err.text
    assert "PySide6" not in program.err.text
