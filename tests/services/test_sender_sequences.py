"""Whatever the ERP does, a posting is sent once, and none is lost (design.md 4)."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.posting import PostingEvent, PostingState
from app.services.backoff import Backoff
from app.services.sender import Sender, SenderPhase, SenderState
from app.services.session import SignIn
from tests.services.scripted_erp import Reply, ScriptedErp
from tests.services.world import PATIENCE_MS, QUICK, Station, kit, station, until

ENDS = {
    Reply.ANSWER: PostingState.POSTED,
    Reply.RULE: PostingState.REJECTED,
    Reply.UNKNOWN_BATCH: PostingState.REJECTED,
    Reply.BAD_REQUEST: PostingState.REJECTED,
    Reply.DROPPED: PostingState.UNKNOWN,
    Reply.PAGE: PostingState.UNKNOWN,
    Reply.SAYS_NOTHING: PostingState.UNKNOWN,
    Reply.REDIRECT: PostingState.UNKNOWN,
    Reply.TRUNCATED: PostingState.UNKNOWN,
    Reply.FOREIGN: PostingState.UNKNOWN,
}
"""Every reply but 401, after which the posting is sent again, and those that are none."""
HARMLESS = {PostingEvent.NOT_SENT, PostingEvent.SIGN_IN_NEEDED}
SCRIPTS = st.lists(st.sampled_from([*ENDS, Reply.UNAUTHORIZED, Reply.CLOSED]), max_size=10)


@given(script=SCRIPTS, number=st.integers(1, 4), restart=st.booleans())
@settings(max_examples=40)
def test_none_is_sent_twice_and_none_is_lost(
    script: list[Reply], number: int, *, restart: bool
) -> None:
    times = replace(QUICK, renew_after=0.0)  # each 401 of the script is got over
    with (
        tempfile.TemporaryDirectory() as folder,
        ScriptedErp(script) as erp,
        station(erp.url, Path(folder), times=times) as bench,
    ):
        bench.session.start()
        kits = [bench.confirm(kit(f"SEQUENCE{n}")) for n in range(number)]
        if restart:
            drain(bench, erp, attempts=1)
        drain(bench, erp)

        # The ERP's side: each arrived once, but for those it sent away.
        taken = [(reference, reply) for reference, reply in erp.issues if reply in ENDS]
        assert [reference for reference, _ in taken] == [one.reference for one in kits]
        # The station's side: it knows of each what became of it,
        assert [bench.outbox.get(one.posting_id).state for one in kits] == [
            ENDS[reply] for _, reply in taken
        ]
        # and between two sendings of one posting stands a proof that the first did nothing.
        for one in kits:
            events = [entry.event for entry in bench.outbox.history(one.posting_id)][1:]
            assert events[0::2] == [PostingEvent.CLAIMED] * (len(events) // 2)
            assert set(events[1:-1:2]) <= HARMLESS
            arrived = [reply for reference, reply in erp.issues if reference == one.reference]
            not_sent = events.count(PostingEvent.NOT_SENT)
            assert len(arrived) == events.count(PostingEvent.CLAIMED) - not_sent


def drain(bench: Station, erp: ScriptedErp, *, attempts: int | None = None) -> None:
    """Run a sender until nothing is left to send, or until it has sent so often."""
    sender = Sender(
        bench.outbox,
        bench.session,
        backoff=Backoff(0.002, 0.01),
        store_backoff=Backoff(0.002, 0.01),
    )

    def look(state: SenderState) -> None:
        if state.phase is SenderPhase.BACKING_OFF and erp.is_closed:
            erp.go_on()

    def ended() -> bool:
        if bench.session.credentials() is None:
            if erp.is_closed:
                erp.go_on()  # nothing is sent now that could find it closed
            elif bench.session.sign_in_state is not SignIn.SIGNING_IN:
                bench.sign_in()
        if attempts is not None and len(erp.issues) >= attempts:
            return True
        counts = bench.outbox.counts(bench.session.target)
        return not counts.of(PostingState.QUEUED) and not counts.of(PostingState.SENDING)

    sender.state_changed.connect(look)
    sender.start()
    try:
        until(ended)
    finally:
        assert sender.stop(PATIENCE_MS / 1000)
