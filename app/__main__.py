"""The command line (design.md 9). Each command imports only what it needs."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.settings import ScannerSettings, Settings, parse
from app.paths import Home, default_home

if TYPE_CHECKING:
    from app.main import Surroundings

LEVELS = ("debug", "info", "warning", "error")
CANNOT_USE_HOME = 4


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    asked = _parser(words).parse_args(words)
    command: str = asked.command
    match command:
        case "sandbox":
            from app.sandbox.command import run  # noqa: PLC0415 - its libraries only here

            return run(asked)
        case "demo":
            return _demo(asked)
        case _:
            return _station(asked)


def _parser(words: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kitbench",
        description="The workstation where a scan becomes an ERP transaction, exactly once.",
    )
    parser.set_defaults(command="station", scanner=[])
    parser.add_argument(
        "--home", type=Path, metavar="DIR", help="where this station keeps its work"
    )
    parser.add_argument("--config", type=Path, metavar="FILE", help="another station file")
    parser.add_argument("--log-level", choices=LEVELS, default="info")
    parser.add_argument(
        "--scanner",
        action="append",
        metavar="PORT",
        help="also read this serial port or pyserial URL",
    )
    commands = parser.add_subparsers(title="commands")
    demo = commands.add_parser("demo", help="play a shift through the real window")
    demo.set_defaults(command="demo")
    demo.add_argument("--headless", action="store_true", help="without a screen")
    demo.add_argument("--report", type=Path, metavar="FILE", help="write what happened, as JSON")
    demo.add_argument("--shots", type=Path, metavar="DIR", help="a picture of each page and state")
    training = commands.add_parser("sandbox", help="run the training ERP")
    training.set_defaults(command="sandbox")
    if "sandbox" in words:
        from app.sandbox.command import configure  # noqa: PLC0415 - as above

        configure(training)
    return parser


def _station(asked: argparse.Namespace) -> int:
    home = Home(asked.home) if asked.home else default_home()
    settings, problems = _settings(asked.config or home.settings, asked.scanner)
    if asked.config and not asked.config.exists():
        problems.append(f"{asked.config} is not there, so the usual settings are in force.")
    for problem in problems:
        print(problem, file=sys.stderr)
    from app.main import Surroundings, live_target, run_station  # noqa: PLC0415 - Qt only here
    from app.store.keyring_vault import open_vault  # noqa: PLC0415 - as above

    if settings.connection.configured:
        around = Surroundings(live_target(settings), settings.connection.root_url, open_vault())
    else:
        around = _training(home)
    return _in_home(home.root, lambda: run_station(home, settings, around, asked.log_level))


def _in_home(root: Path, run: Callable[[], int]) -> int:
    """Run what works in this home; where it can't, say why."""
    from app.store.faults import NewerDatabaseError, StoreFault  # noqa: PLC0415 - needed late
    from app.store.lock import HomeInUse  # noqa: PLC0415 - as above

    try:
        return run()
    except HomeInUse as fault:
        print(f"Kitbench is open already on {root}: {fault}", file=sys.stderr)
    except (StoreFault, NewerDatabaseError, OSError) as fault:
        print(f"Kitbench cannot use {root}: {fault}", file=sys.stderr)
    return CANNOT_USE_HOME


def _training(home: Home) -> "Surroundings":
    from app.main import TRAINING, Surroundings  # noqa: PLC0415 - Qt only here
    from app.training import TrainingErp  # noqa: PLC0415 - as above

    return Surroundings(TRAINING, training=lambda: TrainingErp("--data", str(home.training_books)))


def _settings(path: Path, scanners: list[str]) -> tuple[Settings, list[str]]:
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
    extra = tuple(ScannerSettings(name=_short(port), port=port) for port in scanners or ())
    if extra:
        settings = replace(settings, scanners=(*settings.scanners, *extra))
    return settings, problems


def _short(port: str) -> str:
    return port.rsplit("/", 1)[-1] or port


def _demo(asked: argparse.Namespace) -> int:
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if asked.headless or (sys.platform == "linux" and not screen):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.demo.play import DemoOptions, run_demo  # noqa: PLC0415 - Qt only here

    settings, problems = _settings(asked.config, []) if asked.config else (Settings(), [])
    for problem in problems:
        print(problem, file=sys.stderr)
    options = DemoOptions(
        headless=os.environ.get("QT_QPA_PLATFORM") == "offscreen",
        home=asked.home,
        report=asked.report,
        shots=asked.shots,
        log_level=asked.log_level,
        settings=settings,
    )
    return _in_home(asked.home or Path("its home"), lambda: run_demo(options))


if __name__ == "__main__":
    sys.exit(main())
