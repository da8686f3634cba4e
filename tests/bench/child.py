"""A bench's own process: it tells by lines, and ends when its standard input closes."""

import os
import subprocess
import sys
import threading
import time
from typing import Self

PATIENCE = 60.0  # seconds until a process that says nothing is killed


class Child:
    """A module of this package, run without a screen.

    Attributes:
        began_ns: Just before it was started, on the clock that all processes share.
    """

    def __init__(self, module: str, *arguments: object) -> None:
        command = [sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)]
        self.began_ns = time.monotonic_ns()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=_environment(),
        )
        self._overdue = threading.Timer(PATIENCE, self._process.kill)
        self._overdue.start()

    def told(self, word: str) -> list[float]:
        """Wait for a line that begins with this word; the numbers behind it.

        Raises:
            EOFError: The process ended first.
        """
        if self._process.stdout is not None:
            for line in self._process.stdout:
                found, *numbers = line.split() or [""]
                if found == word:
                    return [float(number) for number in numbers]
        raise EOFError(f"the process ended without a word of {word!r}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_exception: object) -> None:
        self._process.communicate()
        self._overdue.cancel()
        self._overdue.join()
        if self._process.returncode and kind is None:
            raise RuntimeError(f"a process of the bench ended with {self._process.returncode}")


def _environment() -> dict[str, str]:
    # An installed program has its bytecode; a start that compiles it first is not what is measured.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


def say(word: str, *numbers: float) -> None:
    """Tell the bench that started this process."""
    print(word, *numbers, flush=True)
