"""Internal keys of ManEx's books: ten characters of base 36 (contracts.md C0).

Keys of the plant begin with `_`, those given out later don't. The first one ever given out to an
item is that of the vendor's own sample.
"""

import string

from sqlalchemy import Connection

from app.sandbox.counters import take_numbers

COUNTER = "manex-key"
SAMPLE = "65ENDLS6VN"  # UNIQLNNO in the answer that PO Item Add's page shows

_DIGITS = string.digits + string.ascii_uppercase
_LENGTH = len(SAMPLE)
_STRIDE = 1_366_137_137_717_717  # without a factor of 36, so that no key comes twice


def take_key(connection: Connection) -> str:
    """A key that nothing has."""
    (number,) = take_numbers(connection, COUNTER)
    return _text(int(SAMPLE, 36) + (number - 1) * _STRIDE, _LENGTH)


def plant_key(number: int) -> str:
    """The key of the plant's record of this number."""
    return "_" + _text(number * _STRIDE, _LENGTH - 1)


def _text(number: int, length: int) -> str:
    text = ""
    for _ in range(length):
        number, digit = divmod(number, len(_DIGITS))
        text = _DIGITS[digit] + text
    return text
