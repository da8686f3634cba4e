"""What the keys of one scanner must be beside each other."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.core.settings.checks import Flaw
from app.core.settings.model import KEYBOARD, ScannerSettings, Terminator
from app.core.settings.problems import SettingFault

_MARKS = ("prefix", "suffix")
_SUBSTITUTES = ("gs", "rs", "fs", "eot")

_ENDS: dict[Terminator, tuple[str, ...]] = {
    Terminator.AUTO: ("\r", "\n", "\x03"),
    Terminator.CR: ("\r",),
    Terminator.LF: ("\n",),
    Terminator.CRLF: ("\r\n",),
    Terminator.TAB: ("\t",),
    Terminator.ETX: ("\x03",),
    Terminator.EOT: ("\x04",),
    Terminator.NONE: (),
}


def without_bad_marks(
    scanner: ScannerSettings,
) -> tuple[ScannerSettings, tuple[tuple[str, Flaw], ...]]:
    """The scanner without the marks that could never be seen, and which they were."""
    flaws = tuple(_flaws(scanner))
    without: dict[str, Any] = {key: "" for key, _ in flaws}
    return replace(scanner, **without), flaws


def share_a_port(one: ScannerSettings, other: ScannerSettings) -> bool:
    """Whether they can't both be read. Two that type are told apart by their prefixes."""
    apart = one.port == KEYBOARD and one.prefix != other.prefix
    return one.port == other.port and not apart


def _flaws(scanner: ScannerSettings) -> Iterator[tuple[str, Flaw]]:
    seen: set[str] = set()
    for key in (*_MARKS, *_SUBSTITUTES):
        text: str = getattr(scanner, key)
        if any(end in text for end in _ENDS[scanner.terminator]):
            detail = f"without the terminator ({scanner.terminator})"
            yield key, Flaw(SettingFault.MALFORMED, detail)
        elif not _can_be_sent(text, scanner):
            yield key, Flaw(SettingFault.MALFORMED, scanner.encoding)
        elif key in _SUBSTITUTES and text in seen:
            yield key, Flaw(SettingFault.DOUBLE)
        elif key in _SUBSTITUTES and text:
            seen.add(text)


def _can_be_sent(text: str, scanner: ScannerSettings) -> bool:
    try:
        text.encode(scanner.encoding)
    except UnicodeEncodeError:
        return False
    return True
