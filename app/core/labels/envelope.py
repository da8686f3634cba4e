"""The message of ISO/IEC 15434 around the elements of a label, whole or damaged (labels.md 1)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.core.labels.controls import EOT, GS, RS, restore, restore_sure, stand_of
from app.core.labels.label import Guess

HEADER = "[)>"
LONGEST = 8_000
"""Characters that a symbol can hold; of a longer text no damage is mended."""

_CONTROLS_BUT_GS = "\\x00-\\x1c\\x1e\\x1f\\x7f"
_CLEAN = re.compile(rf"\[\)>\x1e(05|06|12)\x1d([^{_CONTROLS_BUT_GS}]*)\x1e\x04")
_CLAIMS = re.compile(r">?\[\)>|\[\)(?=[^A-Za-z0-9 ]?(?:05|06|12)[^A-Za-z0-9 ])")
_ENVELOPE = re.compile("([0-9]{2})(?:\x1d|$)")
_FORMAT = re.compile("(05|06|12)(?=[0-9A-Z])")
_BLANKS = " \t\r\n\x00"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One envelope of a message: the number of its format, and its elements, some perhaps empty."""

    format: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """The envelopes of a message, and how sure that is.

    Attributes:
        doubtful: Where elements begin and end is a guess.
        walk: There is no separator at all: the one element of the last envelope is all of them.
        cut: The very last element may be cut off.
        unread: What stands in no envelope.
    """

    envelopes: tuple[Envelope, ...]
    guesses: tuple[Guess, ...] = ()
    doubtful: bool = False
    walk: bool = False
    cut: bool = False
    unread: tuple[str, ...] = ()


def is_enveloped(text: str) -> bool:
    """Whether a text claims to be such a message, clean or not."""
    return text.startswith((HEADER, ">[)", "[)")) and _CLAIMS.match(text) is not None


def open_message(text: str, begins: Callable[[str, int], object]) -> Message | None:
    """The envelopes of a message, or None where not even one can be made out.

    Args:
        text: That `is_enveloped`.
        begins: Whether an element of format 06 may begin at this place of a text.
    """
    clean = _CLEAN.fullmatch(text)
    if clean is not None:
        return Message((Envelope(clean[1], tuple(clean[2].split(GS))),))
    header = _CLAIMS.match(text)
    if header is None:
        return None
    guesses = [] if header[0] == HEADER else [Guess.HEADER]
    body = text[header.end() :]
    doubtful = False
    if len(body) <= LONGEST:
        body, doubtful = _mended(body, begins)
    if doubtful:
        guesses.append(Guess.SEPARATORS_REPLACED)
    return _split(body, guesses, doubtful=doubtful)


def _mended(body: str, begins: Callable[[str, int], object]) -> tuple[str, bool]:
    restored = restore_sure(body)
    stand = stand_of(restored)
    if stand is not None:
        is_06 = "06" in restored[:5]
        restored = restore(restored, stand, begins if is_06 else lambda _text, _at: True)
    return restored, restored != body


def _split(body: str, guesses: list[Guess], *, doubtful: bool) -> Message | None:
    message, ended, rest = body.partition(EOT)
    if not message.startswith(RS):
        guesses.append(Guess.NO_RECORD_SEPARATOR)
    chunks = message.removeprefix(RS).split(RS)
    walk = False
    bare = None if _ENVELOPE.match(chunks[0]) else _FORMAT.match(chunks[0])
    if bare is not None:
        walk = GS not in chunks[0]
        guesses.append(Guess.SEPARATORS_STRIPPED if walk else Guess.NO_GROUP_SEPARATOR)
        chunks[0] = f"{bare[1]}{GS}{chunks[0][bare.end() :]}"
    elif not any(map(_ENVELOPE.match, chunks)):
        return None
    closed, trailer = _close(chunks)
    if trailer and not ended:
        guesses.append(Guess.TRAILER_REPLACED)
    elif not (closed and ended):
        guesses.append(Guess.NO_TRAILER)
    envelopes: list[Envelope] = []
    unread: list[str] = []
    for chunk in chunks:
        opened = _ENVELOPE.match(chunk)
        if opened is not None:
            envelopes.append(Envelope(opened[1], tuple(chunk[opened.end() :].split(GS))))
        elif chunk:
            unread.append(chunk)
    unread += filter(None, (trailer if ended else "", rest.strip(_BLANKS)))
    return Message(
        tuple(envelopes),
        tuple(guesses),
        doubtful=doubtful or walk,
        walk=walk,
        cut=not (closed or ended),
        unread=tuple(unread),
    )


def _close(chunks: list[str]) -> tuple[bool, str]:
    """Take off what stands behind the last RS: nothing, or one character in EOT's place.

    Returns:
        Whether the last envelope was ended by an RS, and that character.
    """
    last = chunks[-1].strip(_BLANKS)
    if len(chunks) == 1 or len(last) > 1:
        return False, ""
    chunks.pop()
    return True, last
