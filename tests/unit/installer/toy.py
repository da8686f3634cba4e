"""A checkout with the real installer around a program of a few lines, and an index of its own."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from tests.unit.installer import toy_backend

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 600.0  # seconds; pip works long on a busy machine
PYPROJECT = """\
[project]
name = "kitbench"
version = "1"
[build-system]
requires = []
build-backend = "toy_backend"
backend-path = ["."]
"""
PROGRAM = """\
import signal, sys, toy_parts

def main():
    print("kitbench", *sys.argv[1:], "with parts", toy_parts.VERSION, flush=True)
    if sys.argv[1:] == ["run-on"]:
        signal.pause()
    return len(sys.argv) - 1
"""
GATE = """\
import os; gate = os.environ.get("TOY_GATE", ""); os.path.exists(gate) and open(gate).read()
"""
"""Has each Python of an environment wait at a pipe, as long as it stands, for its other end."""
UV = Path(sysconfig.get_path("scripts"), "uv")
REAL_UV = f'echo uv "$@"; exec "{UV}" "$@"'


@dataclass(frozen=True, slots=True)
class Checkout:
    """A small checkout; `kitbench` in it prints its arguments and returns how many they are.

    Attributes:
        folder: where it lies.
        packages: the folder that packages are taken from; there is no network.
    """

    folder: Path
    packages: Path

    @property
    def elsewhere(self) -> Path:
        """Where it is started from: a folder of something else that has to do with pip and uv."""
        return self.packages.with_name("elsewhere")

    @property
    def stamp(self) -> Path:
        return self.folder / ".venv" / "kitbench.json"

    def lock_parts(self, version: str, *, gated: bool = False) -> None:
        """Have the lock ask for one version of the only dependency, and the index offer it.

        With one that is gated, the environment's Python waits at the gate whenever it is started.
        """
        files = {"toy_parts.py": f"VERSION = {version!r}\n"}
        if gated:
            files["toy_parts_gate.pth"] = GATE
        pinned = self._offer("toy_parts", version, files)
        for lock in ("runtime", "dev"):
            self._lock(lock).write_text(pinned)

    def lock_uv(self, version: str, script: str | None = REAL_UV) -> None:
        """Have the installer's lock ask for a uv, and the index offer it or, without, not."""
        pinned = f"uv=={version} --hash=sha256:{'0' * 64}\n"
        if script is not None:
            files = {f"uv-{version}.data/scripts/uv": f"#!/bin/sh\n{script}\n"}
            pinned = self._offer("uv", version, files)
        self._lock("uv").write_text(pinned)

    def _offer(self, name: str, version: str, files: dict[str, str]) -> str:
        wheel = toy_backend.make_wheel(str(self.packages), name, version, files)
        digest = hashlib.sha256((self.packages / wheel).read_bytes()).hexdigest()
        return f"{name}=={version} --hash=sha256:{digest}\n"

    def _lock(self, name: str) -> Path:
        requirements = self.folder / "installer" / "requirements"
        requirements.mkdir(exist_ok=True)
        return requirements / f"{name}.txt"

    def start(
        self, *arguments: str, gate: Path | None = None, python: str = sys.executable
    ) -> subprocess.Popen[str]:
        """Start dev.py, with the network of this checkout and no screen."""
        environment = {
            "HOME": os.environ["HOME"],
            "PATH": os.environ["PATH"],
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.packages),
        }
        if gate is not None:
            environment["TOY_GATE"] = str(gate)
        return subprocess.Popen(
            [python, str(self.folder / "installer" / "dev.py"), *arguments],
            cwd=self.elsewhere,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def call(self, *arguments: str) -> tuple[int, str, str]:
        """Run dev.py to its end: exit status, output, words to the person."""
        with self.start(*arguments) as started:
            output, words = started.communicate(timeout=PATIENCE)
        return started.returncode, output, words


def make_checkout(folder: Path) -> Checkout:
    """Lay out a checkout that was never set up."""
    checkout = Checkout(folder / "check out", folder / "packages")  # blanks happen
    checkout.packages.mkdir()
    checkout.elsewhere.mkdir()
    (checkout.elsewhere / "pip.py").write_text("raise SystemExit('not pip')\n")
    (checkout.elsewhere / "uv.toml").write_text('required-version = ">=99"\n')
    shutil.copytree(
        ROOT / "installer",
        checkout.folder / "installer",
        ignore=shutil.ignore_patterns("requirements", "__pycache__"),
    )
    (checkout.folder / "pyproject.toml").write_text(PYPROJECT)
    shutil.copy(toy_backend.__file__, checkout.folder)
    (checkout.folder / "app").mkdir()
    (checkout.folder / "app" / "__main__.py").write_text(PROGRAM)
    checkout.lock_parts("1.0")
    checkout.lock_uv("1.0")
    return checkout
