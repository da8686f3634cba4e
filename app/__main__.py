"""The command line (design.md 9). Only the module of the command that was asked is imported."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

LEVELS = ("debug", "info", "warning", "error")
STATION = "app.commands.station"
# The name of a command: the module with its `configure` and `run`, and what it is for.
COMMANDS = {
    "demo": ("app.commands.demo", "play a shift through the real window"),
    "scan": ("app.commands.scan", "print what a scanner sends"),
    "scanners": ("app.commands.scanners", "list the scanners of this computer"),
    "sandbox": ("app.sandbox.command", "run the training ERP"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    asked = _parser(words).parse_args(words)
    status: int = import_module(asked.module).run(asked)
    return status


def _parser(words: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kitbench",
        description="The workstation where a scan becomes an ERP transaction, exactly once.",
    )
    parser.set_defaults(module=STATION, scanner=[])
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
    for name, (module, purpose) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.set_defaults(module=module)
        if name in words:
            import_module(module).configure(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
