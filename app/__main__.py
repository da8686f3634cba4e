"""The command line (design.md 9). Only the module of the command that was asked is imported."""

import argparse
import sys
from pathlib import Path

from app.commands import imported

LEVELS = ("debug", "info", "warning", "error")
STATION = "app.commands.station"
# The name of a command: the module with its `configure` and `run`, and what it is for.
COMMANDS = {
    "demo": ("app.commands.demo", "play a shift through the real window"),
    "command-sheet": ("app.commands.command_sheet", "write the barcodes of all commands as PDF"),
    "calibration-sheet": ("app.commands.calibration_sheet", "write what a scanner is taught with"),
    "explain": ("app.commands.explain", "tell what a label means"),
    "scan": ("app.commands.scan", "print what a scanner sends"),
    "scanners": ("app.commands.scanners", "list the scanners of this computer"),
    "outbox": ("app.commands.outbox", "list, show, export, add and send postings"),
    "doctor": ("app.commands.doctor", "tell what is the matter with a station"),
    "sandbox": ("app.sandbox.command", "run the training ERP"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    asked = _plain(arguments) or _parser().parse_args(arguments)
    status: int = imported(asked.module).run(asked)
    return status


class _Command(argparse.ArgumentParser):
    """The words of one command; its module is imported once they are read."""

    _configured = False

    def parse_known_args(  # type: ignore[override]  # as argparse calls it for a command
        self, args: list[str], namespace: argparse.Namespace | None
    ) -> tuple[argparse.Namespace, list[str]]:
        if not self._configured:
            self._configured = True
            imported(self.get_default("module")).configure(self)
        return super().parse_known_args(args, namespace)


def _plain(arguments: list[str] | None) -> argparse.Namespace | None:
    """What is asked of the workstation itself; None for what has a command or isn't understood.

    Ten parsers are made for commands and their help: a start needs none of them.
    """
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    _take_options(parser)
    try:
        asked, more = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    return None if more else asked


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kitbench",
        description="The workstation where a scan becomes an ERP transaction, exactly once.",
    )
    _take_options(parser)
    commands = parser.add_subparsers(title="commands", parser_class=_Command)
    for name, (module, purpose) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.set_defaults(module=module)
    return parser


def _take_options(parser: argparse.ArgumentParser) -> None:
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


if __name__ == "__main__":
    sys.exit(main())
