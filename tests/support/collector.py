"""Python's collector works between the tests, in the thread that owns all windows.

By itself it would destroy what a test left in a circle, a window's timer say, on whichever thread
makes the next object: Qt then crashes in some later test (app.services.sweeping).
"""

import gc
from collections.abc import Iterator

import pytest

from app.services.sweeping import Sweeper

EVERY = 400
"""Tests until all there is is looked at: a tenth of a second."""
ENOUGH = 1000
"""Young objects, about, that are worth a look after a test: most make hardly any."""


def pytest_configure() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # modules and collected tests stay
    Sweeper.freezes = False  # each end of a workstation would thaw them


class _Count:
    tests = 0


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown() -> Iterator[None]:
    yield
    _Count.tests += 1
    if _Count.tests % EVERY == 0:
        gc.collect()
    elif gc.get_count()[0] > ENOUGH:
        gc.collect(1)
