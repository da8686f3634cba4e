"""What stands on the calibration sheet: texts that show how a scanner is set.

None is a command, and nothing happens if one is scanned at work by mistake but a refusal.
"""

from enum import Enum


class Symbol(Enum):
    """A symbol of the sheet; the value is its text."""

    LINE = "Qazwym-QAZ/59@"
    """Code 128, for every scanner. It has the letters that change places between keyboard
    layouts, in both cases, and of the other signs one that each layout has elsewhere; none of
    them is a dead key in any."""
    MESSAGE = "[)>\x1e06\x1dPKITBENCH\x1d1TQ7-W\x1dQ25\x1e\x04"
    """Data Matrix, an ISO/IEC 15434 message: GS, RS and EOT."""
    ACCENTS = "Prüfmaß 25 µm é"
    """Data Matrix, in Latin-1: which encoding is sent."""

    @property
    def text(self) -> str:
        """What a scanner without any settings sends."""
        return self.value
