"""Receipts on their way: sent, proved, held; at a training ERP on which calls go wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from app.core.hold import HoldCause
from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode
from app.core.proof.reading import Finding
from app.core.receipt import ReceiptEntered, ReceiptPosting, ReceivedLine
from app.core.receipt_facts import ReceiptRecord
from app.core.receivable import LineFault
from app.sandbox import tables
from app.sandbox.database import Database as Books
from app.sandbox.faults import FaultDial
from app.sandbox.faulty_server import FaultyServer
from app.sandbox.plants import endless_plant
from app.services.sender import SenderPhase
from tests.services.aged import DAY, AheadClock
from tests.services.doubts import evidence, undecided
from tests.services.receipts import receipt
from tests.services.sending import LONG, POSTED, QUEUED, moves, sending, state_of
from tests.services.world import Station, station, until
from tests.support.training import NewTrainingServer

E, S = PostingEvent, PostingState
SETTLE = 0.5


@dataclass(frozen=True, slots=True)
class Dock:
    """A station at the plant that doesn't run out, and what goes wrong on the line to it."""

    bench: Station
    dial: FaultDial
    books: Path

    def records(self, posting: ReceiptPosting) -> list[ReceiptRecord]:
        """What the ERP has of it."""
        session = self.bench.session
        found = session.client.receipts_of(session.token(), posting.subject)
        return [one for one in found if one.reference == posting.reference]

    def change(self, table: str, **values: object) -> None:
        """Change all orders, or all of their lines, as a buyer would."""
        books = Books(self.books, connections=1)
        with books.writing() as connection:
            connection.execute(update(getattr(tables, table)).values(values))
        books.close()


@pytest.fixture
def dock(tmp_path: Path) -> Iterator[Dock]:
    dial, books = FaultDial(), tmp_path / "books.sqlite"
    inner = NewTrainingServer(endless_plant(), data=books, strict=True)
    with (
        FaultyServer(inner, dial, "127.0.0.1", 0) as server,
        station(server.url, tmp_path) as bench,
    ):
        bench.sign_in()
        yield Dock(bench, dial, books)


def came(number: str = "1", quantity: int = 5, **more: object) -> ReceivedLine:
    return ReceivedLine(number, Decimal(quantity), **more)  # type: ignore[arg-type] # named below


SPLIT = (
    came("1"),
    came("2", 3, lot_id="L1"),
    came("2", 2, lot_id="L2"),
    came("3", 2, serials=("A1", "A2")),
)


def test_what_was_confirmed_is_entered_line_by_line_in_its_batch(dock: Dock) -> None:
    first = dock.bench.confirm(receipt(*SPLIT, batch="am"))
    second = dock.bench.confirm(receipt(came(), order="RUN-PO-1", batch="am"))
    with sending(dock.bench):
        until(lambda: state_of(dock.bench, second) is POSTED)
    stored = dock.bench.outbox.get(first.posting_id)
    assert isinstance(stored.answer, ReceiptEntered)
    assert [(one.line_number, one.lot_id, one.serials) for one in stored.answer.lines] == [
        (one.line_number, one.lot_id, one.serials) for one in SPLIT
    ]
    assert (len(dock.records(first)), stored.row.differs) == (4, False)
    other = dock.bench.outbox.get(second.posting_id)
    assert stored.batch_number == other.batch_number != ""


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
        (
            "bad-gateway: once, on=posting",
            [E.LOST_TRACK, E.PROVED_NOT_DONE, E.CLAIMED, E.ANSWERED],
        ),
    ],
)
def test_whatever_becomes_of_it_on_the_way_it_is_entered_once(
    dock: Dock, fault: str, way: list[PostingEvent]
) -> None:
    one = dock.bench.confirm(receipt(*SPLIT))
    dock.dial.turn_to(fault)
    with sending(dock.bench, settle=SETTLE):
        until(lambda: state_of(dock.bench, one) is POSTED)
    assert moves(dock.bench, one)[2:] == way
    assert len(dock.records(one)) == 4


def test_a_refusal_is_doubtful_until_it_is_proved_that_nothing_was_done(dock: Dock) -> None:
    one = dock.bench.confirm(receipt(came("1", 5, stores="NONE")))
    with sending(dock.bench, settle=SETTLE):
        until(lambda: state_of(dock.bench, one) is S.REJECTED)
        assert dock.bench.outbox.get(one.posting_id).row.doubtful
        until(lambda: not dock.bench.outbox.get(one.posting_id).row.doubtful)
    stored = dock.bench.outbox.get(one.posting_id)
    assert (stored.state, stored.row.undecided) == (S.REJECTED, False)
    assert stored.problem is not None
    assert "STORES_CODE NONE" in stored.problem.detail
    assert evidence(dock.bench, one).findings == (Finding.ABSENT, Finding.ABSENT)


def test_what_depends_on_an_unknown_one_waits_and_the_rest_goes_on(dock: Dock) -> None:
    dock.dial.turn_to("drop: once, on=posting")
    lot = came("2", 1, lot_id="L1")
    lost, same_order, same_lot, other = (
        dock.bench.confirm(one)
        for one in (
            receipt(lot),
            receipt(came("1")),
            receipt(lot, order="RUN-PO-1"),
            receipt(came("1"), order="RUN-PO-1"),
        )
    )
    with sending(dock.bench, settle=LONG) as sender:
        until(lambda: state_of(dock.bench, other) is POSTED)
        until(lambda: sender.state.phase is SenderPhase.SETTLING)
        waits = [state_of(dock.bench, one) for one in (same_order, same_lot)]
        assert waits == [QUEUED, QUEUED]
    with sending(dock.bench, settle=SETTLE):
        until(lambda: state_of(dock.bench, same_lot) is POSTED)
    assert state_of(dock.bench, lost) is state_of(dock.bench, same_order) is POSTED


@pytest.mark.parametrize("fault", ["", "drop: once, on=posting"])
def test_serial_numbers_that_others_brought_go_to_a_person_once_proved(
    dock: Dock, fault: str
) -> None:
    """The first time, and when it is sent again: it must not go round between queue and proof."""
    dock.dial.turn_to(fault)
    mine = dock.bench.confirm(receipt(came("3", 1, serials=("A1",))))
    theirs = receipt(came("3", 1, serials=("A1",)), order="RUN-PO-1")
    session = dock.bench.session
    if not fault:
        session.client.receive(session.token(), theirs.request)
    with sending(dock.bench, settle=SETTLE):
        if fault:
            until(lambda: state_of(dock.bench, mine) is S.UNKNOWN)
            session.client.receive(session.token(), theirs.request)
        until(lambda: state_of(dock.bench, mine) is S.REJECTED)
        until(lambda: not dock.bench.outbox.get(mine.posting_id).row.doubtful)
    stored = dock.bench.outbox.get(mine.posting_id)
    assert (stored.row.undecided, undecided(dock.bench, mine)) == (False, False)
    assert stored.problem is not None
    assert stored.problem.code is ProblemCode.SERIAL_EXISTS
    assert moves(dock.bench, mine)[-2:] == [E.REFUSED, E.PROVED_NOT_DONE]


class TestAged:
    @pytest.mark.parametrize(
        ("table", "values", "cause"),
        [
            ("purchase_order", {"po_status": "C"}, HoldCause.NO_ORDER),
            ("purchase_order_line", {"line_status": "X"}, HoldCause.ORDER_CHANGED),
            ("purchase_order_line", {"order_qty": Decimal(4)}, HoldCause.ORDER_CHANGED),
        ],
    )
    def test_one_that_the_order_no_longer_takes_is_held(
        self, dock: Dock, table: str, values: dict[str, object], cause: HoldCause
    ) -> None:
        clock = AheadClock()
        one = dock.bench.confirm(receipt(came()))
        clock.ahead = DAY
        dock.change(table, **values)
        with sending(dock.bench, now=clock, settle=SETTLE) as sender:
            until(lambda: dock.bench.outbox.get(one.posting_id).held)
            hold = dock.bench.outbox.get(one.posting_id).held
            assert hold is not None
            assert hold.cause is cause
            assert dock.records(one) == []
            dock.bench.outbox.release(one.posting_id, who="Lea").result()
            sender.wake()
            until(lambda: state_of(dock.bench, one) is S.REJECTED)  # the ERP's word is the last

    def test_one_that_it_still_takes_is_sent(self, dock: Dock) -> None:
        clock = AheadClock()
        bare = replace(receipt(came()), planned=())
        both = [dock.bench.confirm(one) for one in (receipt(*SPLIT), bare)]
        clock.ahead = DAY
        with sending(dock.bench, now=clock):
            until(lambda: all(state_of(dock.bench, one) is POSTED for one in both))

    def test_room_is_named(self, dock: Dock) -> None:
        clock = AheadClock()
        one = dock.bench.confirm(receipt(came()))
        clock.ahead = DAY
        dock.change("purchase_order_line", order_qty=Decimal(4))
        with sending(dock.bench, now=clock):
            until(lambda: dock.bench.outbox.get(one.posting_id).held)
        hold = dock.bench.outbox.get(one.posting_id).held
        assert hold is not None
        (line,) = hold.lines
        assert (line.fault, line.quantity, line.room) == (
            *(LineFault.NO_ROOM, Decimal(5), Decimal(4)),
        )
