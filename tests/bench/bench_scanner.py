"""A connected scanner: what it costs while nothing comes, how soon it is back, what it keeps.

Each against what the trade asks for: a thousandth of a core, a second, and no memory at all.
Linux only, for the memory and the pseudo terminals.
"""

import sys
from collections.abc import Iterator
from threading import Event
from time import monotonic

from hardware.simulated import SimulatedScanner
from tests.bench.child import Child
from tests.bench.result import Result
from tests.bench.scanner_reader import ROUND

IDLE_SECONDS = 5.0
IDLE_SHARE = 0.001
OUT_SECONDS = (0.3, 1.1, 3.7)  # long enough for any back-off to have grown
BACK_SECONDS = 1.0
WARM, ROUNDS = 10, 100
FLAT = 1.05
TOGETHER = 100


def measure() -> Iterator[Result]:
    if sys.platform != "linux":
        return
    with (
        SimulatedScanner() as scanner,
        Child("scanner_reader", scanner.port, IDLE_SECONDS) as child,
    ):
        child.told("connected")
        (share,) = child.told("idle")
        yield Result("idle-scanner-cpu", share / IDLE_SHARE, 1.0, {"share_of_a_core": share})
        back = max(_replug(scanner, child, out) for out in OUT_SECONDS)
        yield Result("replug", back / BACK_SECONDS, 1.0, {"longest_seconds": back})
        yield _memory(scanner, child)


def _replug(scanner: SimulatedScanner, child: Child, out_seconds: float) -> float:
    """Seconds from the device's return until it is read."""
    scanner.unplug()
    Event().wait(out_seconds)
    scanner.plug()
    returned = monotonic()
    child.told("connected")
    return monotonic() - returned


def _memory(scanner: SimulatedScanner, child: Child) -> Result:
    used = []
    began = monotonic()
    for _ in range(WARM + ROUNDS):
        for first in range(0, ROUND, TOGETHER):
            texts = (f"LOT-{number:08}\r" for number in range(first, first + TOGETHER))
            scanner.write("".join(texts).encode())
        _, resident = child.told("read")  # none waits, so that nothing but a leak can grow
        used.append(resident)
    scans = ROUNDS * ROUND
    detail = {
        "scans": scans,
        "before_mb": used[WARM - 1] / 1e6,
        "after_mb": used[-1] / 1e6,
        "scans_a_second": (scans + WARM * ROUND) / (monotonic() - began),
    }
    return Result("memory-of-100000-scans", used[-1] / used[WARM - 1], FLAT, detail)
