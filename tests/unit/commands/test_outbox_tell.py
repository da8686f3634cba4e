"""`kitbench outbox list`, `show` and `export`."""

import csv
import io
import json
import os
import sys

import pytest

from app.__main__ import main
from app.paths import Home
from app.services.outbox_records import cell
from app.store.lock import FileLock
from tests.unit.commands.conftest import CommandLine, Kit

FIELDS = [
    *("id", "reference", "kind", "state", "needs_person", "assembly", "order", "line", "quantity"),
    *("operator", "user", "target", "batch", "batch_number", "confirmed_at", "changed_at"),
    *("problem", "held", "replaces", "replaced_by"),
]


def test_a_list_has_the_latest_first_and_only_what_was_asked(outbox: CommandLine, kit: Kit) -> None:
    added = outbox.add(*(kit(SERIAL_NUMBER=f"A{n}") for n in range(5))).objects

    listed = outbox("list", "--json").objects
    assert [list(one) for one in listed] == [FIELDS] * 5
    assert [one["id"] for one in listed] == [one["id"] for one in reversed(added)]
    assert outbox("list", "--json", "--limit", "2").objects == listed[:2]
    assert outbox("list", "--json", "--state", "queued").objects == listed
    assert outbox("list", "--json", "--state", "posted").objects == []
    table = outbox("list").out.splitlines()
    assert table[0].split()[:3] == ["REFERENCE", "STATE", "KIND"]
    assert [line.split()[0] for line in table[1:]] == [one["reference"] for one in listed]


def test_an_empty_outbox(outbox: CommandLine) -> None:
    assert outbox("list").out == "There are no postings.\n"
    assert outbox("list", "--json").out == outbox("export").out == ""


def test_a_station_file_that_was_named_and_is_not_there_is_said(outbox: CommandLine) -> None:
    file = outbox.home / "other.toml"
    assert main(["--home", str(outbox.home), "--config", str(file), "outbox", "list"]) == 0
    assert f"{file} is not there" in outbox.captured.readouterr().err


def test_a_story_tells_how_it_came_to_be(outbox: CommandLine, kit: Kit) -> None:
    added = outbox.add(kit(more={"operator": "Mia"})).objects[0]

    said = outbox("show", added["id"])
    story = json.loads(said.out)
    assert list(story) == [*FIELDS, "request", "history", "answer"]
    assert story["answer"] is None
    (entry,) = story["history"]
    assert (entry["from"], entry["state"], entry["event"], entry["who"]) == (
        *(None, "queued", None, "Mia"),
    )
    assert entry["at"].endswith("Z")


def test_a_posting_that_is_not_there(outbox: CommandLine) -> None:
    said = outbox("show", "KB00000000")
    assert (said.status, said.out) == (1, "")
    assert "KB00000000" in said.err


def test_an_export_for_a_spreadsheet_holds_no_formula(outbox: CommandLine, kit: Kit) -> None:
    evil = '=HYPERLINK("http://x","y")'
    outbox.add(kit(ASSEMBLY_ID=evil, more={"operator": "@Müller", "batch": "-1"}))
    file = outbox.home / "all.csv"

    assert outbox("export", str(file)).status == 0

    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())
    assert list(row) == [*FIELDS, "problem_detail"]
    assert (row["assembly"], row["operator"], row["batch"]) == (f"'{evil}", "'@Müller", "'-1")
    assert (row["needs_person"], row["problem"]) == ("no", "")
    (told,) = outbox("export", "--json").objects
    assert told["assembly"] == evil


def test_a_file_that_can_t_be_written_is_said(outbox: CommandLine) -> None:
    said = outbox("export", str(outbox.home))
    assert said.status == 2
    assert f"{outbox.home} cannot be written: Is a directory" in said.err


def test_what_a_terminal_can_t_show_is_escaped(
    outbox: CommandLine, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = outbox.home / "one.json"
    file.write_text(json.dumps(kit(ASSEMBLY_ID="Ä1")))
    shown = io.BytesIO()
    with io.TextIOWrapper(shown, encoding="ascii") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        for words in (("add", str(file)), ("list",)):
            assert main(["--home", str(outbox.home), "outbox", *words]) == 0
        terminal.flush()
        assert shown.getvalue().count(b"\\xc41") == 2


def test_a_reader_may_have_seen_enough(
    outbox: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as unread:
        monkeypatch.setattr(sys, "stdout", unread)
        assert main(["--home", str(outbox.home), "outbox", "list"]) == 0


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\uff1d1", " =1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_a_home_where_somebody_works_says_so(outbox: CommandLine) -> None:
    home = Home(outbox.home)
    home.create()
    with FileLock(home.lock):
        said = outbox("list")
    assert said.status == 4
    assert "is open already" in said.err
