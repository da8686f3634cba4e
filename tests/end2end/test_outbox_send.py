"""`kitbench outbox send`: it drains a home without a window, as a process or called."""

import csv
import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.sandbox.faults import FaultDial
from app.sandbox.faulty_server import FaultyServer
from app.sandbox.manex import API_KEYS
from app.sandbox.plants import endless_plant
from tests.end2end.campaign.orders import set_up
from tests.end2end.ledger import ledger
from tests.end2end.program import PATIENCE
from tests.support.training import NewTrainingServer

SIGN_IN = '{"user": "APIUSER", "password": "password"}\n'
KEY = API_KEYS["APIUSER"]
ALL_POSTED, STILL_WAITING, NO_SIGN_IN, NEEDS_A_PERSON = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that ended."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        assert self.out.isascii()
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True)
class Station:
    """A home, an ERP with a dial, and the commands between them."""

    home: Path
    dial: FaultDial
    books: Path
    environment: dict[str, str]

    def send(self, *words: str, line: str = SIGN_IN) -> Ended:
        """`kitbench outbox send` with this on its input, in this process."""
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(sys, "stdin", io.StringIO(line))
                return self.outbox("send", *words)
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)

    def start_sending(self, *words: str, line: str = SIGN_IN) -> Ended:
        """The same as a process of its own, which takes longer to start than to send."""
        command = [sys.executable, "-m", "app", "--home", str(self.home), "outbox", "send", *words]
        done = subprocess.run(
            command,
            input=line,
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=Path(__file__).parents[2],
            timeout=PATIENCE,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def outbox(self, *words: str) -> Ended:
        """What another action of `kitbench outbox` prints."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--home", str(self.home), "outbox", *words])
        return Ended(status, out.getvalue(), err.getvalue())

    def add(self, *requests: dict[str, str], **more: str) -> list[str]:
        """Add kits; gives their references."""
        file = self.home / "postings"
        postings = [{"kind": "kit-issue", "request": one, **more} for one in requests]
        file.write_text("".join(f"{json.dumps(one)}\n" for one in postings))
        return [one["reference"] for one in self.outbox("add", str(file), "--json").objects]

    @property
    def posted(self) -> list[str]:
        """References in the ERP's books."""
        return [entry.reference for entry in ledger(self.books)]


@pytest.fixture
def station(tmp_path: Path, environment: dict[str, str]) -> Iterator[Station]:
    dial, books = FaultDial(), tmp_path / "books.sqlite"
    inner = NewTrainingServer(endless_plant(), data=books, strict=True)
    with FaultyServer(inner, dial, "127.0.0.1", 0) as server:
        set_up(tmp_path / "KIT-04", server.url, settle=0.5)
        yield Station(tmp_path / "KIT-04", dial, books, environment)


def kit(number: int) -> dict[str, str]:
    return {"ASSEMBLY_ID": "RUN-SN", "COMPLETED_QTY": "1", "SERIAL_NUMBER": f"S{number}"}


LINE = {
    "PoNum": "9000",
    "POITTYPE": "INVT PART",
    "part_no": "RUN-ITEM-0",
    "uniqmfgrhd": "_9RUNMFG00",
    "ORD_QTY": "10",
    "COSTEACH": "1.25",
}
BULK = {"ASSEMBLY_ID": "RUN-BULK-00", "COMPLETED_QTY": "1"}


def test_what_waits_is_sent_and_what_is_unknown_is_proved(station: Station) -> None:
    references = station.add(kit(1), kit(2), kit(3))
    # The second is done and its answer lost; then the token dies: it signs in again by itself.
    station.dial.turn_to("drop: after, once, every=2, on=posting; expired-token: on=query")

    ended = station.start_sending("--sign-in-stdin")

    assert (ended.status, ended.err) == (ALL_POSTED, "")
    told = [(one["reference"], one["state"]) for one in ended.objects]
    assert (references[1], "unknown") in told
    assert {one for one, state in told if state == "posted"} == {*references}
    assert not any(one["needs_person"] for one in ended.objects)
    assert sorted(station.posted) == sorted(references)
    again = station.send("--sign-in-stdin")
    assert (again.status, again.out) == (ALL_POSTED, "")


def test_what_only_a_person_can_tell_is_left_to_one(station: Station) -> None:
    (first,) = station.add(BULK)
    (second,) = station.add(kit(1))
    station.dial.turn_to("drop: after, once, on=posting")

    ended = station.send("--sign-in-stdin")

    assert ended.status == NEEDS_A_PERSON
    listed = station.outbox("list", "--json").objects
    stands = {one["reference"]: (one["state"], one["needs_person"]) for one in listed}
    assert stands == {first: ("unknown", True), second: ("posted", False)}
    (story,) = station.outbox("show", first, "--json").objects
    assert any(entry["evidence"] for entry in story["history"])


def test_a_buyers_lines_are_sent_by_the_key_alone(station: Station) -> None:
    """One's answer is lost, the next one's number is in use; the kit waits for its own ERP."""
    (of_kit,) = station.add(kit(1))
    file = station.home / "lines"
    numbers = ("002", "001")
    asked = [{"kind": "po-line-add", "request": {**LINE, "ITEMNO": one}} for one in numbers]
    file.write_text("".join(f"{json.dumps(one)}\n" for one in asked))
    lost, taken = station.outbox("add", str(file), "--json").objects
    station.dial.turn_to("drop: after, once, on=posting")

    ended = station.send("--sign-in-stdin", line=json.dumps({"manex_key": KEY}) + "\n")

    assert ended.status == NEEDS_A_PERSON
    told = [(one["reference"], one["state"]) for one in ended.objects]
    assert told == [
        (lost["reference"], "unknown"),
        (lost["reference"], "posted"),
        (taken["reference"], "rejected"),
    ]
    assert station.posted == []
    story, refused = (
        station.outbox("show", one["id"], "--json").objects[0] for one in (lost, taken)
    )
    events = [entry["event"] for entry in story["history"]]
    assert events == [None, "claimed", "lost-track", "proved-done"]
    (line,) = story["history"][-1]["evidence"]["reads"][-1]["lines"]
    assert (line["order_number"], line["item_number"]) == ("9000", "002")
    assert refused["problem"]["code"] == "line-exists"
    rows = list(csv.DictReader(io.StringIO(station.outbox("export").out)))
    assert [(row["kind"], row["order"], row["line"], row["state"]) for row in rows] == [
        ("po-line-add", "9000", "001", "rejected"),
        ("po-line-add", "9000", "002", "posted"),
        ("kit-issue", "", "", "queued"),
    ]
    assert rows[-1]["reference"] == of_kit
    everything = json.dumps([story, refused, *rows]) + ended.out + ended.err
    assert KEY not in everything


def test_one_of_another_s_waits_for_that_person(station: Station) -> None:
    (own,) = station.add(kit(1), user="APIUSER")
    station.add(kit(2), user="LEAD")

    ended = station.send("--sign-in-stdin")

    assert ended.status == STILL_WAITING
    assert station.posted == [own]


def test_an_erp_that_is_away_is_waited_for_as_long_as_was_said(station: Station) -> None:
    (reference,) = station.add(kit(1))
    station.dial.turn_to("unavailable: every=1")

    ended = station.send("--sign-in-stdin", "--at-most", "1")

    assert (ended.status, station.posted) == (STILL_WAITING, [])
    station.dial.turn_to("")
    assert station.send("--sign-in-stdin").status == ALL_POSTED
    assert station.posted == [reference]


def test_a_wrong_password_is_said_and_nothing_is_sent(station: Station) -> None:
    station.add(kit(1))
    wrong = '{"user": "APIUSER", "password": "Xw0rd-of-no-use"}\n'

    ended = station.send("--sign-in-stdin", line=wrong)

    assert (ended.status, ended.out, station.posted) == (NEEDS_A_PERSON, "", [])
    assert "APIUSER" in ended.err
    assert "Xw0rd-of-no-use" not in ended.err


@pytest.mark.parametrize("line", ["", "password\n", '{"user": "APIUSER"}\n', '{"password": 1}\n'])
def test_without_a_sign_in_nothing_is_sent(station: Station, line: str) -> None:
    ended = station.send("--sign-in-stdin", line=line)
    assert (ended.status, ended.out) == (NO_SIGN_IN, "")
    assert ended.err.startswith("Nothing was sent: the input is no line like")


def test_nobody_remembered_is_nobody_signed_in(station: Station) -> None:
    ended = station.send()
    assert ended.status == NO_SIGN_IN
    assert "no sign-in is remembered" in ended.err


def test_in_training_the_training_erp_takes_it(tmp_path: Path, environment: dict[str, str]) -> None:
    home = tmp_path / "new"
    home.mkdir()
    books = home / "training-erp.sqlite"
    station = Station(home, FaultDial(), books, environment)
    (reference,) = station.add(
        {"ASSEMBLY_ID": "MOTOR003", "COMPLETED_QTY": "1", "SERIAL_NUMBER": "GC00004057"}
    )
    ended = station.start_sending()
    assert (ended.status, ended.err) == (ALL_POSTED, "")
    assert station.posted == [reference]
