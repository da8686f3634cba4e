"""Pages are filled in order; nothing is cut, nothing lost, no heading left alone."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.print.block import Block, Placed
from app.ui.print.flow import Piece, Room, paginate

FIRST, LATER = Room(40, 100), Room(20, 100)


def pages_of(pieces: list[Piece]) -> list[list[Placed]]:
    return [list(page) for page in paginate(pieces, FIRST, LATER)]


def block(height: float) -> Block:
    return Block(height, ())


def test_a_page_is_filled_and_the_next_one_begins_with_what_is_repeated() -> None:
    title, repeated = block(10), block(5)
    rows = [block(20) for _ in range(4)]
    pieces = [Piece(title, keep=True), *(Piece(row, again=(repeated,)) for row in rows)]

    assert pages_of(pieces) == [
        [Placed(40, title), Placed(50, rows[0]), Placed(70, rows[1])],
        [Placed(20, repeated), Placed(25, rows[2]), Placed(45, rows[3])],
    ]


def test_a_heading_goes_with_what_it_heads() -> None:
    first, heading, row = block(40), block(10), block(20)
    pages = pages_of([Piece(first), Piece(heading, keep=True), Piece(row)])
    assert pages == [[Placed(40, first)], [Placed(20, heading), Placed(30, row)]]


def test_white_above_a_heading_is_dropped_at_the_top_of_a_page() -> None:
    one, other = block(30), block(30)
    assert pages_of([Piece(one, gap=9), Piece(other, gap=9)]) == [
        [Placed(40, one)],
        [Placed(20, other)],
    ]
    small = block(10)
    assert pages_of([Piece(one), Piece(small, gap=9)]) == [[Placed(40, one), Placed(79, small)]]


def test_what_is_too_high_for_a_page_does_not_hang() -> None:
    pages = pages_of([Piece(block(500)), Piece(block(500)), Piece(block(10))])
    assert len(pages) == 3


def test_a_heading_without_rows_is_printed_all_the_same() -> None:
    assert pages_of([Piece(block(10), keep=True)]) == [[Placed(40, block(10))]]


PIECES = st.lists(
    st.builds(
        Piece,
        block=st.builds(Block, height=st.integers(1, 15), marks=st.just(())),
        keep=st.booleans(),
        again=st.just((Block(5, ()),)),
        gap=st.integers(0, 5),
    ),
    max_size=60,
)


@given(PIECES)
def test_nothing_is_lost_overlaps_or_leaves_its_page(pieces: list[Piece]) -> None:
    kept = 0
    for at, piece in enumerate(pieces):
        kept = kept + 1 if piece.keep else 0
        if kept > 2:  # more than a page could hold is nobody's heading
            pieces[at] = Piece(piece.block)
            kept = 0
    pages = pages_of(pieces)

    body = [placed.block for page in pages for placed in page[1 if page is not pages[0] else 0 :]]
    assert [id(one) for one in body] == [id(piece.block) for piece in pieces]
    for number, page in enumerate(pages):
        y = float((LATER if number else FIRST).top)
        for placed in page:
            assert placed.y >= y
            y = placed.y + placed.block.height
        assert y <= 100
        if number + 1 < len(pages):
            last = next(piece for piece in pieces if piece.block is page[-1].block)
            assert not last.keep
