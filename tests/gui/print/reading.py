"""Reading documents back: the words of laid-out pages, pages as pictures, the text of a PDF."""

import re
import zlib
from collections.abc import Iterator

import zxingcpp
from PySide6.QtGui import QImage, QPainter

from app.ui.print.block import Page, Words
from app.ui.print.layout import lay_out
from app.ui.print.painting import paint
from app.ui.print.paper import PER_INCH, PageSize
from app.ui.print.sheet import Sheet
from app.ui.print.typeface import Typeface

DPI = 200


def words(page: Page) -> list[str]:
    """The lines of text of one page, in the order of drawing."""
    return [mark.text for _, mark in placed_words(page)]


def placed_words(page: Page) -> Iterator[tuple[float, Words]]:
    """Each line of text with its baseline on the paper."""
    for placed in page:
        for mark in placed.block.marks:
            if isinstance(mark, Words):
                yield placed.y + mark.y, mark


def all_words(sheet: Sheet, page: PageSize = PageSize.A4) -> list[str]:
    """All lines of text of a document."""
    return [text for one in lay_out(sheet, page, Typeface()) for text in words(one)]


def picture(page: Page, size: PageSize, dpi: int = DPI) -> QImage:
    """A page as it would be printed."""
    scale = dpi / PER_INCH
    wide, high = round(size.width * scale), round(size.height * scale)
    image = QImage(wide, high, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter, page, Typeface())
    painter.end()
    return image


_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONTS = re.compile(rb"/F(\d+) (\d+) 0 R")
_SHOWN = re.compile(rb"BT(.*?)ET", re.DOTALL)
_FONT_OR_GLYPHS = re.compile(rb"/F(\d+) \S+ Tf|<([0-9A-F]+)> Tj")


def pdf_text(content: bytes) -> list[str]:
    """What copying gives, for each text of a PDF file that Qt wrote, page by page.

    Inter draws blank and tab alike, and Qt writes the lower one of the two.
    """
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    found: list[str] = []
    for body in objects.values():
        if re.search(rb"/Type /Page\b(?!s)", body):
            resources = objects[_reference(body, rb"Resources")]
            fonts = {
                name: _characters(objects, int(number))
                for name, number in _FONTS.findall(resources)
            }
            drawn = _unpacked(objects[_reference(body, rb"Contents")])
            found.extend(_text(shown, fonts) for shown in _SHOWN.findall(drawn))
    return found


def _text(shown: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    text, font = "", dict[int, str]()
    for name, glyphs in _FONT_OR_GLYPHS.findall(shown):
        if name:
            font = fonts[name]
        else:
            codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
            text += "".join(font.get(code, "\ufffd") for code in codes)
    return text.replace("\t", " ")


def _characters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """A font's characters by glyph, from its ToUnicode table."""
    table = _unpacked(objects[_reference(objects[font], rb"ToUnicode")])
    found: dict[int, str] = {}
    for first, last, listed in re.findall(rb"<(\w+)> <(\w+)> (\[[^\]]*\]|<\w+>)", table):
        start, stop = int(first, 16), int(last, 16)
        texts = [_utf16(one) for one in re.findall(rb"<(\w+)>", listed)]
        if listed.startswith(b"["):
            found.update(zip(range(start, stop + 1), texts, strict=True))
        else:
            begin = ord(texts[0])
            found.update((code, chr(begin + code - start)) for code in range(start, stop + 1))
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _reference(body: bytes, key: bytes) -> int:
    match = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert match is not None
    return int(match[1])


def _unpacked(body: bytes) -> bytes:
    match = _STREAM.search(body)
    assert match is not None
    return zlib.decompress(match[1]) if b"FlateDecode" in body[: match.start()] else match[1]


def symbols_of(image: QImage) -> list[tuple[str, str]]:
    """The text and the symbology of each symbol on a picture, as a camera sees it."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(grey.constBits()).cast("B", [grey.height(), grey.bytesPerLine()])
    found = zxingcpp.read_barcodes(pixels)
    return [(code.bytes.decode("latin-1"), code.format.name) for code in found]
