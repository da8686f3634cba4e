"""Item numbers of an order: compared without leading zeros, and the next that is free."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet

from app.core.po_line.facts import bare_number

WIDTH = 3
"""Digits as the ERP writes them (`002`)."""
MOST = 9999


def written(number: str) -> str:
    """The number as the ERP writes it, where it is one."""
    digits = bare_number(number)
    return digits.zfill(WIDTH) if digits.isdecimal() else number.strip()


class ItemNumbers:
    """Which numbers of an order are in use, and by which lines.

    Args:
        reserved: Of postings that are not settled.
    """

    def __init__(self, reserved: Collection[str] = ()) -> None:
        self._holders: dict[str, set[str]] = {}
        self._reserved: frozenset[str] = frozenset()
        self._highest = self._floor = 0
        self.reserve(reserved)

    def reserve(self, reserved: Collection[str]) -> None:
        """These are reserved now, and no others."""
        self._reserved = frozenset(map(bare_number, reserved))
        for number in self._reserved:
            self._note(number)
        self._floor = max(map(_count, self._reserved), default=0)

    def take(self, number: str, line: str) -> None:
        """A line has this number."""
        key = bare_number(number)
        self._holders.setdefault(key, set()).add(line)
        self._note(key)

    def leave(self, number: str, line: str) -> None:
        """It has it no longer."""
        self._holders.get(bare_number(number), set()).discard(line)
        while self._highest > self._floor and not self._holders.get(str(self._highest)):
            self._highest -= 1

    def holders(self, number: str) -> AbstractSet[str]:
        """The lines that have it; more than one is one too many."""
        return self._holders.get(bare_number(number), frozenset())

    def is_reserved(self, number: str) -> bool:
        """Whether a posting that isn't settled brings it."""
        return bare_number(number) in self._reserved

    def next_free(self) -> str:
        """A number behind all that are in use: a gap may be that of a line which was deleted."""
        return written(str(self._highest + 1))

    def _note(self, key: str) -> None:
        self._highest = max(self._highest, _count(key))


def _count(key: str) -> int:
    """What is counted on from; 0 for another scheme of numbers."""
    return int(key) if key.isdecimal() and int(key) <= MOST else 0
