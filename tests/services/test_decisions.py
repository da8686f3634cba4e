"""What a person decides about a posting is kept with the name, or is told to have failed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.kit.aged import Hold, HoldCause
from app.core.posting import Posting, PostingEvent, PostingState
from app.sandbox.server import TrainingServer
from app.services.decisions import Decisions
from app.store.faults import StoreFault, StoreFaultKind
from app.store.postings import StoredPosting
from tests.services.sending import QUEUED, moves, state_of
from tests.services.test_sender_troubles import locked
from tests.services.world import DATABASE, Heard, Station, drained, kit, station, until

E = PostingEvent
HOLD = Hold(HoldCause.NOT_READ, detail="busy")


@pytest.fixture
def bench(erp: TrainingServer, tmp_path: Path) -> Iterator[Station]:
    """Somebody is signed in, and is not patient with a database that is held."""
    with station(erp.url, tmp_path, patience=0.02) as made:
        made.sign_in()
        made.session.operator = "Lea"
        yield made


@pytest.fixture
def decisions(bench: Station) -> Decisions:
    return Decisions(bench.outbox, bench.session, bench.tasks)


@pytest.fixture
def held(bench: Station) -> Posting:
    one = bench.confirm(kit("HELD1"))
    bench.outbox.hold(one.posting_id, HOLD).result()
    return one


def test_released(bench: Station, decisions: Decisions, held: Posting) -> None:
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.release(held.posting_id, "looked at it")
    assert decided.one == bench.outbox.get(held.posting_id)
    assert (decided.one.state, decided.one.held) == (QUEUED, None)
    entry = bench.outbox.history(held.posting_id)[-1]
    assert (entry.event, entry.who, entry.why) == (E.RELEASED, "Lea", "looked at it")


def test_withdrawn(bench: Station, decisions: Decisions, held: Posting) -> None:
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.withdraw(held.posting_id, "built anew")
    assert decided.one.state is PostingState.WITHDRAWN
    entry = bench.outbox.history(held.posting_id)[-1]
    assert (entry.event, entry.who, entry.why) == (E.WITHDRAWN, "Lea", "built anew")


def test_who_is_too_late_is_shown_what_the_other_decided(
    bench: Station, decisions: Decisions, held: Posting
) -> None:
    bench.outbox.record(held.posting_id, E.WITHDRAWN, who="Mia", why="no more").result()
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.release(held.posting_id)
    assert decided.one.state is PostingState.WITHDRAWN
    assert moves(bench, held) == [None, E.HELD, E.WITHDRAWN]


def test_nobody_decides_without_a_name(bench: Station, decisions: Decisions, held: Posting) -> None:
    bench.session.sign_out()
    assert decisions.who == ""
    with pytest.raises(ValueError, match="name"):
        decisions.release(held.posting_id)
    with pytest.raises(ValueError, match="name"):
        decisions.withdraw(held.posting_id, "no more")
    drained()
    assert moves(bench, held) == [None, E.HELD]


def test_a_database_that_is_held_decides_nothing(
    bench: Station, decisions: Decisions, held: Posting, tmp_path: Path
) -> None:
    faults, decided = Heard[StoreFault](), Heard[StoredPosting]()
    decisions.failed.connect(faults)
    decisions.decided.connect(decided)
    with locked(tmp_path / DATABASE):
        decisions.release(held.posting_id)
        assert faults.one.kind is StoreFaultKind.BUSY
    assert decided.all == []
    assert moves(bench, held) == [None, E.HELD]
    decisions.release(held.posting_id)
    until(lambda: decided.all)
    assert state_of(bench, held) is QUEUED
