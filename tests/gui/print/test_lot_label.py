"""Lot labels on screen and in a file: read back by a camera, and by `kitbench explain`."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.__main__ import main
from app.core.lot_labels.label import LotLabel, message
from app.core.lot_labels.layout import lay_out
from app.core.lot_labels.sizes import LabelSize
from app.ui.print.lot_label import label_page, picture
from app.ui.print.pdf import write_lot_labels
from app.ui.print.typeface import Typeface
from tests.gui.print.reading import pdf_text, symbols_of
from tests.unit.core.lot_labels.labels import CAPTIONS, RELAYS

PRINTER = 203 / 25.4
LONG = replace(
    RELAYS,
    part_id="A-VERY-LONG-PART-NUMBER-0123456789-XYZ",
    lot_id="LOT-2026-11-30-0123456789-ABCD",
    description="Relay, " * 20,
)


@pytest.mark.parametrize("size", LabelSize)
@pytest.mark.parametrize("label", [RELAYS, LONG])
def test_the_symbol_is_read_back_as_a_printer_prints_it(size: LabelSize, label: LotLabel) -> None:
    image = picture(lay_out(label, size, CAPTIONS), PRINTER)
    assert symbols_of(image) == [(message(label), "DataMatrix")]


def test_explain_reads_what_was_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ((text, _),) = symbols_of(picture(lay_out(RELAYS, LabelSize.SMALL, CAPTIONS), PRINTER))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["explain", "--json", "-"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["kind"] == "iso15434"
    assert said["guesses"] == []
    assert said["fields"] == {
        "part": "RLY-24V",
        "lot": "R-2611",
        "quantity": "5000",
        "expires": "2028-05-31",
        "po": "1748",
        "po_line": "2",
    }


@pytest.mark.parametrize("size", LabelSize)
def test_no_word_is_wider_than_the_label(size: LabelSize, typeface: Typeface) -> None:
    ((placed),) = label_page(lay_out(LONG, size, CAPTIONS), typeface)
    for mark in placed.block.marks:
        text, style = getattr(mark, "text", ""), getattr(mark, "style", None)
        if style is not None:
            assert mark.x + typeface.width(text, style) <= size.width


def test_a_file_holds_one_label_a_page_of_its_size(tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    labels = [replace(RELAYS, lot_id=lot) for lot in ("R-1", "R-2", "R-3")]
    write_lot_labels(path, "Labels", [lay_out(x, LabelSize.LARGE, CAPTIONS) for x in labels])
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", path.read_bytes())
    assert [(round(float(wide)), round(float(high))) for wide, high in boxes] == [(283, 142)] * 3
    assert {"R-1", "R-2", "R-3"} <= set(pdf_text(path.read_bytes()))


def test_a_preview_is_of_the_labels_shape() -> None:
    image = picture(lay_out(RELAYS, LabelSize.LARGE, CAPTIONS), 4)
    assert (image.width(), image.height()) == (400, 200)
