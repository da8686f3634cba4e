"""A log record of level WARNING and up fails the test it comes from, unless the test claims it.

`@pytest.mark.expect_log("pattern")` claims the records whose message the pattern is found in, and
fails if there is none. A test that takes `caplog` looks at its records itself: all are its own.
"""

import logging
import re
from collections.abc import Generator, Iterator

import pytest


class Strays(logging.Handler):
    """Keeps what nobody has answered for yet; records may come from any thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def take(self) -> list[logging.LogRecord]:
        taken, self._records = self._records, []
        return taken


STRAYS = pytest.StashKey[Strays]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "expect_log(pattern): a record of level WARNING and up with this message."
    )
    config.stash[STRAYS] = Strays()
    logging.getLogger().addHandler(config.stash[STRAYS])


def pytest_unconfigure(config: pytest.Config) -> None:
    logging.getLogger().removeHandler(config.stash[STRAYS])


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    item.config.stash[STRAYS].take()
    yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    yield
    records = item.config.stash[STRAYS].take()
    said = [record.getMessage() for record in records]
    for pattern in _expected(item):
        if not any(re.search(pattern, message) for message in said):
            pytest.fail(f"No log record with {pattern!r} came.", pytrace=False)
    _refuse(item, records)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    yield
    _refuse(item, item.config.stash[STRAYS].take())


def _expected(item: pytest.Item) -> list[str]:
    return [mark.args[0] for mark in item.iter_markers("expect_log")]


def _refuse(item: pytest.Item, records: list[logging.LogRecord]) -> None:
    if "caplog" in getattr(item, "fixturenames", ()):
        return
    patterns = _expected(item)
    strays = [
        f"  {record.levelname} {record.name}: {record.getMessage()}"
        for record in records
        if not any(re.search(pattern, record.getMessage()) for pattern in patterns)
    ]
    if strays:
        pytest.fail("\n".join(["Log records that nobody expected:", *strays]), pytrace=False)
