"""The Python that the environment stems from: this one, or a faster build of the same version.

Built from its sources without `--enable-optimizations`, as pyenv builds it unless told otherwise,
Python is often much slower. What systems and python.org offer is mostly optimised.
"""

import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from installer.tools import APART, base_python, surroundings

SYSTEM = Path("/usr/bin")
"""Where the system keeps its own Pythons."""
PATIENCE = 10.0  # seconds
# Debian parts some of these from its Python, and a small system leaves them out.
LOOK = """\
import ctypes, ensurepip, lzma, os, sqlite3, ssl, sys, venv
of = sys.version_info
print(f"{sys.implementation.name} {of[0]}.{of[1]}{sys.abiflags} {of.releaselevel}")
print(".".join(map(str, of[:3])), os.path.realpath(sys.executable), sys.base_prefix, sep="\\n")
"""


@dataclass(frozen=True, slots=True)
class Build:
    """What dev.py was started with.

    Attributes:
        program: where it lies.
        version: as in its name: "3.11", with a letter where it is of another kind ("3.14t").
        options: what CPython was configured with, if it says so.
        chosen: it is that of a virtual environment, so a person wants this one.
    """

    program: Path
    version: str
    options: str
    chosen: bool

    @classmethod
    def here(cls) -> "Build":
        major, minor = sys.version_info[:2]
        told: str = sysconfig.get_config_var("CONFIG_ARGS") or ""
        return cls(
            Path(base_python()[0]).resolve(),
            f"{major}.{minor}{getattr(sys, 'abiflags', '')}",
            told if sys.implementation.name == "cpython" else "",
            sys.prefix != sys.base_prefix,
        )


@dataclass(frozen=True, slots=True)
class Faster:
    """A build that is taken in place of one's own.

    Attributes:
        program: what it is called by.
        number: its whole version: "3.11.2".
        prefix: its `sys.base_prefix`.
    """

    program: Path
    number: str
    prefix: str


def faster_build(own: Build, system: Path = SYSTEM, patience: float = PATIENCE) -> Faster | None:
    """Return the system's build of the same minor version where one's own is a slow one.

    It has to be whole and released. Debian's is optimised by other means than the option.
    """
    if own.chosen or not own.options or "--enable-optimizations" in own.options:
        return None  # Windows says nothing, and has python.org's
    if own.program.parent == system:
        return None  # it is the system's, and optimised by whatever means
    program = system / f"python{own.version}"
    try:
        looked = subprocess.run(
            [program, APART, "-c", LOOK],
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=True,
            timeout=patience,
        )
    except (OSError, subprocess.SubprocessError):
        return None  # there is none, or none that works: one's own does
    match looked.stdout.splitlines():
        case [kind, number, real, prefix] if (
            kind == f"cpython {own.version} final" and Path(real) != own.program
        ):
            return Faster(program, number, prefix)
        case _:
            return None
