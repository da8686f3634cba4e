"""Documents as PDF files. Any thread; the fonts are those `Look` registers at start."""

import contextlib
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app.core.kit.pick_list import PickList
from app.core.kit.reversal import Reversal
from app.core.lot_labels.layout import Layout
from app.ui.print.block import Page
from app.ui.print.code_layout import lay_out_codes
from app.ui.print.code_sheet import CodeSheet
from app.ui.print.layout import lay_out
from app.ui.print.lot_label import label_page
from app.ui.print.painting import paint
from app.ui.print.paper import MM, PER_INCH, PageSize
from app.ui.print.pick_sheet import pick_sheet
from app.ui.print.reversal_sheet import reversal_sheet
from app.ui.print.sheet import Sheet
from app.ui.print.typeface import Typeface
from app.ui.widgets.text import visible

_SIZES = {
    PageSize.A4: QPageSize.PageSizeId.A4,
    PageSize.LETTER: QPageSize.PageSizeId.Letter,
}


def write_pick_list(path: Path, pick: PickList, page: PageSize) -> None:
    """Write a pick and shortage list; an older file of that name is replaced whole or not at all.

    Raises:
        OSError: The file can't be written.
    """
    _put(path, render(pick_sheet(pick), page))


def write_reversal(path: Path, sheet: Reversal, page: PageSize) -> None:
    """Write what reversing a kit takes; an older file is replaced whole or not at all.

    Raises:
        OSError: The file can't be written.
    """
    _put(path, render(reversal_sheet(sheet), page))


def write_codes(path: Path, sheet: CodeSheet, page: PageSize) -> None:
    """Write a sheet of symbols; an older file is replaced whole or not at all.

    Raises:
        OSError: The file can't be written.
    """
    typeface = Typeface()
    pages = lay_out_codes(sheet, page, typeface)
    _put(path, _rendered(sheet.title, pages, QPageSize(_SIZES[page]), typeface))


def write_lot_labels(path: Path, title: str, layouts: Sequence[Layout]) -> None:
    """Write labels of one size, one a page; an older file is replaced whole or not at all.

    Raises:
        OSError: The file can't be written.
    """
    typeface = Typeface()
    size = layouts[0].size
    paper = QPageSize(QSizeF(size.width / MM, size.height / MM), QPageSize.Unit.Millimeter)
    pages = (label_page(layout, typeface) for layout in layouts)
    _put(path, _rendered(title, pages, paper, typeface))


def render(sheet: Sheet, page: PageSize) -> bytes:
    """A document as the content of a PDF file."""
    typeface = Typeface()
    title = f"{sheet.kind} {sheet.subject}"
    return _rendered(title, lay_out(sheet, page, typeface), QPageSize(_SIZES[page]), typeface)


def _rendered(title: str, pages: Iterable[Page], paper: QPageSize, typeface: Typeface) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(visible(title))
    writer.setCreator("Kitbench")
    writer.setResolution(PER_INCH)
    writer.setPageLayout(
        QPageLayout(
            paper,
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    painter = QPainter(writer)
    for number, one in enumerate(pages):
        if number:
            writer.newPage()
        paint(painter, one, typeface)
    painter.end()
    return bytes(buffer.data().data())


def _put(path: Path, content: bytes) -> None:
    """Write beside the file and rename into place, so that nobody finds half of it."""
    beside = path.parent / f".{secrets.token_hex(6)}.part"
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):  # the fault that counts is the first one
            beside.unlink(missing_ok=True)
        raise
