"""1,000 scans in a second from a scanner that dumps its memory: does the GUI stay awake?

Against the 50 ms that a person begins to notice. Every fiftieth scan is wrong; nothing may be lost.
"""

from collections.abc import Iterator
from threading import Event
from time import monotonic

from hardware.simulated import SimulatedScanner
from tests.bench.child import Child
from tests.bench.kits import lot_of
from tests.bench.result import Result

COMPONENTS = 10_000
SCANS = 1000
SECONDS = 1.0
TOGETHER = 10
WRONG_EVERY = 50
NOTICED_MS = 50.0


def measure() -> Iterator[Result]:
    wrong = SCANS // WRONG_EVERY
    with (
        SimulatedScanner() as scanner,
        Child("kit_window", COMPONENTS, scanner.port, SCANS) as child,
    ):
        child.told("ready")
        calm_p99, calm_longest = child.told("calm")
        began = monotonic()
        _send(scanner)
        p99, longest, still_open, unresolved = child.told("settled")
        seconds = monotonic() - began
    if (still_open, unresolved) != (COMPONENTS - SCANS + wrong, wrong):
        raise RuntimeError(f"scans were lost: {still_open} lines open, {unresolved} unresolved")
    detail = {
        "p99_milliseconds": p99,
        "longest_milliseconds": longest,
        "calm_p99_milliseconds": calm_p99,
        "calm_longest_milliseconds": calm_longest,
        "seconds_until_all_done": seconds,
        "scans": SCANS,
    }
    yield Result("gui-pause-in-a-burst", p99 / NOTICED_MS, 1.0, detail)


def _send(scanner: SimulatedScanner) -> None:
    """At an even pace."""
    pace, began = Event(), monotonic()
    for first in range(1, SCANS + 1, TOGETHER):
        pace.wait(max(0.0, began + (first - 1) * SECONDS / SCANS - monotonic()))
        numbers = range(first, first + TOGETHER)
        scanner.write("".join(f"{_text(number)}\r" for number in numbers).encode())


def _text(number: int) -> str:
    return f"WRONG{number}" if number % WRONG_EVERY == 0 else lot_of(number)
