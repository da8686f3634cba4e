"""The small real world is there, it works, and it ends."""

import gc
import os
import subprocess
import sys
import textwrap

import keyring.errors
import pytest
from keyring.backends import SecretService as Backend

from tests.support.display import Display
from tests.support.programs import needed_program
from tests.support.secret_service import SecretService

SHOW_A_WINDOW = """
    import sys
    from PySide6.QtWidgets import QApplication, QLineEdit
    app = QApplication([])
    field = QLineEdit()
    field.setWindowTitle("a field")
    field.returnPressed.connect(lambda: (print(field.text()), app.quit()))
    field.show()
    sys.exit(app.exec())
"""


def test_a_real_window_takes_what_is_typed(display: Display) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SHOW_A_WINDOW)],
        env=display.environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            search = ["search", "--sync", "--onlyvisible", "--name", "a field"]
            _xdotool(display, *search, "windowfocus", "--sync")
            _xdotool(display, "type", "KB:YES")
            _xdotool(display, "key", "Return")
            typed, _ = program.communicate(timeout=30)
        finally:
            program.kill()

    assert (program.returncode, typed) == (0, "KB:YES\n")


def _xdotool(display: Display, *words: str) -> None:
    command = [needed_program("xdotool"), *words]
    subprocess.run(command, env=display.environment(), check=True, timeout=30)


def test_a_secret_survives_in_the_keyring(secret_service: SecretService) -> None:
    Backend.Keyring().set_password("kitbench", "token", "s3cret")

    assert Backend.Keyring().get_password("kitbench", "token") == "s3cret"


def test_each_keyring_is_new(secret_service: SecretService) -> None:
    assert Backend.Keyring().get_password("kitbench", "token") is None


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_locked_keyring_refuses(secret_service: SecretService) -> None:
    Backend.Keyring().set_password("kitbench", "token", "s3cret")
    secret_service.lock()

    with pytest.raises(keyring.errors.KeyringLocked):
        Backend.Keyring().get_password("kitbench", "token")
    gc.collect()  # keyring leaves its connection open when it finds the keyring locked


def test_without_the_fixture_there_is_no_bus() -> None:
    assert "DBUS_SESSION_BUS_ADDRESS" not in os.environ
