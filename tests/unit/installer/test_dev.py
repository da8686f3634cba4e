"""`dev.py` from a checkout that was never set up to the running program, through real pip."""

import ast
import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.unit.installer.toy import PATIENCE, ROOT, Checkout, make_checkout

OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 8, 10, "final", 0)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


HALF_DONE = """
cd "$(dirname "$0")"/../lib/python*/site-packages && rm -r toy_parts* &&
mkdir toy_parts-2.0.dist-info &&
printf 'Name: toy_parts\\nVersion: 2.0\\n' > toy_parts-2.0.dist-info/METADATA &&
: > toy_parts-2.0.dist-info/RECORD
"""
"""What a uv that was broken off may leave: it says that it is there, and isn't."""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return make_checkout(tmp_path)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Give a checkout that has been set up by its first start."""
    checkout = make_checkout(tmp_path_factory.mktemp("ready"))
    status, output, words = checkout.call("demo", "--report", "r.json")
    assert words.startswith("Setting up ")
    assert (status, output) == (3, "kitbench demo --report r.json with parts 1.0\n")
    return checkout


def test_arguments_and_exit_status_are_the_program_s(ready: Checkout) -> None:
    assert ready.call("run") == (0, "kitbench with parts 1.0\n", "")
    assert ready.call("run", "a b", "-h") == (2, "kitbench a b -h with parts 1.0\n", "")


def test_a_signal_reaches_the_program(ready: Checkout) -> None:
    with ready.start("run", "run-on") as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "kitbench run-on with parts 1.0\n"
        started.terminate()
    assert started.returncode == -signal.SIGTERM


def test_an_up_to_date_checkout_costs_next_to_nothing(ready: Checkout) -> None:
    program = str(ready.folder / ".venv" / "bin" / "kitbench")
    through_dev, alone = [], []
    for _ in range(3):
        began = time.perf_counter()
        ready.call("run")
        between = time.perf_counter()
        subprocess.run([program], check=True, capture_output=True)
        through_dev.append(between - began)
        alone.append(time.perf_counter() - between)
    assert min(through_dev) - min(alone) < 1.0


def test_uv_installs_where_there_is_one(ready: Checkout) -> None:
    log = (ready.folder / ".venv" / "setup.log").read_text()
    assert re.findall(r"^uv pip (\w+) ", log, re.MULTILINE) == ["install", "check", "install"]
    assert "+ toy-parts==1.0" in log


def test_pip_does_it_where_uv_is_not_offered_and_goes_on_where_it_gives_up(
    checkout: Checkout,
) -> None:
    """Here by a pip of its own: that of Python may be too old, or not be there."""
    pip = checkout.folder / "installer" / "pip.py"
    pip.write_text(pip.read_text().replace("__pip-runner__.py", "not there"))
    checkout.lock_uv("2.0", None)

    status, output, words = checkout.call("run")

    assert (status, output) == (0, "kitbench with parts 1.0\n")
    assert len(words.splitlines()) == 1
    assert (checkout.folder / ".venv" / "bin" / "pip").exists()

    checkout.lock_parts("2.0")
    checkout.lock_uv("3.0", f"{HALF_DONE}echo no such index; echo and more; exit 2")

    status, output, words = checkout.call("run")

    assert (status, output) == (0, "kitbench with parts 2.0\n")
    assert words.splitlines()[1:] == [
        "pip goes on where uv gave up, which takes a minute: no such index"
    ]
    log = (checkout.folder / ".venv" / "setup.log").read_text()
    assert "already satisfied: pip" not in log, "its own pip was to be made once"


def test_a_moved_checkout_is_noticed(ready: Checkout, checkout: Checkout) -> None:
    most = shutil.ignore_patterns("lib")  # of all files, and made anew
    shutil.copytree(ready.folder / ".venv", checkout.folder / ".venv", symlinks=True, ignore=most)
    with checkout.start("run") as started:
        assert started.stderr is not None
        assert started.stderr.readline().startswith("Setting up ")
        started.terminate()


def test_a_changed_lock_and_what_is_broken_off(ready: Checkout, tmp_path: Path) -> None:
    ready.lock_parts("2.0")
    status, output, words = ready.call("run")
    assert words.startswith("Bringing ")
    assert (status, output) == (0, "kitbench with parts 2.0\n")

    gate = tmp_path / "gate"
    os.mkfifo(gate)
    ready.lock_parts("3.0", gated=True)
    with ready.start("run", gate=gate) as killed:
        opened = gate.open("w")  # they are installed, and the checkout is to be
        killed.kill()
    assert not ready.stamp.exists()

    # The tool left behind is waited for; then one of two makes all anew, the other takes that.
    with ready.start("run", "1") as second, ready.start("run", "2") as third:
        for waiting in (second, third):
            assert waiting.stderr is not None
            assert waiting.stderr.readline().startswith("Another dev.py is at work")
        gate.unlink()
        opened.close()
        told = [one.communicate(timeout=PATIENCE) for one in (second, third)]

    assert [output for output, _ in told] == [
        "kitbench 1 with parts 3.0\n",
        "kitbench 2 with parts 3.0\n",
    ]
    assert sum("Setting up " in words for _, words in told) == 1
    assert not any("Bringing " in words for _, words in told)

    # One that is asked to end takes its tool along.
    os.mkfifo(gate)
    ready.lock_parts("1.0")
    with ready.start("run", gate=gate) as ended, gate.open("w"):
        ended.terminate()
        _, words = ended.communicate(timeout=PATIENCE)
        with (ready.folder / ".venv" / "kitbench.lock").open() as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)  # what waits at the gate has ended too

    assert ended.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in words
    assert not ready.stamp.exists()


@contextmanager
def interruptible() -> Iterator[None]:
    """What is started here can be interrupted, also where the tests themselves can't be."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def test_interrupted_by_the_person(checkout: Checkout) -> None:
    (checkout.folder / ".venv").mkdir()
    with (checkout.folder / ".venv" / "kitbench.lock").open("w") as turn, interruptible():
        fcntl.flock(turn, fcntl.LOCK_EX)
        with checkout.start("run") as interrupted:
            assert interrupted.stderr is not None
            assert interrupted.stderr.readline().startswith("Another dev.py is at work")
            interrupted.send_signal(signal.SIGINT)
            _, words = interrupted.communicate(timeout=PATIENCE)

    assert interrupted.returncode == 130
    assert words.strip().startswith("Interrupted")
    assert "Traceback" not in words


def test_a_folder_that_can_t_be_written(checkout: Checkout) -> None:
    (checkout.folder / ".venv").touch()

    status, output, words = checkout.call("run")

    assert (status, output) == (1, "")
    assert words.splitlines()[0] == f"{checkout.folder / '.venv'} can't be set up."
    assert "Traceback" not in words


def test_a_disk_that_is_too_full(checkout: Checkout) -> None:
    environment = checkout.folder / "installer" / "environment.py"
    text = environment.read_text()
    environment.write_text(text.replace('"runtime": ', '"runtime": 10**9 + '))

    status, output, words = checkout.call("run")

    assert (status, output) == (1, "")
    assert "The disk is too full: " in words
    assert "1000000" in words


def test_without_a_command_it_says_which_there_are(checkout: Checkout) -> None:
    status, output, words = checkout.call()
    assert (status, output) == (2, "")
    assert all(command in words for command in ("demo", "run", "test", "bench", "setup"))
    assert checkout.call("--help") == (0, words, "")
    assert checkout.call("dmeo") == (2, "", words)


def test_an_old_python_is_told_so() -> None:
    dev = ROOT / "installer" / "dev.py"
    done = subprocess.run(
        [sys.executable, "-c", OLD_PYTHON, str(dev), "demo", "--headless"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Kitbench needs Python 3.11 or newer" in done.stderr
    assert f"python3.11 {dev} demo --headless" in done.stderr


def test_an_old_python_can_read_dev() -> None:
    ast.parse((ROOT / "installer" / "dev.py").read_text(), feature_version=(3, 6))
