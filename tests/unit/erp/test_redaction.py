"""No text of a server's ever carries a secret, whatever it does to it."""

import html
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.erp.redaction import HIDDEN, LONGEST, Redactor
from tests.support.texts import SIGNS

SECRETS = st.text(SIGNS, min_size=1, max_size=40)
SPELLINGS: list[Callable[[str], str]] = [
    str,
    str.upper,
    quote,
    quote_plus,
    html.escape,
    lambda secret: quote(secret, safe=""),
    lambda secret: json.dumps(secret)[1:-1],
    lambda secret: json.dumps(secret, ensure_ascii=False)[1:-1],
]


@given(SECRETS, st.text(SIGNS), st.text(SIGNS))
def test_secret_never_appears(secret: str, before: str, after: str) -> None:
    assert secret not in Redactor([secret])(before + secret + after)


@given(st.lists(SECRETS, min_size=1, max_size=4), st.data())
def test_none_of_several_appears(secrets: list[str], data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from([*secrets, " ", "…", "x"]))))
    assert not any(secret in Redactor(secrets)(text) for secret in secrets)


@given(st.text(SIGNS, max_size=5000))
def test_always_one_printable_line_of_bounded_length(text: str) -> None:
    line = Redactor(["s3cr3t"])(text)
    assert len(line) <= LONGEST
    assert line.isprintable()


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_text_without_a_secret_stays(text: str) -> None:
    assert Redactor(["\u20ac" * 10])(text) == text[:LONGEST] or len(text) > LONGEST


@pytest.mark.parametrize("spell", SPELLINGS)
def test_each_spelling_is_hidden(spell: Callable[[str], str]) -> None:
    secret = 'Pa55 w"ord/€<&>'
    said = Redactor([secret])(f"user {spell(secret)} is unknown")
    assert said == f"user {HIDDEN} is unknown"


def test_cutting_leaves_no_part_of_a_secret() -> None:
    secret = "s3cr3t" * 20
    for before in range(LONGEST - 200, LONGEST + 20):
        assert "s3cr3t" not in Redactor([secret])("x" * before + secret + "y" * 5000)


def test_long_text_is_cut() -> None:
    said = Redactor()("word " * 1000)
    assert len(said) == LONGEST
    assert said.endswith("…")


def test_control_characters_and_directions_become_blanks() -> None:
    assert Redactor()("a\r\n\tb\x00\x1b[31mc\u202ed\ud800e") == "a b [31mc d e"


def test_secret_joined_by_cleaning_is_hidden() -> None:
    assert Redactor(["ab cd"])("x ab\r\ncd y") == f"x {HIDDEN} y"


def test_secret_that_cannot_be_hidden_takes_the_text_with_it() -> None:
    assert Redactor(["d"])("bad password") == ""


def test_repr_says_nothing() -> None:
    assert repr(Redactor(["s3cr3t"])) == "<Redactor of 1>"
