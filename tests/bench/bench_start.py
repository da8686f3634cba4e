"""From the start of the process to the first page a person can work with, beside a bare window.

The workstation opens in training, and its training ERP starts beside it on the same machine.
Usable: the window is painted, and the scanner is read. The bare window has no scanner.
"""

import tempfile
from collections.abc import Iterator
from statistics import median

from hardware.simulated import SimulatedScanner
from tests.bench.child import Child
from tests.bench.result import Result

RUNS = 5
LIMIT = 1.6
NS = 1e-9


def measure() -> Iterator[Result]:
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        first = _seconds("first_page", home)  # makes the home; files are warm from here on
        _seconds("bare_window")
        for _ in range(RUNS):  # in turn, so that a busy moment hits both alike
            bare.append(_seconds("bare_window"))
            ours.append(_seconds("first_page", home))
    detail = {"seconds": median(ours), "bare_seconds": median(bare), "new_home_seconds": first}
    yield Result("start-to-first-usable-page", median(ours) / median(bare), LIMIT, detail)


def _seconds(module: str, *arguments: str) -> float:
    with SimulatedScanner() as scanner:
        more = [scanner.port] if arguments else []
        with Child(module, *arguments, *more) as child:
            (usable_ns,) = child.told("usable")
            return (usable_ns - child.began_ns) * NS
