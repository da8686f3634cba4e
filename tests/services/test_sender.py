"""Sending by the table of design.md 4, to the training ERP and to one that misbehaves."""

from dataclasses import replace
from pathlib import Path

from app.core.kit_issue import KitIssued
from app.core.posting import PostingEvent, PostingState
from app.core.problems import ProblemCode
from app.services.backoff import Backoff
from app.services.sender import SenderPhase, SenderState
from app.services.session import Reach, SignIn
from app.store.postings import StoredPosting
from tests.services.scripted_erp import Reply, ScriptedErp
from tests.services.sending import POSTED, QUEUED, moves, sending, state_of
from tests.services.world import (
    TARGET,
    Heard,
    Station,
    SwitchedErp,
    drained,
    kit,
    station,
    until,
)


class TestAtTheTrainingErp:
    def test_posts_in_order_what_was_confirmed(self, bench: Station) -> None:
        bench.sign_in()
        kits = [bench.confirm(kit(f"ORDER{n}")) for n in range(4)]
        changes = Heard[StoredPosting]()
        states = Heard[SenderState]()
        with sending(bench) as sender:
            sender.posting_changed.connect(changes)
            sender.state_changed.connect(states)
            until(lambda: sender.state.phase is SenderPhase.IDLE)
        told = [(one.posting.reference, one.state) for one in changes.all]
        assert told == [
            (one.reference, state) for one in kits for state in (PostingState.SENDING, POSTED)
        ]
        for one in kits:
            stored = bench.outbox.get(one.posting_id)
            assert isinstance(stored.answer, KitIssued)
            assert stored.answer.reference == one.reference
            assert stored.answer.components
            (made,) = bench.session.client.serials(
                bench.session.token(), "MOTOR003", one.request.serials
            )
            assert made.reference == one.reference
        drained()
        assert [one.phase for one in states.all][-2:] == [SenderPhase.IDLE, SenderPhase.STOPPED]

    def test_wakes_for_a_new_posting(self, bench: Station) -> None:
        bench.sign_in()
        with sending(bench) as sender:
            until(lambda: sender.state.phase is SenderPhase.IDLE)
            one = bench.confirm(kit("WAKE1"))
            sender.wake()
            until(lambda: state_of(bench, one) is POSTED)

    def test_a_batch_gets_its_number_from_its_first_member(self, bench: Station) -> None:
        bench.sign_in()
        kits = [bench.confirm(kit(f"BATCH{n}", batch="b1")) for n in range(3)]
        alone = bench.confirm(kit("ALONE"))
        with sending(bench):
            until(lambda: state_of(bench, alone) is POSTED)
        answers = [bench.outbox.get(one.posting_id).answer for one in kits]
        numbers = {answer.batch_number for answer in answers if answer}
        assert len(numbers) == 1
        kits_issued = [answer for answer in answers if isinstance(answer, KitIssued)]
        assert [answer.txns_accepted for answer in kits_issued] == ["1", "2", "3"]
        last = bench.outbox.get(alone.posting_id).answer
        assert last is not None
        assert last.batch_number not in numbers

    def test_a_refusal_goes_to_the_desk_and_the_next_one_out(self, bench: Station) -> None:
        bench.sign_in()
        refused = bench.confirm(kit("REFUSED1", department="nowhere"))
        fine = bench.confirm(kit("FINE1"))
        with sending(bench):
            until(lambda: state_of(bench, fine) is POSTED)
        stored = bench.outbox.get(refused.posting_id)
        assert stored.state is PostingState.REJECTED
        assert stored.problem is not None
        assert stored.problem.code is ProblemCode.RULE
        assert "nowhere" in stored.problem.detail

    def test_waits_while_the_erp_is_away(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            bench.session.start()
            switched_erp.off()
            kits = [bench.confirm(kit(f"AWAY{n}")) for n in range(2)]
            with sending(bench) as sender:
                waits = Heard[StoredPosting]()
                sender.posting_changed.connect(waits)
                until(lambda: any(one.state is QUEUED for one in waits.all))
                until(lambda: bench.session.reach is Reach.OFFLINE)
                switched_erp.on()
                until(lambda: [state_of(bench, one) for one in kits] == [POSTED, POSTED])
            (first, *_) = [one for one in waits.all if one.state is QUEUED]
            assert first.problem is not None
            assert first.problem.code is ProblemCode.REFUSED_CONNECTION
            assert PostingEvent.NOT_SENT in moves(bench, kits[0])
            assert moves(bench, kits[0])[-2:] == [PostingEvent.CLAIMED, PostingEvent.ANSWERED]

    def test_goes_on_at_once_when_the_erp_is_back(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            bench.session.start()
            switched_erp.off()
            one = bench.confirm(kit("BACK1"))
            with sending(bench, Backoff(3600, 3600)) as sender:
                until(lambda: sender.state.phase is SenderPhase.BACKING_OFF)
                until(lambda: bench.session.reach is Reach.OFFLINE)
                switched_erp.on()
                until(lambda: state_of(bench, one) is POSTED)

    def test_a_new_posting_ends_the_wait(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            switched_erp.off()
            one = bench.confirm(kit("EARLY1"))
            with sending(bench, Backoff(3600, 3600)) as sender:
                until(lambda: sender.state.phase is SenderPhase.BACKING_OFF)
                switched_erp.on()
                bench.session.sign_in("APIUSER", "password", remember=True)
                until(lambda: bench.session.sign_in_state is SignIn.SIGNED_IN)
                late = bench.confirm(kit("LATE1"))
                sender.wake()
                until(lambda: state_of(bench, late) is POSTED)
                assert state_of(bench, one) is POSTED


class TestSignIn:
    def test_waits_for_one(self, bench: Station) -> None:
        one = bench.confirm(kit("SIGN1"))
        with sending(bench) as sender:
            until(lambda: sender.state.phase is SenderPhase.NEEDS_SIGN_IN)
            assert moves(bench, one) == [None]
            bench.sign_in()
            until(lambda: state_of(bench, one) is POSTED)

    def test_nothing_to_send_needs_none(self, bench: Station) -> None:
        with sending(bench) as sender:
            until(lambda: sender.state.phase is SenderPhase.IDLE)

    def test_sends_nobody_elses(self, bench: Station) -> None:
        leads = bench.confirm(kit("LEADS1", erp_user="LEAD"))
        own = bench.confirm(kit("OWN1"))
        bench.sign_in("APIUSER")
        with sending(bench) as sender:
            until(lambda: state_of(bench, own) is POSTED)
            until(lambda: sender.state.phase is SenderPhase.IDLE)
            assert moves(bench, leads) == [None]
            bench.session.sign_in("LEAD", "password", remember=False)
            until(lambda: state_of(bench, leads) is POSTED)

    def test_sends_nothing_of_another_target(self, bench: Station) -> None:
        elsewhere = replace(kit("ELSE1"), target=replace(TARGET, data_source="TRAINING"))
        bench.confirm(elsewhere)
        own = bench.confirm(kit("OWN1"))
        bench.sign_in()
        with sending(bench) as sender:
            until(lambda: state_of(bench, own) is POSTED)
            until(lambda: sender.state.phase is SenderPhase.IDLE)
        assert moves(bench, elsewhere) == [None]

    def test_a_dead_token_is_renewed_and_the_place_is_kept(self, tmp_path: Path) -> None:
        with (
            ScriptedErp([Reply.UNAUTHORIZED]) as erp,
            station(erp.url, tmp_path) as bench,
        ):
            bench.sign_in()
            kits = [bench.confirm(kit(f"DEAD{n}")) for n in range(2)]
            with sending(bench):
                until(lambda: state_of(bench, kits[1]) is POSTED)
        first, second = (one.reference for one in kits)
        assert erp.issues == [
            (first, Reply.UNAUTHORIZED),
            (first, Reply.ANSWER),
            (second, Reply.ANSWER),
        ]

    def test_without_a_password_it_pauses_until_a_person_signs_in(self, tmp_path: Path) -> None:
        with (
            ScriptedErp([Reply.UNAUTHORIZED]) as erp,
            station(erp.url, tmp_path) as bench,
        ):
            bench.sign_in(remember=False)
            one = bench.confirm(kit("PAUSE1"))
            with sending(bench) as sender:
                until(lambda: bench.session.sign_in_state is SignIn.REFUSED)
                until(lambda: sender.state.phase is SenderPhase.NEEDS_SIGN_IN)
                sender.wake()
                drained()
                assert state_of(bench, one) is QUEUED
                assert len(erp.issues) == 1
                bench.sign_in(remember=False)
                until(lambda: state_of(bench, one) is POSTED)
