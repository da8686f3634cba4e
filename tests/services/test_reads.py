"""Questions to the ERP off the GUI thread, and the cache when no answer comes."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.facts import Found, KitFacts, SerialRecord
from app.core.problems import NeedsSignIn, NotSent, Problem, ProblemCode, Rejected
from app.core.receipt_facts import OrderFacts
from app.sandbox.server import TrainingServer
from app.services.reads import ErpReads, RefreshTimes
from app.services.session import Reach, SignIn
from app.store.faults import StoreFault, StoreFaultKind
from app.store.kit_record import KITS
from app.store.order_record import ORDERS
from app.store.reference import ReferenceCache
from tests.services.scripted_erp import ScriptedErp
from tests.services.world import (
    DATABASE,
    QUICK,
    TARGET,
    Heard,
    Station,
    SwitchedErp,
    drained,
    station,
    until,
)


def reads_of(bench: Station, times: RefreshTimes | None = None, *named: str) -> ErpReads:
    reads = ErpReads(bench.session, bench.database, bench.tasks, times=times, named=named)
    reads.setParent(bench.tasks)  # an answer may come until the tasks are closed
    return reads


def facts_of(reads: ErpReads, assembly_id: str = "MOTOR003") -> KitFacts:
    """Ask, and wait for the facts."""
    done = Heard[KitFacts]()
    failed = Heard[Problem]()
    reads.kits.ask(assembly_id, done, failed)
    until(lambda: done.all or failed.all)
    assert failed.all == []
    return done.one


def problem_of(reads: ErpReads, assembly_id: str = "MOTOR003") -> Problem:
    """Ask, and wait for the problem."""
    done = Heard[KitFacts]()
    failed = Heard[Problem]()
    reads.kits.ask(assembly_id, done, failed)
    until(lambda: done.all or failed.all)
    assert done.all == []
    return failed.one


def kept(bench: Station, assembly_id: str = "MOTOR003") -> KitFacts | None:
    return ReferenceCache(bench.database, KITS).get(TARGET, assembly_id)


def state(bench: Station) -> SignIn:
    return bench.session.sign_in_state


class TestAnErpThatIsBeingStarted:
    """The training ERP takes a moment, in which the first assembly is scanned."""

    def test_what_is_asked_waits_for_the_sign_in(self, bench: Station) -> None:
        told, failed = Heard[KitFacts](), Heard[Problem]()
        found = Heard[Found]()
        bench.session.expect_entry()
        assert state(bench) is SignIn.SIGNING_IN
        reads = reads_of(bench)
        reads.kits.ask("MOTOR003", told, failed)
        reads.find("24B-118", found, failed)
        drained()
        assert told.all == []
        assert found.all == []
        bench.sign_in()
        assert told.one.bom["MOTOR003"]
        assert found.one.lots
        assert failed.all == []
        assert state(bench) is SignIn.SIGNED_IN

    def test_one_that_never_came_is_away(self, bench: Station) -> None:
        told, failed = Heard[KitFacts](), Heard[Problem]()
        bench.session.expect_entry()
        reads_of(bench).kits.ask("MOTOR003", told, failed)
        bench.session.expect_no_entry()
        assert isinstance(failed.one, NeedsSignIn)
        assert told.all == []
        assert state(bench) is SignIn.SIGNED_OUT

    def test_a_station_that_ends_asks_nothing_any_more(self, bench: Station) -> None:
        told, failed = Heard[KitFacts](), Heard[Problem]()
        bench.session.expect_entry()
        reads_of(bench).kits.ask("MOTOR003", told, failed)
        bench.session.stop()
        drained()
        assert told.all == []
        assert failed.all == []


class TestKitFacts:
    def test_from_the_erp_and_into_the_cache(self, bench: Station) -> None:
        bench.sign_in()
        before = datetime.now(UTC)
        facts = facts_of(reads_of(bench))
        assert {"MOTOR003", "WIRE-18"} <= facts.parts.keys()
        assert facts.bom["MOTOR003"]
        assert before <= facts.read_at <= datetime.now(UTC)
        until(lambda: kept(bench) == facts)

    def test_the_gui_thread_stays_free_and_is_where_it_is_told(self, bench: Station) -> None:
        bench.sign_in()
        told = Heard[str]()
        reads_of(bench).kits.ask(
            "MOTOR003", lambda _: told(threading.current_thread().name), lambda _: None
        )
        assert told.all == []
        assert told.one == threading.main_thread().name

    def test_of_an_assembly_the_erp_does_not_know(self, bench: Station) -> None:
        bench.sign_in()
        facts = facts_of(reads_of(bench), "NO-SUCH")
        assert "NO-SUCH" not in facts.parts
        due = ReferenceCache(bench.database, KITS).due(TARGET, older_than=timedelta(0))
        assert due == []  # neither kept nor refreshed from now on
        assert kept(bench, "NO-SUCH") is None

    def test_that_cannot_be_asked_for(self, bench: Station) -> None:
        bench.sign_in()
        problem = problem_of(reads_of(bench), "MOTOR%")
        assert isinstance(problem, Rejected)
        assert problem.code is ProblemCode.UNSAFE_KEY

    def test_from_the_cache_when_the_erp_has_just_gone(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            reads = reads_of(bench)
            fresh = facts_of(reads)
            until(lambda: kept(bench))
            switched_erp.off()
            assert bench.session.reach is Reach.ONLINE  # as far as the session knows
            assert facts_of(reads) == fresh
            until(lambda: bench.session.reach is Reach.OFFLINE)  # it was told
            assert facts_of(reads) == fresh
            assert isinstance(problem_of(reads, "PUMP002"), NotSent)

    def test_fresh_again_when_it_is_back(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            bench.session.start()
            reads = reads_of(bench)
            first = facts_of(reads)
            until(lambda: kept(bench))
            switched_erp.off()
            until(lambda: bench.session.reach is Reach.OFFLINE)
            assert facts_of(reads).read_at == first.read_at
            switched_erp.on()
            until(lambda: bench.session.reach is Reach.ONLINE)
            bench.sign_in()
            assert facts_of(reads).read_at > first.read_at

    def test_while_away_nobody_waits_for_the_network(self, tmp_path: Path) -> None:
        with ScriptedErp() as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            ReferenceCache(bench.database, KITS).put(TARGET, old_facts()).result()
            bench.session.note(NotSent(ProblemCode.NO_ROUTE))
            asked = dict(erp.asked)
            assert facts_of(reads_of(bench)) == old_facts()
            assert erp.asked == asked

    def test_while_nobody_is_signed_in(self, bench: Station) -> None:
        reads = reads_of(bench)
        assert isinstance(problem_of(reads), NeedsSignIn)
        ReferenceCache(bench.database, KITS).put(TARGET, old_facts()).result()
        assert facts_of(reads) == old_facts()

    def test_a_dead_token_is_told_to_the_session(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            token = bench.session.token()
            switched_erp.off()
            switched_erp.on()
            assert isinstance(problem_of(reads_of(bench)), NeedsSignIn)
            until(lambda: bench.session.credentials() and bench.session.token() != token)

    def test_a_cache_that_cannot_be_written_fails_no_reading(
        self, erp: TrainingServer, tmp_path: Path
    ) -> None:
        faults = Heard[StoreFault]()
        with station(erp.url, tmp_path, patience=0.02) as bench:
            bench.sign_in()
            reads = reads_of(bench)
            reads.store_failed.connect(faults)
            with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                assert "MOTOR003" in facts_of(reads).parts
                until(lambda: faults.all)
            assert faults.all[0].kind is StoreFaultKind.BUSY


class TestLookUps:
    def test_find(self, bench: Station) -> None:
        bench.sign_in()
        done = Heard[Found]()
        reads_of(bench).find("MOUNT007", done, Heard[Problem]())
        assert [part.part_id for part in done.one.parts] == ["MOUNT007"]

    def test_serials(self, bench: Station) -> None:
        bench.sign_in()
        in_stock = bench.session.client.serials_in_stock(bench.session.token(), ["MOTOR003"])
        known = in_stock[0].serial
        done = Heard[tuple[SerialRecord, ...]]()
        reads_of(bench).serials("MOTOR003", [known, "NEVER-MADE"], done, Heard[Problem]())
        assert [record.serial for record in done.one] == [known]

    @pytest.mark.parametrize("signed_in", [True, False])
    def test_problem(self, switched_erp: SwitchedErp, tmp_path: Path, *, signed_in: bool) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            if signed_in:
                bench.sign_in()
            switched_erp.off()
            failed = Heard[Problem]()
            reads_of(bench).find("MOUNT007", Heard[Found](), failed)
            assert isinstance(failed.one, NotSent if signed_in else NeedsSignIn)


class TestOrders:
    def test_one_worked_on_is_there_when_the_erp_has_gone(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            reads, fresh, unknown = reads_of(bench), Heard[OrderFacts](), Heard[OrderFacts]()
            reads.orders.ask("100433", fresh, lambda _: None)
            reads.orders.ask("100 433", unknown, lambda _: None)
            assert fresh.one.order is not None
            assert unknown.one.order is None
            until(lambda: self.cached(bench).due(TARGET, older_than=timedelta(0)) == ["100433"])
            until(lambda: self.cached(bench).get(TARGET, "100433"))
            switched_erp.off()
            again, failed = Heard[OrderFacts](), Heard[Problem]()
            reads.orders.ask("100433", again, lambda _: None)
            reads.orders.ask("100434", lambda _: None, failed)
            assert again.one == fresh.one
            assert isinstance(failed.one, NotSent)

    @staticmethod
    def cached(bench: Station) -> ReferenceCache[OrderFacts]:
        return ReferenceCache(bench.database, ORDERS)


class TestRefresh:
    TIMES = RefreshTimes(every=0.02, older_than=timedelta(minutes=15))

    def test_of_what_was_made_and_what_is_named(self, bench: Station) -> None:
        cache = ReferenceCache(bench.database, KITS)
        cache.put(TARGET, old_facts()).result()
        cache.used(TARGET, "MOTOR003").result()
        bench.sign_in()
        bench.session.start()
        reads = reads_of(bench, self.TIMES, "PUMP002")
        refreshed = Heard[KitFacts]()
        reads.kits.refreshed.connect(refreshed)
        reads.start()
        until(lambda: len(refreshed.all) == 2)
        reads.stop()
        assert {facts.assembly_id for facts in refreshed.all} == {"MOTOR003", "PUMP002"}
        until(lambda: kept(bench, "PUMP002"))
        until(lambda: (facts := kept(bench)) and facts.read_at > old_facts().read_at)

    def test_what_is_fresh_is_left_alone(self, tmp_path: Path) -> None:
        with ScriptedErp() as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            bench.session.start()
            until(lambda: bench.session.reach is Reach.ONLINE)
            ReferenceCache(bench.database, KITS).used(TARGET, "MOTOR003").result()
            ReferenceCache(bench.database, KITS).put(TARGET, old_facts(datetime.now(UTC))).result()
            reads = reads_of(bench, self.TIMES)
            reads.start()
            beats = erp.asked["/api/server-time-get"]
            until(lambda: erp.asked["/api/server-time-get"] >= beats + 3)
            reads.stop()
            assert not {path for path in erp.asked if path.endswith("-query")}

    def test_begins_when_the_erp_is_back(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path, times=QUICK) as bench:
            bench.sign_in()
            switched_erp.off()
            bench.session.start()
            until(lambda: bench.session.reach is Reach.OFFLINE)
            reads = reads_of(bench, RefreshTimes(every=3600), "MOTOR003")
            refreshed = Heard[KitFacts]()
            reads.kits.refreshed.connect(refreshed)
            reads.start()
            switched_erp.on()
            assert refreshed.one.assembly_id == "MOTOR003"
            reads.stop()

    def test_one_that_cannot_be_read_does_not_hold_up_the_others(self, bench: Station) -> None:
        bench.sign_in()
        bench.session.start()
        until(lambda: bench.session.reach is Reach.ONLINE)
        reads = reads_of(bench, RefreshTimes(every=3600), "A%", "MOTOR003", "NO-SUCH")
        refreshed = Heard[KitFacts]()
        reads.kits.refreshed.connect(refreshed)
        reads.start()
        until(lambda: any(facts.assembly_id == "MOTOR003" for facts in refreshed.all))
        reads.stop()


def old_facts(read_at: datetime = datetime(2026, 1, 2, tzinfo=UTC)) -> KitFacts:
    """Facts of MOTOR003 as of long ago, by their age easily told from fresh ones."""
    return KitFacts("MOTOR003", read_at, parts={}, bom={})
