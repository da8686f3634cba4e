"""What widgets are told: tones and shapes. A state is always shape, words and colour together."""

from enum import StrEnum


class Tone(StrEnum):
    """How a text sounds. The value is the theme's token for its colour."""

    NORMAL = "text"
    SECOND = "second"
    FAINT = "faint"
    """Only repeated or finished things: it is below the contrast that reading needs."""
    ACCENT = "accent"
    OK = "ok"
    REFUSED = "refused"
    ATTENTION = "attention"


class Shape(StrEnum):
    """A mark before words, told apart without colour."""

    NONE = "none"
    DOT = "dot"
    RING = "ring"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    CHECK = "check"
    CROSS = "cross"
    PLUS = "plus"
    PENCIL = "pencil"
