"""The AIM symbology identifier that a scanner may put before a label (ISO/IEC 15424)."""

import re

_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Fa-f]")
LENGTH = 3
_GS1 = {"]C1", "]e0", "]d2", "]d5", "]Q3", "]Q4", "]J1"}
"""FNC1 stands first in the symbol; `]d5` and `]Q4` are the same with ECI (labels.md 4)."""


def split_symbology(text: str) -> tuple[str | None, str]:
    """The identifier (`]C1`), if the text starts with one, and the rest.

    Any identifier is taken off, known or not: what is left on becomes a part of the part number
    (labels.md 4).
    """
    if text.startswith("]") and _IDENTIFIER.match(text):
        return text[:LENGTH], text[LENGTH:]
    return None, text


def is_gs1(symbology: str | None) -> bool:
    """Whether this symbology proves that the label is one of GS1."""
    return symbology in _GS1
