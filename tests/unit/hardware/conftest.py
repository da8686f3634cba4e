"""Real lines, real threads; each test ends with none of them left."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from hardware.discovery import PortInfo, UsbIdentity
from hardware.framing import Framing
from hardware.serial_scanner import Retry, SerialScanner
from hardware.simulated import SimulatedScanner
from tests.unit.hardware.recorder import Recorder

AT_ONCE = Retry(first=0.01, longest=0.02, look=0.01)

Started = tuple[SerialScanner, Recorder]
Start = Callable[..., Started]


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before]
    assert left == []


@pytest.fixture
def device() -> Iterator[SimulatedScanner]:
    with SimulatedScanner() as simulated:
        yield simulated


@pytest.fixture
def start(no_thread_left: None) -> Iterator[Start]:
    """Start a scanner on an address, with a recorder; stopped when the test ends."""
    with ExitStack() as stack:

        def started(
            address: str | UsbIdentity,
            framing: Framing | None = None,
            *,
            name: str = "S1",
            retry: Retry = AT_ONCE,
            ports: Callable[[], list[PortInfo]] = list,
        ) -> Started:
            scanner = SerialScanner(name, address, framing=framing, retry=retry, ports=ports)
            recorder = Recorder()
            stack.callback(scanner.stop)
            scanner.start(recorder.on_scan, recorder.on_garbled, recorder.on_status)
            return scanner, recorder

        yield started


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's right to open everything, where the tests run as root."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if user == 0:
            os.seteuid(user)
