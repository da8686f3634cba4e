"""What was wrong with a key of the station file."""

from dataclasses import dataclass
from enum import StrEnum


class SettingFault(StrEnum):
    """Why a key was not taken; words come from the UI."""

    NOT_TOML = "not-toml"  # the file as a whole: all settings have their defaults
    UNKNOWN_KEY = "unknown-key"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_CHOICE = "unknown-choice"
    OUT_OF_RANGE = "out-of-range"
    TOO_LONG = "too-long"
    MALFORMED = "malformed"
    MISSING = "missing"  # a scanner without it is left out
    DOUBLE = "double"  # the second scanner of a name or port is left out
    SECRET = "secret"  # noqa: S105 - a name: passwords belong into the keyring
    NOT_FOR_TRAINING = "not-for-training"


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """One key that was left at its default.

    Attributes:
        key: `appearance.text_scale`, `scanners[2].port` (the second scanner); empty for the file.
        value: As the file has it, shortened; empty where it may be a secret.
        detail: What would be right (`1.0 .. 2.0`, `light, dark, contrast`), or where a broken
            file breaks; technical, not a sentence.
    """

    key: str
    value: str
    fault: SettingFault
    detail: str = ""
