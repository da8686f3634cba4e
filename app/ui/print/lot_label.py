"""Lot labels as pages and as a picture: the layout of `app.core.lot_labels`, drawn by Qt."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from app.core.lot_labels.layout import Layout, SymbolBox, TextBox
from app.ui.print.barcodes import Code, rows_of
from app.ui.print.block import Block, Mark, Matrix, Page, Placed, Words
from app.ui.print.painting import paint
from app.ui.print.paper import MM, PER_INCH
from app.ui.print.typeface import BOLD, REGULAR, Style, Typeface
from app.ui.widgets.text import visible

_CAPITAL = 0.727  # a capital letter's part of the font's size
_POINT = PER_INCH / 72
_INK = "#000000"  # a label printer has no grey


def label_page(layout: Layout, typeface: Typeface) -> Page:
    """One label as a page of its own size."""
    marks: list[Mark] = [_symbol(layout.symbol)]
    marks += [_words(box, typeface) for box in layout.texts]
    return (Placed(0, Block(layout.size.height, tuple(marks))),)


def picture(layout: Layout, dots_per_mm: float) -> QImage:
    """The label as it will come out, on white. GUI thread, or any other with a `Typeface`."""
    scale = dots_per_mm / MM
    size = layout.size
    image = QImage(
        round(size.width * scale), round(size.height * scale), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    typeface = Typeface()
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter, label_page(layout, typeface), typeface)
    painter.end()
    return image


def _words(box: TextBox, typeface: Typeface) -> Words:
    points = box.height / _CAPITAL / _POINT
    weight = BOLD if box.strong else REGULAR
    style = Style(points, weight, _INK, mono=box.code)
    text = typeface.lines(box.text, style, box.width)[0] if box.cut else visible(box.text)
    wide = typeface.width(text, style)
    if wide > box.width:
        style = Style(points * box.width / wide, weight, _INK, mono=box.code)
    return Words(box.x, box.y + box.height, text, style)


def _symbol(box: SymbolBox) -> Matrix:
    """As large as its box with a quiet zone allows."""
    rows = rows_of(box.message, Code.DATA_MATRIX)
    quiet = Code.DATA_MATRIX.quiet
    module = box.side / (len(rows) + quiet)
    half = quiet / 2 * module
    return Matrix(box.x + half, box.y + half, module, rows)
