"""`kitbench`: the workstation itself; and what the commands that open a home share."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.core.settings import ScannerSettings, Settings, parse
from app.main import TRAINING, Surroundings, live_target, run_station
from app.paths import Home, default_home
from app.store.faults import NewerDatabaseError, StoreFault
from app.store.keyring_vault import open_vault
from app.store.lock import HomeInUse
from app.training import TrainingErp

CANNOT_USE_HOME = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the workstation has the options of the whole program."""
    del parser


def run(asked: argparse.Namespace) -> int:
    """Open the workstation and stay until its window is closed."""
    home = Home(asked.home) if asked.home else default_home()
    settings, problems = station_file(asked.config or home.settings, asked.scanner)
    if asked.config and not asked.config.exists():
        problems.append(f"{asked.config} is not there, so the usual settings are in force.")
    for problem in problems:
        print(problem, file=sys.stderr)
    if settings.connection.configured:
        around = Surroundings(live_target(settings), settings.connection.root_url, open_vault())
    else:
        around = _training(home)
    return in_home(home.root, lambda: run_station(home, settings, around, asked.log_level))


def in_home(root: Path, work: Callable[[], int]) -> int:
    """Run what works in this home; where it can't, say why."""
    try:
        return work()
    except HomeInUse as fault:
        print(f"Kitbench is open already on {root}: {fault}", file=sys.stderr)
    except (StoreFault, NewerDatabaseError, OSError) as fault:
        print(f"Kitbench cannot use {root}: {fault}", file=sys.stderr)
    return CANNOT_USE_HOME


def station_file(path: Path, scanners: list[str]) -> tuple[Settings, list[str]]:
    """The station file, as far as it can be read; a missing one is a new station."""
    problems: list[str] = []
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as fault:
        problems.append(f"{path} cannot be read, so the usual settings are in force: {fault}")
        text = ""
    settings, found = parse(text)
    problems.extend(f"{path}: {one.key}: {one.fault} {one.detail or one.value}" for one in found)
    extra = tuple(ScannerSettings(name=_short(port), port=port) for port in scanners)
    if extra:
        settings = replace(settings, scanners=(*settings.scanners, *extra))
    return settings, problems


def _training(home: Home) -> Surroundings:
    return Surroundings(TRAINING, training=lambda: TrainingErp("--data", str(home.training_books)))


def _short(port: str) -> str:
    return port.rsplit("/", 1)[-1] or port
