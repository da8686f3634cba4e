"""`kitbench calibration-sheet`: what a scanner is taught with, to be printed."""

import argparse

from app.commands import sheets

configure = sheets.configure


def run(asked: argparse.Namespace) -> int:
    """Write the sheet; the exit status is 4 if the file can't be written."""
    from app.ui.print.scan_sheets import calibration_sheet  # noqa: PLC0415 - its help needs no zxing

    return sheets.write(asked, calibration_sheet)
