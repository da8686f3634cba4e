"""Query By Example: what may be asked for as a whole value, and how (contracts.md A0.1, E1).

How to escape an operator or a wildcard is documented nowhere. A value that would be read as one
is therefore refused, rather than asked for and answered with something else.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from app.core.problems import ProblemCode, Rejected

CHUNK = 200

_OPERATOR = re.compile(r"[<>=]|(?:IN|BETWEEN)(?:[ '\"(]|$)", re.IGNORECASE)
_WILDCARDS = frozenset("%_")
_SEPARATORS = frozenset(",'\"")


def key(value: str) -> str:
    """The value, which a query will compare whole.

    Raises:
        Rejected: `UNSAFE_KEY`; it would be read as an operator or a pattern, or not as it is.
    """
    if (
        not value
        or value != value.strip()
        or not value.isprintable()
        or _WILDCARDS & set(value)
        or _OPERATOR.match(value)
    ):
        raise Rejected(ProblemCode.UNSAFE_KEY, value, certain=True)
    return value


def criterion(values: Collection[str]) -> str:
    """The text that asks for one of these keys; one key stands for itself."""
    if len(values) == 1:
        return next(iter(values))
    return "IN " + ",".join(f"'{value}'" for value in values)


def chunks(values: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The values, each once, in portions for one query each.

    A value that holds a separator of lists is a portion of its own.

    Raises:
        Rejected: `UNSAFE_KEY`, before the first portion.
    """
    wanted = [key(value) for value in dict.fromkeys(values)]
    alone = [value for value in wanted if _SEPARATORS & set(value)]
    listed = iter([value for value in wanted if not _SEPARATORS & set(value)])
    while portion := tuple(islice(listed, CHUNK)):
        yield portion
    yield from ((value,) for value in alone)
