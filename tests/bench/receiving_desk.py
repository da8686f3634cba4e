"""A receiving desk with all that stands behind it and no window; it tells what it does.

`receiving_desk.py open LINES...`: orders of so many lines are opened in turn, from the cache, as
while nobody answers; says `opened` with the milliseconds from the scan until the order is durable
and asked on, for each. `receiving_desk.py serials URL NUMBER`: so many serial numbers by their
range on one line at this ERP; says with the longest pause of the GUI thread what went on in it:
`taken`, `checked`, `reviewed`, `posted`.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from app.core.flow.steps import Step
from app.core.posting import PostingState
from app.services.sweeping import Sweeper
from app.store.order_record import ORDERS
from app.store.reference import ReferenceCache
from tests.bench.child import say
from tests.bench.orders import order_facts
from tests.bench.pauses import TICK_MS, pauses
from tests.services.receipt_station import ReceiptBench, label, receipt_bench
from tests.services.world import TARGET, Station, station, until

CLOSED_PORT = "http://127.0.0.1:9"
TIMES = 12
SERIAL_LINE = ("100435", "3", "SENS-T1")  # of the standard plant


class Ticks(QObject):
    """Ticks in the GUI thread; the time between two ticks is a pause."""

    def __init__(self) -> None:
        super().__init__()
        self._noted: list[int] = []
        self._tick = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(lambda: self._noted.append(time.monotonic_ns()))
        self._tick.start()

    @contextmanager
    def told(self, word: str) -> Iterator[None]:
        """Say with the longest pause what went on meanwhile."""
        before = len(self._noted)
        until(lambda: len(self._noted) > before)
        self._noted = self._noted[-1:]
        yield
        seen = len(self._noted)
        until(lambda: len(self._noted) > seen)
        _, longest = pauses(self._noted)
        say(word, longest)


def open_orders(bench: ReceiptBench, sizes: list[int]) -> None:
    """Each is scanned on home, and discarded again."""
    for lines in sizes * TIMES:
        began = time.monotonic_ns()
        bench.scan(label(f"K{_number(lines)}"))
        took = time.monotonic_ns() - began
        if bench.state.order is None or len(bench.state.lines) != lines:
            raise RuntimeError(f"the order was not opened: {bench.desk.intake.notice}")
        say("opened", lines, took / 1e6)
        bench.scan("KB:CANCEL", "KB:YES")


def receive_serials(bench: ReceiptBench, count: int) -> None:
    """As a person does who scans the first and the last of a box."""
    order, line, part_id = SERIAL_LINE
    bench.scan(label(f"K{order}", f"4K{line}", f"P{part_id}", f"Q{count}"), "KB:RANGE", "S00000001")
    ticks = Ticks()
    with ticks.told("taken"):
        bench.scan(f"S{count:08d}")
    with ticks.told("checked"):
        bench.checked()
    with ticks.told("reviewed"):
        bench.reviewed()
    if not (bench.on(Step.REVIEW) and bench.may_go_on()):
        raise RuntimeError(f"it may not be posted: {bench.desk.intake.notice}")
    with ticks.told("posted"):
        bench.scan("KB:POST")
        until(lambda: bench.posting.state is PostingState.POSTED)


def _number(lines: int) -> str:
    return f"ORDER-{lines}"


def _keep(at: Station, sizes: list[int]) -> None:
    cache = ReferenceCache(at.database, ORDERS)
    for lines in sizes:
        facts = order_facts(lines)
        order = replace(facts.order, number=_number(lines)) if facts.order else None
        cache.put(TARGET, replace(facts, number=_number(lines), order=order)).result()


def main(what: str, *arguments: str) -> int:
    app = QCoreApplication(sys.argv[:1])
    sizes = [int(text) for text in arguments] if what == "open" else []
    url = CLOSED_PORT if sizes else arguments[0]
    with tempfile.TemporaryDirectory() as folder, station(url, Path(folder)) as at:
        _keep(at, sizes)
        if not sizes:
            at.sign_in()
        sweeper = Sweeper()  # as the workstation has one
        sweeper.start()
        with receipt_bench(at) as bench:
            if sizes:
                open_orders(bench, sizes)
            else:
                receive_serials(bench, int(arguments[1]))
        sweeper.stop()
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
