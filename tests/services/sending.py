"""A sender at work, and what became of postings."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Protocol

from app.core.kit_issue import KitPosting
from app.core.posting import PostingEvent, PostingState
from app.core.postings import Posting
from app.services.backoff import Backoff
from app.services.erp_session import AnySession
from app.services.proving import MonotonicClock
from app.services.sender import Sender, SendingTimes
from app.store.moments import Clock, utc_now
from app.store.outbox import Outbox
from tests.services.world import PATIENCE_MS

SETTLE = 0.05  # seconds; the ERPs of these tests do nothing late unless they are told to
LONG = 3600.0  # a settle time that no test lives to see the end of
RECHECK_AFTER = timedelta(hours=24)
POSTED = PostingState.POSTED
QUEUED = PostingState.QUEUED


class Bench(Protocol):
    """What a sender stands on, with either ERP."""

    @property
    def outbox(self) -> Outbox: ...

    @property
    def session(self) -> AnySession: ...


@contextmanager
def sending(  # noqa: PLR0913 - what its times can be
    bench: Bench,
    backoff: Backoff | None = None,
    *,
    recheck_after: timedelta = RECHECK_AFTER,
    now: Clock = utc_now,
    settle: float = SETTLE,
    monotonic: MonotonicClock = time.monotonic,
) -> Iterator[Sender]:
    """A sender at work."""
    times = SendingTimes(
        settle_seconds=settle,
        backoff=backoff or Backoff(0.005, 0.02),
        store_backoff=Backoff(0.01, 0.05),
        recheck_after=recheck_after,
        now=now,
        monotonic=monotonic,
    )
    sender = Sender(bench.outbox, bench.session, times)
    sender.start()
    try:
        yield sender
    finally:
        assert sender.stop(PATIENCE_MS / 1000)


def state_of(bench: Bench, posting: Posting) -> PostingState:
    return bench.outbox.get(posting.posting_id).state


def moves(bench: Bench, posting: Posting) -> list[PostingEvent | None]:
    return [entry.event for entry in bench.outbox.history(posting.posting_id)]


def without_serials(posting: KitPosting, *, lot: str = "", quantity: int = 1) -> KitPosting:
    """The same for so many pieces without serial numbers, into a lot if one is named."""
    request = replace(posting.request, serials=(), assembly_lot=lot, quantity=Decimal(quantity))
    return replace(posting, request=request)
