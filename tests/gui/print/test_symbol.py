"""The symbols on paper say what stands beside them, to a scanner that knows nothing of us."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from app.core.kit.pick_list import Stop
from app.ui.print.layout import lay_out
from app.ui.print.paper import PageSize
from app.ui.print.pick_sheet import pick_sheet
from app.ui.print.symbol import LARGEST, modules
from app.ui.print.typeface import Typeface
from tests.gui.print import kits
from tests.gui.print.reading import picture
from tests.support.texts import SIGNS


def read(image: QImage) -> list[str]:
    """What a decoder finds on a picture, whatever it looks for."""
    wide, high, stride = image.width(), image.height(), image.bytesPerLine()
    grey = bytes(image.constBits())
    rows = b"".join(grey[at * stride : at * stride + wide] for at in range(high))
    view = zxingcpp.ImageView(
        memoryview(rows).cast("B", (high, wide)), wide, high, zxingcpp.ImageFormat.Lum
    )
    found = zxingcpp.read_barcodes(view)
    assert all(one.format == zxingcpp.BarcodeFormat.DataMatrix for one in found)
    return [one.text for one in found]


@pytest.mark.parametrize("size", PageSize)
def test_every_symbol_of_a_page_is_read_back(size: PageSize) -> None:
    parts = ("BRG-6204", "WIND-24V", "A 1/B.2+C", "12345678", "GREASE")
    stop = Stop("MS", "ISLE 3", tuple(kits.line(part) for part in parts))
    (page,) = lay_out(pick_sheet(kits.pick_list(stop)), size, Typeface())
    assert sorted(read(picture(page, size))) == sorted((*parts, "PUMP002"))


def test_without_a_symbol_nothing_is_read() -> None:
    stop = Stop("MS", "ISLE 3", (kits.line("P" * 60),))
    (page,) = lay_out(pick_sheet(kits.pick_list(stop)), PageSize.A4, Typeface())
    image = picture(page, PageSize.A4)
    below_the_head = QRect(0, image.height() // 5, image.width(), image.height() * 3 // 5)
    assert read(image.copy(below_the_head)) == []


@given(st.text(SIGNS, max_size=50) | st.text(st.characters(max_codepoint=126), max_size=50))
def test_a_symbol_says_the_whole_text_or_there_is_none(text: str) -> None:
    rows = modules(text)
    if not rows:
        return
    assert text.isprintable()
    assert max(len(rows), len(rows[0])) <= LARGEST
    side, white = 4, 8
    wide = len(rows[0]) * side + 2 * white
    blank = [bytes([255]) * wide] * white
    drawn = [
        bytes([255]) * white
        + b"".join(bytes([level]) * side for level in row)
        + bytes([255]) * white
        for row in rows
        for _ in range(side)
    ]
    lines = [*blank, *drawn, *blank]
    view = memoryview(b"".join(lines)).cast("B", (len(lines), wide))
    image = zxingcpp.ImageView(view, wide, len(lines), zxingcpp.ImageFormat.Lum)
    assert [one.text for one in zxingcpp.read_barcodes(image)] == [text]


@pytest.mark.parametrize(
    "text", ["", "A\x1dB", "P" * 200, "\u202eABC", "ПРИВОД", "KB:POST", " A ", "]d1A"]
)
def test_what_can_not_be_said_legibly_gets_no_symbol(text: str) -> None:
    assert modules(text) == ()


@pytest.mark.parametrize("text", ["MOTOR003", "A" * 20, "0" * 40])
def test_usual_part_numbers_get_one(text: str) -> None:
    assert modules(text)
