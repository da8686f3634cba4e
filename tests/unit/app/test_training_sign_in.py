"""In training nobody has to sign in, however long the workstation stays open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from app.core.po_line.facts import OrderFound
from app.core.posting import PostingEvent, PostingState
from app.core.problems import NeedsSignIn
from app.core.settings import Settings
from app.main import Surroundings, Workstation
from app.paths import Home
from app.services.connecting import TRAINING
from app.services.session import SignIn
from app.training import TrainingErp
from tests.services.world import Heard, kit, until

SOME_MS = 100
TOKEN_LIFE = "2"  # seconds; long enough to post one kit with a new token


@contextmanager
def in_training(app: QApplication, home: Path) -> Iterator[Workstation]:
    training = partial(TrainingErp, "--token-life", TOKEN_LIFE)
    station = Workstation(app, Home(home), Settings(), Surroundings(TRAINING, training=training))
    try:
        station.start()
        until(lambda: station.session.sign_in_state is SignIn.SIGNED_IN)
        yield station
    finally:
        station.close()


def is_refused(station: Workstation, token: str) -> bool:
    try:
        station.session.client.server_time(token)
    except NeedsSignIn:
        return True
    return False


def asked_now_and_then(condition: Callable[[], bool]) -> Callable[[], bool]:
    """A condition that costs an HTTP call: looked at again after a while only."""
    clock = QElapsedTimer()
    clock.start()

    def found() -> bool:
        if clock.elapsed() < SOME_MS:
            return False
        clock.restart()
        return condition()

    return found


def test_a_token_that_expires_is_renewed_by_itself(qapp: QApplication, tmp_path: Path) -> None:
    """And the buyer's way is open too."""
    with in_training(qapp, tmp_path) as station:
        key = reads_an_order(station)
        first = station.session.signed_in_as()
        until(asked_now_and_then(lambda: is_refused(station, first.token)))
        stood = Heard[SignIn]()
        station.session.changed.connect(lambda: stood(station.session.sign_in_state))
        one = kit("LONGDAY1")
        station.outbox.confirm(one).result()
        station.sender.wake()
        until(lambda: station.outbox.get(one.posting_id).state is PostingState.POSTED)
        assert station.session.signed_in_as() is not first
        assert SignIn.REFUSED not in stood.all
        history = station.outbox.history(one.posting_id)
        assert [entry.event for entry in history][-2:] == [
            PostingEvent.CLAIMED,
            PostingEvent.ANSWERED,
        ]
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert key.encode() not in path.read_bytes()


def reads_an_order(station: Workstation) -> str:
    """By the buyer's way; gives the key that is signed in with there."""
    purchase = station.purchase
    assert purchase is not None
    until(lambda: purchase.buying.session.sign_in_state is SignIn.SIGNED_IN)
    found = Heard[OrderFound]()
    key = purchase.buying.session.token()
    purchase.buying.reads.order("1748", found, lambda problem: pytest.fail(str(problem)))
    assert found.one.known
    return key
