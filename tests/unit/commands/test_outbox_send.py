"""`kitbench outbox send`, as far as it goes without an ERP; see tests/end2end as well."""

import io
import sys

import pytest

from tests.unit.commands.conftest import STATION, CommandLine

MISNAMED = """
[wire.paths]
"kit-isue" = "/issue"
"""


def test_a_name_on_the_wire_that_is_left_out_is_said(
    outbox: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (outbox.home / "kitbench.toml").write_text(STATION + MISNAMED)
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"user": "u", "password": "secret"}\n'))

    said = outbox("send", "--sign-in-stdin")  # nothing waits, so nobody is called

    assert said.status == 0
    assert said.err == "The station file's name for kit-isue is left out: unknown-key\n"
