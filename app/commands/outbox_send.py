"""`kitbench outbox send`: the senders without a window, one to each ERP of the station."""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from types import FrameType

from app.commands.outbox_place import Place
from app.commands.outbox_ways import NoSignInError, ways
from app.core.posting import PostingState
from app.services.drain import Drain, Drained, DrainEnd, Way
from app.services.outbox_records import record_of
from app.store.postings import StoredPosting
from app.training import TrainingFault

NEEDS_A_PERSON = 3
STILL_WAITING = 1
BAD_SIGN_IN = 2
_OUTCOMES = {PostingState.POSTED, PostingState.REJECTED, PostingState.UNKNOWN}
_PRINTING = threading.Lock()


def run(asked: argparse.Namespace, place: Place) -> int:
    """Send and prove until nothing goes by itself any more.

    Returns:
        0 when nothing is left waiting, 3 when something needs a person, 1 where it was stopped
        before, 2 without a sign-in.
    """
    try:
        with ExitStack() as opened:
            found = ways(asked, place, opened)
            able = [way for way in found if way.enter is not None]
            drains = [Drain(place.outbox, way, place.settings.outbox) for way in able]
            opened.enter_context(_stopped_by_signals(drains, asked.at_most))
            drained = _all_at_once(drains)
    except (NoSignInError, TrainingFault) as fault:
        print(f"Nothing was sent: {fault}", file=sys.stderr)
        return BAD_SIGN_IN
    refused = [_is_refused(way, one) for way, one in zip(able, drained, strict=True)]
    if any(refused) or any(one.needs_person for one in drained):
        return NEEDS_A_PERSON
    closed = [_is_closed(way, place) for way in found if way.enter is None]
    if any(closed):
        return BAD_SIGN_IN
    return STILL_WAITING if any(one.waiting for one in drained) else 0


def _all_at_once(drains: Sequence[Drain]) -> list[Drained]:
    """Each by a thread of its own: an ERP that is away keeps no other waiting."""
    with ThreadPoolExecutor(len(drains), "drain") as pool:
        return list(pool.map(lambda drain: drain.run(_tell), drains))


def _is_refused(way: Way, drained: Drained) -> bool:
    if drained.end is not DrainEnd.NEEDS_SIGN_IN:
        return False
    print(f"{way.target.erp} refuses the sign-in: {drained.problem}", file=sys.stderr)
    return True


def _is_closed(way: Way, place: Place) -> bool:
    """Whether something waits for an ERP that nobody is signed in to."""
    counts = place.outbox.counts(way.target)
    if not counts.waiting + counts.proving:
        return False
    print(f"Nothing was sent to {way.target.erp}: no sign-in is known for it", file=sys.stderr)
    return True


def _tell(stored: StoredPosting) -> None:
    if stored.state in _OUTCOMES:
        with _PRINTING:
            print(json.dumps(record_of(stored.row)), flush=True)


@contextmanager
def _stopped_by_signals(drains: Sequence[Drain], seconds: float | None) -> Iterator[None]:
    """Stop after the requests in flight when the system or the clock says so."""

    def stop() -> None:
        for drain in drains:
            drain.stop()

    def leave(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop()

    before = {number: signal.signal(number, leave) for number in (signal.SIGINT, signal.SIGTERM)}
    clock = None if seconds is None else threading.Timer(seconds, stop)
    if clock is not None:
        clock.start()
    try:
        yield
    finally:
        if clock is not None:
            clock.cancel()
            clock.join()
        for number, handler in before.items():
            signal.signal(number, handler)
