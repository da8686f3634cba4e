"""Which regular expressions of a station file are safe to match against anything.

Python's matcher tries every way a text can be divided among the parts of a pattern. Only patterns
whose ways are few, whatever the text, are taken; so the small part of the language that house
labels need is read here, and everything else is refused by name.
"""

import re
from dataclasses import dataclass
from functools import reduce

LONGEST_TEXT = 1_000
"""Characters of a label that patterns are matched against; a repeat without a limit has so many."""
MOST_WAYS = LONGEST_TEXT
"""Enough for one part whose end must be searched for: `(?P<part>.+)-(?P<lot>.+)`."""

_QUANTIFIER = re.compile(r"([*+?]|\{([0-9]{0,4})(,?)([0-9]{0,4})\})(\??)")
_GROUP = re.compile(r"\((?:\?P<([A-Za-z_][A-Za-z0-9_]*)>|\?:|(?!\?))")
_CLASS = re.compile(r"\[\^?(?:\\x[0-9A-Fa-f]{2}|\\[^A-Za-z0-9]|\\[dDwWsStnr]|[^\]\[\\])+\]")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|[dDwWsStnr]|[^A-Za-z0-9])")
_SET_OPERATION = re.compile(r"--|&&|~~|\|\|")
_SAMPLES = {chr(code) for code in range(256)} | set("\u4e2d\u2192\u0663\u0416\ud7ff\U0001f600")


class PatternError(ValueError):
    """A pattern that is broken, not safe, or not read here."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Something repeated: a character of a set, or a group of alternatives."""

    low: int
    high: int
    chars: frozenset[str] = frozenset()
    branches: "tuple[tuple[_Part, ...], ...]" = ()

    @property
    def fixed(self) -> bool:
        """Whether each time round is the same length and has one way only."""
        return not self.branches or (
            len(self.branches) == 1
            and all(part.low == part.high and part.fixed for part in self.branches[0])
        )

    @property
    def first(self) -> frozenset[str]:
        """What it can begin with."""
        return reduce(frozenset.union, map(_first, self.branches), self.chars)

    @property
    def may_be_empty(self) -> bool:
        """Whether it may match nothing."""
        return not self.low or any(
            all(part.may_be_empty for part in branch) for branch in self.branches
        )


def compile_safely(pattern: str) -> re.Pattern[str]:
    """A pattern for whole labels.

    Raises:
        PatternError: It is broken, could take too long, or has what is not read here; says why.
    """
    branches = _Reading(pattern).all()
    ways = _ways_of_branches(branches, frozenset())
    if ways > MOST_WAYS:
        raise PatternError("too many ways to match: let each part say where it ends, [^-]+-")
    try:
        return re.compile(pattern, re.DOTALL)
    except (re.error, OverflowError) as fault:
        raise PatternError(str(fault)) from fault


class _Reading:
    """One pattern, read from the left."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._samples = _SAMPLES | set(pattern)

    def all(self) -> tuple[tuple[_Part, ...], ...]:
        branches = self._branches()
        if self._at < len(self._pattern):
            raise self._fault("unbalanced )")
        return branches

    def _branches(self) -> tuple[tuple[_Part, ...], ...]:
        branches: list[tuple[_Part, ...]] = []
        parts: list[_Part] = []
        while self._at < len(self._pattern) and self._pattern[self._at] != ")":
            if self._pattern[self._at] == "|":
                self._at += 1
                branches.append(tuple(parts))
                parts = []
            elif not self._is_anchor():
                parts.append(self._part())
        return (*branches, tuple(parts))

    def _is_anchor(self) -> bool:
        """The ends are the label's in any case."""
        first = self._pattern[self._at] == "^" and self._at == 0
        last = self._pattern[self._at] == "$" and self._at == len(self._pattern) - 1
        self._at += first or last
        return first or last

    def _part(self) -> _Part:
        group = _GROUP.match(self._pattern, self._at)
        if group is not None:
            self._at = group.end()
            branches = self._branches()
            if self._at >= len(self._pattern):
                raise self._fault("missing )")
            self._at += 1
            low, high = self._quantifier()
            part = _Part(low, high, branches=branches)
            if high > 1 and not part.fixed:
                raise self._fault("a repeat within a repeat")
            return part
        chars = self._chars()
        low, high = self._quantifier()
        return _Part(low, high, chars)

    def _chars(self) -> frozenset[str]:
        character = self._pattern[self._at]
        if character == "[":
            match = _CLASS.match(self._pattern, self._at)
            if match is not None and _SET_OPERATION.search(match[0]):
                raise self._fault("a set operation")
        elif character == "\\":
            match = _ESCAPE.match(self._pattern, self._at)
        elif character in "(*+?{$^":
            match = None
        else:
            self._at += 1
            return frozenset(self._samples if character == "." else character)
        if match is None:
            raise self._fault("not taken here")
        self._at = match.end()
        try:
            one = re.compile(match[0])
        except re.error as fault:
            raise PatternError(str(fault)) from fault
        return frozenset(sample for sample in self._samples if one.fullmatch(sample))

    def _quantifier(self) -> tuple[int, int]:
        match = _QUANTIFIER.match(self._pattern, self._at)
        if match is None:
            return 1, 1
        self._at = match.end()
        if self._pattern[self._at : self._at + 1] in {"*", "+", "?", "{"}:
            raise self._fault("a repeat of a repeat")
        simple = {"*": (0, LONGEST_TEXT), "+": (1, LONGEST_TEXT), "?": (0, 1)}.get(match[1])
        if simple is not None:
            return simple
        if not (match[2] or match[4]):
            raise self._fault("not taken here")
        low = int(match[2] or 0)
        high = int(match[4]) if match[4] else LONGEST_TEXT if match[3] else low
        if not low <= high <= LONGEST_TEXT:
            raise self._fault(f"more than {LONGEST_TEXT}")
        return low, high

    def _fault(self, why: str) -> PatternError:
        return PatternError(f"{why}, at character {self._at + 1}")


def _first(parts: tuple[_Part, ...]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for part in parts:
        found |= part.first
        if not part.may_be_empty:
            break
    return found


def _ways_of_branches(branches: tuple[tuple[_Part, ...], ...], follow: frozenset[str]) -> int:
    return sum(_ways_of(branch, follow) for branch in branches)


def _ways_of(parts: tuple[_Part, ...], follow: frozenset[str]) -> int:
    """In how many ways a text can be divided among these, at most."""
    ways = 1
    for part in reversed(parts):
        ways = min(ways * _ways_of_part(part, follow), MOST_WAYS + 1)
        follow = part.first | follow if part.may_be_empty else part.first
    return ways


def _ways_of_part(part: _Part, follow: frozenset[str]) -> int:
    ways = 1
    if part.branches:
        after = follow | part.first if part.high > 1 else follow
        ways = _ways_of_branches(part.branches, after)
    if part.low == part.high or not part.first & follow:
        return ways + (1 if part.branches and part.low != part.high else 0)
    return ways * (part.high - part.low + 1)
