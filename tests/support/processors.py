"""Each worker keeps to one processor: the threads of a Python take turns anyway.

To hand Python's lock from one processor to the other costs more than most of what is done with
it: tests with a server and a pool of threads take a quarter less on one. All processors are for
what is done end to end and the checks of the code, which start programs of their own, and for
tests of what meets at the same moment (`at_once`).
"""

import os
import sys

import pytest

from tests.support.order import TESTS, WAITING

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
ALL = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "at_once: what it does meets on all processors")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Threads and programs inherit what holds for the thread that starts them."""
    if WORKER and ALL:
        programs = item.path.parent == TESTS or WAITING in item.path.parents
        free = programs or item.get_closest_marker("at_once") is not None
        os.sched_setaffinity(0, ALL if free else {ALL[int(WORKER) % len(ALL)]})
