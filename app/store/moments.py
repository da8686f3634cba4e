"""Moments in the database: aware UTC, as text of one width that sorts by time."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of the real world; tests hand in their own."""
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    """ISO text with microseconds.

    Raises:
        ValueError: The moment is naive, so nobody knows when it was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The moment that was written."""
    return datetime.fromisoformat(text)
