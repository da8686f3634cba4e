"""A posting that waited long is sent only if the ERP would still issue what was confirmed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.hold import Hold, HoldCause
from app.core.kit.plan import PlanFault
from app.core.kit.recheck import PlanChange, PlanChangeKind
from app.core.kit_issue import KitIssued, KitPosting
from app.core.posting import PostingEvent, PostingState
from app.services.backoff import Backoff
from app.services.sender import SenderPhase
from app.services.session import SignIn
from app.store.postings import StoredPosting
from tests.services.aged import DAY, AheadClock, Engineer, engineer, planned, planned_kit
from tests.services.flow_station import Turnstile
from tests.services.sending import POSTED, QUEUED, moves, sending, state_of
from tests.services.world import Heard, Station, SwitchedErp, drained, kit, station, until
from tests.support.training import NewTrainingServer

E = PostingEvent
BILL = "bill-of-material"
TEN_SCREWS = Hold(
    HoldCause.PLAN_CHANGED,
    (PlanChange(PlanChangeKind.QUANTITY, "SCR-M4X12", "EACH", Decimal(8), Decimal(10)),),
)


@pytest.fixture
def clock() -> AheadClock:
    return AheadClock()


@pytest.fixture
def books(tmp_path: Path) -> Path:
    return tmp_path / "books.sqlite"


@pytest.fixture
def kept_erp(books: Path) -> Iterator[SwitchedErp]:
    """One that can be switched off and keeps its books; it is on."""
    erp = SwitchedErp(books)
    erp.on()
    yield erp
    erp.off()


@pytest.fixture
def bench(books: Path, tmp_path: Path, turnstile: Turnstile) -> Iterator[Station]:
    """A station at a training ERP whose books an engineer can open; somebody is signed in."""
    with (
        NewTrainingServer(data=books, strict=True, middleware=(turnstile,)) as server,
        station(server.url, tmp_path) as made,
    ):
        made.sign_in()
        yield made


@pytest.fixture
def office(bench: Station, books: Path) -> Iterator[Engineer]:
    with engineer(books) as made:
        yield made


def held(bench: Station, posting: KitPosting) -> Hold | None:
    return bench.outbox.get(posting.posting_id).held


def made(bench: Station, posting: KitPosting) -> bool:
    """Whether the ERP has its serial numbers."""
    client, token = bench.session.client, bench.session.token()
    return bool(client.serials(token, "MOTOR003", posting.request.serials))


class TestAge:
    def test_an_unchanged_plan_is_sent(
        self, bench: Station, clock: AheadClock, turnstile: Turnstile
    ) -> None:
        one = bench.confirm(planned_kit(bench, "SAME1"))
        clock.ahead = DAY
        before = turnstile.count(BILL)
        with sending(bench, now=clock):
            until(lambda: state_of(bench, one) is POSTED)
        assert turnstile.count(BILL) == before + 1
        assert moves(bench, one) == [None, E.CLAIMED, E.ANSWERED]

    def test_a_young_one_is_sent_unread(
        self, bench: Station, clock: AheadClock, office: Engineer
    ) -> None:
        one = bench.confirm(planned_kit(bench, "YOUNG1"))
        office.takes("SCR-M4X12", "10")
        clock.ahead = DAY - timedelta(minutes=5)
        with sending(bench, now=clock):
            until(lambda: state_of(bench, one) is POSTED)

    def test_at_no_age_each_one_is_read(self, bench: Station, office: Engineer) -> None:
        one = bench.confirm(planned_kit(bench, "ALWAYS1"))
        office.takes("SCR-M4X12", "10")
        with sending(bench, recheck_after=timedelta()):
            until(lambda: held(bench, one))

    def test_a_clock_that_was_put_back_says_nothing_of_the_age(
        self, bench: Station, clock: AheadClock, office: Engineer
    ) -> None:
        one = bench.confirm(planned_kit(bench, "BACK1"))
        office.takes("SCR-M4X12", "10")
        clock.ahead = -DAY
        with sending(bench, now=clock):
            until(lambda: held(bench, one))

    def test_one_without_a_plan_has_none_to_compare(
        self, bench: Station, clock: AheadClock, turnstile: Turnstile
    ) -> None:
        one = bench.confirm(kit("NOPLAN1"))
        clock.ahead = DAY
        with sending(bench, now=clock):
            until(lambda: state_of(bench, one) is POSTED)
        assert turnstile.count(BILL) == 0


class TestChanged:
    def test_it_is_held_and_not_sent_and_others_go_on(
        self, bench: Station, clock: AheadClock, office: Engineer
    ) -> None:
        old = bench.confirm(planned_kit(bench, "OLD1", batch="b1"))
        office.takes("SCR-M4X12", "10")
        mate = bench.confirm(planned_kit(bench, "MATE1", batch="b1"))
        clock.ahead = DAY
        changes = Heard[StoredPosting]()
        with sending(bench, now=clock) as sender:
            sender.posting_changed.connect(changes)
            until(lambda: state_of(bench, mate) is POSTED)
            until(lambda: sender.state.phase is SenderPhase.IDLE)
            sender.wake()
            drained()
        assert state_of(bench, old) is QUEUED
        assert held(bench, old) == TEN_SCREWS
        assert moves(bench, old) == [None, E.HELD]
        assert not made(bench, old)
        assert [one.held for one in changes.all if one.posting == old] == [TEN_SCREWS]

    def test_the_whole_bill_went(self, bench: Station, clock: AheadClock, office: Engineer) -> None:
        one = bench.confirm(planned_kit(bench, "GONE1"))
        office.drops_the_bill()
        clock.ahead = DAY
        with sending(bench, now=clock):
            until(lambda: held(bench, one))
        assert held(bench, one) == Hold(
            HoldCause.NO_PLAN, fault=PlanFault.NO_BOM, detail="MOTOR003"
        )

    def test_a_bill_that_the_erp_refuses_to_tell_is_for_a_person(
        self, bench: Station, clock: AheadClock
    ) -> None:
        """Else it would stand in the way of all others for ever."""
        sound = planned_kit(bench, "UNREAD1")
        odd = replace(sound, request=replace(sound.request, assembly_id="MOTOR%"))
        bench.confirm(odd)
        fine = bench.confirm(planned_kit(bench, "FINE1"))
        clock.ahead = DAY
        with sending(bench, now=clock):
            until(lambda: state_of(bench, fine) is POSTED)
        assert held(bench, odd) == Hold(HoldCause.NOT_READ, detail="MOTOR%")

    def test_after_a_day_without_the_erp(
        self, kept_erp: SwitchedErp, books: Path, tmp_path: Path, clock: AheadClock
    ) -> None:
        with station(kept_erp.url, tmp_path) as bench, engineer(books) as office:
            bench.sign_in()
            bench.session.start()
            changed = bench.confirm(planned_kit(bench, "AWAY1"))
            late = planned(bench.session, kit("AWAY2"))
            young = bench.confirm(replace(late, confirmed_at=late.confirmed_at + DAY))
            kept_erp.off()
            with sending(bench, now=clock):
                until(lambda: E.NOT_SENT in moves(bench, changed))
                office.adds("BOLT-M6X20", "2")
                clock.ahead = DAY
                kept_erp.on()
                until(lambda: state_of(bench, young) is POSTED)
            hold = held(bench, changed)
            assert hold is not None
            assert [one.component_id for one in hold.changes] == ["BOLT-M6X20"]
            assert not made(bench, changed)


class TestReading:
    """While it is read nothing is sent, so what goes wrong then is as harmless as it is known."""

    def test_an_erp_that_is_away_is_waited_for(
        self, kept_erp: SwitchedErp, tmp_path: Path, clock: AheadClock
    ) -> None:
        with station(kept_erp.url, tmp_path) as bench:
            bench.sign_in()
            bench.session.start()
            one = bench.confirm(planned_kit(bench, "SILENT1"))
            clock.ahead = DAY
            kept_erp.off()
            with sending(bench, Backoff(3600, 3600), now=clock) as sender:
                until(lambda: sender.state.phase is SenderPhase.BACKING_OFF)
                assert moves(bench, one) == [None]
                kept_erp.on()
                until(lambda: state_of(bench, one) is POSTED)
            assert held(bench, one) is None

    def test_a_dead_token_asks_for_a_sign_in(
        self, kept_erp: SwitchedErp, tmp_path: Path, clock: AheadClock
    ) -> None:
        with station(kept_erp.url, tmp_path) as bench:
            bench.sign_in(remember=False)
            one = bench.confirm(planned_kit(bench, "DEAD1"))
            clock.ahead = DAY
            kept_erp.off()
            kept_erp.on()
            with sending(bench, now=clock) as sender:
                until(lambda: sender.state.phase is SenderPhase.NEEDS_SIGN_IN)
                until(lambda: bench.session.sign_in_state is SignIn.REFUSED)
                assert moves(bench, one) == [None]
                bench.sign_in(remember=False)
                until(lambda: state_of(bench, one) is POSTED)

    def test_what_is_held_alone_asks_for_no_sign_in(
        self, bench: Station, clock: AheadClock, office: Engineer
    ) -> None:
        one = bench.confirm(planned_kit(bench, "ALONE1"))
        office.takes("SCR-M4X12", "10")
        clock.ahead = DAY
        with sending(bench, now=clock) as sender:
            until(lambda: held(bench, one))
            bench.session.sign_out()
            sender.wake()
            until(lambda: sender.state.phase is SenderPhase.IDLE)


class TestDecided:
    @pytest.fixture
    def old(self, bench: Station, clock: AheadClock, office: Engineer) -> KitPosting:
        """One that is held."""
        one = bench.confirm(planned_kit(bench, "HELD1"))
        office.takes("SCR-M4X12", "10")
        clock.ahead = DAY
        with sending(bench, now=clock):
            until(lambda: held(bench, one))
        return one

    def test_released_it_is_sent_with_who_decided(
        self, bench: Station, clock: AheadClock, old: KitPosting
    ) -> None:
        with sending(bench, now=clock) as sender:
            until(lambda: sender.state.phase is SenderPhase.IDLE)
            bench.outbox.release(old.posting_id, who="Lea").result()
            sender.wake()
            until(lambda: state_of(bench, old) is POSTED)
        history = bench.outbox.history(old.posting_id)
        assert [(one.event, one.who) for one in history] == [
            (None, "Mia"),
            (E.HELD, ""),
            (E.RELEASED, "Lea"),
            (E.CLAIMED, ""),
            (E.ANSWERED, ""),
        ]
        answer = bench.outbox.get(old.posting_id).answer
        assert isinstance(answer, KitIssued)
        (screws,) = (one for one in answer.components if one.component_id == "SCR-M4X12")
        assert screws.quantity == Decimal(10)

    def test_what_changes_after_that_is_asked_again(
        self, bench: Station, clock: AheadClock, office: Engineer, old: KitPosting
    ) -> None:
        bench.outbox.release(old.posting_id, who="Lea").result()
        office.takes("SCR-M4X12", "12")
        with sending(bench, now=clock):
            until(lambda: held(bench, old))
        assert moves(bench, old) == [None, E.HELD, E.RELEASED, E.HELD]
        assert not made(bench, old)

    def test_withdrawn_it_is_never_sent(
        self, bench: Station, clock: AheadClock, old: KitPosting
    ) -> None:
        bench.outbox.record(old.posting_id, E.WITHDRAWN, who="Lea", why="built anew").result()
        with sending(bench, now=clock) as sender:
            until(lambda: sender.state.phase is SenderPhase.IDLE)
        assert state_of(bench, old) is PostingState.WITHDRAWN
        assert not made(bench, old)

    def test_withdrawn_while_it_is_read(
        self, bench: Station, clock: AheadClock, office: Engineer, turnstile: Turnstile
    ) -> None:
        one = bench.confirm(planned_kit(bench, "RACE1"))
        office.takes("SCR-M4X12", "10")
        clock.ahead = DAY
        turnstile.hold(BILL)
        with sending(bench, now=clock) as sender:
            turnstile.wait()
            bench.outbox.record(one.posting_id, E.WITHDRAWN, who="Lea", why="no more").result()
            turnstile.let_go()
            until(lambda: sender.state.phase is SenderPhase.IDLE)
        assert moves(bench, one) == [None, E.WITHDRAWN]
