"""How the ERP is asked what became of a posting, and how long (design.md 4)."""

import time
from datetime import timedelta
from pathlib import Path

from app.core.posting import PostingEvent, PostingState
from app.core.proof.evidence import Doubt
from app.services.proving import MOST_REFUSALS
from app.services.sender import SenderPhase, SenderState, SendingTimes
from app.services.sender_state import Report
from app.services.sending import Sending
from app.store.moments import utc_now
from app.store.postings import StoredPosting
from tests.services.doubts import SETTLE, evidence, undecided, world
from tests.services.scripted_erp import Reply
from tests.services.sending import (
    LONG,
    POSTED,
    moves,
    sending,
    state_of,
)
from tests.services.world import PATIENCE_MS, kit, until

E, S = PostingEvent, PostingState


def test_an_erp_that_says_nothing_is_asked_again(tmp_path: Path) -> None:
    with world(tmp_path, Reply.DROPPED_DONE) as (erp, bench):
        erp.answers = False
        one = bench.confirm(kit("WAIT1"))
        with sending(bench, settle=SETTLE) as sender:
            until(lambda: sender.state.phase is SenderPhase.BACKING_OFF)
            until(lambda: erp.asked.get("/api/serial-number-query", 0) >= 3)
            erp.answers = True
            until(lambda: state_of(bench, one) is POSTED)


def test_late_first_readings_are_followed_by_a_whole_settle_time(tmp_path: Path) -> None:
    with world(tmp_path, Reply.DROPPED_LATE) as (erp, bench):
        erp.answers = False
        one = bench.confirm(kit("WAIT1"))
        with sending(bench, settle=0.4) as sender:
            until(lambda: erp.asked.get("/api/serial-number-query", 0) >= 20)
            erp.answers = True
            until(lambda: sender.state.phase is SenderPhase.SETTLING)
            erp.let_go()
            until(lambda: state_of(bench, one) is POSTED)
        assert len(erp.issues) == 1


def test_a_person_may_have_it_looked_at_again(tmp_path: Path) -> None:
    with world(tmp_path, Reply.DROPPED_DONE) as (erp, bench):
        erp.refuses = {"/api/serial-number-query"}
        one = bench.confirm(kit("RIGHTS1"))
        with sending(bench, settle=SETTLE) as sender:
            until(lambda: undecided(bench, one))
            erp.refuses = set()
            bench.outbox.record(one.posting_id, E.LOOKED_AGAIN, who="Mia").result()
            sender.wake()
            until(lambda: state_of(bench, one) is POSTED)


def test_an_erp_that_refuses_to_tell_for_a_while_is_asked_until_it_does(tmp_path: Path) -> None:
    with world(tmp_path, Reply.DROPPED_DONE) as (erp, bench):
        erp.refuses = {"/api/serial-number-query"}
        one = bench.confirm(kit("BUSY1"))
        with sending(bench, settle=LONG):
            until(lambda: erp.asked.get("/api/serial-number-query", 0) > 2 * MOST_REFUSALS)
            erp.refuses = set()
            until(lambda: state_of(bench, one) is POSTED)
        assert moves(bench, one)[-2:] == [E.LOST_TRACK, E.PROVED_DONE]


def test_looking_again_is_no_shorter_way(tmp_path: Path) -> None:
    """The settle time is that of the sending, not of a program that began long before."""
    later = 0.0
    with world(tmp_path, Reply.DROPPED_LATE) as (erp, bench):
        erp.refuses, erp.refusal = {"/api/serial-number-query"}, 405
        with sending(bench, settle=100, monotonic=lambda: time.monotonic() + later) as sender:
            until(lambda: sender.state.phase is SenderPhase.IDLE)
            later = 60.0
            one = bench.confirm(kit("EARLY1"))
            sender.wake()
            until(lambda: undecided(bench, one))
            erp.refuses = set()
            bench.outbox.record(one.posting_id, E.LOOKED_AGAIN, who="Mia").result()
            sender.wake()
            until(lambda: sender.state.phase is SenderPhase.SETTLING)
            assert sender.state.until is not None
            assert sender.state.until > utc_now() + timedelta(seconds=80)


def test_what_is_freed_the_moment_it_was_left_is_read_before_any_rest(tmp_path: Path) -> None:
    shown: list[SenderState] = []
    with world(tmp_path, Reply.DROPPED_LATE) as (erp, bench):
        erp.refuses, erp.refusal = {"/api/serial-number-query"}, 405

        def told(report: Report) -> None:
            """On the sending thread, so nothing comes in between."""
            if isinstance(report, SenderState):
                shown.append(report)
            if isinstance(report, StoredPosting) and report.row.undecided:
                erp.refuses = set()
                posting_id = report.posting.posting_id
                bench.outbox.record(posting_id, E.LOOKED_AGAIN, who="Mia").result()

        bench.confirm(kit("QUICK1"))
        sending = Sending(bench.outbox, bench.session, told, SendingTimes(settle_seconds=100))
        sending.start()
        try:
            until(lambda: shown and shown[-1].phase is SenderPhase.SETTLING)
        finally:
            sending.ask_to_stop()
            assert sending.join(PATIENCE_MS / 1000)
    (rest,) = [state.until for state in shown if state.phase is SenderPhase.SETTLING]
    assert rest is not None
    assert rest > utc_now() + timedelta(seconds=80)


def test_what_no_query_can_ask_for_is_a_persons_matter(tmp_path: Path) -> None:
    with world(tmp_path, Reply.DROPPED) as (erp, bench):
        one = bench.confirm(kit("10%"))
        with sending(bench, settle=LONG):
            until(lambda: undecided(bench, one))
        assert evidence(bench, one).doubt is Doubt.NOT_READ
        assert "/api/serial-number-query" not in erp.asked


def test_needs_a_sign_in_and_keeps_its_place(tmp_path: Path) -> None:
    with world(tmp_path, Reply.DROPPED_DONE) as (_, bench):
        one = bench.confirm(kit("SIGN1"))
        bench.session.sign_out()
        bench.outbox.claim(one.posting_id).result()
        with sending(bench, settle=SETTLE) as sender:
            until(lambda: sender.state.phase is SenderPhase.NEEDS_SIGN_IN)
            bench.sign_in()
            until(lambda: state_of(bench, one) is POSTED)
