"""`kitbench`: the workstation itself."""

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from app.commands.homes import in_home, station_file
from app.core.settings import Settings
from app.main import Surroundings, run_station
from app.paths import Home, default_home
from app.services.targets import TRAINING, live_target
from app.store.vault import DeferredVault, Vault

if TYPE_CHECKING:
    from app.training import TrainingErp


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
    around = _live(settings) if settings.live else _training(home)
    around = replace(around, station_file=asked.config or home.settings)
    return in_home(home.root, lambda: run_station(home, settings, around, asked.log_level))


def _live(settings: Settings) -> Surroundings:
    vault = DeferredVault(_keyring)
    return Surroundings(live_target(settings), settings.connection.root_url, vault)


def _keyring() -> Vault:
    from app.store.keyring_vault import open_vault  # noqa: PLC0415 - training keeps no secrets

    return open_vault()


def _training(home: Home) -> Surroundings:
    def start() -> "TrainingErp":
        from app.training import TrainingErp  # noqa: PLC0415 - home is painted first

        return TrainingErp("--data", str(home.training_books))

    return Surroundings(TRAINING, training=start)
