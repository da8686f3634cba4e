"""What takes its time on purpose takes none in tests: the hash a password is known again by."""

from app.services import known_password

COST = known_password._COST
"""What it is outside of tests."""


def pytest_configure() -> None:
    known_password._COST = 2
