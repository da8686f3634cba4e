"""One key of a keyboard, and the sign a scanner meant by it. No Qt, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

ENTER = "\r\n"
TAB = "\t"
STX, ETX, EOT = "\x02", "\x03", "\x04"
SEPARATORS = frozenset("\x1c\x1d\x1e\x1f")
"""FS, GS, RS, US: what a scanner types by Ctrl and one of `\\ ] ^ _`."""

_INSIDE = SEPARATORS | frozenset({STX, ETX, EOT, *ENTER, TAB})
_BLANK, _DELETE = " ", "\x7f"
_FIRST_CTRL, _LAST_CTRL = "@", "_"
_CTRL_BITS = 0x1F
_BYTE = 0x100


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key that went down.

    Attributes:
        time: Milliseconds, the event's own; only differences count, and it may wrap at 32 bits.
        text: The character it gives; empty for a key that gives none. Enter gives CR, Tab TAB.
        base: The character that stands on the key, where a modifier changes what it gives.
        ctrl: Also of AltGr, which is Ctrl and Alt on some systems.
        keypad: Of the number pad, whose digits are the same in every layout.
        repeat: It is held down, and the computer repeats it.
    """

    time: int
    text: str = ""
    base: str = ""
    ctrl: bool = False
    alt: bool = False
    keypad: bool = False
    repeat: bool = False

    @property
    def alt_digit(self) -> str:
        """The digit of an Alt code (operators.md 16), or empty."""
        digit = self.base or self.text
        typed = self.alt and not self.ctrl and len(digit) == 1
        return digit if typed and digit in "0123456789" else ""


class Layout(Enum):
    """The layout the computer is set to, where the scanner types as if it were US English.

    It is better to set the scanner to the computer's layout; this helps where it has no such
    setting (operators.md 13, 14).
    """

    US = "us"
    UK = "uk"
    GERMAN = "de"
    FRENCH = "fr"


_US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_US += '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'

_GIVES = {
    Layout.US: _US,
    Layout.UK: (
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./"
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?'
    ),
    Layout.GERMAN: (
        "^1234567890ß\u00b4qwertzuiopü+#asdfghjklöäyxcvbnm,.-"
        "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_"
    ),
    Layout.FRENCH: (
        "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!"
        "~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§"
    ),
}
_MEANT = {
    layout: {gives: meant for gives, meant in zip(row, _US, strict=True) if gives != meant}
    for layout, row in _GIVES.items()
}


def meant_by(layout: Layout) -> Mapping[str, str]:
    """The signs a layout gives, each with the one on the same key of a US keyboard; others none."""
    return MappingProxyType(_MEANT[layout])


def sign(stroke: Stroke, layout: Layout = Layout.US) -> str:
    """The character that was meant; empty for a key that belongs to no scan."""
    meant = _MEANT[layout]
    if stroke.ctrl and not stroke.alt:
        control = _control(meant.get(stroke.base, stroke.base)) or stroke.text
        return control if control in _INSIDE and len(control) == 1 else ""
    if stroke.alt and not stroke.ctrl:
        return ""
    text = stroke.text
    if len(text) != 1 or text == _DELETE or (text < _BLANK and text not in _INSIDE):
        return ""
    return text if stroke.keypad else meant.get(text, text)


def alt_code(digits: str) -> str:
    """The character of an Alt code: `029` is GS, `0233` é of Windows, `130` é of DOS."""
    number = int(digits)
    if not 0 < number < _BYTE:
        return ""
    page = "cp1252" if digits.startswith("0") else "cp437"
    return bytes([number]).decode(page, "ignore")


def _control(base: str) -> str:
    """What Ctrl makes of the character on a key."""
    upper = base.upper()
    if len(upper) != 1 or not _FIRST_CTRL < upper <= _LAST_CTRL:
        return ""
    return chr(ord(upper) & _CTRL_BITS)
