"""A secret cut into pieces that a keyring can hold.

Each piece says which it is, of how many, and carries the stamp of its writing, so that pieces
of two writings are never taken for one secret: `kb1 <stamp> <index> <count> <text>`.
"""

import secrets
from dataclasses import dataclass, field
from typing import Self

PIECE_UNITS = 1000
"""UTF-16 units of a whole piece; Windows holds 1,280 (operators.md 46)."""

_VERSION = "kb1"
_STAMP_BYTES = 8
_LONGEST_HEAD = len(f"{_VERSION} {'0' * 2 * _STAMP_BYTES} 9999 9999 ")
_HEAD_FIELDS = 4
_LAST_OF_BASIC_PLANE = "\uffff"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece; its text is never shown."""

    stamp: str
    index: int
    count: int
    text: str = field(repr=False)

    @classmethod
    def parse(cls, entry: str) -> Self | None:
        """The piece in an entry of the keyring, or None where something else is."""
        version, *numbers = entry.split(" ", _HEAD_FIELDS)
        if version != _VERSION or len(numbers) != _HEAD_FIELDS:
            return None
        stamp, index, count, text = numbers
        if not (index.isascii() and index.isdigit() and count.isascii() and count.isdigit()):
            return None
        return cls(stamp, int(index), int(count), text)

    def entry(self) -> str:
        """As it is kept."""
        return f"{_VERSION} {self.stamp} {self.index} {self.count} {self.text}"

    def follows(self, head: "Piece", index: int) -> bool:
        """Whether it is the piece of this index, of the same writing as the first."""
        return (self.stamp, self.index, self.count) == (head.stamp, index, head.count)


def split(secret: str) -> list[Piece]:
    """At least one piece, none longer than a keyring holds."""
    texts = _cut(secret, PIECE_UNITS - _LONGEST_HEAD)
    stamp = secrets.token_hex(_STAMP_BYTES)
    return [Piece(stamp, index, len(texts), text) for index, text in enumerate(texts)]


def _cut(text: str, units: int) -> list[str]:
    """Cut by UTF-16 units, never through a character."""
    parts, start, taken = [], 0, 0
    for place, character in enumerate(text):
        size = 2 if character > _LAST_OF_BASIC_PLANE else 1
        if taken + size > units:
            parts.append(text[start:place])
            start, taken = place, 0
        taken += size
    return [*parts, text[start:]]
