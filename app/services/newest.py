"""Readings of one thing, asked for again before the last answer is there."""

from collections.abc import Callable
from typing import TypeVar

from app.services.tasks import Failed, Tasks

T = TypeVar("T")


class Newest:
    """Work runs on several threads: what was asked for first may be told last, and is old then.

    Lives in the GUI thread.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._asked = self._told = 0

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Run `work` as `Tasks.run` does.

        `done` doesn't get what something asked for later has outrun; a failure is always told.
        """
        self._asked += 1
        number = self._asked

        def tell(found: T) -> None:
            if number > self._told:
                self._told = number
                done(found)

        self._tasks.run(work, tell, failed)
