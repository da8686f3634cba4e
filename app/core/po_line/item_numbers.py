"""Item numbers of an order: compared without leading zeros, and the next that is free."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet

WIDTH = 3
"""Digits as the ERP writes them (`002`)."""
MOST = 9999


def bare(number: str) -> str:
    """What two ways of writing one number share (contracts.md C0)."""
    written = number.strip()
    return written.lstrip("0") or ("0" if written else "")


def written(number: str) -> str:
    """The number as the ERP writes it, where it is one."""
    digits = bare(number)
    return digits.zfill(WIDTH) if digits.isdecimal() else number.strip()


class ItemNumbers:
    """Which numbers of an order are in use, and by which lines.

    Args:
        reserved: Of postings that are not settled.
    """

    def __init__(self, reserved: Collection[str] = ()) -> None:
        self._holders: dict[str, set[str]] = {}
        self._reserved = {bare(number) for number in reserved}
        self._highest = 0
        for number in self._reserved:
            self._note(number)
        self._floor = self._highest

    def take(self, number: str, line: str) -> None:
        """A line has this number."""
        key = bare(number)
        self._holders.setdefault(key, set()).add(line)
        self._note(key)

    def leave(self, number: str, line: str) -> None:
        """It has it no longer."""
        self._holders.get(bare(number), set()).discard(line)
        while self._highest > self._floor and not self._holders.get(str(self._highest)):
            self._highest -= 1

    def holders(self, number: str) -> AbstractSet[str]:
        """The lines that have it; more than one is one too many."""
        return self._holders.get(bare(number), frozenset())

    def is_reserved(self, number: str) -> bool:
        """Whether a posting that isn't settled brings it."""
        return bare(number) in self._reserved

    def next_free(self) -> str:
        """A number behind all that are in use: a gap may be that of a line which was deleted."""
        return written(str(self._highest + 1))

    def _note(self, key: str) -> None:
        if key.isdecimal() and int(key) <= MOST:
            self._highest = max(self._highest, int(key))
