"""From the bytes on a scanner's line to the line of the kit: durable, and painted.

The yardstick is what no program can leave out: a thread that reads the line, one commit of SQLite
that is on the disk, and a table that paints the cell. Both are sent the same lots in turn, each
when nothing moves any more on either screen.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median, quantiles
from time import monotonic_ns

from hardware.simulated import SimulatedScanner
from tests.bench.child import Child
from tests.bench.kits import lot_of
from tests.bench.result import Result

LIMITS = {50: 2.0, 10_000: 2.5}  # by components
WARM, SCANS = 3, 46
MS = 1e-6


class Station:
    """A process with a line of its own."""

    def __init__(self, stack: ExitStack, module: str, components: int) -> None:
        self.scanner = stack.enter_context(SimulatedScanner())
        self._child = stack.enter_context(Child(module, components, self.scanner.port))
        self._child.told("ready")

    def scan(self, text: str) -> float:
        """Scan, and wait until it is painted; the milliseconds that took."""
        sent_ns = monotonic_ns()
        self.scanner.scan(text)
        (painted_ns,) = self._child.told("painted")
        return (painted_ns - sent_ns) * MS

    def rest(self) -> None:
        """Wait until nothing moves on its screen."""
        self._child.told("still")


def measure() -> Iterator[Result]:
    for components, limit in LIMITS.items():
        with ExitStack() as stack:
            ours = Station(stack, "kit_window", components)
            bare = Station(stack, "bare_reader", components)
            pairs = [_scan(ours, bare, lot_of(number)) for number in range(1, WARM + SCANS + 1)]
            bare.scanner.scan("END")
        yield _result(components, limit, *map(list, zip(*pairs[WARM:], strict=True)))


def _scan(ours: Station, bare: Station, lot: str) -> tuple[float, float]:
    """Scan a lot at both, each when the other has come to rest."""
    bare_took = bare.scan(lot)
    bare.rest()
    took = ours.scan(lot)
    ours.rest()
    return took, bare_took


def _result(components: int, limit: float, ours: list[float], bare: list[float]) -> Result:
    detail = {
        "milliseconds": median(ours),
        "bare_milliseconds": median(bare),
        "p99_milliseconds": quantiles(ours, n=100)[98],
        "bare_p99_milliseconds": quantiles(bare, n=100)[98],
        "scans": len(ours),
    }
    return Result(f"scan-to-paint-{components}", median(ours) / median(bare), limit, detail)
