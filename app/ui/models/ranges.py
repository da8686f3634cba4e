"""Rows that stand together, told as one range: a view is told of a range at one go."""

from collections.abc import Iterable, Iterator


def ranges(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last row of each run of consecutive ones; `rows` ascend."""
    first = last = None
    for row in rows:
        if first is None or last is None:
            first = row
        elif row != last + 1:
            yield first, last
            first = row
        last = row
    if first is not None and last is not None:
        yield first, last
