"""A worker's tests keep to one processor, but for those whose work is to meet there."""

import os
import sys

import pytest

from tests.support.processors import ALL, WORKER

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no other system can be told")


def test_one_where_there_are_workers() -> None:
    assert len(os.sched_getaffinity(0)) == (1 if WORKER else len(ALL))


@pytest.mark.at_once
def test_all_for_what_is_done_at_once() -> None:
    assert sorted(os.sched_getaffinity(0)) == ALL
