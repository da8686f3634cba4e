"""What a station does where the trade differs (operators.md 52)."""

from enum import StrEnum


class Rule(StrEnum):
    """By setting."""

    BLOCK = "block"
    WARN = "warn"  # asks for a reason
    ALLOW = "allow"
