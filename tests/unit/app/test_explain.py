"""`kitbench explain`: one label or many, for a person or as JSON (labels.md 7)."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from app.commands.explain import NOT_READ

MESSAGE = r"]d1[)>\x1e06\x1dPMOTOR003\x1d1TLOT42\x1dQ00005\x1dS001\x1dS002\x1d14D20271231\x1e\x04"


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no station file is."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_args, **_kwargs: tmp_path)


class Input:
    """Standard input that holds these bytes."""

    def __init__(self, held: bytes) -> None:
        self.buffer = io.BytesIO(held)


def explained(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["explain", "--json", *words]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.isascii()
    return [json.loads(line) for line in told.out.splitlines()]


def test_a_label_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = explained(capsys, "--escapes", MESSAGE)
    text = MESSAGE.encode().decode("unicode_escape")
    assert row == {
        "text": text,
        "symbology": "]d1",
        "kind": "iso15434",
        "fields": {
            "part": "MOTOR003",
            "supplier_lot": "LOT42",
            "quantity": "5",
            "serial": ["001", "002"],
            "expires": "2027-12-31",
        },
        "guesses": [],
        "unread": "",
    }


def test_only_what_was_read_is_a_field(capsys: pytest.CaptureFixture[str]) -> None:
    plain, command, caps, one = explained(capsys, "GC00004057", "KB:QTY=12", "kb:next", "(21)7")
    assert (plain["kind"], plain["fields"], plain["symbology"]) == ("plain", {}, None)
    assert command["fields"] == {"command": "QTY=12"}
    assert (caps["kind"], caps["unread"]) == ("caps-lock", "kb:next")
    assert one["fields"] == {"serial": "7"}


def test_guesses_and_what_is_unread_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = explained(capsys, "[)>06<GS>PX1<GS>Qmany<RS>")
    assert row["fields"] == {"part": "X1"}
    assert row["guesses"] == [
        "separators-replaced",
        "missing-record-separator",
        "missing-trailer",
    ]
    assert row["unread"] == "Qmany"


def test_two_dashes_end_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    rows = explained(capsys, "--", "--json", "-x", "demo", "\u05e9\u2192\udcff")
    assert [row["text"] for row in rows] == ["--json", "-x", "demo", "\u05e9\u2192\udcff"]


def test_escapes_are_taken_where_they_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    written = r"A\x1d\u241d\r\n\t\\x\q" + "\u05e9"
    (row,) = explained(capsys, "--escapes", written)
    assert row["text"] == "A\x1d\u241d\r\n\t\\x\\q\u05e9"
    (row,) = explained(capsys, written)
    assert row["text"] == written


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (b"]C1\x1d10LOT42\r\n", "]C1\x1d10LOT42\r\n"),
        ("\u05e9\u2192".encode(), "\u05e9\u2192"),
        (b"A\xff\x00", "A\u00ff\x00"),
        (b"", ""),
    ],
)
def test_standard_input_is_one_label_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sent: bytes, text: str
) -> None:
    monkeypatch.setattr("sys.stdin", Input(sent))
    (row,) = explained(capsys, "-")
    assert row["text"] == text


@pytest.mark.parametrize("words", [("--lines",), ("--lines", "-")])
def test_lines_are_json_strings(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    texts = ["MOTOR003", "]C1\x1d10L", "two\nlines", "\ud800", ""]
    sent = "\n\n".join(json.dumps(text) for text in texts)
    monkeypatch.setattr("sys.stdin", Input(sent.encode()))
    assert [row["text"] for row in explained(capsys, *words)] == texts


def test_a_line_that_is_no_string_is_named_and_the_rest_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Input(b'"A"\n17\nnothing\n\xff\n' + b"[" * 9999 + b'\n"B"'))
    assert main(["explain", "--json", "--lines"]) == NOT_READ
    told = capsys.readouterr()
    assert [json.loads(line)["text"] for line in told.out.splitlines()] == ["A", "B"]
    assert told.err.splitlines() == [f"line {number} is no JSON string" for number in range(2, 6)]


def test_nothing_to_explain_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == NOT_READ
    assert "TEXT" in capsys.readouterr().err


def test_a_person_sees_what_came_from_where_by_which_rule(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "--escapes", r"[)>06\x1dPX1\x1d1K7\x1d99X\x1d1TLOT42"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "[)>06<GS>PX1<GS>1K7<GS>99X<GS>1TLOT42",
        "  iso15434",
        "  part         = X1     from PX1      by MH10.8.2 P",
        "  supplier_lot = LOT42  from 1TLOT42  by MH10.8.2 1T  guessed",
        "  guess: missing-record-separator",
        "  guess: missing-trailer",
        "  not used: 1K7",
        "  not read: 99X",
    ]


def test_the_stations_own_labels_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    station = tmp_path / "kitbench.toml"
    station.write_text(
        "[labels.identifiers]\nP = 'supplier_part'\n"
        "[[labels.templates]]\nname = 'bad'\npattern = '(?P<lot>(a+)+)'\n"
        "[[labels.templates]]\nname = 'card'\npattern = 'L/(?P<lot>.+)'\n"
    )
    for words in ([], ["--home", str(tmp_path)], ["--config", str(station)]):
        assert main([*words, "explain", "--json", "L/42", "[)>\x1e06\x1dPX\x1e\x04"]) == 0
        told = capsys.readouterr()
        rows = [json.loads(line) for line in told.out.splitlines()]
        assert [row["fields"] for row in rows] == [{"lot": "42"}, {"supplier_part": "X"}]
        assert [row["kind"] for row in rows] == ["template", "iso15434"]
        assert "labels.templates[1]: malformed a repeat within a repeat" in told.err


def test_a_station_file_that_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"\xff")
    for path in (broken, tmp_path / "none.toml", tmp_path):
        assert main(["--config", str(path), "explain", "X"]) == 0
        told = capsys.readouterr()
        assert told.out.startswith("X\n")
        assert str(path) in told.err


def test_plain_text_needs_neither_qt_nor_biip() -> None:
    code = (
        "import sys; from app.__main__ import main; main(['explain', '--json', 'X1', 'demo']);"
        "print([m for m in ('PySide6', 'biip', 'msgspec', 'requests', 'sqlite3', 'keyring')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    command = f"{sys.executable} -m app explain --lines --json | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        input='"A"\n' * 20_000,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert json.loads(done.stdout)["text"] == "A"
    assert done.stderr == ""
