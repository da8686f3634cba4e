"""The AIM symbology identifier that a scanner may put before a label (ISO/IEC 15424)."""

import re

_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Fa-f]")
LENGTH = 3
_GS1 = {"]C1", "]e0", "]d2", "]d5", "]d8", "]dB", "]Q3", "]Q4", "]J1"}
"""FNC1 stands first in the symbol (labels.md 4); `]d5` and `]Q4` are the same with ECI, `]d8` and
`]dB` are those of the oblong Data Matrix."""
_ECI = re.compile(r"\\[0-9]{6}")
"""How a scanner that tells it says which characters follow; by then they are decoded."""


def split_symbology(text: str) -> tuple[str | None, str]:
    """The identifier (`]C1`), if the text starts with one, and the rest.

    Any identifier is taken off, known or not: what is left on becomes a part of the part number
    (labels.md 4). So is an ECI that follows it.
    """
    if text.startswith("]") and _IDENTIFIER.match(text):
        characters = _ECI.match(text, LENGTH)
        return text[:LENGTH], text[characters.end() if characters else LENGTH :]
    return None, text


def is_gs1(symbology: str | None) -> bool:
    """Whether this symbology proves that the label is one of GS1."""
    return symbology in _GS1
