"""JSON as servers send it."""

import json
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.erp.json_text import NotJsonError, decode, encode
from tests.support.texts import SIGNS

SIMPLE = st.none() | st.booleans() | st.text(SIGNS)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(SIGNS), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_there_and_back(value: object) -> None:
    assert decode(encode(value)) == value


@given(st.binary())
def test_bytes_are_json_or_not(content: bytes) -> None:
    decoded_or_refused(content)


@given(st.text(alphabet='{}[]":,.-+eE0123456789 \\utrfalsenNIy'), st.sampled_from(["", "cp1252"]))
def test_nearly_json_is_json_or_not(text: str, charset: str) -> None:
    decoded_or_refused(text.encode(), charset)


def decoded_or_refused(content: bytes, charset: str = "") -> None:
    """Decoded as the standard library does, or refused; anything else escapes and fails."""
    with suppress(NotJsonError):
        assert _as_floats(decode(content, charset)) == _as_floats(json.loads(content))


def _as_floats(value: object) -> object:
    if isinstance(value, dict):
        return {name: _as_floats(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_as_floats(one) for one in value]
    return value if value is None or isinstance(value, bool | str) else float(str(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_numbers_are_exact(number: Decimal) -> None:
    text = f"{number:f}"
    if len(text) <= 40 and (not number or number.adjusted() > -40):
        read = decode(text.encode())
        assert isinstance(read, Decimal)
        assert read == number


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"<html></html>",
        b"{",
        b'{"A": 1,}',
        b"{'A': 1}",
        b'{"A": NaN}',
        b'{"A": Infinity}',
        b'{"A": -Infinity}',
        b'{"A": 1e999999999999999999999}',
        b'{"A": 1e-50}',
        b'{"A": ' + b"1" * 5000 + b"}",
        b'{"A": "1", "A": "2"}',
        b'[{"B": {"A": 1, "A": 1}}]',
        b"[" * 200_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"A":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"A": "\xff"}',
        b"{} {}",
        b"{}\x00",
    ],
    ids=lambda content: repr(content[:24]),
)
def test_refused(content: bytes) -> None:
    with pytest.raises(NotJsonError):
        decode(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_encodings_with_or_without_mark(encoding: str) -> None:
    assert decode('{"PART_DESC": "Bürste €"}'.encode(encoding)) == {"PART_DESC": "Bürste €"}


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", '"latin-1"'])
def test_declared_code_page(charset: str) -> None:
    assert decode('{"PART_DESC": "Bürste"}'.encode("cp1252"), charset) == {"PART_DESC": "Bürste"}


def test_declared_code_page_but_sent_as_utf_8() -> None:
    assert decode('"Bürste"'.encode(), "iso-8859-1") == "Bürste"


@pytest.mark.parametrize("charset", ["rot13", "zip", "nonsense", "utf-7", "\x00"])
def test_other_declarations_change_nothing(charset: str) -> None:
    assert decode('"Bürste"'.encode(), charset) == "Bürste"


def test_request_is_ascii() -> None:
    content = encode({"PART_DESC": "Bürste\ud800"})
    assert content.isascii()
    assert json.loads(content) == {"PART_DESC": "Bürste\ud800"}
