"""The tools that read the code: whoever runs the tests has run them too."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = "import sys, importlinter.cli as cli; cli.lint_imports_command(sys.argv[1:])"


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(["-m", "ruff", "check", "--quiet"], id="ruff check"),
        pytest.param(["-m", "ruff", "format", "--check"], id="ruff format"),
        pytest.param(["-c", LINT_IMPORTS, "--no-logo", "--no-cache"], id="import-linter"),
        pytest.param(["-m", "mypy"], id="mypy"),
    ],
)
def test_tool_finds_nothing(tool: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *tool],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(done.stdout, pytrace=False)
