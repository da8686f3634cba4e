"""A receiving desk with all that stands behind it and no window; it tells what it does.

`receiving_desk.py apply LINES SCANS`: packages all over an order of so many lines; says `applied`
for each, with the milliseconds of processor time it took of the GUI thread until it was durable.
`receiving_desk.py serials URL COUNT`: so many serial numbers on one line by their range, at this
ERP; says with the longest pause of the GUI thread what went on in it: `taken`, `checked`,
`reviewed`, `posted`.
"""

import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.core.posting import PostingState
from app.main import SWITCH_SECONDS
from app.services.sweeping import Sweeper
from tests.bench.child import say
from tests.bench.orders import keep_orders, order_of
from tests.bench.ticks import Ticks
from tests.services.receipt_station import ReceiptBench, label, receipt_bench
from tests.services.world import TARGET, station, until

CLOSED_PORT = "http://127.0.0.1:9"
SERIAL_LINE = ("100435", "3", "SENS-T1")  # of the standard plant
APART = 7919
MS = 1e3


def apply_scans(bench: ReceiptBench, lines: int, scans: int) -> None:
    """One after the other, on lines far apart."""
    bench.scan(label(f"K{order_of(lines)}", "4K7", "Q1"))
    for number in range(1, scans + 1):
        text = label(f"4K{number * APART % lines + 1}", "Q1")
        began = time.thread_time()
        bench.scan(text)
        say("applied", (time.thread_time() - began) * MS)
    if len(bench.state.packages) != scans + 1:
        raise RuntimeError(f"packages were lost: {bench.desk.intake.notice}")


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
    if len(bench.state.owned(f"{line}/1")) != count or not bench.may_go_on():
        raise RuntimeError(f"it may not be posted: {bench.desk.intake.notice}")
    with ticks.told("posted"):
        bench.scan("KB:POST")
        until(lambda: bench.posting.state is PostingState.POSTED)


def main(what: str, of: str, count: str) -> int:
    app = QCoreApplication(sys.argv[:1])
    url = CLOSED_PORT if what == "apply" else of
    sys.setswitchinterval(SWITCH_SECONDS)  # as the workstation does, and a sweeper it has, too
    sweeper = Sweeper()
    sweeper.start()
    with tempfile.TemporaryDirectory() as folder, station(url, Path(folder)) as at:
        if what == "apply":
            keep_orders(at.database, TARGET, [int(of)])
        else:
            at.sign_in()
        with receipt_bench(at) as bench:
            if what == "apply":
                apply_scans(bench, int(of), int(count))
            else:
                receive_serials(bench, int(count))
    sweeper.stop()
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
