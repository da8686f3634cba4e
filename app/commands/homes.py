"""What the commands that work in a home share: its station file, and why it can't be used."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.core.settings import ScannerSettings, Settings, parse
from app.store.faults import NewerDatabaseError, StoreFault
from app.store.lock import HomeInUse

CANNOT_USE_HOME = 4


def in_home(root: Path, work: Callable[[], int]) -> int:
    """Run what works in this home; where it can't, say why."""
    try:
        return work()
    except HomeInUse as fault:
        print(f"Kitbench is open already on {root}: {fault}", file=sys.stderr)
    except (StoreFault, NewerDatabaseError, OSError) as fault:
        print(f"Kitbench cannot use {root}: {fault}", file=sys.stderr)
    return CANNOT_USE_HOME


def station_file(path: Path, scanners: list[str], *, named: bool) -> tuple[Settings, list[str]]:
    """The station file, as far as it can be read; a missing one is a new station.

    Args:
        path: Of the file.
        scanners: Ports that are read beside those of the file.
        named: By the command line, so that it is said if it isn't there.
    """
    problems: list[str] = []
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if named:
            problems.append(f"{path} is not there, so the usual settings are in force.")
        text = ""
    except (OSError, UnicodeDecodeError) as fault:
        problems.append(f"{path} cannot be read, so the usual settings are in force: {fault}")
        text = ""
    settings, found = parse(text)
    problems.extend(f"{path}: {one.key}: {one.fault} {one.detail or one.value}" for one in found)
    return with_scanners(settings, scanners), problems


def with_scanners(settings: Settings, ports: list[str]) -> Settings:
    """The settings with a scanner at each of these ports too, each with a name of its own."""
    known = {scanner.name: scanner for scanner in settings.scanners}
    for port in ports:
        name = _short(port) if _short(port) not in known else port
        known.setdefault(name, ScannerSettings(name=name, port=port))
    return replace(settings, scanners=tuple(known.values()))


def _short(port: str) -> str:
    return port.rsplit("/", 1)[-1] or port
