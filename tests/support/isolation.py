"""A home of the run's own: no test reads or writes what belongs to the person who starts it."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

FOLDERS = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
)
# A session of the person's own: their bus with their keyring, their screen.
DOORS = ("DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "DISPLAY", "WAYLAND_DISPLAY")
OWN_HOME = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    home = Path(tempfile.mkdtemp(prefix="kitbench-tests-"))
    config.stash[OWN_HOME] = home
    os.environ["HOME"] = str(home)
    for name in FOLDERS:
        folder = home / name.removeprefix("XDG_").lower()
        folder.mkdir(mode=0o700)
        os.environ[name] = str(folder)
    for name in DOORS:
        os.environ.pop(name, None)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[OWN_HOME])
