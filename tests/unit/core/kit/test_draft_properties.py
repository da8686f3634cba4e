"""Whatever is scanned in whatever order: undo is exact, a log replays, the index is true."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.texts import SIGNS
from tests.unit.core.flow import properties
from tests.unit.core.flow.reading import offer
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
]


@given(properties.scans(SCANS, 40))
def test_one_undo_takes_back_exactly_one_scan(texts: list[str]) -> None:
    properties.undo_takes_back_exactly_one_scan(new_draft(), texts, snapshot)


@given(properties.scans(SCANS, 60))
def test_the_log_alone_brings_the_draft_back(texts: list[str]) -> None:
    properties.the_log_alone_brings_it_back(new_draft(), new_draft(), texts, snapshot)


@given(properties.scans(SCANS, 60))
def test_the_list_of_open_lines_is_true(texts: list[str]) -> None:
    draft = new_draft()
    for text in texts:
        offer(draft, text)

    state = draft.state
    assert list(state.open_lines()) == [line for line in state.lines if state.is_open(line)]


@given(st.text(SIGNS, max_size=60), st.sampled_from([[], ["PUMP"], ["PUMP", "S1", "KB:NEXT"]]))
def test_no_text_breaks_a_draft(text: str, first: list[str]) -> None:
    properties.what_is_not_taken_changes_nothing(new_draft(), first, text, snapshot)
