"""Each worker keeps to one processor: the threads of a Python take turns anyway.

To hand Python's lock from one processor to the other costs: kept to one each, two runs of the
tests of services side by side took 57 s where they had taken 75. All processors are for what is
done end to end and the checks of the code, which start programs of their own, and for tests of
what meets at the same moment (`at_once`). Where there are fewer workers than processors each
has all of them: others may be at work there too.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.order import TESTS, WAITING

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))


def _may_use() -> list[int]:
    """The processors this process may choose among: none where it may not choose."""
    if sys.platform != "linux":
        return []
    ours = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, ours)
    except OSError:
        return []
    return sorted(ours)


ALL = _may_use()


def processors_for(path: Path, *, at_once: bool, places: Sequence[int], at: int) -> set[int]:
    """Return those for a test in a file, by one of the workers: the `at`-th."""
    if at_once or path.parent == TESTS or WAITING in path.parents:
        return set(places)
    return {places[at % len(places)]}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "at_once: what it does meets on all processors")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Threads and programs inherit what holds for the thread that starts them."""
    if ALL and WORKER.isdecimal() and len(ALL) <= WORKERS:
        at_once = item.get_closest_marker("at_once") is not None
        chosen = processors_for(item.path, at_once=at_once, places=ALL, at=int(WORKER))
        os.sched_setaffinity(0, chosen)
