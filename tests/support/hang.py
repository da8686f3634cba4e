"""A test that hangs ends its process, with every thread's stack.

pytest's own `faulthandler_timeout` starts and joins a thread for each test; here the clock is put
back only now and then, so a test has at least `PATIENCE_SECONDS`, and at most `PUT_BACK_SECONDS`
more.
"""

import faulthandler
import os
import time
from typing import TextIO

import pytest

PATIENCE_SECONDS = 300.0
PUT_BACK_SECONDS = 30.0


class Watch:
    """Writes where standard error led before pytest caught it."""

    def __init__(self) -> None:
        self._out: TextIO = os.fdopen(os.dup(2), "w")
        self._put_back_at = 0.0

    def put_back(self) -> None:
        now = time.monotonic()
        if now >= self._put_back_at:
            self._put_back_at = now + PUT_BACK_SECONDS
            whole = PATIENCE_SECONDS + PUT_BACK_SECONDS
            faulthandler.dump_traceback_later(whole, exit=True, file=self._out)

    def end(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._out.close()


WATCH = pytest.StashKey[Watch]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[WATCH] = Watch()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.config.stash[WATCH].put_back()


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[WATCH].end()
