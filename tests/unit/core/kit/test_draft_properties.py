"""Whatever is scanned in whatever order: undo is exact, a log replays, the index is true."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.facts import Found
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, LookUp
from app.core.kit.draft import KitDraft
from app.core.labels import read
from tests.unit.core.kit.plant import new_draft
from tests.unit.core.kit.reading import snapshot

SCANS = [
    "PUMP",
    "BRG",
    "SCR",
    "WIND",
    "SHARED",
    "B-SOON",
    "B-LATE",
    "B-OLD",
    "W-1",
    "P1",
    "P2",
    "PR",
    "S1",
    "S2",
    "S3",
    "ISLE 11",
    "ISLE 12",
    "ISLE 9",
    "HUH",
    "[)>\x1e06\x1dPBRG\x1d1TB-LATE\x1e\x04",
    *(f"KB:{verb}" for verb in ("NEXT", "BACK", "POST", "ALL", "SKIP", "RANGE", "CLEAR")),
    *(f"KB:{verb}" for verb in ("YES", "NO", "1", "2", "CANCEL", "QTY=2", "QTY+1", "UNDO")),
]


def offer(draft: KitDraft, text: str) -> object:
    outcome = draft.accept(read(text))
    if isinstance(outcome, LookUp):
        draft.around.know_found(Found(outcome.text))
        outcome = draft.accept(read(text))
    return outcome


@given(st.lists(st.sampled_from(SCANS), max_size=40))
def test_one_undo_takes_back_exactly_one_scan(texts: list[str]) -> None:
    draft = new_draft()
    for text in texts:
        before = snapshot(draft)
        step = draft.state.step
        outcome = offer(draft, text)
        undoable = (
            isinstance(outcome, Accepted)
            and outcome.event is not None
            and outcome.news not in {News.STEP, News.LINE, News.UNDONE}
        )
        if undoable and draft.state.step is step:
            assert isinstance(draft.undo(), Accepted)
            assert snapshot(draft) == before
            offer(draft, text)


@given(st.lists(st.sampled_from(SCANS), max_size=60))
def test_the_log_alone_brings_the_draft_back(texts: list[str]) -> None:
    draft = new_draft()
    events = []
    for text in texts:
        outcome = offer(draft, text)
        if isinstance(outcome, Accepted) and outcome.event is not None:
            events.append(outcome.event)

    again = new_draft()
    again.replay(events)

    assert snapshot(again) == snapshot(draft)


@given(st.lists(st.sampled_from(SCANS), max_size=60))
def test_the_list_of_open_lines_is_true(texts: list[str]) -> None:
    draft = new_draft()
    for text in texts:
        offer(draft, text)

    state = draft.state
    assert list(state.open_lines()) == [line for line in state.lines if state.is_open(line)]


@given(st.text(max_size=60), st.sampled_from([[], ["PUMP"], ["PUMP", "S1", "KB:NEXT"]]))
def test_no_text_breaks_a_draft(text: str, first: list[str]) -> None:
    draft = new_draft()
    for one in first:
        offer(draft, one)
    before = snapshot(draft)

    outcome = offer(draft, text)

    if not isinstance(outcome, Accepted):
        assert snapshot(draft) == before
