"""A sender at work, and what became of postings."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.core.posting import Posting, PostingEvent, PostingState
from app.services.backoff import Backoff
from app.services.sender import Sender
from tests.services.world import PATIENCE_MS, Station

POSTED = PostingState.POSTED
QUEUED = PostingState.QUEUED


@contextmanager
def sending(bench: Station, backoff: Backoff | None = None) -> Iterator[Sender]:
    """A sender at work."""
    quick = backoff or Backoff(0.005, 0.02)
    sender = Sender(bench.outbox, bench.session, backoff=quick, store_backoff=Backoff(0.01, 0.05))
    sender.start()
    try:
        yield sender
    finally:
        assert sender.stop(PATIENCE_MS / 1000)


def state_of(bench: Station, posting: Posting) -> PostingState:
    return bench.outbox.get(posting.posting_id).state


def moves(bench: Station, posting: Posting) -> list[PostingEvent | None]:
    return [entry.event for entry in bench.outbox.history(posting.posting_id)]
