"""What became of a posting in doubt: by real questions, over real sockets (design.md 4)."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.kit_issue import KitPosting, PlannedComponent
from app.core.posting import PostingEvent, PostingState
from app.core.proof.evidence import Doubt
from app.core.proof.reading import Finding
from app.services.sender import Sender, SenderPhase
from tests.services.doubts import SETTLE, evidence, undecided, world
from tests.services.scripted_erp import Reply
from tests.services.sending import (
    LONG,
    POSTED,
    QUEUED,
    moves,
    sending,
    state_of,
    without_serials,
)
from tests.services.world import drained, kit, until

E, S = PostingEvent, PostingState


class TestBySerials:
    @pytest.mark.parametrize("lost", [Reply.DROPPED_DONE, Reply.OTHER_REFERENCE])
    def test_what_happened_is_known_at_once(self, tmp_path: Path, lost: Reply) -> None:
        with world(tmp_path, lost) as (erp, bench):
            one = bench.confirm(kit("DONE1", "DONE2"))
            with sending(bench, settle=LONG):
                until(lambda: state_of(bench, one) is POSTED)
            assert moves(bench, one) == [None, E.CLAIMED, E.LOST_TRACK, E.PROVED_DONE]
            assert evidence(bench, one).findings == (Finding.HAPPENED,)
            assert len(erp.issues) == 1

    def test_what_did_not_is_sent_again_once_two_readings_agree(self, tmp_path: Path) -> None:
        with world(tmp_path, Reply.DROPPED) as (erp, bench):
            one = bench.confirm(kit("GONE1"))
            with sending(bench, settle=SETTLE):
                until(lambda: state_of(bench, one) is POSTED)
            assert moves(bench, one)[2:5] == [E.LOST_TRACK, E.PROVED_NOT_DONE, E.CLAIMED]
            assert len(erp.done) == 1

    def test_what_comes_late_is_waited_for(self, tmp_path: Path) -> None:
        """The ERP does it after the client gave up, and after its first question."""
        with world(tmp_path, Reply.DROPPED_LATE) as (erp, bench):
            one = bench.confirm(kit("LATE1"))
            with sending(bench, settle=0.5) as sender:
                until(lambda: sender.state.phase is SenderPhase.SETTLING)  # read once, in vain
                assert state_of(bench, one) is S.UNKNOWN
                erp.let_go()
                until(lambda: state_of(bench, one) is POSTED)
            assert moves(bench, one)[-1] is E.PROVED_DONE
            assert (len(erp.issues), len(erp.done)) == (1, 1)

    def test_a_resend_refused_because_the_first_came_later_still_is_proved(
        self, tmp_path: Path
    ) -> None:
        """Later than the settle time allows for: then the ERP's own check catches it."""
        with world(tmp_path, Reply.DROPPED_LATE, Reply.SERIAL_EXISTS) as (erp, bench):
            one = bench.confirm(kit("LATER1"))
            with sending(bench, settle=SETTLE):
                until(lambda: len(erp.issues) == 2)
                erp.let_go()
                until(lambda: state_of(bench, one) is POSTED)
            assert moves(bench, one)[-2:] == [E.BACK_TO_PROOF, E.PROVED_DONE]
            assert len(erp.done) == 1

    def test_an_erp_that_says_both_is_a_persons_matter(self, tmp_path: Path) -> None:
        """It exists, it says, and shows nothing: sent again and again it would go round."""
        with world(tmp_path, Reply.DROPPED, Reply.SERIAL_EXISTS) as (erp, bench):
            one = bench.confirm(kit("BOTH1"))
            with sending(bench, settle=SETTLE):
                until(lambda: undecided(bench, one))
            assert state_of(bench, one) is S.UNKNOWN
            assert evidence(bench, one).doubt is Doubt.CONTRADICTED
            assert len(erp.issues) == 2

    def test_serial_numbers_of_somebody_else_are_a_persons_matter(self, tmp_path: Path) -> None:
        with world(tmp_path, Reply.ANSWER, Reply.DROPPED) as (_, bench):
            first = bench.confirm(kit("TAKEN1"))
            with sending(bench, settle=SETTLE) as sender:
                until(lambda: state_of(bench, first) is POSTED)
                second = bench.confirm(kit("TAKEN1"))
                sender.wake()
                until(lambda: undecided(bench, second))
            assert evidence(bench, second).doubt is Doubt.OTHERS

    def test_a_restart_begins_the_settle_time_anew(self, tmp_path: Path) -> None:
        with world(tmp_path, Reply.DROPPED) as (erp, bench):
            one = bench.confirm(kit("AGAIN1"))
            with sending(bench, settle=LONG):
                until(lambda: state_of(bench, one) is S.UNKNOWN)
            with sending(bench, settle=LONG) as again:
                until(lambda: again.state.phase is SenderPhase.SETTLING)
                assert moves(bench, one) == [None, E.CLAIMED, E.LOST_TRACK]
            with sending(bench, settle=SETTLE):
                until(lambda: state_of(bench, one) is POSTED)
            assert len(erp.issues) == 2


class TestRefusals:
    def test_in_the_erps_words_stays_refused_once_nothing_is_proved_to_be_done(
        self, tmp_path: Path
    ) -> None:
        with world(tmp_path, Reply.RULE) as (erp, bench):
            one = bench.confirm(kit("SHORT1"))
            with sending(bench, settle=SETTLE):
                until(lambda: state_of(bench, one) is S.REJECTED)
                assert bench.outbox.get(one.posting_id).row.doubtful
                until(lambda: not bench.outbox.get(one.posting_id).row.doubtful)
            stored = bench.outbox.get(one.posting_id)
            assert stored.state is S.REJECTED
            assert stored.problem is not None
            assert stored.problem.detail == "STOCK is short."
            assert len(erp.issues) == 1

    def test_that_came_after_the_effect_is_posted_all_the_same(self, tmp_path: Path) -> None:
        with world(tmp_path, Reply.RULE_DONE) as (_, bench):
            one = bench.confirm(kit("PAPER1"))
            with sending(bench, settle=LONG):
                until(lambda: state_of(bench, one) is POSTED)
            assert moves(bench, one) == [None, E.CLAIMED, E.REFUSED, E.PROVED_DONE]

    def test_before_anything_was_done_needs_no_proof(self, tmp_path: Path) -> None:
        with world(tmp_path, Reply.BAD_REQUEST) as (erp, bench):
            one = bench.confirm(kit("BAD1"))
            with sending(bench, settle=LONG) as sender:
                until(lambda: state_of(bench, one) is S.REJECTED)
                until(lambda: sender.state.phase is SenderPhase.IDLE)
            assert not bench.outbox.get(one.posting_id).row.doubtful
            assert "/api/serial-number-query" not in erp.asked


class TestByLot:
    @pytest.mark.parametrize(
        ("lost", "way"),
        [
            (Reply.DROPPED_DONE, [E.LOST_TRACK, E.PROVED_DONE]),
            (Reply.DROPPED, [E.LOST_TRACK, E.PROVED_NOT_DONE, E.CLAIMED, E.ANSWERED]),
        ],
    )
    def test_a_new_lot_settles_it(
        self, tmp_path: Path, lost: Reply, way: list[PostingEvent]
    ) -> None:
        with world(tmp_path, lost) as (erp, bench):
            one = bench.confirm(without_serials(kit("X"), lot="L1", quantity=5))
            with sending(bench, settle=SETTLE):
                until(lambda: state_of(bench, one) is POSTED)
            assert moves(bench, one)[2:] == way
            assert len(erp.done) == 1
            assert "/api/stock-status-query" not in erp.asked

    def test_another_kit_into_the_same_new_lot_waits(self, tmp_path: Path) -> None:
        with world(tmp_path, Reply.DROPPED) as (erp, bench):
            lost, same, other = (
                bench.confirm(without_serials(kit("X"), lot=lot)) for lot in ("L1", "L1", "L2")
            )
            with sending(bench, settle=LONG) as sender:
                until(lambda: state_of(bench, other) is POSTED)
                until(lambda: sender.state.phase is SenderPhase.SETTLING)
                assert state_of(bench, same) is QUEUED
            with sending(bench, settle=SETTLE):
                until(lambda: state_of(bench, same) is POSTED)
            order = [lost, other, lost, same]
            assert [reference for reference, _ in erp.issues] == [one.reference for one in order]

    def test_while_a_refusal_is_proved_no_other_opens_its_lot(self, tmp_path: Path) -> None:
        """Or it would look as if that one had been there first."""
        with world(tmp_path, Reply.RULE) as (_, bench):
            refused, same, other = (
                bench.confirm(without_serials(kit("X"), lot=lot)) for lot in ("L1", "L1", "L2")
            )
            with sending(bench, settle=LONG) as sender:
                until(lambda: state_of(bench, other) is POSTED)
                until(lambda: sender.state.phase is SenderPhase.SETTLING)
                assert state_of(bench, same) is QUEUED
            with sending(bench, settle=SETTLE):
                until(lambda: state_of(bench, same) is POSTED)
            assert not bench.outbox.get(refused.posting_id).row.doubtful
            assert state_of(bench, refused) is S.REJECTED

    @pytest.mark.parametrize("serials", [("c1", "c2"), ()])
    def test_an_erp_that_writes_names_in_capitals_is_sent_nothing_twice(
        self, tmp_path: Path, serials: tuple[str, ...]
    ) -> None:
        with world(tmp_path, Reply.DROPPED_DONE) as (erp, bench):
            erp.writes = str.upper
            asked = kit(*serials) if serials else without_serials(kit("X"), lot="lot-a")
            one = bench.confirm(asked)
            with sending(bench, settle=SETTLE):
                until(lambda: undecided(bench, one) or len(erp.issues) > 1)
            assert len(erp.issues) == 1
            assert evidence(bench, one).doubt is Doubt.OTHERS


class TestByMovements:
    @pytest.mark.parametrize("lot", ["", "OLD"])
    def test_is_a_persons_matter_with_the_stock_before_and_after(
        self, tmp_path: Path, lot: str
    ) -> None:
        with world(tmp_path, Reply.ANSWER, Reply.DROPPED_DONE) as (erp, bench):
            first = bench.confirm(without_serials(kit("X"), lot=lot))
            with sending(bench, settle=SETTLE) as sender:
                until(lambda: state_of(bench, first) is POSTED)
                one = bench.confirm(without_serials(kit("X"), lot=lot))
                sender.wake()
                until(lambda: undecided(bench, one))
            kept = evidence(bench, one)
            assert kept.doubt is Doubt.MOVEMENTS
            assert kept.before is not None
            assert [str(row.on_hand) for row in kept.before.stock] == ["101"]
            assert [str(row.on_hand) for row in kept.reads[-1].stock] == ["102"]
            assert len(erp.issues) == 2

    def test_holds_back_what_moves_the_same_parts_until_somebody_decides(
        self, tmp_path: Path
    ) -> None:
        with world(tmp_path, Reply.DROPPED) as (_, bench):
            one = bench.confirm(without_serials(kit("X")))
            same = bench.confirm(kit("SAME1"))
            other = bench.confirm(elsewhere(kit("OTHER1")))
            with sending(bench, settle=SETTLE) as sender:
                until(lambda: undecided(bench, one))
                until(lambda: state_of(bench, other) is POSTED)
                until(lambda: sender.state.phase is SenderPhase.IDLE)
                assert state_of(bench, same) is QUEUED
                why = "not on the shelf"
                bench.outbox.record(one.posting_id, E.DECIDED_NOT_DONE, who="Mia", why=why).result()
                sender.wake()
                until(lambda: state_of(bench, same) is POSTED)
            assert state_of(bench, one) is POSTED

    def test_is_sent_though_the_erp_refuses_to_tell_its_stock(self, tmp_path: Path) -> None:
        with world(tmp_path, Reply.DROPPED) as (erp, bench):
            erp.refuses = {"/api/stock-status-query"}
            one = bench.confirm(without_serials(kit("X")))
            with sending(bench, settle=SETTLE):
                until(lambda: undecided(bench, one))
            assert bench.outbox.doubts.last_sent(one.posting_id).unread == "You may not see that."
            assert evidence(bench, one).doubt is Doubt.NOT_READ
            assert evidence(bench, one).detail == "You may not see that."


class TestReferenceNotKept:
    def test_absence_is_no_proof_there(self, tmp_path: Path) -> None:
        """Learned from an answer, remembered over a restart."""
        with world(tmp_path, Reply.OTHER_REFERENCE, Reply.DROPPED) as (erp, bench):
            bench.confirm(kit("FIRST1"))
            with sending(bench, settle=SETTLE):
                until(lambda: not bench.outbox.doubts.keeps_reference(bench.session.target))
            lost = bench.confirm(kit("SECOND1"))
            with sending(bench, settle=SETTLE):
                until(lambda: undecided(bench, lost))
            assert evidence(bench, lost).doubt is Doubt.REFERENCE_NOT_KEPT
            assert [reply for _, reply in erp.issues] == [Reply.OTHER_REFERENCE, Reply.DROPPED]

    def test_is_learned_from_the_books_as_well(self, tmp_path: Path) -> None:
        with world(tmp_path, Reply.DROPPED_DONE) as (erp, bench):
            erp.keeps = lambda reference: reference[:6]
            one = bench.confirm(kit("SHORT1"))
            with sending(bench, settle=SETTLE):
                until(lambda: undecided(bench, one))
            assert not bench.outbox.doubts.keeps_reference(bench.session.target)


def test_a_copied_database_sends_nothing_that_the_other_may_have_sent(tmp_path: Path) -> None:
    with world(tmp_path) as (erp, bench):
        sent, waits = (bench.confirm(kit(f"COPY{n}")) for n in range(2))
        bench.session.client.issue_kit(bench.session.token(), sent.request)  # by the other copy
        bench.outbox.recover(copied=True).result()
        assert moves(bench, sent) == [None, E.FOUND_COPIED]
        with sending(bench, settle=SETTLE):
            until(lambda: state_of(bench, waits) is POSTED)
        assert moves(bench, sent)[-1] is E.PROVED_DONE
        assert moves(bench, waits)[1:3] == [E.FOUND_COPIED, E.PROVED_NOT_DONE]
        assert len(erp.done) == 2


@pytest.mark.parametrize("differs", [True, False])
def test_a_success_that_is_not_what_was_planned_is_flagged(tmp_path: Path, differs: bool) -> None:
    plan = (PlannedComponent("BOLT-M6", "Bolt", Decimal(4), "EACH"),) if differs else ()
    with world(tmp_path) as (_, bench):  # an ERP whose answers name no components
        one = bench.confirm(replace(kit("PLAN1"), planned=plan))
        with sending(bench):
            until(lambda: state_of(bench, one) is POSTED)
        assert bench.outbox.get(one.posting_id).row.differs is differs


def test_what_the_sender_does_is_told(tmp_path: Path) -> None:
    with world(tmp_path, Reply.DROPPED) as (_, bench):
        one = bench.confirm(kit("TOLD1"))
        seen: list[SenderPhase] = []
        with sending(bench, settle=SETTLE) as sender:
            watch(sender, seen)
            until(lambda: state_of(bench, one) is POSTED)
            until(lambda: sender.state.phase is SenderPhase.IDLE)
            drained()
        phases = [phase for at, phase in enumerate(seen) if seen[at - 1 : at] != [phase]]
        wanted = [SenderPhase.SENDING, SenderPhase.LOOKING, SenderPhase.SETTLING]
        assert phases[: len(wanted)] == wanted


def watch(sender: Sender, seen: list[SenderPhase]) -> None:
    sender.state_changed.connect(lambda state: seen.append(state.phase))


def elsewhere(posting: KitPosting) -> KitPosting:
    """A kit of another assembly."""
    return replace(posting, request=replace(posting.request, assembly_id="PUMP002"))
