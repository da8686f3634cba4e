"""What the values of settings must be, beside their type."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from app.core.settings.problems import SettingFault

CHECK = "check"
"""In a field's metadata: what its value must be."""
KEYS = "keys"
"""The same of the keys of a table of texts."""
LONGEST = 200
"""Characters of any text in the station file."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a value isn't taken, and what would be right."""

    fault: SettingFault
    detail: str = ""


LONGEST_MARK = 16
"""Characters of what a scanner sends before, behind or in place of something."""

_USB = "usb:"
_IDENTITY = re.compile(r"usb:[0-9a-f]{4}:[0-9a-f]{4}(?::[^@]*)?(?:@.+)?", re.IGNORECASE)

Check = Callable[[object], Flaw | None]
"""Of a value that has the right type already."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included."""

    low: float
    high: float

    def __call__(self, value: object) -> Flaw | None:
        if isinstance(value, int | float) and self.low <= value <= self.high:
            return None
        return Flaw(SettingFault.OUT_OF_RANGE, f"{self.low} .. {self.high}")


def one_line(value: object) -> Flaw | None:
    """Text that can be shown: not too long, nothing unprintable, no blanks around it."""
    text = str(value)
    if len(text) > LONGEST:
        return Flaw(SettingFault.TOO_LONG, f"{LONGEST}")
    if not text.isprintable() or text != text.strip():
        return Flaw(SettingFault.MALFORMED)
    return None


def filled(value: object) -> Flaw | None:
    """One line that isn't empty."""
    return one_line(value) if value else Flaw(SettingFault.MISSING)


def server_address(value: object) -> Flaw | None:
    """`http(s)://host[:port][/path]`, without user, query or fragment.

    Whether plain http is allowed there is decided where calls are made (design.md 7).
    """
    return _address(str(value), path=True)


def proxy_address(value: object) -> Flaw | None:
    """The same without a path."""
    return _address(str(value), path=False)


def server_path(value: object) -> Flaw | None:
    """A path on the server: one slash first, no query."""
    text = str(value)
    inside = text.startswith("/") and not text.startswith("//") and ".." not in text.split("/")
    if not inside or " " in text or "?" in text or "#" in text:
        return Flaw(SettingFault.MALFORMED, "/api/...")
    return one_line(value)


def scanner_port(value: object) -> Flaw | None:
    """A device, an address or a USB identity; whether it is there is seen when it is opened."""
    text = str(value)
    if text.lower().startswith(_USB) and not _IDENTITY.fullmatch(text):
        return Flaw(SettingFault.MALFORMED, "usb:<vendor>:<product>[:<serial>][@<location>]")
    return filled(value)


def scanner_marks(value: object) -> Flaw | None:
    """A few characters, controls and blanks among them."""
    if len(str(value)) > LONGEST_MARK:
        return Flaw(SettingFault.TOO_LONG, f"{LONGEST_MARK}")
    return None


def _address(text: str, *, path: bool) -> Flaw | None:
    if "@" in text:
        return Flaw(SettingFault.SECRET)
    try:
        usable = not text or _is_usable(urlsplit(text), path=path)
    except ValueError:
        usable = False
    if not usable or " " in text:
        right = "https://host:port/path" if path else "http://host:port"
        return Flaw(SettingFault.MALFORMED, right)
    return one_line(text)


def _is_usable(parts: SplitResult, *, path: bool) -> bool:
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and parts.port != 0
        and not (parts.query or parts.fragment)
        and (path or not parts.path.strip("/"))
    )
