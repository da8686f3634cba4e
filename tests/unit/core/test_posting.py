"""The table of design.md 4: each state, each event."""

import pytest

from app.core.posting import (
    CROCKFORD,
    IllegalTransitionError,
    PostingEvent,
    PostingState,
    after,
    new_reference,
)

S, E = PostingState, PostingEvent
TABLE = {
    S.QUEUED: {E.CLAIMED: S.SENDING, E.HELD: S.QUEUED, E.WITHDRAWN: S.WITHDRAWN},
    S.SENDING: {
        E.NOT_SENT: S.QUEUED,
        E.SIGN_IN_NEEDED: S.QUEUED,
        E.ANSWERED: S.POSTED,
        E.REFUSED: S.REJECTED,
        E.LOST_TRACK: S.UNKNOWN,
        E.FOUND_SENDING: S.UNKNOWN,
    },
    S.UNKNOWN: {
        E.PROVED_DONE: S.POSTED,
        E.DECIDED_DONE: S.POSTED,
        E.PROVED_NOT_DONE: S.QUEUED,
        E.DECIDED_NOT_DONE: S.QUEUED,
    },
    S.REJECTED: {E.WITHDRAWN: S.WITHDRAWN, E.REPLACED: S.REPLACED},
    S.POSTED: {},
    S.WITHDRAWN: {},
    S.REPLACED: {},
}
PAIRS = [(state, event) for state in S for event in E]


@pytest.mark.parametrize(("state", "event"), PAIRS)
def test_every_pair_of_state_and_event(state: PostingState, event: PostingEvent) -> None:
    expected = TABLE[state].get(event)
    if expected is None:
        with pytest.raises(IllegalTransitionError, match=f"{event.value}.*{state.value}"):
            after(state, event)
    else:
        assert after(state, event) is expected


@pytest.mark.parametrize("event", E)
def test_what_is_held_leaves_by_a_person_alone(event: PostingEvent) -> None:
    expected = {E.RELEASED: S.QUEUED, E.WITHDRAWN: S.WITHDRAWN}.get(event)
    if expected is None:
        with pytest.raises(IllegalTransitionError, match=f"{event.value}.*held"):
            after(S.QUEUED, event, held=True)
    else:
        assert after(S.QUEUED, event, held=True) is expected


def reachable(start: PostingState) -> set[PostingState]:
    found = {start}
    todo = [start]
    while todo:
        for follower in TABLE[todo.pop()].values():
            if follower not in found:
                found.add(follower)
                todo.append(follower)
    return found


def test_every_state_can_come_about_and_none_is_a_trap() -> None:
    assert reachable(S.QUEUED) == set(S)
    ends = {state for state, leaves in TABLE.items() if not leaves}
    assert ends == {S.POSTED, S.WITHDRAWN, S.REPLACED}
    assert all(reachable(state) & ends for state in S)


def test_only_proof_or_a_person_frees_an_unknown_posting_for_sending() -> None:
    back = {event for event, state in TABLE[S.UNKNOWN].items() if state is S.QUEUED}
    assert back == {E.PROVED_NOT_DONE, E.DECIDED_NOT_DONE}


def test_what_is_posted_stays_posted() -> None:
    assert reachable(S.POSTED) == {S.POSTED}


def test_references_are_kb_and_eight_characters_nobody_misreads() -> None:
    references = {new_reference() for _ in range(2_000)}

    assert len(references) == 2_000
    assert all(one[:2] == "KB" and len(one) == 10 for one in references)
    used = set("".join(one[2:] for one in references))
    assert used == set(CROCKFORD)
    assert not used & set("ILOU")
