"""A worker's tests keep to one processor, but for those whose work is to meet there."""

import os
from pathlib import Path

import pytest

from tests.support.order import TESTS
from tests.support.processors import ALL, WORKERS, processors_for

HERE = Path(__file__)


@pytest.mark.parametrize(
    ("path", "at_once", "chosen"),
    [
        (HERE, False, {5}),
        (HERE, True, {3, 5, 7}),
        (TESTS / "test_checks.py", False, {3, 5, 7}),
        (TESTS / "end2end" / "campaign" / "test_it.py", False, {3, 5, 7}),
    ],
)
def test_which_a_test_is_given(path: Path, at_once: bool, chosen: set[int]) -> None:
    assert processors_for(path, at_once=at_once, places=[3, 5, 7], at=4) == chosen


@pytest.mark.skipif(not ALL, reason="here nobody may choose")
def test_a_test_keeps_to_one_where_workers_are_enough() -> None:
    enough = len(ALL) <= WORKERS
    assert len(os.sched_getaffinity(0)) == (1 if enough else len(ALL))


@pytest.mark.skipif(not ALL, reason="here nobody may choose")
@pytest.mark.at_once
def test_one_of_what_is_done_at_once_has_all() -> None:
    assert sorted(os.sched_getaffinity(0)) == ALL
