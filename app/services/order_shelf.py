"""Drafts of orders between the buyer's desk and the store."""

from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from app.core.flow.changes import DraftEvent
from app.core.po_line.confirm import make_postings, replacing
from app.core.po_line.facts import Order
from app.core.po_line.order_draft import OrderDraft
from app.core.posting import PostingKind
from app.core.settings import BuyingSettings
from app.core.target import Target
from app.services.flow_log import FlowLog, Resumed, new_identity
from app.services.saves import Saves
from app.services.tasks import Failed, Tasks
from app.store.draft_records import (
    DraftHead,
    DraftNotOpenError,
    DraftState,
    DraftSummary,
    NoSuchDraftError,
)
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from app.store.packing import decoder
from app.store.postings import StoredPosting

ORDER = "order"
"""What is kept beside the events: the order as it was last read."""
_ENCODER = msgspec.json.Encoder()


class NoOrderKeptError(Exception):
    """The program ended between opening a draft and keeping its order: nothing was changed."""


@dataclass(frozen=True, slots=True)
class BuyingStation:
    """What the buyer's desk stands on.

    Attributes:
        target: Whose orders.
        rules: The station's.
        reasons: Which may be given for what is unusual.
        who: Who works here; the ERP knows no users.
    """

    drafts: Drafts
    outbox: Outbox
    target: Target
    rules: BuyingSettings
    reasons: tuple[str, ...]
    tasks: Tasks
    who: Callable[[], str]


@dataclass(slots=True)
class OpenOrder:
    """A draft on the desk, its durable log, and what became of it.

    Attributes:
        log: None before something was changed: an order that is only looked at is no draft.
        kept: When the order that is kept beside the log was read.
        confirming: On its way into the outbox.
        results: What it became, line by line, as the sender last said.
        put_aside: Parked or discarded: nothing more is written of it.
    """

    draft: OrderDraft
    log: FlowLog | None = None
    kept: datetime | None = None
    confirming: bool = False
    results: tuple[StoredPosting, ...] = ()
    put_aside: bool = False

    @property
    def draft_id(self) -> str:
        """As the store knows it."""
        return self.draft.identity.draft_id

    @property
    def editable(self) -> bool:
        """Whether its lines may still be changed."""
        return not (self.confirming or self.results or self.put_aside)


class OrderShelf:
    """Opens drafts, brings them back, puts them aside. Lives in the GUI thread."""

    def __init__(self, station: BuyingStation, saves: Saves) -> None:
        self._station, self._saves = station, saves
        self._drafts = station.drafts

    def open_new(self, order: Order, reserved: Collection[str]) -> OpenOrder:
        """A draft of an order. It is in the store once something is changed."""
        identity = new_identity(self._station.who())
        return OpenOrder(OrderDraft(identity, order, self._station.rules, reserved))

    def read_reserved(
        self, number: str, done: Callable[[frozenset[str]], None], failed: Failed
    ) -> None:
        """Which item numbers of an order postings bring that are not settled."""
        lines, target = self._station.outbox.lines, self._station.target
        self._station.tasks.run(lambda: lines.in_use(target, number), done, failed)

    def confirm(
        self,
        opened: OpenOrder,
        done: Callable[[tuple[StoredPosting, ...]], None],
        lost: Callable[[Exception], None],
    ) -> None:
        """Put all changes of a draft into the outbox, or none of them.

        `lost` gets what kept them from it, and nobody else does: `IllegalTransitionError` where
        the posting that is corrected is no longer rejected.
        """
        station = self._station
        identity = opened.draft.identity
        who = station.who() or identity.operator
        made = make_postings(opened.draft, station.target, who, datetime.now(UTC))
        corrects = {replacing(opened.draft): identity.replaces} if identity.replaces else {}

        def write() -> None:
            stored = station.outbox.lines.confirm(made, replaces=corrects)
            self._saves.follow(stored, done, lost, told_by_lost=True)

        self._saves.after_all(write)

    def append(
        self, opened: OpenOrder, event: DraftEvent, lost: Callable[[Exception], None]
    ) -> None:
        """Make an event durable; the first one opens the draft in the store."""
        log = opened.log
        if log is None:
            log, stored = FlowLog.opened(self._drafts, self._head(opened))
            opened.log = log
            self._saves.follow(stored, None, lost)
            self.keep(opened)
        self._saves.follow(log.append(event, summary_of(opened.draft)), None, lost)

    def save_again(self, opened: OpenOrder, done: Callable[[], None]) -> None:
        """Store what a write that failed left out, whatever of it is there."""
        draft_id, events = opened.draft_id, opened.draft.events

        def there(number: int | None) -> None:
            if number is None:
                log, stored = FlowLog.opened(self._drafts, self._head(opened))
                self._saves.follow(stored)
            else:
                log = FlowLog(self._drafts, draft_id, number)
            opened.log = log
            shown = summary_of(opened.draft)
            for event in events[number or 0 :]:
                last = event is events[-1]
                self._saves.follow(log.append(event, shown), _then(done) if last else None)
            opened.kept = None
            self.keep(opened)

        self._saves.load(lambda: self._stored(draft_id), there, lambda _: None)

    def _stored(self, draft_id: str) -> int | None:
        """How many of its events are in the store. On a thread of the pool."""
        try:
            return len(self._drafts.load(draft_id).events)
        except NoSuchDraftError:
            return None

    def keep(self, opened: OpenOrder) -> None:
        """Keep the order as it was last read beside the events."""
        order, log = opened.draft.sheet.order, opened.log
        if log is None or opened.kept == order.read_at:
            return
        opened.kept = order.read_at
        # The JSON of a long order takes a while: not in the GUI thread.
        self._saves.prepare(
            lambda: _ENCODER.encode(order),
            lambda content: self._saves.follow(log.keep(ORDER, content)),
        )

    def bring_back(
        self,
        draft_id: str,
        done: Callable[[OpenOrder], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Load a parked draft, or one that a crash left open, and replay it.

        `failed` gets `DraftNotOpenError` for one that can't be gone on with, and
        `NoOrderKeptError`.
        """
        log = FlowLog(self._drafts, draft_id)

        def read() -> tuple[Resumed, Order]:
            found = log.load()
            if found.state is not DraftState.OPEN:
                raise DraftNotOpenError(draft_id, found.state)
            if ORDER not in found.kept:
                raise NoOrderKeptError
            return found, kept_order(found.kept[ORDER])

        def resume() -> None:
            self._saves.follow(
                self._drafts.resume(draft_id, who=self._station.who()),
                lambda _: self._saves.load(read, lambda both: done(self._replayed(*both)), failed),
                failed,
                told_by_lost=True,
            )

        self._saves.after_all(resume)

    def put_aside(self, opened: OpenOrder) -> None:
        """Park it; home lists it. One in which nothing is changed isn't kept."""
        if opened.editable and opened.log is not None:
            aside = self._drafts.discard if opened.draft.untouched else self._drafts.park
            self._close(opened, aside)
        opened.put_aside = True

    def throw_away(self, opened: OpenOrder) -> None:
        """Discard it; who did is kept."""
        if opened.editable and opened.log is not None:
            self._close(opened, self._drafts.discard)
        opened.put_aside = True

    def _close(self, opened: OpenOrder, how: Callable[..., Future[None]]) -> None:
        """Once all that was done is in the store, the order that is kept beside it included."""
        who = self._station.who()
        self._saves.after_all(lambda: self._saves.follow(how(opened.draft_id, who=who)))

    def _head(self, opened: OpenOrder) -> DraftHead:
        identity = opened.draft.identity
        return DraftHead(
            draft_id=identity.draft_id,
            posting_id=identity.posting_id,
            reference=identity.reference,
            kind=PostingKind.PO_LINE_EDIT,
            target=self._station.target,
            operator=identity.operator,
            erp_user="",
            opened_at=datetime.now(UTC),
        )

    def _replayed(self, found: Resumed, order: Order) -> OpenOrder:
        draft = OrderDraft(found.identity, order, self._station.rules)
        draft.replay(found.events)
        log = FlowLog(self._drafts, found.identity.draft_id, len(found.events))
        return OpenOrder(draft, log, order.read_at)


def kept_order(content: bytes) -> Order:
    """The order that was kept beside a draft's events."""
    return decoder(Order).decode(content)


def summary_of(draft: OrderDraft) -> DraftSummary:
    """What home lists: how many lines are changed, of how many."""
    return DraftSummary(
        subject=draft.sheet.order.header.number,
        done=sum(line.is_touched for line in draft.sheet.lines()),
        total=len(draft.sheet),
        step=draft.step.name.lower(),
    )


def _then(done: Callable[[], None]) -> Callable[[object], None]:
    return lambda _: done()
