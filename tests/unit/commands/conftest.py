"""The command line on a home of its own, as a person or a script calls it."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

NOBODY = 65_534
STATION = """
[connection]
root_url = "https://erp.example"
data_source = "EXPANDABLE"
[kit]
to_stores = "MA"
reference_length = 30
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Of a command that prints JSON."""
        assert self.out.isascii()
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True)
class CommandLine:
    home: Path
    captured: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Said:
        """`kitbench --home ... outbox WORDS`."""
        status = main(["--home", str(self.home), "outbox", *words])
        captured = self.captured.readouterr()
        return Said(status, captured.out, captured.err)

    def add(self, *postings: object) -> Said:
        """Add these."""
        file = self.home / "postings.jsonl"
        file.write_text("".join(f"{json.dumps(one)}\n" for one in postings))
        return self("add", str(file), "--json")


@pytest.fixture
def outbox(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    (tmp_path / "kitbench.toml").write_text(STATION)
    return CommandLine(tmp_path, capsys)


@dataclass(frozen=True, slots=True)
class Doctor:
    """`kitbench doctor` on a home that may not be there yet."""

    home: Path
    captured: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Said:
        """With these words behind it."""
        status = main(["--home", str(self.home), "doctor", *words])
        captured = self.captured.readouterr()
        return Said(status, captured.out, captured.err)

    def found(self, look: str, name: str = "") -> dict[str, Any]:
        """The one finding of that look."""
        (finding,) = (
            one
            for one in self("--json").objects
            if one["look"] == look and name in ("", one["name"])
        )
        return finding

    def station(self, text: str) -> None:
        """Write its station file."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        (self.home / "kitbench.toml").write_text(text, encoding="utf-8")

    def contents(self) -> dict[str, tuple[int, int, bytes]]:
        """Mode, age and bytes of all that is in it."""
        return {
            str(one): (one.stat().st_mode, one.stat().st_mtime_ns, one.read_bytes())
            for one in sorted(self.home.rglob("*"))
            if one.is_file()
        }


@contextmanager
def without_rights(path: Path) -> Iterator[None]:
    """As if this user had no right to it; root has, so there it is asked on nobody's behalf."""
    root, mode = os.geteuid() == 0, path.stat().st_mode
    if root:
        os.setresuid(NOBODY, -1, -1)
    else:
        path.chmod(0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, -1, -1)
        else:
            path.chmod(mode)


@pytest.fixture
def doctor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Doctor:
    return Doctor(tmp_path / "home", capsys)


Kit = Callable[..., dict[str, object]]


@pytest.fixture
def kit() -> Kit:
    """A posting as another program writes it."""

    def make(*, more: dict[str, object] | None = None, **fields: object) -> dict[str, object]:
        request = {"ASSEMBLY_ID": "MOTOR003", "COMPLETED_QTY": "1", **fields}
        return {"kind": "kit-issue", "request": request, **(more or {})}

    return make
