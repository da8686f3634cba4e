"""`kitbench outbox`: what waits, was sent and became of it, without a window.

The JSON that is written and read here is an interface (README, "Interfaces").
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from app.commands.homes import in_home, station_file
from app.core.posting import PostingState
from app.paths import Home, default_home

# Only what is asked for is imported: those that read need no HTTP.
ACTIONS = {
    "list": "app.commands.outbox_tell",
    "show": "app.commands.outbox_tell",
    "export": "app.commands.outbox_tell",
    "add": "app.commands.outbox_add",
    "send": "app.commands.outbox_send",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `kitbench outbox`."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="ACTION", parser_class=argparse.ArgumentParser
    )
    listed = actions.add_parser("list", help="postings, the latest first")
    listed.add_argument(
        "--state",
        action="append",
        type=PostingState,
        metavar="STATE",
        help=f"only these: {', '.join(PostingState)}",
    )
    listed.add_argument("--limit", type=int, default=100, metavar="N", help="at most so many (100)")
    show = actions.add_parser("show", help="one posting's whole story")
    show.add_argument("posting", metavar="ID", help="its id or its reference")
    export = actions.add_parser("export", help="all postings as CSV, or with --json as JSON")
    export.add_argument("file", nargs="?", type=Path, metavar="FILE", help="instead of the screen")
    add = actions.add_parser("add", help="confirm postings written as JSON")
    add.add_argument("file", type=Path, metavar="FILE", help="one object a line; - for the input")
    send = actions.add_parser("send", help="send what waits and prove what is unknown")
    send.add_argument(
        "--sign-in-stdin",
        action="store_true",
        help='sign in with one line of JSON on the input: {"user": ..., "password": ...}',
    )
    send.add_argument(
        "--at-most", type=float, metavar="SECONDS", help="stop then, whatever still waits"
    )
    for action in (listed, show, export, add, send):
        action.add_argument("--json", action="store_true", help="one JSON object a line")


def run(asked: argparse.Namespace) -> int:
    """Do it; gives the exit status of the action, 4 where the home can't be used."""
    from app.commands.outbox_place import Place  # noqa: PLC0415 - its help needs no store

    home = Home(asked.home) if asked.home else default_home()
    file, named = asked.config or home.settings, asked.config is not None
    settings, problems = station_file(file, [], named=named)
    for problem in problems:
        print(problem, file=sys.stderr)

    def work() -> int:
        with Place(home, settings, asked.log_level) as place:
            status: int = import_module(ACTIONS[asked.action]).run(asked, place)
            return status

    return in_home(home.root, work)
