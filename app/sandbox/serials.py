"""Serial numbers as a request writes them: `GC00004052,GC00004057:GC00004059` (contracts.md A5).

A range counts one run of digits; everything around it, the width included, is the same in its
first and its last serial number.
"""

import re
from collections.abc import Iterator

MOST = 200_000  # serial numbers in one field
LONGEST = 60  # characters of one serial number

_RUNS = re.compile(r"[0-9]+|[^0-9]+")
_DIGITS = re.compile(r"[0-9]+")


class SerialListError(ValueError):
    """The text is no list of serial numbers. The message names the part that isn't."""


class SerialTwiceError(SerialListError):
    """A serial number stands twice in one list."""


def expand(text: str) -> tuple[str, ...]:
    """All serial numbers of a list, in the order of the list; none for an empty text.

    Raises:
        SerialTwiceError: A serial number stands there twice.
        SerialListError: An empty item, a range that can't be counted, or more than `MOST`.
    """
    if not text.strip():
        return ()
    serials: dict[str, None] = {}
    for item in text.split(","):
        for serial in _item(item.strip(), MOST - len(serials)):
            if serial in serials:
                raise SerialTwiceError(f"{serial} stands there twice")
            serials[serial] = None
    return tuple(serials)


def _item(item: str, room: int) -> Iterator[str]:
    first, separator, last = (part.strip() for part in item.partition(":"))
    if not first or (separator and not last):
        raise SerialListError("a serial number is empty")
    for serial in (first, last):
        if len(serial) > LONGEST:
            raise SerialListError(f"{serial[:LONGEST]}... is longer than {LONGEST} characters")
    if ":" in last:
        raise SerialListError(f"{item[: 3 * LONGEST]} has more than two ends")
    if not separator:
        if room < 1:
            raise SerialListError(f"more than {MOST} serial numbers")
        return iter((first,))
    return _range(first, last, room)


def _range(first: str, last: str, room: int) -> Iterator[str]:
    runs, others = _RUNS.findall(first), _RUNS.findall(last)
    if first == last:
        return iter((first,))
    if len(runs) != len(others):
        raise SerialListError(f"{first}:{last} is no range: its ends are not alike")
    differing = [at for at, run in enumerate(runs) if run != others[at]]
    if len(differing) > 1:
        raise SerialListError(f"{first}:{last} is no range: more than one number differs")
    at = differing[0]
    low, high = runs[at], others[at]
    if not (_DIGITS.fullmatch(low) and _DIGITS.fullmatch(high) and len(low) == len(high)):
        raise SerialListError(f"{first}:{last} is no range: its ends are not alike")
    if int(high) < int(low):
        raise SerialListError(f"{first}:{last} is no range: it runs backwards")
    if int(high) - int(low) >= room:
        raise SerialListError(f"{first}:{last} brings it to more than {MOST} serial numbers")
    before, after = "".join(runs[:at]), "".join(runs[at + 1 :])
    return (f"{before}{number:0{len(low)}d}{after}" for number in range(int(low), int(high) + 1))
