"""The message of ISO/IEC 15434 around the elements of a label (labels.md 1)."""

import re

GS, RS, EOT = "\x1d", "\x1e", "\x04"
HEADER = "[)>"

_CONTROLS_BUT_GS = "\\x00-\\x1c\\x1e\\x1f\\x7f"
_CLEAN_06 = re.compile(rf"\[\)>\x1e06\x1d([^{_CONTROLS_BUT_GS}]*)\x1e\x04")


def is_enveloped(text: str) -> bool:
    """Whether a text claims to be such a message, clean or not; `>[)>` is seen in the field."""
    return text.startswith((HEADER, ">" + HEADER))


def elements_06(text: str) -> list[str] | None:
    """The elements of a clean message with one envelope of format 06, or None.

    Elements may be empty: some makers end the envelope with a GS of its own.
    """
    clean = _CLEAN_06.fullmatch(text)
    return clean[1].split(GS) if clean else None
