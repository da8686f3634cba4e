"""What Qt complains about after a test's body, while windows are closed and fixtures end.

pytest-qt hears only set-up and body. A complaint fails the test that just ends; what pytest-qt is
told to ignore (qt_log_ignore) is ignored here too.
"""

import re
import sys
from collections.abc import Generator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

COMPLAINTS = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}


class Complaints:
    """Keeps Qt's complaints; they may come from any thread."""

    def __init__(self) -> None:
        self._said: list[str] = []

    def hear(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        sys.stderr.write(f"{message}\n")
        if kind in COMPLAINTS:
            self._said.append(message)

    def take(self) -> list[str]:
        taken, self._said = self._said, []
        return taken


COMPLAINTS_HEARD = pytest.StashKey[Complaints]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[COMPLAINTS_HEARD] = Complaints()
    qInstallMessageHandler(config.stash[COMPLAINTS_HEARD].hear)


def pytest_unconfigure() -> None:
    qInstallMessageHandler(None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    yield
    ignored = [re.compile(one) for one in item.config.getini("qt_log_ignore")]
    heard = item.config.stash[COMPLAINTS_HEARD].take()
    said = [line for line in heard if not any(one.search(line) for one in ignored)]
    if said:
        message = "\n".join(["Qt complained at the end:", *(f"  {line}" for line in said)])
        pytest.fail(message, pytrace=False)
