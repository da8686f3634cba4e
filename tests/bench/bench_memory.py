"""The workstation's memory when it is signed in and nothing happens, beside a bare window.

What is resident, shared libraries included; the training ERP is a process of its own. Linux only.
"""

import sys
import tempfile
from collections.abc import Iterator
from statistics import median

from hardware.simulated import SimulatedScanner
from tests.bench.child import Child
from tests.bench.result import Result

RUNS = 3
LIMIT = 1.6
MEGA = 1e-6


def measure() -> Iterator[Result]:
    if sys.platform != "linux":
        return
    ours: list[list[float]] = []
    bare: list[list[float]] = []
    with tempfile.TemporaryDirectory() as home, SimulatedScanner() as scanner:
        for _ in range(RUNS):
            bare.append(_memory("bare_window"))
            ours.append(_memory("first_page", home, scanner.port))
    resident, private = (median(column) for column in zip(*ours, strict=True))
    bare_resident, bare_private = (median(column) for column in zip(*bare, strict=True))
    detail = {
        "resident_mb": resident * MEGA,
        "bare_resident_mb": bare_resident * MEGA,
        "private_mb": private * MEGA,
        "bare_private_mb": bare_private * MEGA,
    }
    yield Result("idle-memory", resident / bare_resident, LIMIT, detail)


def _memory(module: str, *arguments: str) -> list[float]:
    with Child(module, *arguments) as child:
        return child.told("memory")
