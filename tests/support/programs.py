"""Programs that the tests need from the system."""

import select
import shutil
import subprocess
import sys

import pytest

from installer.machine import TEST_PROGRAMS

PATIENCE = 20.0  # seconds for a program to start or to end


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


def first_line(process: subprocess.Popen[bytes]) -> str:
    """Return what a program says once it is ready; empty if it ends first, or says nothing."""
    assert process.stdout is not None
    if not select.select([process.stdout], [], [], PATIENCE)[0]:
        return ""
    return process.stdout.readline().decode().strip()


def end(process: subprocess.Popen[bytes]) -> None:
    """Have a program end, of its own accord if it can: it isn't what is tested."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
