"""`kitbench outbox send`: the sender without a window."""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

from app.commands.outbox_place import Place
from app.core.posting import PostingState
from app.services.connecting import TRAINING, client_of, open_transport
from app.services.drain import Account, Drain, DrainEnd
from app.services.outbox_records import record_of
from app.services.remembered import Remembered, remembered
from app.store.keyring_vault import open_vault
from app.store.postings import StoredPosting
from app.store.vault import VaultProblem
from app.training import TrainingErp, TrainingFault

NEEDS_A_PERSON = 3
STILL_WAITING = 1
BAD_SIGN_IN = 2
LONGEST_LINE = 10_000
_OUTCOMES = {PostingState.POSTED, PostingState.REJECTED, PostingState.UNKNOWN}


class _NoSignInError(Exception):
    """Nobody can be signed in; the message says why."""


def run(asked: argparse.Namespace, place: Place) -> int:
    """Send and prove until nothing goes by itself any more.

    Returns:
        0 when nothing is left waiting, 3 when something needs a person, 1 where it was stopped
        before, 2 without a sign-in.
    """
    try:
        with ExitStack() as opened:
            url, account = _way_in(asked, place, opened)
            place.redactor.keep_secret(account.password)
            transport = opened.enter_context(open_transport(place.settings.connection, url))
            client, _ = client_of(place.settings, transport)
            drain = Drain(place.outbox, place.target, client, account, place.settings.outbox)
            opened.enter_context(_stopped_by_signals(drain, asked.at_most))
            drained = drain.run(_tell)
    except (_NoSignInError, TrainingFault) as fault:
        print(f"Nothing was sent: {fault}", file=sys.stderr)
        return BAD_SIGN_IN
    if drained.end is DrainEnd.NEEDS_SIGN_IN:
        print(f"The ERP refuses the sign-in of {account.user}: {drained.problem}", file=sys.stderr)
        return NEEDS_A_PERSON
    if drained.needs_person:
        return NEEDS_A_PERSON
    return STILL_WAITING if drained.waiting else 0


def _way_in(asked: argparse.Namespace, place: Place, opened: ExitStack) -> tuple[str, Account]:
    """The address of the ERP, and who signs in there.

    Raises:
        _NoSignInError: Nobody.
        TrainingFault: The training ERP did not come up.
    """
    if place.target == TRAINING:
        erp = TrainingErp("--data", str(place.home.training_books))
        opened.callback(erp.close)
        door = erp.wait()
        return door.url, Account(door.user, door.password)
    url = place.settings.connection.root_url
    if asked.sign_in_stdin:
        return url, _account(sys.stdin.readline(LONGEST_LINE))
    try:
        kept = remembered(open_vault(), place.target, Remembered)
    except VaultProblem as fault:
        raise _NoSignInError(f"the keyring doesn't answer: {fault}") from None
    if kept is None:
        raise _NoSignInError("no sign-in is remembered; sign in at the workstation or by the input")
    return url, Account(kept.user, kept.password)


def _account(line: str) -> Account:
    """Of `{"user": ..., "password": ...}`; what is wrong with it is not repeated."""
    try:
        given = json.loads(line)
    except ValueError:
        given = None
    match given:
        case {"user": str(user), "password": str(password)} if user:
            return Account(user, password)
        case _:
            raise _NoSignInError('the input is no line like {"user": "...", "password": "..."}')


def _tell(stored: StoredPosting) -> None:
    if stored.state in _OUTCOMES:
        print(json.dumps(record_of(stored.row)), flush=True)


@contextmanager
def _stopped_by_signals(drain: Drain, seconds: float | None) -> Iterator[None]:
    """Stop after the request in flight when the system or the clock says so."""

    def leave(number: int, frame: FrameType | None) -> None:
        del number, frame
        drain.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    clock = None if seconds is None else threading.Timer(seconds, drain.stop)
    if clock is not None:
        clock.start()
    try:
        yield
    finally:
        if clock is not None:
            clock.cancel()
            clock.join()
