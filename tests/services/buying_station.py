"""A buyer's desk without its window: wired as the backroom does it, at a real training ERP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.flow.steps import Step
from app.core.labels import read
from app.core.po_line.catalogue import LineField
from app.core.po_line.facts import OrderLine
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.requests import EditLine
from app.core.po_line.sheet import SheetLine
from app.core.po_line.verdicts import LineState, Verdict
from app.core.settings import BuyingSettings, Settings
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_path import ROOT
from app.services.backoff import Backoff
from app.services.buying import Buying
from app.services.order_shelf import BuyingStation
from app.services.purchasing import PurchaseDesk
from app.services.sender import Sender, SendingTimes
from app.services.targets import MANEX_TRAINING
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from app.store.vault import MemoryVault
from tests.services.sending import SETTLE
from tests.services.world import PATIENCE_MS, Heard, until
from tests.support.ready_store import lay_out

KEY = API_KEYS["APIUSER"]
REASONS = ("Agreed with the supplier", "A sample")


@dataclass
class BuyingBench:
    """The desk, what it stands on, and a colleague beside it."""

    station: BuyingStation
    buying: Buying
    desk: PurchaseDesk
    database: Database
    drafts: Drafts
    outbox: Outbox
    sender: Sender
    beside: ManexClient
    faults: Heard[Exception]

    @property
    def draft(self) -> OrderDraft:
        """Of the order on the desk."""
        assert self.desk.draft is not None
        return self.desk.draft

    def after_a_crash(self) -> "BuyingBench":
        """The same with another desk, which knows no more than the store does."""
        return replace(self, desk=PurchaseDesk(self.station, self.buying, self.station.tasks))

    def settled(self) -> None:
        """Wait until all is read, judged and durable."""
        until(lambda: self.desk.idle and not self.desk.asking and not self.desk.refreshing)

    def open(self, number: str) -> None:
        """Open an order, and wait for it."""
        self.desk.search.find(number)
        until(lambda: self.desk.opened)
        self.settled()

    def is_on(self, step: Step) -> bool:
        """Whether this page is open."""
        return self.desk.step is step

    def line(self, number: str) -> SheetLine:
        """The line of this item number."""
        return next(one for one in self.draft.sheet.lines() if one.item_number == number)

    def verdict(self, number: str) -> Verdict:
        """How it stands."""
        return self.draft.verdicts.of(self.line(number).name)

    def state(self, number: str) -> LineState:
        """In one word."""
        return self.verdict(number).state

    def enter(self, number: str, of: LineField, text: str) -> None:
        """Type into a cell, and wait."""
        self.desk.enter(self.line(number).name, of, text)
        self.settled()

    def add(self, **texts: str) -> None:
        """A new line, by the names of its fields."""
        self.desk.add({LineField(name): text for name, text in texts.items()})
        self.settled()

    def scan(self, text: str) -> None:
        """A label."""
        self.desk.take(read(text))
        self.settled()

    def review(self) -> None:
        """To Review, on a fresh read."""
        self.desk.review()
        self.settled()

    def in_erp(self, order: str) -> dict[str, OrderLine]:
        """An order's lines as the ERP holds them, by number."""
        return {line.item_number: line for line in self.beside.lines(KEY, order)}

    def colleague(self, order: str, number: str, **values: object) -> None:
        """Somebody else changes a line."""
        line = self.in_erp(order)[number]
        wanted = replace(line.values, **values)  # type: ignore[arg-type]  # named by tests
        self.beside.edit_line(KEY, EditLine(order, number, line.key, wanted, line))


@contextmanager
def buying_bench(
    root_url: str, folder: Path, rules: BuyingSettings | None = None
) -> Iterator[BuyingBench]:
    """A station whose key is accepted, its sender at work.

    Args:
        root_url: Of the training ERP, ManEx's part below it.
        folder: Of the database.
        rules: Of the station.
    """
    tasks = Tasks()
    with (
        Transport(f"{root_url}{ROOT}") as transport,
        Transport(f"{root_url}{ROOT}") as beside,
        Database(lay_out(folder / "kitbench.db")) as database,
    ):
        buying = Buying(
            Settings(),
            transport,
            MANEX_TRAINING,
            tasks,
            vault=MemoryVault(),
            database=database,
            keep_secret=lambda _: None,
        )
        drafts, outbox = Drafts(database), Outbox(database)
        station = BuyingStation(
            drafts=drafts,
            outbox=outbox,
            target=MANEX_TRAINING,
            rules=rules or BuyingSettings(),
            reasons=REASONS,
            tasks=tasks,
            who=lambda: "0417",
        )
        desk = PurchaseDesk(station, buying, tasks)
        times = SendingTimes(settle_seconds=SETTLE, backoff=Backoff(0.005, 0.02))
        sender = Sender(outbox, buying.session, times)
        faults = Heard[Exception]()
        desk.store_failed.connect(faults)
        desk.confirmed.connect(sender.wake)
        sender.posting_changed.connect(desk.sent)
        buying.session.enter_key(KEY)
        until(lambda: buying.session.credentials() is not None)
        sender.start()
        try:
            yield BuyingBench(
                station, buying, desk, database, drafts, outbox, sender, ManexClient(beside), faults
            )
        finally:
            sender.stop()
            buying.stop()
            assert tasks.close(PATIENCE_MS / 1000)
