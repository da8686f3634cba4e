"""What a person decides about a posting is kept with the name, or is told to have failed."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.hold import Hold, HoldCause
from app.core.kit_issue import KitPosting
from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode, Rejected
from app.core.proof.evidence import Doubt, Evidence
from app.sandbox.server import TrainingServer
from app.services.decisions import Decisions
from app.store.faults import StoreFault, StoreFaultKind
from app.store.postings import SerialHeldError, StoredPosting
from tests.services.sending import QUEUED, moves, state_of
from tests.services.test_sender_troubles import locked
from tests.services.world import DATABASE, Heard, Station, drained, kit, station, until

E = PostingEvent
SHOWN = Evidence(doubt=Doubt.MOVEMENTS)
RULE = Rejected(ProblemCode.RULE, "DEPARTMENT 9 is unknown.")
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
def held(bench: Station) -> KitPosting:
    one = bench.confirm(kit("HELD1"))
    bench.outbox.hold(one.posting_id, HOLD).result()
    return one


def test_released(bench: Station, decisions: Decisions, held: KitPosting) -> None:
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.release(held.posting_id, "looked at it")
    assert decided.one == bench.outbox.get(held.posting_id)
    assert (decided.one.state, decided.one.held) == (QUEUED, None)
    entry = bench.outbox.history(held.posting_id)[-1]
    assert (entry.event, entry.who, entry.why) == (E.RELEASED, "Lea", "looked at it")


def test_withdrawn(bench: Station, decisions: Decisions, held: KitPosting) -> None:
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.withdraw(held.posting_id, "built anew")
    assert decided.one.state is PostingState.WITHDRAWN
    entry = bench.outbox.history(held.posting_id)[-1]
    assert (entry.event, entry.who, entry.why) == (E.WITHDRAWN, "Lea", "built anew")


def test_who_is_too_late_is_shown_what_the_other_decided(
    bench: Station, decisions: Decisions, held: KitPosting
) -> None:
    bench.outbox.record(held.posting_id, E.WITHDRAWN, who="Mia", why="no more").result()
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.release(held.posting_id)
    assert decided.one.state is PostingState.WITHDRAWN
    assert moves(bench, held) == [None, E.HELD, E.WITHDRAWN]


def test_nobody_decides_without_a_name(
    bench: Station, decisions: Decisions, held: KitPosting
) -> None:
    bench.session.sign_out()
    assert decisions.who == ""
    with pytest.raises(ValueError, match="name"):
        decisions.release(held.posting_id)
    with pytest.raises(ValueError, match="name"):
        decisions.withdraw(held.posting_id, "no more")
    drained()
    assert moves(bench, held) == [None, E.HELD]


def test_a_database_that_is_held_decides_nothing(
    bench: Station, decisions: Decisions, held: KitPosting, tmp_path: Path
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


def brought(bench: Station, posting: KitPosting, *events: PostingEvent) -> KitPosting:
    """Confirmed, and as far as that."""
    bench.confirm(posting)
    for event in events:
        refused = event in {E.REFUSED, E.REFUSED_SURELY}
        bench.outbox.record(posting.posting_id, event, problem=RULE if refused else None).result()
    return posting


@pytest.mark.parametrize(
    ("way", "posted", "not_posted"),
    [
        ((E.CLAIMED, E.LOST_TRACK), PostingState.POSTED, QUEUED),
        ((E.CLAIMED, E.LOST_TRACK, E.UNDECIDED), PostingState.POSTED, QUEUED),
        ((E.CLAIMED, E.REFUSED, E.UNDECIDED), PostingState.POSTED, PostingState.REJECTED),
    ],
)
def test_judged_with_the_evidence_that_was_shown(
    bench: Station,
    decisions: Decisions,
    way: tuple[PostingEvent, ...],
    posted: PostingState,
    not_posted: PostingState,
) -> None:
    one, other = (brought(bench, kit(f"JUDGE{n}"), *way) for n in range(2))
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.was_posted(one.posting_id, "on the shelf", SHOWN)
    decisions.was_not_posted(other.posting_id, "not on the shelf", SHOWN)
    until(lambda: len(decided.all) == 2)
    assert [state_of(bench, one), state_of(bench, other)] == [posted, not_posted]
    entry = bench.outbox.history(one.posting_id)[-1]
    assert (entry.event, entry.who, entry.why) == (E.DECIDED_DONE, "Lea", "on the shelf")
    assert entry.evidence is not None
    assert msgspec.json.decode(entry.evidence, type=Evidence) == SHOWN
    assert not bench.outbox.get(other.posting_id).row.doubtful


def test_looked_at_again(bench: Station, decisions: Decisions) -> None:
    one = brought(bench, kit("LOOK1"), E.CLAIMED, E.LOST_TRACK, E.UNDECIDED)
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.look_again(one.posting_id)
    assert not decided.one.row.undecided
    assert bench.outbox.doubts.to_prove(bench.session.target) == (one.posting_id,)


def test_all_of_one_cause_are_sent_again_but_for_doubtful_ones(
    bench: Station, decisions: Decisions
) -> None:
    sure = [
        brought(bench, kit(f"SURE{n}"), E.CLAIMED, E.REFUSED, E.PROVED_NOT_DONE) for n in range(2)
    ]
    doubtful = brought(bench, kit("DOUBT1"), E.CLAIMED, E.REFUSED)
    decided = Heard[StoredPosting]()
    decisions.decided.connect(decided)
    decisions.send_again_all(bench.session.target.key, ProblemCode.TIMEOUT)
    decisions.send_again_all(bench.session.target.key, ProblemCode.RULE, "another one")
    decisions.send_again_all(
        bench.session.target.key, ProblemCode.RULE, RULE.detail, "department made"
    )
    until(lambda: len(decided.all) == len(sure))
    assert [state_of(bench, one) for one in sure] == [QUEUED, QUEUED]
    assert state_of(bench, doubtful) is PostingState.REJECTED
    entry = bench.outbox.history(sure[0].posting_id)[-1]
    assert (entry.event, entry.who, entry.why) == (E.SENT_AGAIN, "Lea", "department made")


def test_not_sent_again_once_another_has_its_serial_number(
    bench: Station, decisions: Decisions
) -> None:
    one = brought(bench, kit("HELD1"), E.CLAIMED, E.REFUSED_SURELY)
    bench.confirm(kit("HELD1"))
    hindered = Heard[SerialHeldError]()
    decisions.hindered.connect(hindered)
    decisions.send_again(one.posting_id)
    assert hindered.one.serial == "HELD1"
    assert state_of(bench, one) is PostingState.REJECTED
