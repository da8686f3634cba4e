"""`kitbench demo`: a shift played through the real window."""

import argparse
import os
import sys
from pathlib import Path

from app.commands.homes import in_home, station_file
from app.core.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `kitbench demo`."""
    parser.add_argument("--headless", action="store_true", help="without a screen")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what happened, as JSON")
    parser.add_argument(
        "--shots", type=Path, metavar="DIR", help="a picture of each page and state"
    )


def run(asked: argparse.Namespace) -> int:
    """Play the shift; the exit status is 0 only if the ERP's books agree."""
    from app.demo.play import DemoOptions, run_demo  # noqa: PLC0415 - its help needs no Qt

    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if asked.headless or (sys.platform == "linux" and not screen):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    settings, problems = Settings(), list[str]()
    if asked.config:
        settings, problems = station_file(asked.config, [], named=True)
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
    return in_home(asked.home or Path("its home"), lambda: run_demo(options))
