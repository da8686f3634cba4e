"""What is needed from the system besides Python: shared libraries, programs, Debian's venv.

Only Linux has to be asked; Qt's wheels are complete elsewhere. Looking takes a few
milliseconds, so it is done each time and nothing is remembered.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.fault import SetUpFault

# What is looked for, and the Debian package that brings it (platform.md, Qt for Python).
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "socat": "socat",
    "xdotool": "xdotool",
}
VENV = {"ensurepip": "python{}.{}-venv".format(*sys.version_info)}  # apart on Debian alone
SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb")


def needs(command: str, arguments: Sequence[str]) -> dict[str, str]:
    """Return what one command of dev.py will look for: a file's name to its Debian package."""
    if not sys.platform.startswith("linux"):
        return {}
    if command in {"test", "setup"}:
        return {**OFFSCREEN, **X11, **TEST_PROGRAMS}
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if command == "bench" or "--headless" in arguments or platform in SCREENLESS:
        return OFFSCREEN
    if os.environ.get("DISPLAY"):
        return {**OFFSCREEN, **X11}
    if os.environ.get("WAYLAND_DISPLAY"):
        return {**OFFSCREEN, **WAYLAND}
    return OFFSCREEN


@dataclass(frozen=True, slots=True)
class System:
    """What this machine is, as far as installing goes."""

    debian: bool
    root: bool

    @classmethod
    def here(cls) -> "System":
        debian = Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
        return cls(debian, debian and os.geteuid() == 0)


def ensure(needed: Mapping[str, str], system: System | None = None) -> None:
    """Have everything in place: install it where that is allowed, else say how.

    Raises:
        SetUpFault: something is missing and stays missing.
    """
    missing = _missing(needed)
    if not missing:
        return
    system = system or System.here()
    packages = sorted({needed[name] for name in missing})
    said = ""
    if system.debian and system.root:
        print(f"Installing {' '.join(packages)}.", file=sys.stderr, flush=True)
        said = _apt_install(packages)
        missing = _missing(needed)
    if missing:
        raise SetUpFault(
            f"This machine lacks {', '.join(missing)}.", _remedy(packages, system), said
        )


def _remedy(packages: list[str], system: System) -> str:
    listed = " ".join(packages)
    if not system.debian:
        return (
            "Install what is missing with the system's own package tool, then try again."
            f" (Debian's packages are called {listed}.)"
        )
    command = f"apt-get install {listed}" if system.root else f"sudo apt-get install {listed}"
    return f"Install what is missing, then try again:\n    {command}"


def _missing(needed: Mapping[str, str]) -> list[str]:
    importlib.invalidate_caches()
    return [name for name in needed if not _present(name)]


def _present(name: str) -> bool:
    if name in VENV:
        return importlib.util.find_spec(name) is not None
    if ".so" not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _apt_install(packages: list[str]) -> str:
    install = ["install", "-y", "--no-install-recommends", *packages]
    said = _apt(install)
    if said:  # most often the lists are missing or stale
        said = _apt(["update"]) or _apt(install)
    return said


def _apt(command: list[str]) -> str:
    """Gives apt's last words, none if all went well."""
    done = subprocess.run(
        ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *command],  # noqa: S607 - root's PATH
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return ""
    return "\n".join([*done.stdout.splitlines()[-5:], f"apt-get ended with {done.returncode}."])
