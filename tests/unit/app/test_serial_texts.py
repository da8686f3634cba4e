"""Serial numbers as a person reads them: whole, in ranges, and counted where they are many."""

import re

import pytest

from app.ui.serial_texts import LONGEST_LIST, brief, listed


@pytest.mark.parametrize(
    ("serials", "shown"),
    [
        ((), ""),
        (("A1",), "A1"),
        (("GC4057", "GC4060", "GC4061", "GC4062"), "GC4057, GC4060 \N{EN DASH} GC4062"),
        (("007", "008"), "007, 008"),
    ],
)
def test_a_list(serials: tuple[str, ...], shown: str) -> None:
    assert listed(serials) == shown


@pytest.mark.parametrize("count", [150, 2_000, 100_000])
def test_of_many_whole_ones_are_shown_and_all_are_counted(count: int) -> None:
    serials = tuple(f"SN-{number:09}" for number in range(0, 2 * count, 2))
    shown = listed(serials)

    assert f"{count:,} in all" in shown
    assert len(shown) < LONGEST_LIST + 60
    assert set(re.findall(r"SN-\d*", shown)) <= set(serials)


def test_one_that_is_longer_than_the_list_is_whole_all_the_same() -> None:
    assert listed(("X" * 90, "Y"), longest=10) == f"{'X' * 90} and others, 2 in all"


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "GC000000000"), (2, "GC000000000, GC000000002"), (3, "3 serials")]
)
def test_a_cell_names_few_and_counts_many(count: int, shown: str) -> None:
    assert brief([f"GC{number:09}" for number in range(0, 2 * count, 2)]) == shown
