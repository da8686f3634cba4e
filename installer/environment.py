"""The virtual environment of a checkout: made, kept in step with the lock, repaired.

`.venv/kitbench.json` says what the environment was made of. It is written last and taken away
before anything is touched, so an environment without it was never finished: it is made anew.
"""

import hashlib
import json
import os
import shutil
import sys
from functools import cached_property
from pathlib import Path

from installer.fault import SetUpFault
from installer.interpreter import Build, Faster, faster_build
from installer.pip import Pip
from installer.tools import APART, NotOffered, Tools, base_python
from installer.turn import take_turn
from installer.uv import Uv

TURN_FILE = "kitbench.lock"

# The environment with a margin for pip's own copies while it works.
SPACE_MB = {"runtime": 700, "dev": 900}


class Environment:
    """The `.venv` of one checkout.

    Args:
        root: the checkout, which holds pyproject.toml and installer/requirements.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / ".venv"
        self._stamp = self._folder / "kitbench.json"

    def program(self, name: str) -> str:
        """Return the path of a program in the environment: "python", "kitbench"."""
        if os.name == "nt":
            return str(self._folder / "Scripts" / f"{name}.exe")
        return str(self._folder / "bin" / name)

    def ensure(self, lock: str) -> None:
        """Have the project installed, and all that a lock ("runtime" or "dev") names.

        Raises:
            SetUpFault: that was not possible.
        """
        if self._is_ready(lock):
            return
        try:
            self._folder.mkdir(exist_ok=True)
            with take_turn(self._folder / TURN_FILE) as inherited:
                if not self._is_ready(lock):  # the one before may just have done it
                    self._set_up(lock, Tools(self._folder / "setup.log", inherited))
        except OSError as fault:
            raise SetUpFault(
                f"{self._folder} can't be set up.",
                "Make room there, or give this user the right to write there, then try again.",
                str(fault),
            ) from fault

    def _is_ready(self, lock: str) -> bool:
        made_of = self._made_of()
        return made_of.get("base") == self._base() and made_of.get(lock) == self._wanted(lock)

    def _made_of(self) -> dict[str, str]:
        if not Path(self.program("python")).exists():
            return {}
        try:
            made_of = json.loads(self._stamp.read_bytes())
        except (OSError, ValueError):
            return {}
        return made_of if isinstance(made_of, dict) else {}

    def _base(self) -> str:
        """What an environment can't be moved between: interpreters and places."""
        version = ".".join(map(str, sys.version_info[:2]))
        prefix = self._faster.prefix if self._faster else sys.base_prefix
        return f"{sys.implementation.name} {version} of {prefix} in {self._folder}"

    @cached_property
    def _faster(self) -> Faster | None:
        """What it stems from in place of the Python that was called."""
        return faster_build(Build.here())

    def _wanted(self, lock: str) -> str:
        content = self._lock_file(lock).read_bytes() + (self._root / "pyproject.toml").read_bytes()
        return hashlib.sha256(content).hexdigest()

    def _lock_file(self, lock: str) -> Path:
        return self._root / "installer" / "requirements" / f"{lock}.txt"

    def _set_up(self, lock: str, tools: Tools) -> None:
        made_of = self._made_of()
        self._stamp.unlink(missing_ok=True)
        if made_of.get("base") != self._base():
            _say(f"Setting up {self._folder}, once; this takes up to a minute.")
            self._empty(SPACE_MB[lock])
            self._make(tools)
        else:
            _say(f"Bringing {self._folder} up to date.")
        self._install(lock, tools)
        done = ["runtime", "dev"] if lock == "dev" else ["runtime"]  # dev holds all of runtime
        self._write({"base": self._base(), **{name: self._wanted(name) for name in done}})

    def _make(self, tools: Tools) -> None:
        python = base_python()
        if self._faster is not None:
            mine = ".".join(map(str, sys.version_info[:3]))
            found, number = self._faster.program, self._faster.number
            _say(f"It gets {found} ({number}): this build of Python ({mine}) is a slow one.")
            python = [str(found), APART]
        tools.run([*python, "-m", "venv", "--without-pip", str(self._folder)])

    def _install(self, lock: str, tools: Tools) -> None:
        pip = Pip(self.program("python"), tools)
        uv = Uv(self.program("uv"), self.program("python"), pip, tools)
        try:
            uv.bring()
        except NotOffered:
            return self._install_by(pip, lock)
        try:
            self._install_by(uv, lock)
        except SetUpFault as fault:
            why = fault.detail.partition("\n")[0] or fault.what
            _say(f"pip goes on where uv gave up, which takes a minute: {why}")
            # Of what uv left half done pip would see only that it is there.
            pip.install_lock(self._lock_file(lock), anew=True)
            self._finish_by(pip)

    def _install_by(self, installer: Pip | Uv, lock: str) -> None:
        installer.install_lock(self._lock_file(lock))
        self._finish_by(installer)

    def _finish_by(self, installer: Pip | Uv) -> None:
        installer.check()
        installer.install_checkout(self._root)

    def _empty(self, space_mb: int) -> None:
        for path in self._folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != TURN_FILE:
                path.unlink()
        free_mb = shutil.disk_usage(self._folder).free // 2**20
        if free_mb < space_mb:
            raise SetUpFault(
                f"The disk is too full: {free_mb} MB are free at {self._folder},"
                f" {space_mb} MB are needed.",
                "Make room there, then try again.",
            )

    def _write(self, made_of: dict[str, str]) -> None:
        whole = self._stamp.with_suffix(".new")
        whole.write_text(json.dumps(made_of, indent=1), encoding="utf-8")
        whole.replace(self._stamp)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
