"""The workstation as the command line starts it; says when a person could begin to work."""

import sys

from app import __main__ as command_line
from app.commands import imported


def main(home: str, port: str) -> int:
    # Imported as the command line does it, with the collector at rest; and put in its place by
    # hand: `unittest.mock` would bring asyncio, which the program itself never imports.
    composition = imported("app.main")
    telling = imported("tests.bench.telling_window")
    vars(composition)["MainWindow"] = telling.TellingWindow
    return command_line.main(["--home", home, "--scanner", port])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
