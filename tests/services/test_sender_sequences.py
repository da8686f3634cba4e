"""Whatever the ERP does and says, each kit takes effect once, or not at all and says so."""

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.posting import PostingEvent, PostingState
from app.services.backoff import Backoff
from app.services.sender import Sender, SenderPhase, SenderState, SendingTimes
from app.services.session import SignIn
from tests.services.scripted_erp import DONE, Reply, ScriptedErp
from tests.services.world import PATIENCE_MS, QUICK, Station, kit, station, until

REPLIES = [
    reply
    for reply in Reply
    # Only with a hand at the right moment; and an ERP that spoils references needs a person.
    if reply not in {Reply.HELD, Reply.DROPPED_LATE, Reply.OTHER_REFERENCE, Reply.SERIAL_EXISTS}
]
HARMLESS = {
    PostingEvent.NOT_SENT,
    PostingEvent.SIGN_IN_NEEDED,
    PostingEvent.PROVED_NOT_DONE,
}
"""What must stand between two sendings of one posting."""
SCRIPTS = st.lists(st.sampled_from(REPLIES), max_size=10)


@given(script=SCRIPTS, number=st.integers(1, 4), batch=st.booleans(), restart=st.booleans())
@settings(max_examples=25, deadline=None)
def test_each_takes_effect_once_and_none_is_lost(
    script: list[Reply], number: int, *, batch: bool, restart: bool
) -> None:
    times = replace(QUICK, renew_after=0.0)  # each 401 of the script is got over
    with (
        tempfile.TemporaryDirectory() as folder,
        ScriptedErp(script) as erp,
        station(erp.url, Path(folder), times=times) as bench,
    ):
        bench.session.start()
        name = "b1" if batch else ""
        kits = [bench.confirm(kit(f"SEQUENCE{n}", batch=name)) for n in range(number)]
        if restart:
            drain(bench, erp, attempts=1)
        drain(bench, erp)

        done = Counter(one["REFERENCE"] for one in erp.done)
        for one in kits:
            stored = bench.outbox.get(one.posting_id)
            events = [entry.event for entry in bench.outbox.history(one.posting_id)]
            assert stored.state in {PostingState.POSTED, PostingState.REJECTED}
            assert not stored.row.doubtful
            # The ERP's books and the station's say the same, and nothing stands there twice.
            assert done[one.reference] == (stored.state is PostingState.POSTED)
            # Between two sendings stands proof that the first had no effect.
            for at, event in enumerate(events):
                if event is PostingEvent.CLAIMED and PostingEvent.CLAIMED in events[:at]:
                    assert events[at - 1] in HARMLESS
        told = [
            reply
            for reference, reply in erp.issues
            for one in kits
            if reference == one.reference and reply in DONE
        ]
        assert len(told) == len(erp.done)


def drain(bench: Station, erp: ScriptedErp, *, attempts: int | None = None) -> None:
    """Run a sender until nothing is left to send or to prove, or until it has sent so often."""
    times = SendingTimes(
        settle_seconds=0.01, backoff=Backoff(0.002, 0.01), store_backoff=Backoff(0.002, 0.01)
    )
    sender = Sender(bench.outbox, bench.session, times)

    def look(state: SenderState) -> None:
        if state.phase is SenderPhase.BACKING_OFF and erp.is_closed:
            erp.go_on()

    def ended() -> bool:
        if bench.session.credentials() is None:
            if erp.is_closed:
                erp.go_on()  # nothing is sent now that could find it closed
            elif bench.session.sign_in_state is not SignIn.SIGNING_IN:
                # Waited for by the loop: the script may close the ERP meanwhile.
                bench.session.sign_in("APIUSER", "password", remember=True)
        if attempts is not None and len(erp.issues) >= attempts:
            return True
        counts = bench.outbox.counts(bench.session.target)
        return counts.waiting + counts.proving == 0

    sender.state_changed.connect(look)
    sender.start()
    try:
        until(ended)
    finally:
        assert sender.stop(PATIENCE_MS / 1000)
