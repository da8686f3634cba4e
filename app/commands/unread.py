"""What prints whatever a label holds, to a reader that may have seen enough before the end."""

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper


def escape_output() -> None:
    """From now on what the terminal can't show is printed as an escape."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def until_unread(work: Callable[[], int]) -> int:
    """Run what prints, to its end or until nobody reads on, as `head`: that is no fault, so 0."""
    escape_output()
    try:
        status = work()
        sys.stdout.flush()
    except BrokenPipeError:  # nor may the exit write to it
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a path
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return 0
    return status
