"""Any sequence of events, legal or not, and restarts between them: nothing vanishes."""

import tempfile
from itertools import pairwise
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.core.hold import Hold, HoldCause
from app.core.kit_issue import KitPosting
from app.core.posting import (
    BY_A_PERSON,
    IllegalTransitionError,
    PostingEvent,
    PostingState,
    Standing,
)
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.postings import UNSETTLED
from tests.support.ready_store import lay_out
from tests.unit.store.world import LIVE, OTHER, HandClock, make_answer, make_posting

HOLD = Hold(HoldCause.NOT_READ, detail="busy")
History = list[tuple[PostingEvent | None, Standing]]
QUEUED = Standing(PostingState.QUEUED)
MOST = 5  # postings of one example: enough for both batches, and the rest of the steps is theirs
STEPS = st.lists(st.integers(0, 50), min_size=1, max_size=4)


def batch_of(posting_id: str) -> str:
    return f"batch {int(posting_id.removeprefix('posting-')) % 2}"


def is_held(history: History) -> bool:
    return history[-1][1].held


def was_decided(history: History) -> bool:
    """Whether it was held, and what ended that was a person's decision."""
    ends = [event for (_, before), (event, _) in pairwise(history) if before.held]
    return bool(ends) and ends[-1] is not PostingEvent.FOUND_COPIED


def legal(history: History, event: PostingEvent) -> bool:
    try:
        history[-1][1].after(event)
    except IllegalTransitionError:
        return False
    return True


class OutboxSequences(RuleBasedStateMachine):
    """The outbox beside a list of what should be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "kitbench.db"
        self.clock = HandClock()
        self.histories: dict[str, History] = {}
        self.batches: dict[str, str] = {}
        self.idle_starts = 0  # with nothing but starts between them

    @initialize()
    def begin(self) -> None:
        lay_out(self.path)
        self._open()
        self.confirm()

    def _open(self) -> None:
        self.database = Database(self.path, clock=self.clock)
        self.outbox = Outbox(self.database)

    @precondition(lambda self: len(self.histories) < MOST)
    @rule()
    def confirm(self) -> None:
        self.idle_starts = 0
        name = str(len(self.histories))
        batch = batch_of(f"posting-{name}")
        posting = make_posting(name, serials=(f"SN{name}",), batch=batch)
        self.outbox.confirm(posting).result()
        self.histories[posting.posting_id] = [(None, QUEUED)]

    @rule(data=st.data())
    def confirm_again(self, data: st.DataObject) -> None:
        posting_id = data.draw(st.sampled_from(list(self.histories)))
        name = posting_id.removeprefix("posting-")
        stored = self.outbox.confirm(make_posting(name, reference="KBSECOND00")).result()
        assert stored == self.outbox.get(posting_id)

    @rule(data=st.data(), event=st.sampled_from(PostingEvent), number=st.sampled_from("78"))
    def anything_happens(self, data: st.DataObject, event: PostingEvent, number: str) -> None:
        posting_id = data.draw(st.sampled_from(list(self.histories)))
        self._record(posting_id, event, number)

    @rule(which=st.integers(0, 50), steps=STEPS, number=st.sampled_from("78"))
    def something_legal_happens(self, which: int, steps: list[int], number: str) -> None:
        """Some steps of one posting's way, whichever are legal."""
        posting_id = [*self.histories][which % len(self.histories)]
        for step in steps:
            events = [event for event in PostingEvent if legal(self.histories[posting_id], event)]
            if events:
                self._record(posting_id, events[step % len(events)], number)

    def _record(self, posting_id: str, event: PostingEvent, number: str) -> None:
        self.idle_starts = 0
        history = self.histories[posting_id]
        posting = self.outbox.get(posting_id).of_kind(KitPosting)
        answered = event in {PostingEvent.ANSWERED, PostingEvent.PROVED_DONE}
        answer = make_answer(posting, batch_number=number) if answered else None
        self.clock.advance(seconds=1)
        if event is PostingEvent.HELD:
            future = self.outbox.hold(posting_id, HOLD)
        else:
            who = "Mia" if event in BY_A_PERSON else ""
            future = self.outbox.record(posting_id, event, who=who, answer=answer)
        if not legal(history, event):
            with pytest.raises(IllegalTransitionError):
                future.result()
            return
        standing = history[-1][1].after(event)
        history.append((event, standing))
        assert future.result().standing == standing
        if answer:
            self.batches.setdefault(posting.batch, number)

    @precondition(lambda self: self.idle_starts < 2)
    @rule(copied=st.booleans())
    def restart(self, *, copied: bool) -> None:
        self.idle_starts += 1
        self.database.close()
        self._open()
        self.outbox.recover(copied=copied).result()
        event = PostingEvent.FOUND_COPIED if copied else PostingEvent.FOUND_SENDING
        for history in self.histories.values():
            if legal(history, event):
                history.append((event, history[-1][1].after(event)))

    @invariant()
    def nothing_vanishes(self) -> None:
        rows = self.outbox.recent(limit=1000, targets=[LIVE])
        listed = {row.posting_id: row.state for row in reversed(rows)}
        standings = {name: history[-1][1] for name, history in self.histories.items()}
        states = {name: standing.state for name, standing in standings.items()}
        assert listed == states
        assert list(listed) == list(states)  # in the order of confirmation
        counts = self.outbox.counts(LIVE)
        for state in PostingState:
            assert counts.of(state) == list(states.values()).count(state)
        assert self.outbox.counts(OTHER).parked == sum(
            state in {*UNSETTLED, PostingState.REJECTED} for state in states.values()
        )
        in_use = {serial for _, serial in self.outbox.serials_in_use(LIVE).made}
        assert in_use == {
            f"SN{name.removeprefix('posting-')}"
            for name, standing in standings.items()
            if standing.state in UNSETTLED or standing.doubtful
        }
        assert counts.undecided == sum(one.undecided for one in standings.values())
        assert counts.doubtful == sum(one.doubtful for one in standings.values())
        to_prove = [name for name, one in standings.items() if one.in_doubt and not one.undecided]
        assert list(self.outbox.doubts.to_prove(LIVE)) == to_prove
        assert counts.proving == len(to_prove)
        for batch in ("batch 0", "batch 1"):
            assert self.outbox.batch_number(LIVE, batch) == self.batches.get(batch)

    @invariant()
    def what_is_held_waits_for_a_person(self) -> None:
        held = [name for name, history in self.histories.items() if is_held(history)]
        rows = self.outbox.recent(limit=1000, states=[], held=True, targets=[LIVE])
        assert [row.posting_id for row in reversed(rows)] == held
        assert self.outbox.counts(LIVE).held == len(held)
        for name, history in self.histories.items():
            row = self.outbox.get(name).row
            once = was_decided(history)
            assert row.held == (HOLD if name in held else None)
            assert row.let_pass == (HOLD if once and name not in held else None)

    @invariant()
    def history_is_the_whole_way(self) -> None:
        for posting_id, history in self.histories.items():
            entries = self.outbox.history(posting_id)
            states = [standing.state for _, standing in history]
            assert [entry.event for entry in entries] == [event for event, _ in history]
            assert [entry.state for entry in entries] == states
            came_from = [None, *states[:-1]]
            assert [entry.came_from for entry in entries] == came_from

    @invariant()
    def only_a_queued_posting_is_offered(self) -> None:
        found = self.outbox.next_waiting(LIVE, ["APIUSER"])
        states = {name: history[-1][1].state for name, history in self.histories.items()}
        may_go = [
            name
            for name, state in states.items()
            if state is PostingState.QUEUED
            and not is_held(self.histories[name])
            and not self._waits(name, states)
        ]
        assert (found and found.posting.posting_id) == (may_go[0] if may_go else None)

    def _waits(self, posting_id: str, states: dict[str, PostingState]) -> bool:
        """Told from the model alone: nobody knows the number, and somebody may bring it."""
        batch = batch_of(posting_id)
        mates = [state for name, state in states.items() if batch_of(name) == batch]
        opening = {PostingState.SENDING, PostingState.UNKNOWN} & set(mates)
        return batch not in self.batches and bool(opening)

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()


TestOutboxSequences = OutboxSequences.TestCase
TestOutboxSequences.settings = settings(max_examples=14, stateful_step_count=20, deadline=None)
