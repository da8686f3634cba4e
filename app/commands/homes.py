"""What the commands that work in a home share: its station file, and why it can't be used."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.secret_places import secrets_in, values_of
from app.core.settings import ScannerSettings, SettingFault, SettingProblem, Settings, parse
from app.store.faults import NewerDatabaseError, StoreFault
from app.store.lock import HomeInUse

if TYPE_CHECKING:
    from app.erp.overrides import BadOverride

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
    read = read_station_file(path, scanners, named=named)
    return read.settings, read.problems


@dataclass(frozen=True, slots=True)
class StationFile:
    """What was read of one.

    Attributes:
        settings: As far as they are good.
        problems: What is wrong with it, in words.
        there: Whether there is one.
        taken: Whether it was read; else all settings are the usual ones.
        bad_keys: Those that keep their usual value.
        hidden: What stands where a secret would.
    """

    settings: Settings
    problems: list[str]
    there: bool
    taken: bool
    hidden: frozenset[str] = field(repr=False)
    bad_keys: frozenset[str] = frozenset()


def read_station_file(path: Path, scanners: list[str], *, named: bool) -> StationFile:
    """The same as `station_file`, told whole."""
    problems: list[str] = []
    text, there, taken = "", True, True
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        there, taken = False, not named
        if named:
            problems.append(f"{path} is not there, so the usual settings are in force.")
    except (OSError, UnicodeDecodeError) as fault:
        taken = False
        problems.append(f"{path} cannot be read, so the usual settings are in force: {fault}")
    settings, found = parse(text)
    problems.extend(_said(path, one) for one in found)
    taken = taken and all(one.fault is not SettingFault.NOT_TOML for one in found)
    secret = [one.key for one in found if one.fault is SettingFault.SECRET]
    hidden = secrets_in(text).union(*(values_of(key, text) for key in secret))
    settings, keys = with_scanners(settings, scanners), frozenset(one.key for one in found)
    return StationFile(settings, problems, there, taken, hidden, keys)


def _said(path: Path, problem: SettingProblem) -> str:
    where = f"{path}: {problem.key}" if problem.key else str(path)
    return f"{where}: {problem.fault} {problem.detail or problem.value}".rstrip()


def left_out(fault: "BadOverride") -> str:
    """Of a name on the wire that an ERP's client doesn't take."""
    return f"The station file's name for {fault.key} is left out: {fault.fault}"


def with_scanners(settings: Settings, ports: list[str]) -> Settings:
    """The settings with a scanner at each of these ports too, each with a name of its own."""
    known = {scanner.name: scanner for scanner in settings.scanners}
    for port in ports:
        name = _short(port) if _short(port) not in known else port
        known.setdefault(name, ScannerSettings(name=name, port=port))
    return replace(settings, scanners=tuple(known.values()))


def _short(port: str) -> str:
    return port.rsplit("/", 1)[-1] or port
