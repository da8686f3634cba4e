"""Serial numbers that another posting came to hold after they were scanned (design.md 3)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.flow.steps import Step
from app.core.gate import GateState
from app.core.kit.state import ASSEMBLY
from app.core.kit_issue import KitPosting
from app.core.posting import PostingEvent, PostingState
from app.store.draft_records import DraftState
from tests.services.flow_station import Turnstile
from tests.services.kit_station import MOTOR_LOTS, KitBench
from tests.services.world import PATIENCE_MS, Station, kit, until

POOL = 4


@contextmanager
def no_answers(station: Station) -> Iterator[None]:
    """As long as this lasts nothing is read off the GUI thread."""
    free, all_wait = threading.Event(), threading.Barrier(POOL + 1)

    def block() -> None:
        all_wait.wait(PATIENCE_MS / 1000)
        free.wait(PATIENCE_MS / 1000)

    for _ in range(POOL):
        station.tasks.run(block)
    all_wait.wait(PATIENCE_MS / 1000)
    try:
        yield
    finally:
        free.set()


def parked(kits: KitBench, *texts: str) -> str:
    """Put a kit aside; gives its draft."""
    kits.scan(*texts)
    kits.checked()
    draft_id = kits.draft.identity.draft_id
    kits.scan("KB:HOLD")
    return draft_id


def resumed(kits: KitBench, draft_id: str) -> None:
    """Bring it back."""
    kits.desk.resume(draft_id)
    kits.settled()


def rivals(kits: KitBench) -> list[str]:
    """References of the postings that may take effect and hold GC00004057."""
    rows = kits.station.outbox.recent(states=(PostingState.QUEUED, PostingState.SENDING))
    return [
        row.reference
        for row in rows
        if "GC00004057"
        in kits.station.outbox.get(row.posting_id).of_kind(KitPosting).request.serials
    ]


def test_a_parked_kit_gives_up_what_another_posting_took(
    kits: KitBench, turnstile: Turnstile
) -> None:
    draft_id = parked(kits, "MOTOR003", "GC00004057", "GC00004058")
    turnstile.hold("backflush-kit-issue")
    kits.motors("GC00004057")
    kits.scan("KB:POST")
    turnstile.wait()
    held_by = kits.posting.posting.reference

    resumed(kits, draft_id)
    until(lambda: kits.refusals)

    assert kits.refusal is Refusal.SERIAL_WAITS_NOW
    outcome = kits.notice.outcome
    assert outcome is not None
    assert (outcome.facts.text, outcome.facts.other) == ("GC00004057", held_by)
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004058"]


def test_a_kit_on_the_desk_is_held_against_the_outbox_on_review(kits: KitBench) -> None:
    """The posting came from elsewhere: by command, or from before this desk looked."""
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", *MOTOR_LOTS)
    kits.checked()
    other = kits.station.confirm(kit("GC00004057", erp_user="OTHER"))

    kits.scan("KB:NEXT")
    until(lambda: kits.refusals)

    assert kits.refusals == [Refusal.SERIAL_WAITS_NOW]
    assert not kits.may_go_on()
    kits.scan("KB:CLEAR", "KB:BACK", "KB:BACK", "GC00004058", "KB:NEXT", "KB:NEXT")
    kits.checked()
    assert kits.post().of_kind(KitPosting).request.serials == ("GC00004058",)
    assert rivals(kits) == [other.reference]


def test_the_confirm_itself_looks_and_loses_nothing(kits: KitBench) -> None:
    kits.motors("GC00004057", "GC00004058")
    lots = {one: entry.lot for one, entry in kits.state.entries.items()}
    with no_answers(kits.station):
        other = kits.station.confirm(kit("GC00004057", erp_user="OTHER"))
        assert kits.may_go_on()

        kits.scan("KB:POST")

        assert kits.refusals == [Refusal.SERIAL_WAITS_NOW]
    assert kits.confirmed.all == []
    assert rivals(kits) == [other.reference]
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004058"]
    assert {one: entry.lot for one, entry in kits.state.entries.items()} == lots
    draft = kits.drafts.load(kits.draft.identity.draft_id)
    assert draft.state is DraftState.OPEN
    kits.scan("KB:CLEAR", "KB:BACK", "KB:BACK", "GC00004059", "KB:NEXT", "KB:NEXT")
    kits.checked()
    assert kits.post().of_kind(KitPosting).request.serials == ("GC00004058", "GC00004059")


def test_post_is_refused_while_one_is_there(kits: KitBench) -> None:
    kits.motors("GC00004057")
    kits.draft.around.waiting = lambda part: {"GC00004057": "KB00000001"} if part else {}

    assert not kits.may_go_on()
    kits.scan("KB:POST")

    # A look at the outbox that was under way may have found it first.
    assert kits.refusal in {Refusal.SERIAL_WAITING, Refusal.SERIAL_WAITS_NOW}
    assert kits.postings() == 0


def test_the_outbox_is_not_read_in_the_gui_thread(kits: KitBench) -> None:
    """A kit is opened at once; what was scanned before the answer is held against it then."""
    kits.station.confirm(kit("GC00004057", erp_user="OTHER"))
    with no_answers(kits.station):
        kits.desk.begin()
        assert kits.state.step is Step.SUBJECT
    kits.settled()
    kits.inject("MOTOR003", "GC00004057")
    until(lambda: kits.refusals)

    assert kits.refusals[0] in {Refusal.SERIAL_WAITING, Refusal.SERIAL_WAITS_NOW}
    kits.settled()
    assert not kits.state.owned(ASSEMBLY)


def test_a_withdrawn_postings_serials_are_free_at_once(kits: KitBench) -> None:
    other = kits.station.confirm(kit("GC00004057", erp_user="OTHER"))
    kits.scan("MOTOR003")
    until(lambda: kits.draft.around.waiting("MOTOR003"))
    kits.scan("GC00004057")
    assert kits.refusal is Refusal.SERIAL_WAITING

    outbox = kits.station.outbox
    outbox.record(other.posting_id, PostingEvent.WITHDRAWN, who="Mia", why="twice").result()
    kits.flows.sent(outbox.get(other.posting_id))
    kits.scan("KB:CLEAR", "GC00004057")

    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]


# While a question is open


def answered(kits: KitBench, turnstile: Turnstile) -> None:
    """The ERP says what it thinks of both serial numbers, in one answer."""
    turnstile.let_go()
    until(lambda: kits.state.owned(ASSEMBLY)["GC00004057"] is SerialCheck.GOOD)


def test_an_answer_of_the_erp_waits_for_the_persons(kits: KitBench, turnstile: Turnstile) -> None:
    """A bad serial number holds no gate over a question, and changes nothing under it."""
    turnstile.hold("serial-number")
    kits.scan("MOTOR003", "KB:QTY=2", "GC00004057,GC00003960")  # the second exists
    kits.scan("KB:CANCEL")
    assert kits.question is QuestionKind.CANCEL
    answered(kits, turnstile)

    assert kits.desk.intake.gate.state is GateState.OPEN
    assert kits.draft.question is not None
    assert "GC00003960" in kits.state.owned(ASSEMBLY)
    kits.scan("KB:NO")

    assert kits.refusals == [Refusal.SERIAL_EXISTS]
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]


def test_what_was_thrown_away_meanwhile_is_refused_no_more(
    kits: KitBench, turnstile: Turnstile
) -> None:
    turnstile.hold("serial-number")
    kits.scan("MOTOR003", "KB:QTY=2", "GC00004057,GC00003960", "KB:CANCEL")
    answered(kits, turnstile)
    kits.scan("KB:YES")

    assert kits.refusals == []
    assert kits.desk.opened is None


def test_another_kits_serials_are_left_alone(kits: KitBench, turnstile: Turnstile) -> None:
    """An answer for a kit that was put aside says nothing of the one on the desk."""
    turnstile.hold("serial-number")
    kits.scan("MOTOR003", "GC00003960", "KB:HOLD", "MOTOR003", "GC00003960")
    before = kits.draft
    turnstile.let_go()
    until(lambda: kits.refusals)
    kits.settled()

    assert kits.draft is before
    assert kits.refusals == [Refusal.SERIAL_EXISTS]
    log = kits.drafts.load(kits.draft.identity.draft_id)
    assert b"check" in log.events[-1]
