"""The AIM symbology identifier that a scanner may put before a label (ISO/IEC 15424)."""

import re

_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Fa-f]")
LENGTH = 3


def split_symbology(text: str) -> tuple[str | None, str]:
    """The identifier (`]C1`), if the text starts with one, and the rest.

    Any identifier is taken off, known or not: what is left on becomes a part of the part number
    (labels.md 4).
    """
    if text.startswith("]") and _IDENTIFIER.match(text):
        return text[:LENGTH], text[LENGTH:]
    return None, text
