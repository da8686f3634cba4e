"""A sender at work, and what became of postings."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from app.core.posting import Posting, PostingEvent, PostingState
from app.services.backoff import Backoff
from app.services.sender import RECHECK_AFTER, Sender
from app.store.moments import Clock, utc_now
from tests.services.world import PATIENCE_MS, Station

POSTED = PostingState.POSTED
QUEUED = PostingState.QUEUED


@contextmanager
def sending(
    bench: Station,
    backoff: Backoff | None = None,
    *,
    recheck_after: timedelta = RECHECK_AFTER,
    now: Clock = utc_now,
) -> Iterator[Sender]:
    """A sender at work."""
    sender = Sender(
        bench.outbox,
        bench.session,
        backoff=backoff or Backoff(0.005, 0.02),
        store_backoff=Backoff(0.01, 0.05),
        recheck_after=recheck_after,
        now=now,
    )
    sender.start()
    try:
        yield sender
    finally:
        assert sender.stop(PATIENCE_MS / 1000)


def state_of(bench: Station, posting: Posting) -> PostingState:
    return bench.outbox.get(posting.posting_id).state


def moves(bench: Station, posting: Posting) -> list[PostingEvent | None]:
    return [entry.event for entry in bench.outbox.history(posting.posting_id)]
