"""`kitbench doctor` as a whole: what it tells, and that it only looks."""

import json
import socket
from pathlib import Path

import pytest

from app.commands import doctor as command
from app.core.target import Mode
from app.paths import Home
from app.store.database import Database
from app.store.journal import Journal
from app.store.lock import FileLock
from app.store.moments import utc_now
from tests.unit.commands.conftest import Doctor

KEYS = ["look", "name", "state", "found", "concerns", "lines", "facts"]
FACTS = {
    "program": ["version", "python", "pyside6", "system", "host", "at"],
    "home": ["path", "there", "writable", "free_bytes", "open_in"],
    "station-file": ["path", "there", "station", "live", "problems"],
    "log": ["path", "bytes", "errors"],
    "keyring": ["kind", "answers", "locked"],
    "other-ports": ["ports"],
    "erp": ["url", "milliseconds", "clock_seconds", "problem"],
    "label-printer": ["port", "path", "there", "permitted", "holder"],
}
BROKEN = """
[connection]
root_url = "https://127.0.0.1:1"
password = "hunter2secret"
token_of_the_line = "hunter6secret"
[manex]
root_url = "http://lead:hunter3secret@127.0.0.1:1"
[appearance]
text_scale = 9
[[scanners]]
name = "Bench"
port = "/dev/none\N{LATIN SMALL LETTER E WITH ACUTE}"
"""


def test_a_new_machine_is_well_and_stays_as_it_is(doctor: Doctor) -> None:
    said = doctor("--json")

    assert {one["look"]: list(one["facts"]) for one in said.objects} == FACTS
    assert [list(one) for one in said.objects] == [KEYS] * len(FACTS)
    assert [one["look"] for one in said.objects] == list(FACTS)
    assert {one["state"] for one in said.objects} == {"ok"}
    assert (said.status, said.err) == (0, "")
    assert not doctor.home.exists()
    (erp,) = (one for one in said.objects if one["look"] == "erp")
    assert (erp["name"], erp["facts"]["url"]) == ("training", "")


def test_people_are_told_what_it_means_and_what_to_do(doctor: Doctor) -> None:
    doctor.station(BROKEN)

    said = doctor()

    words = " ".join(said.out.split())
    assert said.status == 1
    assert f"[ok] Home {doctor.home}: " in words
    assert "[FAULT] Station file" in words
    assert "connection.password: secret" in words
    assert "appearance.text_scale: out-of-range 1.0 .. 2.0" in words
    assert "[FAULT] ERP expandable Expandable at https://127.0.0.1:1. ! " in words
    assert "nothing is posted until it answers. What to do: Ask IT" in words
    assert "[FAULT] Scanner Bench" in words
    assert said.out.splitlines()[-1].startswith("3 to mend, ")


def test_what_is_wrong_has_its_meaning_and_a_next_step(doctor: Doctor) -> None:
    doctor.station(BROKEN)

    for one in doctor("--json").objects:
        assert (one["state"] == "ok") == (not one["concerns"])
        for concern in one["concerns"]:
            assert all(concern[key].endswith((".", "?")) for key in ("found", "means", "next"))


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_no_secret_is_shown(doctor: Doctor, words: tuple[str, ...]) -> None:
    doctor.station(BROKEN)
    log = Home(doctor.home).log
    log.parent.mkdir()
    log.write_text(
        "2026-01-01 00:00:00,000 ERROR MainThread x: hunter2secret hunter3secret, hunter6secret\n"
        "2026-01-01 00:00:00,000 ERROR MainThread x: GET https://u:hunter4secret@erp/\n"
        'ValueError: {"AUTH_TOKEN": "hunter5secret", "PART_ID": "GC-1"}\n'
    )

    said = doctor(*words)

    assert "hunter" not in said.out + said.err
    assert "GC-1" in said.out


def test_a_home_in_use_is_looked_at_beside_the_workstation(doctor: Doctor) -> None:
    home = Home(doctor.home)
    home.create()
    with FileLock(home.lock) as lock, Database(home.database(Mode.TRAINING)) as database:
        Journal(database).record(utc_now(), "Bench", b"24C-007").result()
        found = doctor.found("home")
        assert found["facts"]["open_in"] == lock_holder(lock)
        assert doctor.found("database")["facts"]["open_scans"] == 1
        Journal(database).record(utc_now(), "Bench", b"24C-008").result()
        assert doctor.found("database")["facts"]["open_scans"] == 2
    assert doctor.found("home")["facts"]["open_in"] is None


def lock_holder(lock: FileLock) -> int:

    pid: int = json.loads(lock.path.read_text())["pid"]
    return pid


def test_nothing_is_changed_not_even_after_a_crash(doctor: Doctor, tmp_path: Path) -> None:
    working = Home(tmp_path / "working")
    with Database(working.database(Mode.TRAINING)) as database:
        Journal(database).record(utc_now(), "Bench", b"24C-007").result()
        doctor.home.mkdir(mode=0o700)
        for part in working.root.iterdir():  # as a power cut would leave them
            (doctor.home / part.name).write_bytes(part.read_bytes())
    before = doctor.contents()
    assert any(name.endswith("-wal") for name in before)

    found = doctor.found("database")

    assert doctor.contents() == before
    assert (found["facts"]["open_scans"], found["facts"]["sound"]) == (1, True)


def test_nobody_waits_for_what_hangs(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A keyring whose bus takes the call and never answers, and such an ERP."""
    monkeypatch.setattr(command, "SECONDS", 0.3)
    with socket.socket(socket.AF_UNIX) as bus, socket.create_server(("127.0.0.1", 0)) as erp:
        doctor.station(f'[connection]\nroot_url = "http://127.0.0.1:{erp.getsockname()[1]}"\n')
        bus.bind(str(tmp_path / "bus"))
        bus.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/bus")
        said = doctor("--json")
    for look, means in (("keyring", "may not start"), ("erp", "Kitbench opens without it")):
        (found,) = (one for one in said.objects if one["look"] == look)
        (concern,) = found["concerns"]
        assert concern["found"] == "It did not answer within 0.3 seconds."
        assert means in concern["means"]
    assert said.status == 1
    assert said.objects[-1]["look"] == "label-printer"


def test_words_that_it_does_not_know_are_refused(doctor: Doctor) -> None:
    with pytest.raises(SystemExit) as ended:
        doctor("--fix")
    assert ended.value.code == 2
