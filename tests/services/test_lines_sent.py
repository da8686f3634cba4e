"""Changes of an order's lines on their way to ManEx: sent, proved, held; while calls go wrong."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.hold import HoldCause
from app.core.po_line.facts import OrderLine
from app.core.po_line.requests import AddLine, LineAnswer
from app.core.posting import PostingEvent, PostingState
from app.core.postings import Posting
from app.core.problems import ProblemCode
from app.core.proof.evidence import Doubt
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.sandbox.faults import FaultDial
from app.sandbox.faulty_server import FaultyServer
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_path import ROOT
from app.sandbox.plants import endless_plant
from app.services.manex_session import ManexSession
from app.services.sender import SenderPhase
from app.services.targets import MANEX_TRAINING
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.vault import MemoryVault
from tests.services.aged import DAY, AheadClock
from tests.services.doubts import evidence
from tests.services.po_lines import ORDER, RUN_ITEM, added, deleted, edited
from tests.services.sending import LONG, POSTED, QUEUED, moves, sending, state_of
from tests.services.world import PATIENCE_MS, until
from tests.support.ready_store import lay_out
from tests.support.training import NewTrainingServer

E, S = PostingEvent, PostingState
KEY = API_KEYS["APIUSER"]
SETTLE = 0.4


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer's station at the plant that doesn't run out, and a colleague beside it."""

    outbox: Outbox
    session: ManexSession
    dial: FaultDial
    beside: ManexClient

    def confirm(self, *postings: Posting) -> None:
        for posting in postings:
            self.outbox.confirm(posting).result()

    def lines(self, order: str = ORDER) -> dict[str, OrderLine]:
        """By their numbers, as the ERP holds them."""
        return {line.item_number: line for line in self.beside.lines(KEY, order)}

    def make(self, number: str = "002", **values: object) -> OrderLine:
        """A line that is there before anything is sent."""
        wanted = replace(RUN_ITEM, **values)  # type: ignore[arg-type] # named by tests
        self.beside.add_line(KEY, AddLine(ORDER, number, wanted))
        return self.lines()[number]

    def colleague(self, line: OrderLine, **values: object) -> None:
        """Somebody else changes a line."""
        self.beside.edit_line(KEY, edited(line, **values).request)


@pytest.fixture
def buyer(tmp_path: Path, tasks: Tasks, caplog: pytest.LogCaptureFixture) -> Iterator[Buyer]:
    """Whatever becomes of what is sent, no book and no log holds the key that went with it."""
    caplog.set_level(logging.DEBUG)
    dial = FaultDial()
    inner = NewTrainingServer(endless_plant(), strict=True)
    with (
        FaultyServer(inner, dial, "127.0.0.1", 0) as server,
        Transport(f"{server.url}{ROOT}") as transport,
        Transport(f"{server.behind_url}{ROOT}") as beside,
        Database(lay_out(tmp_path / "kitbench.db")) as database,
    ):
        session = ManexSession(MANEX_TRAINING, ManexClient(transport), MemoryVault(), tasks)
        session.enter_key(KEY)
        until(lambda: session.credentials() is not None)
        yield Buyer(Outbox(database), session, dial, ManexClient(beside))
        session.stop()
        assert tasks.close(PATIENCE_MS / 1000)
    assert KEY not in caplog.text
    for path in tmp_path.iterdir():
        assert KEY.encode() not in path.read_bytes(), path


def test_lines_go_out_one_by_one_in_their_order(buyer: Buyer) -> None:
    old = buyer.make("002", note="old")
    new = [added(f"{number:03d}", note="new") for number in range(3, 6)]
    changed, gone = edited(old, quantity=Decimal(20)), deleted(buyer.lines()["001"])
    buyer.confirm(*new, changed, gone)
    with sending(buyer):
        until(lambda: state_of(buyer, gone) is POSTED)
    held = buyer.lines()
    assert list(held) == ["002", "003", "004", "005"]
    assert held["002"].values.quantity == Decimal(20)
    assert held["002"].values.note == "old"
    answer = buyer.outbox.get(new[0].posting_id).answer
    assert isinstance(answer, LineAnswer)
    assert answer.line is not None
    assert (answer.line.key, answer.line.values.note) == (held["003"].key, "new")
    assert not buyer.outbox.get(new[0].posting_id).row.differs


@pytest.mark.parametrize("kind", ["add", "edit", "delete"])
@pytest.mark.parametrize(
    ("fault", "way"),
    [
        ("drop: after, once, on=posting", [E.LOST_TRACK, E.PROVED_DONE]),
        ("truncated: once, on=posting", [E.LOST_TRACK, E.PROVED_DONE]),
        ("error: after, once, on=posting", [E.REFUSED, E.PROVED_DONE]),
        (
            "drop: once, on=posting",
            [E.LOST_TRACK, E.PROVED_NOT_DONE, E.CLAIMED, E.ANSWERED],
        ),
    ],
)
def test_whatever_becomes_of_one_on_the_way_it_is_done_once(
    buyer: Buyer, kind: str, fault: str, way: list[PostingEvent]
) -> None:
    old = buyer.make()
    kinds: dict[str, Posting] = {
        "add": added("003"),
        "edit": edited(old, quantity=Decimal(20), note="new"),
        "delete": deleted(old),
    }
    one = kinds[kind]
    buyer.confirm(one)
    buyer.dial.turn_to(fault)
    with sending(buyer, settle=SETTLE):
        until(lambda: state_of(buyer, one) is POSTED)
    assert moves(buyer, one)[2:] == way
    held = {number: line.values.quantity for number, line in buyer.lines().items()}
    expected = {"001": Decimal(100), "002": Decimal(10), "003": Decimal(10)}
    if kind != "add":
        del expected["003"]
    if kind == "edit":
        expected["002"] = Decimal(20)
    if kind == "delete":
        del expected["002"]
    assert held == expected


def test_an_edit_is_held_rather_than_overwriting_a_colleague(buyer: Buyer) -> None:
    old = buyer.make(note="old")
    one = edited(old, quantity=Decimal(20))
    buyer.confirm(one)
    buyer.colleague(old, note="see mail")
    with sending(buyer) as sender:
        until(lambda: buyer.outbox.get(one.posting_id).held)
        hold = buyer.outbox.get(one.posting_id).held
        assert hold is not None
        assert (hold.cause, [(cell.before, cell.now) for cell in hold.cells]) == (
            *(HoldCause.LINE_CHANGED, [("old", "see mail")]),
        )
        assert buyer.lines()["002"].values.quantity == Decimal(10)
        buyer.outbox.release(one.posting_id, who="Bea", why="agreed").result()
        sender.wake()
        until(lambda: state_of(buyer, one) is POSTED)  # what a person let pass is let pass
    assert buyer.lines()["002"].values.note == "old"


def test_what_a_colleague_changed_the_same_way_is_sent(buyer: Buyer) -> None:
    old = buyer.make()
    one = edited(old, quantity=Decimal(20))
    buyer.confirm(one)
    buyer.colleague(old, quantity=Decimal(20))
    with sending(buyer):
        until(lambda: state_of(buyer, one) is POSTED)


def test_a_line_that_a_colleague_deleted(buyer: Buyer) -> None:
    old, other = buyer.make("002"), buyer.make("003")
    changed, gone = edited(old, quantity=Decimal(20)), deleted(other)
    buyer.confirm(changed, gone)
    for line in (old, other):
        buyer.beside.delete_line(KEY, deleted(line).request)
    with sending(buyer, settle=SETTLE):
        until(lambda: state_of(buyer, gone) is POSTED)  # it is gone, as was wanted
        hold = buyer.outbox.get(changed.posting_id).held
    assert hold is not None
    assert hold.cause is HoldCause.LINE_GONE
    assert moves(buyer, gone)[-2:] == [E.REFUSED, E.PROVED_DONE]


def test_a_number_that_is_taken_is_refused_and_the_others_go_on(buyer: Buyer) -> None:
    buyer.make("002")
    taken, free = added("002"), added("003")
    buyer.confirm(taken, free)
    with sending(buyer, settle=LONG):
        until(lambda: state_of(buyer, free) is POSTED)
    stored = buyer.outbox.get(taken.posting_id)
    assert (stored.state, stored.row.doubtful) == (S.REJECTED, False)
    assert stored.problem is not None
    assert stored.problem.code is ProblemCode.LINE_EXISTS


def test_a_new_line_that_waited_long_is_held_where_its_number_is_taken(buyer: Buyer) -> None:
    clock = AheadClock()
    buyer.make("002")
    taken, free = added("002"), added("003")
    buyer.confirm(taken, free)
    clock.ahead = DAY
    with sending(buyer, now=clock):
        until(lambda: state_of(buyer, free) is POSTED)
    hold = buyer.outbox.get(taken.posting_id).held
    assert hold is not None
    assert hold.cause is HoldCause.NUMBER_TAKEN


def test_while_one_is_unknown_others_of_its_order_wait(buyer: Buyer) -> None:
    buyer.dial.turn_to("drop: once, on=posting")
    lost, same = added("002"), added("003")
    other = added("002", "9001", part_number="RUN-ITEM-1", mfgr_part="", mfgr_key="_9RUNMFG01")
    buyer.confirm(lost, same, other)
    with sending(buyer, settle=LONG) as sender:
        until(lambda: state_of(buyer, other) is POSTED)
        until(lambda: sender.state.phase is SenderPhase.SETTLING)
        assert state_of(buyer, same) is QUEUED
    with sending(buyer, settle=SETTLE):
        until(lambda: state_of(buyer, same) is POSTED)
    assert list(buyer.lines()) == ["001", "002", "003"]


def test_a_third_state_is_a_buyers_matter(buyer: Buyer) -> None:
    old = buyer.make()
    one = edited(old, quantity=Decimal(20))
    buyer.confirm(one)
    buyer.dial.turn_to("drop: once, on=posting")
    with sending(buyer, settle=1.0):
        until(lambda: state_of(buyer, one) is S.UNKNOWN)
        buyer.colleague(old, quantity=Decimal(15))
        until(lambda: buyer.outbox.get(one.posting_id).row.undecided)
    assert evidence(buyer, one).doubt is Doubt.OTHERS
    assert buyer.lines()["002"].values.quantity == Decimal(15)


def test_a_key_that_is_refused_keeps_everything_in_its_place(buyer: Buyer) -> None:
    one = added("002")
    buyer.confirm(one)
    buyer.dial.turn_to("expired-token: once, on=posting")
    with sending(buyer) as sender:
        until(lambda: sender.state.phase is SenderPhase.NEEDS_SIGN_IN)
        assert state_of(buyer, one) is QUEUED
        buyer.session.enter_key(KEY)
        until(lambda: state_of(buyer, one) is POSTED)
    assert moves(buyer, one)[2] is E.SIGN_IN_NEEDED
