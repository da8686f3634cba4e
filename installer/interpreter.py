"""The Python that the environment stems from: this one, or a faster build of the same version.

Built from its sources without `--enable-optimizations`, as pyenv builds it unless told otherwise,
Python takes up to twice as long for the same work. What systems and python.org offer is optimised.
"""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from installer.tools import APART, base_python, surroundings

SYSTEM = Path("/usr/bin")
"""Where the system keeps its own Pythons."""
# Debian parts some of these from its Python, and a small system leaves them out.
WHOLE = "import ctypes, ensurepip, lzma, sqlite3, ssl, venv"


@dataclass(frozen=True, slots=True)
class Build:
    """What dev.py was started with.

    Attributes:
        program: where it lies.
        version: as in its name: "3.11", with a letter where it is of another kind ("3.14t").
        options: what it was configured with, if it says so.
        chosen: it is that of a virtual environment, so a person wants this one.
    """

    program: Path
    version: str
    options: str
    chosen: bool

    @classmethod
    def here(cls) -> "Build":
        major, minor = sys.version_info[:2]
        return cls(
            Path(base_python()[0]).resolve(),
            f"{major}.{minor}{getattr(sys, 'abiflags', '')}",
            sysconfig.get_config_var("CONFIG_ARGS") or "",
            sys.prefix != sys.base_prefix,
        )


def faster_build(own: Build, system: Path = SYSTEM) -> Path | None:
    """Return the system's build of the same version where one's own is slow, and that is whole."""
    if not own.options or "--enable-optimizations" in own.options:
        return None  # Windows says nothing, and has python.org's
    found = system / f"python{own.version}"
    # The system's own may be optimised by other means: Debian's is.
    if own.chosen or found.resolve() == own.program or not os.access(found, os.X_OK):
        return None
    looked = subprocess.run(
        [found, APART, "-c", WHOLE], env=surroundings(), capture_output=True, check=False
    )
    return found if looked.returncode == 0 else None
