"""The bell of a thread that rests: others ring it, or end it."""

import threading


class Bell:
    """`rest` and `pause` are for the one thread that rests, the others for any."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._rung = False
        self._fresh = False
        self._ended = False

    @property
    def ended(self) -> bool:
        """Whether the thread is to end."""
        return self._ended

    def ring(self, *, fresh: bool = False) -> None:
        """End the rest, or the next one where there is none; `fresh` is told to who rested."""
        with self._changed:
            self._rung = True
            self._fresh = self._fresh or fresh
            self._changed.notify_all()

    def end(self) -> None:
        """From now on nobody rests or pauses."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def rest(self, seconds: float | None) -> bool:
        """Wait until it is rung, at most so long; whether that was with `fresh`."""
        with self._changed:
            self._changed.wait_for(lambda: self._rung or self._ended, seconds)
            fresh, self._rung, self._fresh = self._fresh, False, False
            return fresh

    def pause(self, seconds: float) -> None:
        """Wait so long, whoever rings."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended, seconds)
