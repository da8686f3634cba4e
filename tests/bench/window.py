"""What the processes of the benches do with their windows: tell when they are painted, and end."""

import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from tests.bench.child import say

KILO = 1024


def quit_with_bench() -> QSocketNotifier:
    """End the event loop when the bench closes our standard input; keep what is returned."""
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: QCoreApplication.quit())
    return notifier


def say_now(word: str, *numbers: float) -> None:
    """Tell a moment, in nanoseconds of the clock that all processes share."""
    say(word, time.monotonic_ns(), *numbers)


def say_memory() -> None:
    """Tell the bytes that are resident, and those of them that are this process's alone."""
    pages = [int(count) for count in _read("/proc/self/statm").split()]
    resident = pages[1] * os.sysconf("SC_PAGE_SIZE")
    rollup = dict(line.split(":", 1) for line in _read("/proc/self/smaps_rollup").splitlines()[1:])
    private = sum(int(rollup[key].split()[0]) for key in ("Private_Clean", "Private_Dirty"))
    say("memory", resident, private * KILO)


def _read(path: str) -> str:
    with open(path, encoding="ascii") as file:  # noqa: PTH123 - nothing but what a bare window needs
        return file.read()
