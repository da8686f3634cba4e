"""From what a document says to its pages. Pure but for the measures of fonts; any thread."""

from collections.abc import Iterator
from dataclasses import replace

from app.ui import print_texts
from app.ui.print.block import Page, Placed
from app.ui.print.flow import Piece, Room, paginate
from app.ui.print.letterhead import Letterhead
from app.ui.print.paper import BOTTOM, MM, TOP, PageSize
from app.ui.print.sheet import Sheet
from app.ui.print.tables import TableSetter
from app.ui.print.typeface import Typeface


def lay_out(sheet: Sheet, page: PageSize, typeface: Typeface) -> list[Page]:
    """All pages of a document, each with its number and how many there are."""
    head = Letterhead(sheet, page, typeface)
    running = head.running()
    foot_top = page.height - BOTTOM - round(head.foot("").height)
    bottom = foot_top - 3 * MM
    later = Room(TOP + round(running.height) + 3 * MM, bottom)
    bodies = paginate(_pieces(sheet, head, TableSetter(page, typeface)), Room(TOP, bottom), later)
    pages: list[Page] = []
    for number, body in enumerate(bodies, start=1):
        foot = Placed(foot_top, head.foot(print_texts.page(number, len(bodies))))
        above = (Placed(TOP, running),) if number > 1 else ()
        pages.append((*above, *body, foot))
    return pages


def _pieces(sheet: Sheet, head: Letterhead, setter: TableSetter) -> Iterator[Piece]:
    last = Piece(head.opening())
    for piece in _body(sheet, setter):
        yield last
        last = piece
    # Nobody signs a page with nothing on it.
    yield replace(last, keep=bool(sheet.sign))
    if sheet.sign:
        yield setter.signatures(sheet.sign)


def _body(sheet: Sheet, setter: TableSetter) -> Iterator[Piece]:
    for note in sheet.notes:
        yield setter.paragraph(note)
    for table in sheet.tables:
        yield from setter.pieces(table)
