"""What goes wrong while sending: unknown outcomes, lost batches, stops, a held database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode
from app.erp.transport import Limits
from app.services.backoff import Backoff
from app.services.sender import Sender, SenderPhase
from app.store.faults import StoreFault, StoreFaultKind
from app.store.postings import StoredPosting
from tests.services.scripted_erp import Reply, ScriptedErp
from tests.services.sending import (
    LONG,
    POSTED,
    QUEUED,
    moves,
    sending,
    state_of,
    without_serials,
)
from tests.services.world import (
    DATABASE,
    PATIENCE_MS,
    Heard,
    Station,
    SwitchedErp,
    drained,
    kit,
    station,
    until,
)


class TestUnknown:
    @pytest.mark.parametrize(
        "reply",
        [
            Reply.DROPPED,
            Reply.PAGE,
            Reply.SAYS_NOTHING,
            Reply.REDIRECT,
            Reply.TRUNCATED,
            Reply.FOREIGN,
        ],
    )
    def test_stays_unknown_and_is_not_sent_again_without_proof(
        self, tmp_path: Path, reply: Reply
    ) -> None:
        with ScriptedErp([reply]) as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            lost = bench.confirm(kit("LOST1"))
            fine = bench.confirm(kit("FINE1"))
            with sending(bench, settle=LONG) as sender:
                until(lambda: state_of(bench, fine) is POSTED)
                sender.wake()
                until(lambda: sender.state.phase is SenderPhase.SETTLING)
            with sending(bench, settle=LONG) as again:  # nor at the next start
                until(lambda: again.state.phase is SenderPhase.SETTLING)
            assert moves(bench, lost) == [None, PostingEvent.CLAIMED, PostingEvent.LOST_TRACK]
        assert erp.issues == [(lost.reference, reply), (fine.reference, Reply.ANSWER)]

    def test_a_time_out(self, tmp_path: Path) -> None:
        limits = Limits(posting=0.2)
        with (
            ScriptedErp([Reply.HELD]) as erp,
            station(erp.url, tmp_path, limits=limits) as bench,
        ):
            bench.sign_in()
            slow = bench.confirm(kit("SLOW1"))
            with sending(bench, settle=LONG):
                until(lambda: state_of(bench, slow) is PostingState.UNKNOWN)
            problem = bench.outbox.get(slow.posting_id).problem
            assert problem is not None
            assert problem.code is ProblemCode.TIMEOUT

    def test_the_next_one_waits_until_the_erp_answers_something(self, tmp_path: Path) -> None:
        with ScriptedErp([Reply.PAGE]) as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            lost = bench.confirm(kit("LOST1"))
            spared = bench.confirm(kit("SPARED1"))
            erp.answers = False  # a proxy's page, to all calls
            with sending(bench, settle=LONG):
                until(lambda: erp.asked.get("/api/serial-number-query", 0) >= 3)
                assert moves(bench, spared) == [None]
                erp.answers = True
                until(lambda: state_of(bench, spared) is POSTED)
            assert state_of(bench, lost) is PostingState.UNKNOWN

    def test_the_opener_of_a_batch_holds_its_members(self, tmp_path: Path) -> None:
        with ScriptedErp([Reply.DROPPED]) as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            opener = bench.confirm(kit("OPENER", batch="b1"))
            member = bench.confirm(kit("MEMBER", batch="b1"))
            other = bench.confirm(kit("OTHER"))
            with sending(bench, settle=LONG) as sender:
                until(lambda: state_of(bench, other) is POSTED)
                until(lambda: sender.state.phase is SenderPhase.SETTLING)
                assert moves(bench, member) == [None]
                bench.outbox.record(
                    opener.posting_id, PostingEvent.DECIDED_NOT_DONE, who="Mia", why="looked"
                ).result()
                sender.wake()
                until(lambda: state_of(bench, member) is POSTED)
            assert state_of(bench, opener) is POSTED

    def test_what_a_crash_left_as_sending(self, tmp_path: Path) -> None:
        with ScriptedErp() as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            crashed = bench.confirm(kit("CRASH1"))
            bench.outbox.claim(crashed.posting_id).result()
            fine = bench.confirm(kit("FINE1"))
            changes = Heard[StoredPosting]()
            with sending(bench, settle=LONG) as sender:
                sender.posting_changed.connect(changes)
                until(lambda: state_of(bench, fine) is POSTED)
                drained()
            assert changes.all[0].posting == crashed
            stored = bench.outbox.get(crashed.posting_id)
            assert stored.state is PostingState.UNKNOWN
            assert stored.problem is not None
            assert stored.problem.code is ProblemCode.INTERRUPTED
        assert [reference for reference, _ in erp.issues] == [fine.reference]


class TestBatchUnknown:
    def test_is_sent_again_without_its_number_once_nothing_is_proved_to_be_done(
        self, tmp_path: Path
    ) -> None:
        script = [Reply.ANSWER, Reply.UNKNOWN_BATCH]
        with ScriptedErp(script) as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            kits = [bench.confirm(kit(f"MEMBER{n}", batch="b1")) for n in range(4)]
            with sending(bench):
                until(lambda: state_of(bench, kits[3]) is POSTED)
            first, opener, *_ = (f"B{one.reference}" for one in kits)
            assert erp.batch_numbers == ["", first, "", opener, opener]
            order = [kits[0], kits[1], kits[1], kits[2], kits[3]]
            assert [reference for reference, _ in erp.issues] == [one.reference for one in order]
            assert moves(bench, kits[1])[1:4] == [
                PostingEvent.CLAIMED,
                PostingEvent.BACK_TO_PROOF,
                PostingEvent.PROVED_NOT_DONE,
            ]
            refusal = bench.outbox.history(kits[1].posting_id)[2].problem
            assert refusal is not None
            assert refusal.code is ProblemCode.UNKNOWN_BATCH  # so it is said

    def test_of_a_kit_that_only_a_person_can_judge_it_is_refused(self, tmp_path: Path) -> None:
        script = [Reply.ANSWER, Reply.UNKNOWN_BATCH]
        with ScriptedErp(script) as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            bench.confirm(kit("FIRST1", batch="b1"))
            plain = bench.confirm(without_serials(kit("PLAIN1", batch="b1")))
            last = bench.confirm(kit("LAST1", batch="b1"))
            with sending(bench):
                until(lambda: state_of(bench, last) is POSTED)
            assert state_of(bench, plain) is PostingState.REJECTED
            assert erp.batch_numbers[-1] == ""


class TestStop:
    def test_is_quick_when_idle(self, bench: Station) -> None:
        bench.sign_in()
        with sending(bench) as sender:
            until(lambda: sender.state.phase is SenderPhase.IDLE)
            assert sender.stop(1.0)

    def test_is_quick_while_backing_off(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            switched_erp.off()
            one = bench.confirm(kit("STOP1"))
            with sending(bench, Backoff(3600, 3600)) as sender:
                until(lambda: sender.state.phase is SenderPhase.BACKING_OFF)
                assert sender.stop(1.0)
            assert state_of(bench, one) is QUEUED

    def test_waits_for_the_request_that_is_under_way(self, tmp_path: Path) -> None:
        with ScriptedErp([Reply.HELD]) as erp, station(erp.url, tmp_path) as bench:
            bench.sign_in()
            last = bench.confirm(kit("LAST1"))
            never = bench.confirm(kit("NEVER1"))
            with sending(bench) as sender:
                assert erp.held.wait(PATIENCE_MS / 1000)
                assert state_of(bench, last) is PostingState.SENDING  # before the answer
                sender.ask_to_stop()
                assert not sender.stop(0.05)
                erp.let_go()
                assert sender.stop(PATIENCE_MS / 1000)
                until(lambda: sender.state.phase is SenderPhase.STOPPED)
            assert state_of(bench, last) is POSTED
            assert moves(bench, never) == [None]

    def test_before_the_start(self, bench: Station) -> None:
        sender = Sender(bench.outbox, bench.session)
        assert sender.state.phase is SenderPhase.STOPPED
        assert sender.stop()


class TestStoreFaults:
    """Another program holds the database: a backup, a virus scanner."""

    @pytest.fixture
    def held_bench(self, tmp_path: Path) -> Iterator[tuple[Station, ScriptedErp, Path]]:
        with (
            ScriptedErp([Reply.HELD]) as erp,
            station(erp.url, tmp_path, patience=0.02) as bench,
        ):
            bench.sign_in()
            yield bench, erp, tmp_path / DATABASE

    def test_an_answer_is_kept_until_it_can_be_noted(
        self, held_bench: tuple[Station, ScriptedErp, Path]
    ) -> None:
        bench, erp, path = held_bench
        one = bench.confirm(kit("HELD1"))
        faults = Heard[StoreFault]()
        with sending(bench) as sender:
            sender.store_failed.connect(faults)
            assert erp.held.wait(PATIENCE_MS / 1000)
            with locked(path):
                erp.let_go()
                until(lambda: len(faults.all) >= 2)
                assert sender.state.phase is SenderPhase.STORE_FAULT
                assert sender.state.until is not None
            until(lambda: state_of(bench, one) is POSTED)
        assert {fault.kind for fault in faults.all} == {StoreFaultKind.BUSY}
        assert bench.outbox.get(one.posting_id).answer is not None
        assert erp.issues == [(one.reference, Reply.HELD)]

    def test_nothing_is_sent_that_was_not_claimed(
        self, held_bench: tuple[Station, ScriptedErp, Path]
    ) -> None:
        bench, erp, path = held_bench
        one = bench.confirm(kit("CLAIM1"))
        faults = Heard[StoreFault]()
        with locked(path), sending(bench) as sender:
            sender.store_failed.connect(faults)
            until(lambda: len(faults.all) >= 2)
            assert erp.issues == []
            assert sender.stop(1.0)
        assert state_of(bench, one) is QUEUED

    @pytest.mark.expect_log("is not noted")
    def test_what_could_not_be_noted_at_the_end_is_unknown_at_the_next_start(
        self, held_bench: tuple[Station, ScriptedErp, Path]
    ) -> None:
        bench, erp, path = held_bench
        one = bench.confirm(kit("LOST1"))
        faults = Heard[StoreFault]()
        with sending(bench) as sender:
            sender.store_failed.connect(faults)
            assert erp.held.wait(PATIENCE_MS / 1000)
            with locked(path):
                erp.let_go()
                until(lambda: faults.all)
                assert sender.stop(PATIENCE_MS / 1000)
        assert state_of(bench, one) is PostingState.SENDING
        with sending(bench, settle=LONG):
            until(lambda: state_of(bench, one) is PostingState.UNKNOWN)
        assert len(erp.issues) == 1


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """The database's file is held by another program."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
