"""What a bench has to say: one ratio against something measured beside it, and its limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One measured size or time.

    Attributes:
        name: what was measured, as words with hyphens.
        ratio: measured against a yardstick of the same machine and moment, so that a slow machine
            isn't a slow program; or against a time that people notice.
        limit: what the ratio may be at most, or must be `at_least`.
        detail: the numbers behind it, with their units in their names.
        at_least: Larger is better.
    """

    name: str
    ratio: float
    limit: float
    detail: dict[str, float]
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    def told(self) -> dict[str, object]:
        """As the JSON object that `dev.py bench` prints."""
        return {
            "name": self.name,
            "ratio": round(self.ratio, 3),
            "at_least" if self.at_least else "limit": self.limit,
            "ok": self.ok,
            "detail": {name: round(value, 6) for name, value in self.detail.items()},
        }
