"""What holds for the draft of every flow, whatever is scanned in whatever order."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from hypothesis import strategies as st

from app.core.flow.draft import AnyDraft
from app.core.flow.log import decode_event, encode_event
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted
from tests.unit.core.flow.reading import offer

COMMANDS = [
    *(f"KB:{verb}" for verb in ("NEXT", "BACK", "POST", "ALL", "SKIP", "RANGE", "CLEAR")),
    *(f"KB:{verb}" for verb in ("YES", "NO", "1", "2", "CANCEL", "QTY=2", "QTY+1", "UNDO")),
]
NOT_UNDOABLE = {News.STEP, News.LINE, News.UNDONE}

DraftT = TypeVar("DraftT", bound=AnyDraft)


def scans(texts: Sequence[str], most: int) -> st.SearchStrategy[list[str]]:
    """These and the commands, in whatever order."""
    return st.lists(st.sampled_from([*texts, *COMMANDS]), max_size=most)


def undo_takes_back_exactly_one_scan(
    draft: DraftT, texts: Iterable[str], snapshot: Callable[[DraftT], object]
) -> None:
    for text in texts:
        before, step = snapshot(draft), draft.state.step
        outcome = offer(draft, text)
        undoable = (
            isinstance(outcome, Accepted)
            and outcome.event is not None
            and outcome.news not in NOT_UNDOABLE
        )
        if undoable:
            assert isinstance(draft.undo(), Accepted)
            assert snapshot(draft) == before
            assert draft.state.step is step
            offer(draft, text)


def the_log_alone_brings_it_back(
    draft: DraftT, again: DraftT, texts: Iterable[str], snapshot: Callable[[DraftT], object]
) -> None:
    """Through the bytes that are stored."""
    rows: list[bytes] = []
    for text in texts:
        outcome = offer(draft, text)
        if isinstance(outcome, Accepted) and outcome.event is not None:
            rows.append(encode_event(outcome.event))

    again.replay(decode_event(row) for row in rows)

    assert snapshot(again) == snapshot(draft)


def what_is_not_taken_changes_nothing(
    draft: DraftT, first: Iterable[str], text: str, snapshot: Callable[[DraftT], object]
) -> None:
    for one in first:
        offer(draft, one)
    before = snapshot(draft)

    outcome = offer(draft, text)

    if not isinstance(outcome, Accepted):
        assert snapshot(draft) == before
