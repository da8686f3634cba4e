import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.secret_pieces import PIECE_UNITS, Piece, split
from tests.support.texts import SIGNS

SECRETS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(secret=SECRETS, repeats=st.integers(1, 200))
def test_pieces_fit_and_give_the_secret_again(secret: str, repeats: int) -> None:
    whole = secret * repeats
    pieces = split(whole)
    entries = [piece.entry() for piece in pieces]
    assert all(len(entry.encode("utf-16-le")) <= 2 * PIECE_UNITS for entry in entries)
    parsed = [Piece.parse(entry) for entry in entries]
    assert parsed == pieces
    assert "".join(piece.text for piece in pieces) == whole
    assert all(piece.follows(pieces[0], index) for index, piece in enumerate(pieces))


@pytest.mark.parametrize(("length", "count"), [(1, 1), (900, 1), (1001, 2), (5000, 6)])
def test_a_secret_is_cut_no_more_than_needed(length: int, count: int) -> None:
    assert len(split("t" * length)) == count


def test_pieces_of_two_writings_do_not_go_together() -> None:
    (first, *_), (_, second, *_) = split("a" * 3000), split("a" * 3000)
    assert not second.follows(first, 1)


@given(entry=st.text(SIGNS))
def test_anything_else_in_the_keyring_is_no_piece(entry: str) -> None:
    assert Piece.parse(entry) is None


@pytest.mark.parametrize(
    "entry", ["kb1 stamp 0", "kb1 stamp x 1 secret", "kb1 stamp 0 ² secret", "kb2 stamp 0 1 secret"]
)
def test_a_damaged_piece_is_none(entry: str) -> None:
    assert Piece.parse(entry) is None


def test_a_piece_does_not_show_its_text() -> None:
    (piece,) = split("hunter2")
    assert "hunter2" not in repr(piece)
