"""What `kitbench doctor` says of the home, the station file, the log and the keyring."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.__main__ import main
from app.commands.doctor_program import WINDOW
from app.core.doctor import MEGABYTE
from app.core.target import Mode
from app.paths import Home
from app.store import local_disk
from tests.support.secret_service import SecretService
from tests.unit.commands.conftest import Doctor, without_rights

LIVE = '[connection]\nroot_url = "http://127.0.0.1:1"\n'


def made(doctor: Doctor) -> Home:
    home = Home(doctor.home)
    home.create()
    return home


def test_a_program_without_its_window(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.found("program")["facts"]["pyside6"]
    monkeypatch.setattr("sys.path", [])  # where packages, and what they say of themselves, are
    found = doctor.found("program")
    assert (found["state"], found["facts"]["pyside6"]) == ("fault", None)
    assert f"{WINDOW} is not installed" in found["concerns"][0]["found"]


def test_a_home_as_kitbench_makes_it(doctor: Doctor) -> None:
    made(doctor)
    found = doctor.found("home")
    assert (found["state"], found["facts"]["there"], found["facts"]["writable"]) == (
        *("ok", True, True),
    )
    assert found["facts"]["free_bytes"] > 0


def test_others_may_look_into_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    doctor = Doctor(tmp_path / "mei's home", capsys)
    home = made(doctor)
    home.log.touch(mode=0o644)
    lock = home.root / "live.sqlite.lock"
    lock.touch(mode=0o640)
    home.root.chmod(0o750)
    found = doctor.found("home")
    assert found["state"] == "attention"
    (concern,) = found["concerns"]
    assert (
        "look into it: the folder itself, live.sqlite.lock, logs/kitbench.log." in concern["found"]
    )
    command = concern["next"].removeprefix("Type: ")
    subprocess.run(command, shell=True, check=True)  # noqa: S602 - as it says
    assert doctor.found("home")["state"] == "ok"


def test_a_file_in_its_place(doctor: Doctor) -> None:
    doctor.home.write_text("")
    found = doctor.found("home")
    assert (found["state"], found["facts"]["writable"]) == ("fault", False)


def test_a_folder_of_somebody_else(doctor: Doctor) -> None:
    made(doctor).database(Mode.TRAINING).touch()
    with without_rights(doctor.home):
        said = {one["look"]: one for one in doctor("--json").objects}
    home = said["home"]
    assert (home["state"], home["facts"]["writable"]) == ("fault", False)
    assert "who works in it can't be seen" in home["found"]
    assert "Sign in as the user whose work this is" in home["concerns"][0]["next"]
    assert "database" not in said


@pytest.mark.parametrize(
    ("free", "state"),
    [(5_000 * MEGABYTE, "ok"), (500 * MEGABYTE, "attention"), (5 * MEGABYTE, "fault")],
)
def test_a_disk_that_fills(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, free: int, state: str
) -> None:
    made(doctor)
    usage = shutil.disk_usage(doctor.home)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    found = doctor.found("home")
    assert found["state"] == state
    assert all(
        "Soon" in one["means"] or "When it is full" in one["means"] for one in found["concerns"]
    )


def test_a_home_on_a_network_share(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made(doctor)
    mounts = tmp_path / "mountinfo"
    mounts.write_text("1 0 0:1 / / rw - nfs4 server:/homes rw\n")
    monkeypatch.setattr(local_disk, "LINUX_MOUNTS", mounts)
    found = doctor.found("home")
    assert found["state"] == "fault"
    assert "network share (nfs4 at /)" in found["concerns"][0]["found"]


def test_a_station_file_that_is_good(doctor: Doctor) -> None:
    doctor.station(f'[station]\nname = "KIT-04"\n{LIVE}')
    found = doctor.found("station-file")
    assert (found["state"], found["facts"]["station"], found["facts"]["live"]) == (
        *("ok", "KIT-04", True),
    )
    assert "a live station" in found["found"]


def test_bad_keys_are_told_as_the_program_tells_them(doctor: Doctor) -> None:
    doctor.station(f'{LIVE}tipo = 1\n[wire.paths]\n"kit-isue" = "/issue"\n')
    found = doctor.found("station-file")
    assert found["state"] == "attention"
    assert found["lines"] == [
        f"{doctor.home}/kitbench.toml: connection.tipo: unknown-key 1",
        "The station file's name for kit-isue is left out: unknown-key",
    ]


@pytest.mark.parametrize("text", ['connection.root_url = "https://a:b@erp.example"', "manex = 1"])
def test_an_address_that_is_not_taken_is_a_fault(doctor: Doctor, text: str) -> None:
    doctor.station(text)
    found = doctor.found("station-file")
    assert (found["state"], found["facts"]["live"]) == ("fault", False)
    assert "opens in training" in found["concerns"][0]["means"]


@pytest.mark.parametrize("text", ["[connection", "\udcff"])
def test_a_file_that_is_not_read_at_all_is_a_fault(doctor: Doctor, text: str) -> None:
    doctor.station("")
    (doctor.home / "kitbench.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    found = doctor.found("station-file")
    assert (found["state"], found["facts"]["live"]) == ("fault", False)
    assert "opens in training" in found["concerns"][0]["means"]
    assert len(found["lines"]) == 1


def test_a_file_that_was_named_and_is_not_there(doctor: Doctor, tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    assert main(["--config", str(file), "--home", str(doctor.home), "doctor", "--json"]) == 1
    said = doctor.captured.readouterr().out.splitlines()
    (found,) = (one for one in map(json.loads, said) if one["look"] == "station-file")
    assert (found["state"], found["facts"]["there"]) == ("fault", False)


Log = Callable[..., None]


@pytest.fixture
def log(doctor: Doctor) -> Log:
    """Write records of so many days ago."""

    def write(*levels: str, days: float = 0, behind: str = "") -> None:
        at = datetime.now() - timedelta(days=days)  # noqa: DTZ005 - as the log writes it
        begin = f"{at:%Y-%m-%d %H:%M:%S},000"
        with made(doctor).log.open("a") as file:
            for number, level in enumerate(levels):
                file.write(f"{begin} {level} MainThread kitbench: message {number}\n{behind}")

    return write


def test_a_log_without_errors(doctor: Doctor, log: Log) -> None:
    log("INFO", "WARNING")
    found = doctor.found("log")
    assert (found["state"], found["facts"]["errors"]) == ("ok", [])
    assert found["facts"]["bytes"] == Home(doctor.home).log.stat().st_size


def test_the_last_errors_of_a_log_with_what_was_raised(doctor: Doctor, log: Log) -> None:
    trace = 'Traceback (most recent call last):\n  File "x", line 1\n    x()\nValueError: why\n'
    log(*["ERROR"] * 5, "CRITICAL", behind=trace)
    log("INFO", behind="KeyError: of no error\n")
    found = doctor.found("log")
    assert found["state"] == "attention"
    assert [one.partition(": ")[2] for one in found["lines"]] == [
        f"message {number} | ValueError: why" for number in range(1, 6)
    ]
    assert " CRITICAL " in found["lines"][-1]


def test_errors_from_before_the_log_went_on_in_a_new_file(doctor: Doctor, log: Log) -> None:
    log("ERROR", "ERROR")
    path = Home(doctor.home).log
    path.rename(path.with_name(f"{path.name}.1"))
    log("INFO", "ERROR")
    assert [one[-1] for one in doctor.found("log")["lines"]] == ["0", "1", "1"]


def test_errors_of_long_ago_are_only_listed(doctor: Doctor, log: Log) -> None:
    log("ERROR", days=30)
    found = doctor.found("log")
    assert (found["state"], len(found["lines"])) == ("ok", 1)


def test_a_secret_that_is_a_part_of_a_moment_as_well(doctor: Doctor, log: Log) -> None:
    log("ERROR", behind=f'ValueError: {{"pwd": "{datetime.now().year}"}}\n')  # noqa: DTZ005 - as above
    found = doctor.found("log")
    assert (found["state"], len(found["lines"])) == ("attention", 1)
    assert str(datetime.now().year) not in found["lines"][0]  # noqa: DTZ005 - as above


def test_a_live_station_without_a_keyring(doctor: Doctor) -> None:
    doctor.station(LIVE)
    found = doctor.found("keyring")
    assert (found["state"], found["facts"]["kind"]) == ("attention", "session")


def test_a_keyring_open_and_locked(doctor: Doctor, secret_service: SecretService) -> None:
    doctor.station(LIVE)
    found = doctor.found("keyring")
    assert (found["state"], found["facts"]) == (
        "ok",
        {"kind": "secret-service", "answers": True, "locked": False},
    )
    secret_service.lock()
    found = doctor.found("keyring")
    assert (found["state"], found["facts"]["locked"]) == ("attention", True)
