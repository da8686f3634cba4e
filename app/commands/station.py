"""`kitbench`: the workstation itself."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import imported
from app.commands.homes import in_home, station_file
from app.core.settings import Settings
from app.paths import Home, default_home
from app.services.targets import TRAINING, live_target
from app.store.lock import FileLock
from app.store.vault import DeferredVault, Vault

if TYPE_CHECKING:
    from app.training import TrainingErp

_OTHERS = 0o077
"""May do nothing with what is made here: prints, exports and the training ERP's books, too."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the workstation has the options of the whole program."""
    del parser


def run(asked: argparse.Namespace) -> int:
    """Open the workstation and stay until its window is closed."""
    os.umask(_OTHERS)
    home = Home(asked.home) if asked.home else default_home()
    file = asked.config or home.settings
    settings, problems = station_file(file, asked.scanner, named=asked.config is not None)
    for problem in problems:
        print(problem, file=sys.stderr)
    return in_home(home.root, lambda: _work(home, settings, file, asked.log_level))


def _work(home: Home, settings: Settings, file: Path, log_level: str) -> int:
    """Hold the home before Qt is imported: whoever can't have it is told so at once."""
    home.create()
    with FileLock(home.lock) as lock:
        imported("app.main")
        from app.main import Surroundings, run_station  # noqa: PLC0415 - is there by now

        if settings.live:
            target, vault = live_target(settings), DeferredVault(_keyring)
            around = Surroundings(target, settings.connection.root_url, vault)
        else:
            around = Surroundings(TRAINING, training=lambda: _training_erp(home.training_books))
        around = replace(around, lock=lock, station_file=file)
        return run_station(home, settings, around, log_level)


def _keyring() -> Vault:
    from app.store.keyring_vault import open_vault  # noqa: PLC0415 - training keeps no secrets

    return open_vault()


def _training_erp(books: Path) -> "TrainingErp":
    from app.training import TrainingErp  # noqa: PLC0415 - home is painted first

    return TrainingErp("--data", str(books))
