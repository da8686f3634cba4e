"""Tables to and from spreadsheets: what was copied is what is pasted, whatever stands in it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.spreadsheets import (
    MOST_COLUMNS,
    TooLargeError,
    guarded,
    read_table,
    unguarded,
    write_table,
)

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=12
)
LINES = TEXTS.map(lambda text: "\n".join(text.splitlines()))  # a cell's own lines end with one


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("", ()),
        ("a", (("a",),)),
        ("a\tb\nc\td\n", (("a", "b"), ("c", "d"))),
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\tb\n\t\nc\td\n\t\n\n", (("a", "b"), ("", ""), ("c", "d"))),
        ("a\n1\t2\t3\n", (("a", "", ""), ("1", "2", "3"))),
        ("a;b;c\n1,5;2;3\n", (("a", "b", "c"), ("1,5", "2", "3"))),
        ('a,b\n"x,y",2\n', (("a", "b"), ("x,y", "2"))),
        ("a,b;c\n1,2;3\n", (("a,b", "c"), ("1,2", "3"))),
        ('"a ""q"" b"\t"l1\nl2"\n', (('a "q" b', "l1\nl2"),)),
        ('"1/4\tfoo\nbar\tx\n', (('"1/4', "foo"), ("bar", "x"))),
        ('"1/4" hex\tfoo\n', (('"1/4" hex', "foo"),)),
        ('1/4"\tfoo\n', (('1/4"', "foo"),)),
        ("\ufeffpart;qty\n", (("part", "qty"),)),
    ],
)
def test_what_spreadsheets_copy_and_save_is_read(text: str, table: object) -> None:
    assert read_table(text) == table


@given(st.lists(st.lists(LINES, min_size=2, max_size=4), max_size=5))
def test_what_is_copied_is_pasted(rows: list[list[str]]) -> None:
    width = max(map(len, rows), default=0)
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    while even and not any(cell.strip() for cell in even[-1]):
        even.pop()
    read = read_table(write_table(rows))
    assert [[unguarded(cell) for cell in row] for row in read] == even


@given(st.lists(st.lists(LINES, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_a_csv_writer_saves_is_read(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    while even and not any(cell.strip() for cell in even[-1]):
        even.pop()
    saved = io.StringIO()
    csv.writer(saved, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(row) for row in read_table(saved.getvalue())] == even


@given(TEXTS)
def test_no_text_makes_it_fail(text: str) -> None:
    table = read_table(text)
    assert len({len(row) for row in table}) <= 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+49", "-5", "@x", " =A1", "\u00a0=A1", "\uff1dA1", "\tx"]
)
def test_a_formula_gets_a_guard(text: str) -> None:
    assert guarded(text) == f"'{text}"


@given(TEXTS)
def test_a_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_too_much_is_refused() -> None:
    with pytest.raises(TooLargeError):
        read_table("\t" * MOST_COLUMNS + "x")


def test_quotes_that_never_close_cost_no_more_than_others() -> None:
    many = '"a\t' * (MOST_COLUMNS - 1) + "\n"
    assert len(read_table(many * 2000)) == 2000
