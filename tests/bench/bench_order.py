"""An order of 2,000 lines at the station: opened, scanned into; 10,000 serial numbers on a line.

Opening against an order of 20 lines, in the same window, until the lines are painted. A scan by
the processor's time of the GUI thread, against a frame of 16 ms; whatever takes the GUI thread
longest while 10,000 serial numbers are taken, checked by the ERP, reviewed and posted, against
the 50 ms that a person begins to notice.
"""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median, quantiles

from app.sandbox.plants import standard_plant
from app.sandbox.server import TrainingServer
from tests.bench.child import Child
from tests.bench.order_window import TIMES
from tests.bench.result import Result

LARGE, SMALL = 2_000, 20  # lines
OPENING_LIMIT = 3.0
SCANS, FRAME_MS = 300, 16.0
SERIALS, NOTICED_MS = 10_000, 50.0
TRIES = 3  # of which the quickest is the program, and the others the machine
STAGES = ("taken", "checked", "reviewed", "posted")


def measure() -> Iterator[Result]:
    yield _opening()
    yield _scans()
    yield _serials()


def _opening() -> Result:
    took: defaultdict[float, list[float]] = defaultdict(list)
    with Child("order_window", SMALL, LARGE) as child:
        for _ in range(2 * TIMES):
            lines, milliseconds = child.told("opened")
            took[lines].append(milliseconds)
    large, small = median(took[LARGE]), median(took[SMALL])
    detail = {"milliseconds": large, "small_milliseconds": small, "lines": LARGE}
    return Result("order-opening", large / small, OPENING_LIMIT, detail)


def _scans() -> Result:
    with Child("receiving_desk", "apply", LARGE, SCANS) as child:
        took = [milliseconds for _ in range(SCANS) for milliseconds in child.told("applied")]
    worst = quantiles(took, n=100)[98]
    detail = {"median_milliseconds": median(took), "p99_milliseconds": worst, "lines": LARGE}
    return Result("order-scan-applied", worst / FRAME_MS, 1.0, detail)


def _serials() -> Result:
    longest = min((_pauses() for _ in range(TRIES)), key=lambda stages: max(stages.values()))
    detail = {f"{stage}_milliseconds": pause for stage, pause in longest.items()}
    return Result("pause-with-10000-serials", max(longest.values()) / NOTICED_MS, 1.0, detail)


def _pauses() -> dict[str, float]:
    """The longest pause in each stage, with books in which none of the numbers stands."""
    with (
        TrainingServer(standard_plant(), strict=True) as server,
        Child("receiving_desk", "serials", server.url, SERIALS) as child,
    ):
        return {stage: child.told(stage)[0] for stage in STAGES}
