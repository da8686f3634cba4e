"""How long to wait before trying again: doubling, and never in step with other stations."""

import random
from collections.abc import Callable


class Backoff:
    """Delays in seconds, from `first` doubling to `most`, each cut by up to a half by chance.

    Not for two threads at once.
    """

    def __init__(
        self,
        first: float = 0.5,
        most: float = 60.0,
        draw: Callable[[], float] = random.random,
    ) -> None:
        """Begin with the first delay.

        Args:
            first: The longest that the first delay can be.
            most: The longest that any delay can be.
            draw: A number from 0 up to 1; 0 gives the whole delay.
        """
        self._first = first
        self._most = most
        self._draw = draw
        self._longest = first

    def another(self) -> "Backoff":
        """A new one with the same limits, for something else."""
        return Backoff(self._first, self._most, self._draw)

    def next(self) -> float:
        """The delay to wait now; the following one is twice as long."""
        longest = min(self._longest, self._most)
        self._longest = min(longest * 2, self._most)
        return longest * (1 - self._draw() / 2)

    def reset(self) -> None:
        """It worked: begin with the first delay again."""
        self._longest = self._first
