"""Each worker keeps to one processor: the threads of a Python take turns anyway.

To hand Python's lock from one processor to the other costs more than most of what is done with
it: tests with a server and a pool of threads take a quarter less on one. What is done end to end,
and the checks of the code, start programs of their own, which may use all processors.
"""

import os
import sys

import pytest

from tests.support.order import TESTS, WAITING

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
ALL = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Threads and programs inherit what holds for the thread that starts them."""
    if WORKER and ALL:
        programs = item.path.parent == TESTS or WAITING in item.path.parents
        os.sched_setaffinity(0, ALL if programs else {ALL[int(WORKER) % len(ALL)]})
