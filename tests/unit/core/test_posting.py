"""The table of design.md 4: each standing, each event, and every sequence of events."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.posting import (
    BY_A_PERSON,
    CROCKFORD,
    IllegalTransitionError,
    PostingEvent,
    PostingState,
    Standing,
    is_reference,
    new_reference,
)

S, E = PostingState, PostingEvent
QUEUED = Standing(S.QUEUED)
HELD = Standing(S.QUEUED, held=True)
SENDING = Standing(S.SENDING)
POSTED = Standing(S.POSTED)
REJECTED = Standing(S.REJECTED)
DOUBTFUL = Standing(S.REJECTED, doubtful=True)
DOUBTFUL_UNDECIDED = Standing(S.REJECTED, doubtful=True, undecided=True)
UNKNOWN = Standing(S.UNKNOWN)
UNKNOWN_UNDECIDED = Standing(S.UNKNOWN, undecided=True)
WITHDRAWN = Standing(S.WITHDRAWN)
REPLACED = Standing(S.REPLACED)

TABLE = {
    QUEUED: {
        E.CLAIMED: SENDING,
        E.HELD: HELD,
        E.WITHDRAWN: WITHDRAWN,
        E.FOUND_COPIED: UNKNOWN,
    },
    HELD: {E.RELEASED: QUEUED, E.WITHDRAWN: WITHDRAWN, E.FOUND_COPIED: UNKNOWN},
    SENDING: {
        E.NOT_SENT: QUEUED,
        E.SIGN_IN_NEEDED: QUEUED,
        E.ANSWERED: POSTED,
        E.REFUSED: DOUBTFUL,
        E.REFUSED_SURELY: REJECTED,
        E.BACK_TO_PROOF: UNKNOWN,
        E.LOST_TRACK: UNKNOWN,
        E.FOUND_SENDING: UNKNOWN,
        E.FOUND_COPIED: UNKNOWN,
    },
    UNKNOWN: {
        E.PROVED_DONE: POSTED,
        E.PROVED_NOT_DONE: QUEUED,
        E.UNDECIDED: UNKNOWN_UNDECIDED,
        E.DECIDED_DONE: POSTED,
        E.DECIDED_NOT_DONE: QUEUED,
    },
    UNKNOWN_UNDECIDED: {
        E.LOOKED_AGAIN: UNKNOWN,
        E.DECIDED_DONE: POSTED,
        E.DECIDED_NOT_DONE: QUEUED,
    },
    DOUBTFUL: {
        E.PROVED_DONE: POSTED,
        E.PROVED_NOT_DONE: REJECTED,
        E.UNDECIDED: DOUBTFUL_UNDECIDED,
        E.DECIDED_DONE: POSTED,
        E.DECIDED_NOT_DONE: REJECTED,
    },
    DOUBTFUL_UNDECIDED: {
        E.LOOKED_AGAIN: DOUBTFUL,
        E.DECIDED_DONE: POSTED,
        E.DECIDED_NOT_DONE: REJECTED,
    },
    REJECTED: {
        E.SENT_AGAIN: QUEUED,
        E.WITHDRAWN: WITHDRAWN,
        E.REPLACED: REPLACED,
        E.FOUND_COPIED: DOUBTFUL,
    },
    POSTED: {},
    WITHDRAWN: {},
    REPLACED: {},
}
ENDS = {POSTED, WITHDRAWN, REPLACED}


@pytest.mark.parametrize("standing", TABLE)
def test_every_pair_of_standing_and_event(standing: Standing) -> None:
    for event in E:
        expected = TABLE[standing].get(event)
        if expected is None:
            with pytest.raises(IllegalTransitionError, match=f"{event.value}.*{standing}"):
                standing.after(event)
        else:
            found = standing.after(event)
            assert (found.state, found.held, found.doubtful, found.undecided) == (
                expected.state,
                expected.held,
                expected.doubtful,
                expected.undecided,
            ), event


def reachable(start: Standing) -> set[Standing]:
    found = {start}
    todo = [start]
    while todo:
        for follower in TABLE[todo.pop()].values():
            if follower not in found:
                found.add(follower)
                todo.append(follower)
    return found


def test_every_standing_can_come_about_and_none_is_a_trap() -> None:
    assert reachable(QUEUED) == set(TABLE)
    assert {standing for standing, leaves in TABLE.items() if not leaves} == ENDS
    assert all(reachable(standing) & ENDS for standing in TABLE)


def test_what_is_posted_stays_posted() -> None:
    assert reachable(POSTED) == {POSTED}


HARMLESS = {E.NOT_SENT, E.SIGN_IN_NEEDED, E.REFUSED_SURELY}
"""After these it is certain that the sending had no effect; so it is after proof of that."""
DISPROVED = {E.PROVED_NOT_DONE, E.DECIDED_NOT_DONE}


@given(st.lists(st.tuples(st.sampled_from(E), st.integers(0, 119)), max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_path_sends_twice_without_proof_and_none_drops_a_posting(
    chances: list[tuple[PostingEvent, int]],
) -> None:
    """Any events whatever; those that can't happen leave everything as it is."""
    standing, may_have_happened = QUEUED, False
    for noise, which in chances:
        legal = [event for event in TABLE[bare(standing)] if event is not noise]
        event = [noise, *legal][which % (1 + len(legal))]
        try:
            follows = standing.after(event)
        except IllegalTransitionError:
            assert event not in TABLE[bare(standing)]
            continue
        if event is E.CLAIMED:
            assert not may_have_happened, "sent, and the one before may have had an effect"
            may_have_happened = True
        elif event is E.FOUND_COPIED:
            may_have_happened = True  # by the other copy
        elif event in HARMLESS | DISPROVED:
            may_have_happened = False
        if bare(follows) in {WITHDRAWN, REPLACED}:
            assert not may_have_happened, "taken out, and it may have had an effect"
            assert event in BY_A_PERSON
        if bare(follows) == POSTED:
            assert may_have_happened, "said to be posted, and it never was sent"
        if bare(follows) not in ENDS:
            assert TABLE[bare(follows)], "nobody could ever do anything about it"
        assert follows.sent_before >= standing.sent_before
        standing = follows


def bare(standing: Standing) -> Standing:
    """Without what is known of earlier sendings: the table holds for both."""
    return Standing(standing.state, standing.held, standing.doubtful, standing.undecided)


@pytest.mark.parametrize("event", [E.REFUSED, E.BACK_TO_PROOF, E.LOST_TRACK, E.FOUND_SENDING])
def test_a_sending_that_reached_the_erp_is_remembered(event: PostingEvent) -> None:
    assert SENDING.after(event).sent_before


@pytest.mark.parametrize("event", [E.NOT_SENT, E.SIGN_IN_NEEDED, E.REFUSED_SURELY])
def test_a_sending_that_did_nothing_is_not(event: PostingEvent) -> None:
    assert not SENDING.after(event).sent_before


def test_a_resend_is_known_as_one() -> None:
    again = SENDING.after(E.LOST_TRACK).after(E.PROVED_NOT_DONE)
    assert again.after(E.CLAIMED) == Standing(S.SENDING, sent_before=True)


def test_references_are_kb_and_eight_characters_nobody_misreads() -> None:
    references = {new_reference() for _ in range(2_000)}

    assert len(references) == 2_000
    assert all(one[:2] == "KB" and len(one) == 10 for one in references)
    used = set("".join(one[2:] for one in references))
    assert used == set(CROCKFORD)
    assert not used & set("ILOU")
    assert all(map(is_reference, references))


@pytest.mark.parametrize("text", ["", "KB", "KB7Q2M4XD", "KB7Q2M4XD99", "kb7q2m4xd9", "KB7Q2M4XDI"])
def test_what_is_no_reference(text: str) -> None:
    assert not is_reference(text)
