"""The sheets of labels.md 6: all commands, and what a scanner is taught with."""

from datetime import date

from app.core.calibration import Symbol
from app.core.labels.commands import PREFIX
from app.ui import sheet_texts
from app.ui.print.barcodes import Code
from app.ui.print.code_sheet import CodeGroup, CodeSheet, Printed
from app.ui.texts import day

SYMBOLOGIES = {
    Symbol.LINE: Code.CODE_128,
    Symbol.MESSAGE: Code.DATA_MATRIX,
    Symbol.ACCENTS: Code.DATA_MATRIX,
}
"""How each calibration symbol is drawn, on paper and on screen."""


def command_sheet(made: date) -> CodeSheet:
    """Every command, in Code 128 and QR."""
    groups = (
        CodeGroup(
            title,
            tuple(
                Printed(name, note, text, (Code.CODE_128, Code.QR), text)
                for command, name, note in commands
                for text in (PREFIX + command.text,)
            ),
        )
        for title, commands in sheet_texts.COMMAND_GROUPS
    )
    words = sheet_texts.COMMANDS
    return CodeSheet(words.title, words.hint, tuple(groups), sheet_texts.foot(day(made)))


def calibration_sheet(made: date) -> CodeSheet:
    """Every calibration symbol, each under what it is for."""
    groups = (
        CodeGroup(said.title, (Printed("", said.hint, symbol.text, (SYMBOLOGIES[symbol],)),))
        for symbol, said in sheet_texts.SYMBOLS.items()
    )
    words = sheet_texts.CALIBRATION
    return CodeSheet(words.title, words.hint, tuple(groups), sheet_texts.foot(day(made)))
