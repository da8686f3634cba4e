"""Serial numbers as the ERP's lists write them, both ways (contracts.md A5).

A list is one item or several with commas between them; an item is a serial number or a range,
`first:last`, with both ends in it: `GC00004057,GC00004060:GC00004063`. The ends of a range differ
in exactly one run of digits, its counter, and have it in the same width, so leading zeros stay.
Where two runs differ nobody can say which one counts; such ends are refused, never guessed.
"""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import lru_cache

MOST = 100_000
"""Serial numbers in one list, unless the caller says otherwise."""
LONGEST = 100
"""Characters of one serial number; more is a label read as one."""

_LIST_MARK, _RANGE_MARK = ",", ":"
_MARKS = {_LIST_MARK, _RANGE_MARK, " "}
_BLANKS = " \t\r\n"
_DIGITS = re.compile("([0-9]+)")
_STEPS_FOR_RANGE = 2


class SerialFault(StrEnum):
    """Why a text is no serial number, range or list."""

    EMPTY_ITEM = "empty-item"
    HOLDS_SEPARATOR = "holds-separator"
    HOLDS_BLANK = "holds-blank"
    HOLDS_CONTROL = "holds-control"  # or another character that cannot be printed
    TOO_LONG = "too-long"
    NOT_A_RANGE = "not-a-range"  # more than one colon
    UNLIKE_ENDS = "unlike-ends"  # they differ in more than digits
    SEVERAL_COUNTERS = "several-counters"
    MIXED_WIDTH = "mixed-width"
    REVERSED = "reversed"
    TOO_MANY = "too-many"


class SerialError(ValueError):
    """A text that cannot be taken; `text` is the offending part of it."""

    def __init__(self, fault: SerialFault, text: str) -> None:
        super().__init__(f"{fault.value}: {text!r}")
        self.fault = fault
        self.text = text


def check_serial(text: str) -> None:
    """Whether a list can hold this serial number and give it back unchanged.

    Raises:
        SerialError: It is empty, too long, or holds a comma, a colon, a blank or a character
            that cannot be printed.
    """
    if not text:
        raise SerialError(SerialFault.EMPTY_ITEM, text)
    if len(text) > LONGEST:
        raise SerialError(SerialFault.TOO_LONG, text)
    if _LIST_MARK in text or _RANGE_MARK in text:
        raise SerialError(SerialFault.HOLDS_SEPARATOR, text)
    if text.isprintable() and " " not in text:
        return
    blank = any(character.isspace() and character not in _CONTROL_BLANKS for character in text)
    raise SerialError(SerialFault.HOLDS_BLANK if blank else SerialFault.HOLDS_CONTROL, text)


def all_well_formed(serials: Collection[str]) -> bool:
    """Whether `check_serial` finds nothing wrong with any of them."""
    whole = "".join(serials)
    return (
        whole.isprintable()
        and not _MARKS & set(whole)
        and all(0 < length <= LONGEST for length in map(len, serials))
    )


@lru_cache(maxsize=2)  # a scan concerns several, who each ask for the list it brought
def expand(text: str, limit: int = MOST) -> tuple[str, ...]:
    """The serial numbers of a list, in its order; an empty text is an empty list.

    Blanks around an item are not part of it. A serial number that is listed twice comes twice:
    that is for the caller to judge.

    Raises:
        SerialError: The list is malformed, or holds more than `limit` serial numbers. Nothing
            is built before the limit is checked.
    """
    if not text.strip(_BLANKS):
        return ()
    if text.count(_LIST_MARK) >= limit:
        raise SerialError(SerialFault.TOO_MANY, text)
    serials: list[str] = []
    for written in text.split(_LIST_MARK):
        item = written.strip(_BLANKS)
        if _RANGE_MARK not in item:
            check_serial(item)
            serials.append(item)
        else:
            serials.extend(_expand_range(item, limit - len(serials)))
        if len(serials) > limit:
            raise SerialError(SerialFault.TOO_MANY, item)
    return tuple(serials)


def range_between(first: str, last: str, limit: int = MOST) -> tuple[str, ...]:
    """All serial numbers from `first` to `last`, both included.

    Raises:
        SerialError: One of them is no serial number, or they are no ends of a range.
    """
    check_serial(first)
    check_serial(last)
    if first == last:
        return (first,)
    return _count_up(first, last, limit)


def compress(serials: Iterable[str]) -> str:
    """The shortest list in this order: three or more that count up by one become a range.

    `expand(compress(serials))` gives the same serial numbers in the same order.

    Raises:
        SerialError: A serial number that no list can hold.
    """
    listed = list(serials)
    if len(listed) > _STEPS_FOR_RANGE and _is_range(listed):
        return f"{listed[0]}{_RANGE_MARK}{listed[-1]}"
    for serial in listed:
        check_serial(serial)
    steps = _steps(listed)
    items: list[str] = []
    at = 0
    while at < len(listed):
        end = at
        while end < len(steps) and steps[end] and steps[end] == steps[at]:
            end += 1
        if end - at < _STEPS_FOR_RANGE:
            end = at
            items.append(listed[at])
        else:
            items.append(f"{listed[at]}{_RANGE_MARK}{listed[end]}")
        at = end + 1
    return _LIST_MARK.join(items)


_CONTROL_BLANKS = frozenset(map(chr, range(0x09, 0x20))) | {"\x85"}
"""What Python calls a blank and a reader of labels calls a control character."""


def _expand_range(item: str, limit: int) -> tuple[str, ...]:
    ends = [end.strip(_BLANKS) for end in item.split(_RANGE_MARK)]
    if len(ends) != 2:  # noqa: PLR2004 - first and last
        raise SerialError(SerialFault.NOT_A_RANGE, item)
    if not all(ends):
        raise SerialError(SerialFault.EMPTY_ITEM, item)
    return range_between(ends[0], ends[1], limit)


def _count_up(first: str, last: str, limit: int) -> tuple[str, ...]:
    ends = f"{first}{_RANGE_MARK}{last}"
    before, after = _DIGITS.split(first), _DIGITS.split(last)
    if before[::2] != after[::2]:
        raise SerialError(SerialFault.UNLIKE_ENDS, ends)
    counters = [at for at in range(1, len(before), 2) if before[at] != after[at]]
    if len(counters) > 1:
        raise SerialError(SerialFault.SEVERAL_COUNTERS, ends)
    at = counters[0]
    start, stop, width = before[at], after[at], len(before[at])
    if width != len(stop):
        raise SerialError(SerialFault.MIXED_WIDTH, ends)
    if start > stop:
        raise SerialError(SerialFault.REVERSED, ends)
    if int(stop) - int(start) >= limit:
        raise SerialError(SerialFault.TOO_MANY, ends)
    head, tail = "".join(before[:at]), "".join(before[at + 1 :])
    form = f"{head.replace('%', '%%')}%0{width}d{tail.replace('%', '%%')}"
    return tuple([form % number for number in range(int(start), int(stop) + 1)])


def _is_range(listed: list[str]) -> bool:
    """Whether it is one range, whole: the long lists are, and that is quicker to see."""
    first, last = listed[0], listed[-1]
    before, after = _DIGITS.split(first), _DIGITS.split(last)
    apart = [one for one, other in zip(before, after, strict=False) if one != other]
    if len(apart) != 1 or not apart[0].isdigit():
        return False
    try:
        return list(range_between(first, last, len(listed))) == listed
    except SerialError:
        return False


def _steps(listed: list[str]) -> list[int]:
    """For each neighbouring two, which part counts up by one (1, 3, ...), or 0 if none does."""
    steps: list[int] = []
    before: list[str] | None = None
    for serial in listed:
        after = _DIGITS.split(serial)
        if before is not None:
            steps.append(_step(before, after))
        before = after
    return steps


def _step(before: list[str], after: list[str]) -> int:
    if len(before) != len(after):
        return 0
    differing = [at for at in range(len(before)) if before[at] != after[at]]
    if len(differing) != 1 or not differing[0] % 2:
        return 0
    at = differing[0]
    same_width = len(before[at]) == len(after[at])
    return at if same_width and int(after[at]) - int(before[at]) == 1 else 0
