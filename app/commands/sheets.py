"""What `kitbench command-sheet` and `kitbench calibration-sheet` share: a PDF of symbols."""

import argparse
import locale
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.print.code_sheet import CodeSheet

NOT_WRITTEN = 4
_LETTER = ("_US", "_CA", "_MX")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of both."""
    parser.add_argument("out", type=Path, metavar="OUT.pdf", help="the file to write")
    parser.add_argument(
        "--paper", choices=("a4", "letter"), help="left out: what this computer's country uses"
    )


def write(asked: argparse.Namespace, sheet: "Callable[[date], CodeSheet]") -> int:
    """Write the sheet; the exit status is 4 if the file can't be written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no window is opened
    from app.main import application  # noqa: PLC0415 - Qt reads the line above when it is loaded
    from app.ui.look import Look  # noqa: PLC0415 - the same
    from app.ui.print.paper import PageSize  # noqa: PLC0415 - the same
    from app.ui.print.pdf import write_codes  # noqa: PLC0415 - the same
    from app.ui.theme import load_theme  # noqa: PLC0415 - the same

    look = Look(application(), load_theme("light"))  # it registers the fonts
    try:
        paper = asked.paper or _usual()
        size = PageSize.LETTER if paper == "letter" else PageSize.A4
        write_codes(asked.out, sheet(datetime.now(UTC).astimezone().date()), size)
    except OSError as fault:
        print(f"{asked.out} cannot be written: {fault}", file=sys.stderr)
        return NOT_WRITTEN
    finally:
        look.deleteLater()
    print(f"Written: {asked.out}. Print it at 100 %, not fitted to the page.")
    return 0


def _usual() -> str:
    where = locale.getlocale()[0] or ""
    return "letter" if where.endswith(_LETTER) else "a4"
