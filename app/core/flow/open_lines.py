"""Which lines of a plan still want a scan, kept in walk order so that each scan costs O(log n)."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator


class OpenLines:
    """Positions in the plan. Some of them are pressing: not even the ERP could choose there."""

    def __init__(self, wanted: Iterable[int] = ()) -> None:
        """Begin with these, in ascending order; none of them is pressing."""
        self._open: list[int] = list(wanted)
        self._pressing: list[int] = []

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[int]:
        return iter(self._open)

    def put(self, position: int, *, wanted: bool, pressing: bool) -> None:
        """Note how a line stands now."""
        _put(self._open, position, wanted)
        _put(self._pressing, position, wanted and pressing)

    def after(self, position: int | None) -> int | None:
        """The next open line behind this one, round the end; the first without a position."""
        if not self._open:
            return None
        start = bisect_left(self._open, 0 if position is None else position + 1)
        return self._open[start % len(self._open)]

    @property
    def first_pressing(self) -> int | None:
        """The first line that can't be left to the ERP."""
        return self._pressing[0] if self._pressing else None


def _put(listed: list[int], position: int, wanted: bool) -> None:
    at = bisect_left(listed, position)
    there = at < len(listed) and listed[at] == position
    if wanted and not there:
        insort(listed, position)
    elif there and not wanted:
        del listed[at]
