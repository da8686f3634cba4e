"""What holds on every page of every document, whatever others wrote into it."""

import math
from itertools import combinations

import pytest
from PySide6.QtGui import QImage

from app.core.kit.pick_list import Stop
from app.ui.print.block import Box, Fill, Matrix, Page
from app.ui.print.layout import lay_out
from app.ui.print.paper import BOTTOM, MARGIN, TOP, PageSize
from app.ui.print.pick_sheet import pick_sheet
from app.ui.print.reversal_sheet import reversal_sheet
from app.ui.print.sheet import Sheet
from app.ui.print.typeface import Typeface
from app.ui.texts import amount
from app.ui.widgets.text import visible
from tests.gui.print import kits
from tests.gui.print.reading import DPI, picture, placed_words, words

MANY_SERIALS = tuple(f"SN-{n * 3:06d}" for n in range(3000))
DOCUMENTS = {
    "usual": pick_sheet(kits.usual()),
    "nasty": pick_sheet(kits.nasty()),
    "many": pick_sheet(kits.many(200)),
    "reversal": reversal_sheet(kits.reversal()),
    "nasty reversal": reversal_sheet(
        kits.reversal(
            [
                kits.put_back(kits.NASTY, description=kits.LONG, serials=(kits.LONG,) * 40),
                kits.put_back("PCB", lot="L" * 200, serials=MANY_SERIALS),
                *(kits.put_back(f"PART-{n}") for n in range(60)),
            ]
        )
    ),
}
WHITE = b"\xff"
_LAID_OUT: dict[tuple[int, PageSize], list[Page]] = {}


@pytest.fixture(params=DOCUMENTS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return DOCUMENTS[request.param]


@pytest.fixture(params=PageSize)
def size(request: pytest.FixtureRequest) -> PageSize:
    found = request.param
    assert isinstance(found, PageSize)
    return found


@pytest.fixture
def pages(sheet: Sheet, size: PageSize, typeface: Typeface) -> list[Page]:
    """All of a document, laid out once for every test that reads it."""
    laid = (id(sheet), size)  # documents stay as long as the module
    if laid not in _LAID_OUT:
        _LAID_OUT[laid] = list(lay_out(sheet, size, typeface))
    return _LAID_OUT[laid]


def test_all_text_stands_within_the_margins(
    pages: list[Page], size: PageSize, typeface: Typeface
) -> None:
    for page in pages:
        for baseline, mark in placed_words(page):
            assert mark.x >= MARGIN
            assert mark.x + typeface.width(mark.text, mark.style) <= size.width - MARGIN + 1
            assert baseline - mark.style.size >= TOP - 1 * mark.style.size
            assert baseline + 0.3 * mark.style.size <= size.height - BOTTOM


def test_no_two_texts_touch(pages: list[Page], typeface: Typeface) -> None:
    for page in pages:
        boxes = []
        for baseline, mark in placed_words(page):
            if mark.text:
                right = mark.x + typeface.width(mark.text, mark.style)
                # capitals and digits above the baseline, a little below it
                top, bottom = baseline - 0.72 * mark.style.size, baseline + 0.2 * mark.style.size
                boxes.append((mark.x, right, top, bottom, mark.text))
        for one, other in combinations(boxes, 2):
            apart = one[1] <= other[0] or other[1] <= one[0]
            assert apart or one[3] <= other[2] or other[3] <= one[2], (one, other)


@pytest.mark.parametrize("name", ["nasty", "usual"])
def test_no_number_is_ever_broken(name: str, size: PageSize, typeface: Typeface) -> None:
    pick = {"nasty": kits.nasty, "usual": kits.usual}[name]()
    said = [text for page in lay_out(DOCUMENTS[name], size, typeface) for text in words(page)]
    for line in pick.lines:
        assert {amount(line.needed), amount(line.on_hand)} <= set(said)
    for short in pick.shortages:
        assert amount(short.short) in said or not short.short


def test_boxes_and_symbols_stand_clear_of_all_text(pages: list[Page], typeface: Typeface) -> None:
    for page in pages:
        texts = [
            (mark.x, mark.x + typeface.width(mark.text, mark.style), y - mark.style.size * 0.7, y)
            for y, mark in placed_words(page)
        ]
        for placed in page:
            for mark in placed.block.marks:
                if not isinstance(mark, Matrix):
                    continue
                quiet = mark.module  # the white that the standard asks for
                left, right = mark.x - quiet, mark.x + mark.width + quiet
                top = placed.y + mark.y - quiet
                bottom = placed.y + mark.y + mark.height + quiet
                for x, end, above, below in texts:
                    assert end <= left or x >= right or below <= top or above >= bottom


def test_nothing_is_printed_on_the_margins(pages: list[Page], size: PageSize) -> None:
    page = picture(pages[0], size)
    edge = math.floor((MARGIN - 20) / 2540 * DPI)
    for left in (0, page.width() - edge):
        margin = page.copy(left, 0, edge, page.height())
        margin = margin.convertToFormat(QImage.Format.Format_Grayscale8)
        shades = bytes(margin.constBits())
        for y in range(margin.height()):
            row = y * margin.bytesPerLine()
            assert shades[row : row + edge] == WHITE * edge, (left, y)


def test_every_page_says_which_it_is_and_what_of(sheet: Sheet, pages: list[Page]) -> None:
    for number, page in enumerate(pages, start=1):
        said = words(page)
        assert said[-1] == f"Page {number} of {len(pages)}"
        head = said[0] if number == 1 else next(text for text in said if " · " in text)
        assert head.startswith(sheet.kind)
        assert said[-2].startswith("Kitbench")
        assert sheet.flag in {"", *said}


def test_nothing_hidden_reaches_the_paper(pages: list[Page]) -> None:
    for page in pages:
        assert all(text.isprintable() and visible(text) == text for text in words(page))


def marks(page: Page, kind: type) -> list[object]:
    return [mark for placed in page for mark in placed.block.marks if isinstance(mark, kind)]


def test_columns_and_places_are_named_again_on_a_new_page(typeface: Typeface) -> None:
    one_place = kits.pick_list(
        Stop("MS", "ISLE 3", tuple(kits.line(f"PART-{n}") for n in range(60)))
    )
    pages = list(lay_out(pick_sheet(one_place), PageSize.A4, typeface))

    assert len(pages) > 2
    assert "MS · ISLE 3" in words(pages[0])
    for page in pages[1:]:
        said = words(page)
        assert said.index("Component") < said.index("MS · ISLE 3 (continued)")
        assert "MS · ISLE 3" not in said
        assert any(text.startswith("PART-") for text in said)  # no page for the signatures alone


@pytest.mark.parametrize("above", range(1, 30))
def test_no_place_is_named_at_the_foot_of_a_page(above: int, typeface: Typeface) -> None:
    """Wherever a page ends: each place has a component below it on the same page."""
    first = Stop("MS", "ISLE 1", tuple(kits.line(f"PART-A{n}") for n in range(above)))
    second = Stop("MS", "ISLE 2", (kits.line("PART-B"),))
    for page in lay_out(pick_sheet(kits.pick_list(first, second)), PageSize.A4, typeface):
        said = words(page)
        for place, part in (("MS · ISLE 1", "PART-A"), ("MS · ISLE 2", "PART-B")):
            if place in said or f"{place} (continued)" in said:
                assert any(text.startswith(part) for text in said)


def test_boxes_of_complete_lines_are_ticked(typeface: Typeface) -> None:
    (first, second, *_) = lay_out(DOCUMENTS["usual"], PageSize.A4, typeface)
    boxes = [mark for page in (first, second) for mark in marks(page, Box)]
    ticked = [mark.ticked for mark in boxes if isinstance(mark, Box)]
    assert ticked == [False, True, False, False]  # the grease was scanned


def test_every_line_has_its_box_and_its_symbol(typeface: Typeface) -> None:
    pages = list(lay_out(DOCUMENTS["many"], PageSize.LETTER, typeface))
    assert sum(len(marks(page, Box)) for page in pages) == 200
    assert sum(len(marks(page, Matrix)) for page in pages) == 201  # and the assembly's
    assert all(marks(page, Fill) for page in pages)


def test_serial_numbers_are_all_printed_over_as_many_pages_as_they_need(
    typeface: Typeface,
) -> None:
    sheet = reversal_sheet(kits.reversal([kits.put_back("PCB", serials=MANY_SERIALS)]))
    pages = list(lay_out(sheet, PageSize.A4, typeface))
    said = [text for page in pages for text in words(page)]

    listed = [piece for text in said for piece in text.replace(",", " ").split()]
    assert [piece for piece in listed if piece.startswith("SN-")] == list(MANY_SERIALS)
    assert said.count("3,000 serial numbers") == 1
    continued = [page for page in pages if "3,000 serial numbers (continued)" in words(page)]
    assert len(continued) > 2


def test_serial_numbers_with_something_hidden_in_them_are_all_printed(typeface: Typeface) -> None:
    odd = tuple(f"S{n}\x1d\x1e\u202e" for n in range(30))
    sheet = reversal_sheet(kits.reversal([kits.put_back("PCB", serials=odd)]))
    said = " ".join(text for page in lay_out(sheet, PageSize.A4, typeface) for text in words(page))
    assert ", ".join(visible(one) for one in odd) in said


def test_who_holds_some_is_said_with_its_component_on_a_new_page_too(typeface: Typeface) -> None:
    (_, split) = kits.usual().shortages
    pages = list(
        lay_out(pick_sheet(kits.pick_list(shortages=(split,) * 6)), PageSize.LETTER, typeface)
    )
    continued = [page for page in pages[1:] if "WIND-24V (continued)" in words(page)]
    assert continued
    for page in continued:
        said = words(page)
        following = said[said.index("WIND-24V (continued)") + 1 :]
        assert following[1].startswith("MS · ISLE") or following[0] == "and 10 more places"


def test_a_serial_number_longer_than_a_line_is_broken_and_not_cut(typeface: Typeface) -> None:
    odd = "X" * 400 + "END"
    sheet = reversal_sheet(kits.reversal([kits.put_back("PCB", serials=(odd, "S2"))]))
    said = [text for page in lay_out(sheet, PageSize.A4, typeface) for text in words(page)]
    broken = [text for text in said if "X" * 40 in text or text.startswith("XX")]
    assert "".join(broken).replace(", S2", ",").rstrip(",").count("X") == 400
    assert any("END, S2" in text for text in said)
