"""Somebody in front of a real window: `tests.end2end.hands` in a process, and xdotool."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

import pytest

from tests.end2end.program import PATIENCE, ends_within
from tests.support.programs import needed_program

WorkerT = TypeVar("WorkerT", bound="Worker")
LOOK_SECONDS = 0.02
ROOT = Path(__file__).parents[2]


A_PERSONS_PACE = "--delay=140"
"""An option of xdotool, which types two keys within so many milliseconds; at a scanner's pace it
would be taken for one.
"""


class Worker:
    """A person at the screen, without a scanner."""

    def __init__(self, home: Path, environment: dict[str, str], *more: str | Path) -> None:
        self._environment = environment
        self._typed = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.end2end.hands", str(home), *map(str, more)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def ask(self, question: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(question, file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def how(self) -> dict[str, Any]:
        return self.ask("how")

    def until(self, what: str, true: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until this is true of how the work stands."""
        self.wait(lambda: true(self.how()), what)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Ask until it is so, as long as the program runs, and leave it time to work between."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if ends_within(self._process.pid, LOOK_SECONDS):
                pytest.fail(f"It ended before {what}")
            if time.monotonic() > deadline:
                pytest.fail(f"It took too long until {what}")

    def hand(self, *arguments: str) -> None:
        """Move the mouse or press keys, as the X server has it."""
        xdotool = needed_program("xdotool")
        subprocess.run([xdotool, *arguments], env=self._environment, check=True)

    def taken(self) -> None:
        """One code more was typed, read, dealt with and saved."""
        self._typed += 1
        typed = self._typed
        self.until("the code was read", lambda told: told["typed"] == typed and told["idle"])
        assert self.how()["notice"] in {"taken", ""}

    def relieved_by(self, other: type[WorkerT]) -> WorkerT:
        """Let somebody else go on at the same screen, who works in another way."""
        worker = object.__new__(other)
        vars(worker).update(vars(self))
        return worker

    def end(self) -> None:
        try:
            self._process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        assert self._process.returncode == 0

    def __enter__(self) -> Self:
        self.until("signed in", lambda told: bool(told["ready"]))
        self.hand("search", "--onlyvisible", "--name", "^Kitbench$", "windowfocus")
        self.until("the window is active", lambda told: bool(told["active"]))
        return self

    def __exit__(self, *_exception: object) -> None:
        self.end()
