"""An X server of the tests' own, for programs that are to open real windows."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.support.programs import end, first_line, needed_program

SCREEN = "1920x1080x24"


@dataclass(frozen=True, slots=True)
class Display:
    """A running X server.

    Attributes:
        name: what DISPLAY has to be, such as ":1".
    """

    name: str

    def environment(self) -> dict[str, str]:
        """Return the environment for a program that is to open its windows here."""
        return {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    """Start an X server on a number that is free, and end it after the last test."""
    command = [needed_program("Xvfb"), "-displayfd", "1", "-screen", "0", SCREEN]
    command += ["-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        number = first_line(server)
        if not number:
            end(server)
            pytest.fail(f"Xvfb had no display; its status is {server.wait()}.")
        yield Display(f":{number}")
        end(server)
