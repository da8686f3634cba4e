"""What prints to a reader that may have seen enough before the end, as `head` has."""

import os
import sys
from collections.abc import Callable


def until_unread(work: Callable[[], int]) -> int:
    """Run what prints, to its end or until nobody reads on: that is no fault, so 0."""
    try:
        status = work()
        sys.stdout.flush()
    except BrokenPipeError:  # nor may the exit write to it
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a path
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return 0
    return status
