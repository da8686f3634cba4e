"""A buyer's desk with its pages in a bare window; it tells how long things take.

`buying_desk.py open LINES...`: an order of each size is opened in turn, from the cache, as nobody
answers as ERP; says `opened` with its lines and the milliseconds until they are painted. Then the
last one is scrolled through: `scrolled` with the longest pause.
`buying_desk.py paste URL LINES`: so many lines are pasted into an order at this ERP, whose parts
were never asked for; says `pause` with the longest one, then `pasted` with the milliseconds until
all are judged and painted.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.po_line.facts import OrderFound
from app.core.po_line.verdicts import LineState
from app.core.settings import BuyingSettings, Settings
from app.erp.transport import Transport
from app.main import HEIGHT, WIDTH, application
from app.sandbox.manex_path import ROOT
from app.services.buying import Buying
from app.services.order_shelf import BuyingStation
from app.services.purchasing import PurchaseDesk
from app.services.sweeping import Sweeper
from app.services.targets import MANEX_TRAINING
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.order_record import BOUGHT
from app.store.outbox import Outbox
from app.store.reference import ReferenceCache
from app.store.vault import MemoryVault
from app.ui.look import Look
from app.ui.pages.buyer_flow import BuyerFlow
from app.ui.theme import load_theme
from tests.bench.bought import order_found, order_number
from tests.bench.child import say
from tests.bench.ticks import Ticks
from tests.services.buying_station import KEY
from tests.services.world import until

TIMES = 12
NS_PER_MS = 1e6
CLOSED_PORT = "http://127.0.0.1:9"
EMPTY_ORDER = "1802"
PARTS = 200


class Window(QWidget):
    """Counts how often all that was to be painted has been painted."""

    def __init__(self, flow: BuyerFlow) -> None:
        super().__init__()
        self.paintings = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)
        self.resize(WIDTH, HEIGHT)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        self.paintings += event.type() is QEvent.Type.UpdateRequest
        return done


class Buyer:
    """Does something, and waits until what it came to is on the screen."""

    def __init__(self, desk: PurchaseDesk, flow: BuyerFlow, window: Window) -> None:
        self.desk, self.flow, self._window = desk, flow, window

    def open(self, number: str) -> float:
        """The milliseconds until the order's lines are there."""
        return self.timed(
            lambda: self.desk.search.find(number), lambda: self.desk.opened is not None
        )

    def timed(self, act: Callable[[], object], came_about: Callable[[], bool]) -> float:
        """The milliseconds from an act until its outcome is judged and painted."""
        began = time.monotonic_ns()
        act()
        until(lambda: came_about() and self.desk.idle and not self.desk.asking)
        until(lambda: not self.flow.behind)
        seen = self._window.paintings
        self.flow.update()
        until(lambda: self._window.paintings > seen)
        return (time.monotonic_ns() - began) / NS_PER_MS

    def scroll(self) -> None:
        """To the end, a page at a time, each painted."""
        bar = self.flow.lines.table.verticalScrollBar()
        while bar.value() < bar.maximum():
            seen = self._window.paintings
            bar.setValue(bar.value() + bar.pageStep())
            until(lambda seen=seen: self._window.paintings > seen)  # type: ignore[misc]  # a default


def open_orders(buyer: Buyer, sizes: tuple[int, ...]) -> None:
    """In turn, so that a busy moment hits all alike."""
    for lines in sizes * TIMES:
        say("opened", lines, buyer.open(order_number(lines)))
        if buyer.flow.lines.model.rowCount() < lines:
            raise RuntimeError("not all lines are there")
        buyer.timed(buyer.desk.park, lambda: buyer.desk.opened is None)
    buyer.open(order_number(sizes[-1]))
    with Ticks().told("scrolled"):
        buyer.scroll()


def paste(buyer: Buyer, lines: int) -> None:
    """A table with a heading, as a spreadsheet gives it."""
    buyer.open(EMPTY_ORDER)
    rows = [f"L{at % PARTS + 1:04d}\tGENR\t{at + 1}\t1.25" for at in range(lines)]
    text = "\n".join(("Part\tManufacturer\tQuantity\tPrice", *rows))

    def all_new() -> bool:
        draft = buyer.desk.draft
        return draft is not None and draft.verdicts.counts[LineState.NEW] == lines

    with Ticks().told("pause"):
        took = buyer.timed(lambda: buyer.flow.lines.paste(text), all_new)
    say("pasted", took)


@contextmanager
def desk_at(url: str, folder: Path, keep: tuple[OrderFound, ...] = ()) -> Iterator[Buyer]:
    """A desk at this ERP, in a window that is shown."""
    app = application()
    tasks, sweeper = Tasks(), Sweeper()
    sweeper.start()  # as the workstation has one
    with (
        Transport(f"{url}{ROOT}") as transport,
        Database(folder / "kitbench.db") as database,
    ):
        cache = ReferenceCache(database, BOUGHT)
        for found in keep:
            cache.put(MANEX_TRAINING, found).result()
        buying = Buying(
            Settings(),
            transport,
            MANEX_TRAINING,
            tasks,
            vault=MemoryVault(),
            database=database,
            keep_secret=lambda _: None,
        )
        station = BuyingStation(
            drafts=Drafts(database),
            outbox=Outbox(database),
            target=MANEX_TRAINING,
            rules=BuyingSettings(),
            reasons=("A sample",),
            tasks=tasks,
            who=lambda: "0417",
        )
        desk = PurchaseDesk(station, buying, tasks)
        if not keep:
            buying.session.enter_key(KEY)
            until(lambda: buying.session.credentials() is not None)
        flow = BuyerFlow(Look(app, load_theme("light")), desk)
        window = Window(flow)
        window.show()
        yield Buyer(desk, flow, window)
        window.close()
        buying.stop()
        tasks.close()
    sweeper.stop()


def main(what: str, *of: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        if what == "open":
            sizes = tuple(map(int, of))
            kept = tuple(order_found(lines) for lines in sizes)
            with desk_at(CLOSED_PORT, Path(folder), kept) as buyer:
                open_orders(buyer, sizes)
        else:
            url, lines = of
            with desk_at(url, Path(folder)) as buyer:
                paste(buyer, int(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
