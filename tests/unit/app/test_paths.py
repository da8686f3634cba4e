import os
import stat
import sys
from pathlib import Path

import pytest

from app.core.target import Mode
from app.paths import Home, default_home

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")


def test_everything_of_a_station_lies_in_its_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    files = [home.settings, home.log, home.training_books, *map(home.database, Mode)]
    assert all(one.is_relative_to(home.root) for one in files)
    assert len(set(files)) == len(files)


def test_training_has_a_database_of_its_own(tmp_path: Path) -> None:
    home = Home(tmp_path)

    assert home.database(Mode.TRAINING) != home.database(Mode.LIVE)
    assert home.training_books not in set(map(home.database, Mode))


@posix
def test_the_folders_are_closed_to_others(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "home")
    before = os.umask(0)
    try:
        home.create()
    finally:
        os.umask(before)

    for folder in (home.root, home.log.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_creating_twice_keeps_what_is_there(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.create()
    home.settings.write_text("kept")

    home.create()

    assert home.settings.read_text() == "kept"


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.touch()

    with pytest.raises(OSError, match="file"):
        Home(place).create()


def test_the_usual_home_is_the_users_own() -> None:
    assert default_home().root.is_relative_to(Path.home())
    assert "kitbench" in default_home().root.parts
