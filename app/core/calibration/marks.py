"""What stands around a scan, and what became of its letters: learned from `Symbol.LINE`.

The symbol is known, so what comes before it is the prefix and what comes after it the suffix and
the terminator. Where it isn't there word for word, it is looked for as another keyboard layout or
Caps Lock would have changed it (operators.md 13, 14).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.core.calibration.symbols import Symbol
from app.core.settings import KeyboardLayout, Terminator

LONGEST_MARK = 16
_ENOUGH_ALIKE = 0.5
"""Of the signs at their places; the rest shows what the keyboard layout changed."""

_ENDS = (
    (Terminator.CRLF, "\r\n"),
    (Terminator.CR, "\r"),
    (Terminator.LF, "\n"),
    (Terminator.TAB, "\t"),
    (Terminator.ETX, "\x03"),
    (Terminator.EOT, "\x04"),
)
_LINE_ENDS = "\r\n"
_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]\Z")

Keys = Mapping[KeyboardLayout, Mapping[str, str]]
"""For each layout: the sign it gives, and the sign that stands on that key of a US keyboard."""


class Case(Enum):
    """What became of upper and lower case."""

    KEPT = "kept"
    SWAPPED = "swapped"
    """Caps Lock is on."""
    UPPER = "upper"
    LOWER = "lower"

    def of(self, text: str) -> str:
        """The text as it comes then."""
        change = {Case.SWAPPED: str.swapcase, Case.UPPER: str.upper, Case.LOWER: str.lower}
        return change.get(self, str)(text)


class Why(Enum):
    """Why a scan taught nothing."""

    NOTHING = "nothing"
    """No more than line ends came."""
    TWICE = "twice"
    OTHER_SYMBOL = "other symbol"
    """Of the sheet, but not the one that was asked for."""
    OTHER_TEXT = "other text"
    LAYOUT = "layout"
    """A keyboard layout that isn't known here: see `changed`."""
    LONG_MARK = "long mark"
    """The prefix or suffix is longer than a station file takes."""
    ACCENTS = "accents"
    """The letters beyond A to Z come in no encoding known here."""


@dataclass(frozen=True, slots=True)
class NotLearned:
    """A scan from which nothing was learned.

    Attributes:
        seen: What came, as text.
        changed: With LAYOUT, signs that should have come and those that came instead.
    """

    why: Why
    seen: str
    changed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """How a scanner marks its scans.

    Attributes:
        prefix: Without a symbology identifier, which comes between it and the label.
        identifiers: Whether such identifiers (`]C1`) are sent.
        layout: What the computer is set to, where the scanner types as if it were US English.
        typed: It is a keyboard; else text stands for bytes, each a character.
    """

    terminator: Terminator
    prefix: str = ""
    suffix: str = ""
    identifiers: bool = False
    case: Case = Case.KEPT
    layout: KeyboardLayout = KeyboardLayout.US
    typed: bool = False

    def inside(self, raw: bytes) -> str:
        """A scan without these marks, as far as they are there, and without identifier."""
        text = without_end(text_of(raw, typed=self.typed), self.terminator)
        text = text.lstrip(_LINE_ENDS).removeprefix(self.prefix).removesuffix(self.suffix)
        return re.sub(r"\A\][A-Za-z][0-9A-Za-z]", "", text) if self.identifiers else text


def learn_marks(raw: bytes, keys: Keys, *, typed: bool) -> Marks | NotLearned:
    """From all bytes of one scan of `Symbol.LINE`, up to a silence.

    Args:
        raw: As they came, before any framing.
        keys: The layouts to try beside the scanner's own; those of the keyboard, if `typed`.
        typed: Whether they are keys, in UTF-8.
    """
    seen = text_of(raw, typed=typed)
    if not seen.strip("\r\n\t\x03\x04"):
        return NotLearned(Why.NOTHING, seen)
    layouts = {KeyboardLayout.US: {}, **(keys if typed else {})}
    for layout, meant in layouts.items():
        text = "".join(meant.get(sign, sign) for sign in seen)
        for case in Case:
            line = case.of(Symbol.LINE.text)
            if text.count(line) > 1:
                return NotLearned(Why.TWICE, seen)
            before, found, after = text.partition(line)
            if found:
                return _marks(before, after, case, layout, typed=typed)
    return _not_found(seen)


def text_of(raw: bytes, *, typed: bool) -> str:
    """Keys are UTF-8; of a wire each byte is a character, so that none is lost."""
    return raw.decode("utf-8", "surrogateescape") if typed else raw.decode("latin-1")


def without_end(text: str, terminator: Terminator) -> str:
    """The text without its terminator, however often that stands there."""
    for end, signs in _ENDS:
        if end is terminator:
            while text.endswith(signs):
                text = text.removesuffix(signs)
    return text


def _marks(
    before: str, after: str, case: Case, layout: KeyboardLayout, *, typed: bool
) -> Marks | NotLearned:
    terminator = next((end for end, signs in _ENDS if after.endswith(signs)), Terminator.NONE)
    suffix = without_end(after, terminator).rstrip(_LINE_ENDS)
    prefix = before.lstrip(_LINE_ENDS)
    identifier = _IDENTIFIER.search(prefix)
    if identifier is not None:
        prefix = prefix[: identifier.start()]
    if max(len(prefix), len(suffix)) > LONGEST_MARK:
        return NotLearned(Why.LONG_MARK, max(prefix, suffix, key=len))
    return Marks(terminator, prefix, suffix, identifier is not None, case, layout, typed)


def _not_found(seen: str) -> NotLearned:
    others = [symbol for symbol in Symbol if symbol is not Symbol.LINE]
    if "KITBENCH" in seen.upper() or any(symbol.text in seen for symbol in others):
        return NotLearned(Why.OTHER_SYMBOL, seen)
    line = Symbol.LINE.text
    starts = range(max(1, len(seen) - len(line) + 1))
    best = max(starts, key=lambda start: _alike(line, seen[start:]))
    came = seen[best : best + len(line)]
    if len(came) == len(line) and _alike(line, came) >= _ENOUGH_ALIKE * len(line):
        pairs = zip(line, came, strict=True)
        changed = tuple(dict.fromkeys((meant, sign) for meant, sign in pairs if meant != sign))
        return NotLearned(Why.LAYOUT, seen, changed)
    return NotLearned(Why.OTHER_TEXT, seen)


def _alike(line: str, seen: str) -> int:
    return sum(one == other for one, other in zip(line, seen, strict=False))
