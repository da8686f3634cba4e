"""The sheets that are scanned: every symbol is read back from a page of 150 dots an inch."""

import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.__main__ import main
from app.core.calibration import Symbol
from app.core.labels import LabelKind, Verb, read
from app.ui.print.code_layout import lay_out_codes
from app.ui.print.code_sheet import CodeSheet
from app.ui.print.paper import PageSize
from app.ui.print.scan_sheets import calibration_sheet, command_sheet
from app.ui.print.typeface import Typeface
from tests.gui.print.reading import pdf_text, picture, symbols_of, words

DPI = 150
RASTER = shutil.which("pdftoppm")
MADE = date(2026, 11, 22)
SHEETS = {"command-sheet": command_sheet(MADE), "calibration-sheet": calibration_sheet(MADE)}


def meant(sheet: CodeSheet) -> Counter[tuple[str, str]]:
    return Counter(
        (symbol.text, code.value.name)
        for group in sheet.groups
        for symbol in group.symbols
        for code in symbol.codes
    )


@pytest.mark.parametrize("size", PageSize)
@pytest.mark.parametrize("name", SHEETS)
def test_every_symbol_is_read_back_from_a_coarse_print(name: str, size: PageSize) -> None:
    sheet = SHEETS[name]
    pages = lay_out_codes(sheet, size, Typeface())
    seen = Counter(one for page in pages for one in symbols_of(picture(page, size, DPI)))
    assert seen == meant(sheet)


@pytest.mark.skipif(RASTER is None, reason="nothing here makes pictures of a PDF")
@pytest.mark.parametrize("name", SHEETS)
def test_the_command_writes_a_file_whose_symbols_are_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / "sheet.pdf"
    assert main([name, str(path), "--paper", "a4"]) == 0
    subprocess.run([str(RASTER), "-r", str(DPI), "-png", path, tmp_path / "page"], check=True)
    pages = [QImage(str(one)) for one in sorted(tmp_path.glob("page*.png"))]
    assert Counter(one for page in pages for one in symbols_of(page)) == meant(SHEETS[name])


def test_every_command_is_on_the_sheet_with_its_name(tmp_path: Path) -> None:
    """And is read as that command."""
    path = tmp_path / "sheet.pdf"
    assert main(["command-sheet", str(path)]) == 0
    copied = pdf_text(path.read_bytes())
    verbs = Counter[Verb]()
    for group in SHEETS["command-sheet"].groups:
        for symbol in group.symbols:
            label = read(symbol.text)
            assert label.kind is LabelKind.COMMAND
            assert label.command is not None
            verbs[label.command.verb] += 1
            assert copied.count(symbol.name) == copied.count(symbol.text) == 1
    assert set(verbs) == set(Verb)
    assert verbs[Verb.ANSWER] == len("123456789")


def test_no_calibration_symbol_is_a_command() -> None:
    assert LabelKind.COMMAND not in {read(symbol.text).kind for symbol in Symbol}


def test_a_group_that_goes_on_says_so_on_the_next_page() -> None:
    pages = list(lay_out_codes(SHEETS["command-sheet"], PageSize.A4, Typeface()))
    assert len(pages) > 1
    for page in pages[1:]:
        titles = {title.title for title in SHEETS["command-sheet"].groups}
        assert words(page)[0] == SHEETS["command-sheet"].title
        assert words(page)[1] in titles


def test_a_file_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["command-sheet", str(tmp_path / "nowhere" / "sheet.pdf")])
    assert status != 0
    assert "cannot be written" in capsys.readouterr().err
