"""Programs that the tests need from the system."""

import shutil
import sys

import pytest

from installer.machine import TEST_PROGRAMS


def needed_program(name: str) -> str:
    """Return the path of a program that `dev.py test` has seen to on Linux.

    Without it the test fails: a test that is passed over proves nothing. Other systems have no
    such program, there the test is skipped.
    """
    if sys.platform != "linux":
        pytest.skip(f"{name} is a program of Linux")
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: apt-get install {TEST_PROGRAMS[name]}", pytrace=False)
    return found
