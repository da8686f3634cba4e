"""Where the keys of the keypad stand: always three rows, in one or two blocks and the actions.

A place is counted in keys: how far from the left and how wide; a gutter between two blocks is a
part of a key. The digits read 1 to 9 and then 0, as on a keyboard, and stand alike in each shape.
"""

from enum import Enum
from typing import NamedTuple


class KeypadShape(Enum):
    NUMBERS = "numbers"
    LETTERS = "letters"


class Act(Enum):
    """What a key does that types nothing."""

    BACKSPACE = "backspace"
    ERASE = "erase"
    QUANTITY = "quantity"
    ENTER = "enter"


class Place(NamedTuple):
    key: str | Act
    """A character, or what the key does."""
    row: int
    left: float
    width: float = 1
    rows: int = 1


class Arrangement(NamedTuple):
    places: tuple[Place, ...]
    width: float
    """Of all, in keys."""


ROWS = 3
_LETTERS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_NUMBERS = ("123-/", "456.:", "7890 ")
_GUTTER = 0.25
CHARACTERS = "".join((*_LETTERS, *_NUMBERS))


def arrange(shape: KeypadShape, *, wide: bool, quantity: bool) -> Arrangement:
    """Return where each key stands.

    `wide` puts the numbers beside the letters; without it one changes between them. `quantity`
    makes room for the key that sets a quantity.
    """
    if shape is KeypadShape.NUMBERS:
        return _with_actions(_block(_NUMBERS, 0), 5 + _GUTTER, quantity=quantity)
    if not wide:
        return _LETTERS_ALONE
    letters = (
        *_row(_LETTERS[0], 0, 0),
        *_row(_LETTERS[1], 1, 0.5),
        *_row(_LETTERS[2], 2, 1),
    )
    numbers = _block(_NUMBERS, 10 + _GUTTER)
    return _with_actions((*letters, *numbers), 15 + 2 * _GUTTER, quantity=quantity)


def _row(characters: str, row: int, left: float) -> tuple[Place, ...]:
    return tuple(Place(key, row, left + at) for at, key in enumerate(characters))


def _block(rows: tuple[str, ...], left: float) -> tuple[Place, ...]:
    return tuple(place for at, keys in enumerate(rows) for place in _row(keys, at, left))


def _with_actions(places: tuple[Place, ...], left: float, *, quantity: bool) -> Arrangement:
    actions = [Place(Act.BACKSPACE, 0, left), Place(Act.ERASE, 0, left + 1)]
    if quantity:
        actions += [Place(Act.QUANTITY, 1, left, 2), Place(Act.ENTER, 2, left, 2)]
    else:
        actions.append(Place(Act.ENTER, 1, left, 2, rows=2))
    return Arrangement((*places, *actions), left + 2)


_LETTERS_ALONE = Arrangement(
    (
        *_row(_LETTERS[0], 0, 0),
        *_row(_LETTERS[1], 1, 0),
        Place(Act.BACKSPACE, 1, 9),
        Place(" ", 2, 0),
        *_row(_LETTERS[2], 2, 1),
        Place(Act.ENTER, 2, 8, 2),
    ),
    10,
)
