"""Where the keys of the keypad stand: always three rows, in one or two blocks and the actions.

A place is counted in keys: how far from the left and how wide; a gutter between two blocks is a
part of a key. The digits read 1 to 9 and then 0, as on a keyboard, and stand alike in each shape
that is wide.

Codes are written in capitals. What is kept secret has small letters and signs as well: those are
further layers, with keys that lead from one to the other.
"""

from enum import Enum
from typing import NamedTuple


class KeypadShape(Enum):
    NUMBERS = "numbers"
    LETTERS = "letters"
    SMALL = "small"
    """Letters again; this and what follows only with layers."""
    SIGNS = "signs"
    MORE_SIGNS = "more-signs"
    """Those that a narrow keypad has no room for; the same as `SIGNS` on a wide one."""


class Act(Enum):
    """What a key does that types nothing."""

    BACKSPACE = "backspace"
    ERASE = "erase"
    QUANTITY = "quantity"
    ENTER = "enter"
    TO_CAPITALS = "to-capitals"
    TO_SMALL = "to-small"
    TO_SIGNS = "to-signs"
    TO_MORE_SIGNS = "to-more-signs"


LEADS_TO = {
    Act.TO_CAPITALS: KeypadShape.LETTERS,
    Act.TO_SMALL: KeypadShape.SMALL,
    Act.TO_SIGNS: KeypadShape.SIGNS,
    Act.TO_MORE_SIGNS: KeypadShape.MORE_SIGNS,
}


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
_SMALL = tuple(row.lower() for row in _LETTERS)
_NUMBERS = ("123-/", "456.:", "7890 ")
_SIGNS = ("!?\"'@#$%&*", "()[]{}<>+=", ",;_^~|`\\")
_FEW_SIGNS = ("1234567890", "-/.:@#&!?", "_$%*+,")
_OTHER_SIGNS = ("()[]{}<>\"'", "=;^~|`\\ ")
_GUTTER = 0.25
CODE_CHARACTERS = "".join((*_LETTERS, *_NUMBERS))
LAYER_CHARACTERS = "".join((*_SMALL, *_SIGNS))
"""With the others all that ASCII has."""


def arrange(
    shape: KeypadShape, *, wide: bool, quantity: bool = False, layers: bool = False
) -> Arrangement:
    """Return where each key stands.

    `wide` puts the numbers beside the letters; without it one changes between them. `quantity`
    makes room for the key that sets a quantity, `layers` for those that change the layer.
    """
    if shape is KeypadShape.NUMBERS:
        return _with_actions(_block(_NUMBERS, 0), 5 + _GUTTER, quantity=quantity)
    if not wide:
        return Arrangement(_NARROW_LAYERS[shape], 10) if layers else _LETTERS_ALONE
    left = _LAYERS[shape] if layers else _staggered(_LETTERS)
    numbers = _block(_NUMBERS, 10 + _GUTTER)
    return _with_actions((*left, *numbers), 15 + 2 * _GUTTER, quantity=quantity)


def _row(characters: str, row: int, left: float) -> tuple[Place, ...]:
    return tuple(Place(key, row, left + at) for at, key in enumerate(characters))


def _block(rows: tuple[str, ...], left: float) -> tuple[Place, ...]:
    return tuple(place for at, keys in enumerate(rows) for place in _row(keys, at, left))


def _staggered(rows: tuple[str, ...]) -> tuple[Place, ...]:
    return (*_row(rows[0], 0, 0), *_row(rows[1], 1, 0.5), *_row(rows[2], 2, 1))


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


def _layer(rows: tuple[str, ...], case: Act) -> tuple[Place, ...]:
    return (*_staggered(rows), Place(case, 2, 0), Place(Act.TO_SIGNS, 2, 8, 2))


_ALL_SIGNS = (*_block(_SIGNS, 0), Place(Act.TO_SMALL, 2, 8, 2))
_LAYERS = {
    KeypadShape.LETTERS: _layer(_LETTERS, Act.TO_SMALL),
    KeypadShape.SMALL: _layer(_SMALL, Act.TO_CAPITALS),
    KeypadShape.SIGNS: _ALL_SIGNS,
    KeypadShape.MORE_SIGNS: _ALL_SIGNS,
}


def _narrow_layer(rows: tuple[str, ...], case: Act) -> tuple[Place, ...]:
    return (
        *_row(rows[0], 0, 0),
        *_row(rows[1], 1, 0),
        Place(Act.BACKSPACE, 1, 9),
        Place(case, 2, 0),
        *_row(rows[2], 2, 1),
        Place(Act.TO_SIGNS, 2, 8),
        Place(Act.ENTER, 2, 9),
    )


_NARROW_LAYERS = {
    KeypadShape.LETTERS: _narrow_layer(_LETTERS, Act.TO_SMALL),
    KeypadShape.SMALL: _narrow_layer(_SMALL, Act.TO_CAPITALS),
    KeypadShape.SIGNS: (
        *_row(_FEW_SIGNS[0], 0, 0),
        *_row(_FEW_SIGNS[1], 1, 0),
        Place(Act.BACKSPACE, 1, 9),
        Place(Act.TO_SMALL, 2, 0),
        *_row(_FEW_SIGNS[2], 2, 1),
        Place(Act.TO_MORE_SIGNS, 2, 7),
        Place(Act.ENTER, 2, 8, 2),
    ),
    KeypadShape.MORE_SIGNS: (
        *_row(_OTHER_SIGNS[0], 0, 0),
        *_row(_OTHER_SIGNS[1], 1, 0),
        Place(Act.BACKSPACE, 1, 9),
        Place(Act.TO_SMALL, 2, 0),
        Place(Act.TO_SIGNS, 2, 1, 2),
        Place(Act.ENTER, 2, 8, 2),
    ),
}
