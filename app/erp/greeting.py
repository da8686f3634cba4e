"""What a server says before anybody has signed in."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Greeting:
    """That it is there.

    Attributes:
        status: The HTTP status.
        version: Of its interface; empty where it tells none without a key.
        said_at: Its clock, aware, to the second; None where it doesn't tell.
    """

    status: int
    version: str = ""
    said_at: datetime | None = None
