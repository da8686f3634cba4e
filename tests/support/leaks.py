"""Threads, windows and processes that a test leaves behind fail it.

What a test's own fixtures start they have to end; what fixtures of a wider scope started stands
before the test and is not asked for. Ends that are under way are waited for, on the thing itself.
"""

import gc
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

GRACE_SECONDS = 3.0


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Ask after all other fixtures of the test have ended; being autouse, it began before them."""
    threads, windows, children = set(threading.enumerate()), set(_windows()), _children()
    yield
    end = time.monotonic() + GRACE_SECONDS
    left = [
        *_threads_left(threads, end),
        *_windows_left(windows),
        *_children_left(children, end),
    ]
    if left:
        pytest.fail("\n".join(["Left behind:", *(f"  {one}" for one in left)]), pytrace=False)


def _threads_left(before: set[threading.Thread], end: float) -> list[str]:
    left = []
    servers = {thread.name for thread in before}
    for thread in set(threading.enumerate()) - before:
        if thread.name.rpartition("-")[0] in servers:
            continue  # a server that stood before begins its threads as calls come
        # Python sees Qt's threads as dummies, for ever, and can't join them.
        if not isinstance(thread, threading._DummyThread):
            thread.join(max(0.0, end - time.monotonic()))
            if thread.is_alive():
                left.append(f"thread {thread.name!r}")
    return left


def _windows() -> dict[int, str]:
    """Name all widgets without a parent, by the address of the C++ object."""
    if QApplication.instance() is None:
        return {}
    return {
        shiboken6.getCppPointer(one)[0]: f"window {type(one).__name__} {one.windowTitle()!r}"
        for one in QApplication.topLevelWidgets()
    }


def _windows_left(before: set[int]) -> list[str]:
    if _windows().keys() - before:
        # What is to be deleted later or is only held by a cycle is on its way.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
    return [name for address, name in _windows().items() if address not in before]


def _children() -> set[int]:
    """Return the process ids of all children, also of those that ended and were not waited for."""
    if sys.platform != "linux":
        return set()  # there a Popen that was not waited for still warns
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:  # there are none, as mostly
        return set()
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        try:
            found.update(map(int, (task / "children").read_text().split()))
        except FileNotFoundError:  # this thread has just ended
            continue
    return found


def _children_left(before: set[int], end: float) -> list[str]:
    left = []
    for pid in _children() - before:
        ended = _wait_for_end(pid, end)
        if pid not in _children():
            continue  # another thread waited for it
        left.append(f"process {pid}, {'ended but not waited for' if ended else _command(pid)}")
        if not ended:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    return left


def _wait_for_end(pid: int, end: float) -> bool:
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(max(0.0, end - time.monotonic()) * 1000))
    finally:
        os.close(handle)


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip()
