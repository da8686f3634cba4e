"""pip: knows where packages come from, brings uv, and does all of it where uv can't."""

import ast
import subprocess
from pathlib import Path

from installer import machine
from installer.tools import APART, Tools, base_python, surroundings

RUNNER = "__pip-runner__.py"
"""pip's own file, since 22.3, that runs this very copy of it in another environment."""
PLACE = "import pip; print(pip.__path__[0])"


class Pip:
    """The pip for one environment: that of the Python it stems from, or else one of its own.

    To make one takes as long as all the rest.

    Args:
        python: the environment's interpreter.
        tools: what runs it.
    """

    def __init__(self, python: str, tools: Tools) -> None:
        self._python = python
        self._tools = tools
        self._command: list[str] = []

    def install_lock(self, lock: Path, *, anew: bool = False) -> None:
        """Install what a lock names; `anew`: also what seems to be there.

        Nothing is resolved: older pips look for the newest version of a dependency with an extra
        (`coverage[toml]`) beside the locked one, and refuse that for want of a hash.
        """
        asked = ["--no-deps", "--require-hashes", *(["--force-reinstall"] if anew else [])]
        self._run("install", *asked, "--requirement", str(lock))

    def check(self) -> None:
        """See that what is installed has all that it needs."""
        self._run("check")

    def install_checkout(self, root: Path) -> None:
        """Install the project so that its sources are used where they lie; needs no network."""
        alone = ["--no-deps", "--no-build-isolation", "--no-index"]
        self._run("install", *alone, "--editable", str(root))

    def configuration(self) -> dict[str, str]:
        """Return what the person told pip, by its files or PIP_*: "index-url", "cert"."""
        told = _ask([*self._pip(), "config", "list"])
        found: dict[str, dict[str, str]] = {}
        for line in told.splitlines():  # global.index-url='https://...'
            name, equals, value = line.partition("=")
            section, _, key = name.rpartition(".")
            if equals and (said := ast.literal_eval(value)):  # pip passes over what is empty
                found.setdefault(section, {})[key] = str(said)
        return {**found.get("global", {}), **found.get("install", {}), **found.get(":env:", {})}

    def _run(self, *arguments: str) -> None:
        self._tools.run([*self._pip(), *arguments])

    def _pip(self) -> list[str]:
        if not self._command:
            self._command = self._find()
        return [*self._command, "--disable-pip-version-check"]

    def _find(self) -> list[str]:
        place = _ask([*base_python(), "-c", PLACE])
        runner = Path(place, RUNNER)
        if place and runner.exists():
            return [self._python, str(runner)]
        own = [self._python, APART]
        if not _ask([*own, "-c", PLACE]):
            machine.ensure(machine.VENV)
            self._tools.run([self._python, "-Im", "ensurepip", "--upgrade", "--default-pip"])
        return [*own, "-m", "pip"]


def _ask(command: list[str]) -> str:
    """Return what a tool answers; none if it fails."""
    return subprocess.run(
        command,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    ).stdout.strip()
