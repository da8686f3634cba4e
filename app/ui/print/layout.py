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


def lay_out(sheet: Sheet, page: PageSize, typeface: Typeface) -> Iterator[Page]:
    """All pages of a document, each with its number and how many there are.

    They are made one at a time, and once more before that to count them: a program whose threads
    hold a hundred thousand marks stops for the garbage collector.
    """
    head = Letterhead(sheet, page, typeface)
    running = head.running()
    foot_top = page.height - BOTTOM - round(head.foot("").height)
    bottom = foot_top - 3 * MM
    first = Room(TOP, bottom)
    later = Room(TOP + round(running.height) + 3 * MM, bottom)
    setter = TableSetter(page, typeface)
    count = sum(1 for _ in paginate(_pieces(sheet, head, setter), first, later))
    bodies = paginate(_pieces(sheet, head, setter), first, later)
    for number, body in enumerate(bodies, start=1):
        foot = Placed(foot_top, head.foot(print_texts.page(number, count)))
        above = (Placed(TOP, running),) if number > 1 else ()
        yield (*above, *body, foot)


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
