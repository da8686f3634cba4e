"""`kitbench doctor`: the program itself."""

import platform
import sys
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from app.core.doctor import Concern, Facts, Finding, Look, State

WINDOW = "PySide6-Essentials"


def program() -> Finding:
    """What runs here. Nothing of it is imported."""
    ours, window = _version("kitbench"), _version(WINDOW)
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    found = (
        f"Kitbench {ours or 'of no known version'}, Python {platform.python_version()}, "
        f"{WINDOW} {window or 'missing'}, {system}, on {platform.node()}"
    )
    missing = Concern(
        State.FAULT,
        f"{WINDOW} is not installed with this Python ({sys.executable}).",
        "The workstation can't open its window. Commands such as this one work.",
        "Install Kitbench again.",
    )
    facts: Facts = {
        "version": ours,
        "python": platform.python_version(),
        "pyside6": window,
        "system": system,
        "host": platform.node(),
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    return Finding(Look.PROGRAM, f"{found}.", concerns=() if window else (missing,), facts=facts)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
