"""What ManEx's parameters and paths are read as, whatever they hold."""

import json
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sandbox.manex_answers import ManexRefusalError
from app.sandbox.manex_form import (
    ManexForm,
    NotInitializedError,
    padded,
    read_day,
    read_form,
    read_lead_time,
    read_order_number,
)
from app.sandbox.manex_keys import SAMPLE, plant_key
from app.sandbox.manex_path import ROOT, call_of, read_place
from tests.support.texts import SIGNS

TEXTS = st.text(SIGNS, max_size=40)
READERS = ("text", "flag", "number", "day", "required")


@given(st.integers(0, 9999), st.sampled_from(["", " "]), st.sampled_from(["DY", "wk", "Mo"]))
def test_a_lead_time_is_read(number: int, blank: str, unit: str) -> None:
    assert read_lead_time(f"{number}{blank}{unit}") == (Decimal(number), unit.upper())


@given(TEXTS | st.from_regex(r"[0-9. ]*(DY|WK|MO|YR)? ?", fullmatch=True, alphabet=SIGNS))
def test_any_lead_time_is_one_or_nothing(text: str) -> None:
    read = read_lead_time(text)
    if read is not None:
        assert read[0] >= 0
        assert read_lead_time(f"{read[0]} {read[1]}") == read


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_in_both_forms(day: date) -> None:
    months = ["JAN", "Feb", "mar", "APR", "May", "jun", "JUL", "Aug", "sep", "OCT", "Nov", "dec"]
    assert read_day(f"{day:%m-%d-}{day.year}") == day
    assert read_day(f"{months[day.month - 1]}-{day:%d}-{day.year}") == day


@given(TEXTS | st.from_regex(r"[0-9]{2}-[0-9]{2}-[0-9]{4}", fullmatch=True, alphabet=SIGNS))
def test_any_day_is_one_or_nothing(text: str) -> None:
    day = read_day(text)
    assert day is None or text[-4:] == f"{day.year:04d}"


@given(st.integers(0, 10**14 - 1), st.sampled_from(["", "t", "T"]), st.integers(0, 5))
def test_an_order_s_number_has_no_zeros_before_it(number: int, letter: str, zeros: int) -> None:
    own = f"{letter.upper()}{number}"
    assert read_order_number(f" {letter}{'0' * zeros}{number} ") == own
    assert read_order_number(padded(own)) == own
    assert len(padded(own)) == 15


@given(TEXTS)
def test_any_order_number_is_one_or_nothing(text: str) -> None:
    number = read_order_number(text)
    assert number is None or read_order_number(number) == number


@given(st.binary(max_size=200), st.text(SIGNS, max_size=60))
def test_any_body_and_query_are_a_form_or_refused(body: bytes, query: str) -> None:
    try:
        form = read_form(query, body)
    except NotInitializedError:
        return
    assert isinstance(form, ManexForm)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)


@given(VALUES, st.sampled_from(READERS))
def test_any_value_is_read_or_refused(value: object, reader: str) -> None:
    form = read_form("", json.dumps({"Field": value}).encode())
    read = read_by(form, reader, "fIELD")
    if isinstance(read, str) and read.startswith("refused: "):
        assert read.startswith(("refused: fIELD is Invalid.", "refused: fIELD is required."))
    elif reader == "number":
        assert read is None or 0 <= Decimal(str(read)) < 10**9


def read_by(form: ManexForm, reader: str, name: str) -> object:
    try:
        return getattr(form, reader)(name)
    except ManexRefusalError as refusal:
        return f"refused: {refusal.reason}"


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True, alphabet=SIGNS), st.text(SIGNS, max_size=20)
    )
)
def test_json_and_query_are_read_alike(values: dict[str, str]) -> None:
    by_query = read_form(urlencode(values), b"")
    by_json = read_form("", json.dumps(values).encode())
    for name in values:
        texts = {read_by(form, "text", name.upper()) for form in (by_query, by_json)}
        assert len(texts) == 1


@given(st.lists(st.text(alphabet="/aPI%é .", max_size=8), max_size=6))
def test_any_path_has_a_place_or_is_another_erp_s(parts: list[str]) -> None:
    path = "/".join(["", *parts])
    below = f"{ROOT}{path}"
    assert read_place(below) is not None
    assert call_of(below).startswith(f"{ROOT}/")
    assert call_of(call_of(below)) == call_of(below)
    assert call_of("/api/part-query") == "/api/part-query"


@pytest.mark.parametrize(
    "path", ["/manex/API/PO/ItemAdd/KEY", "/MANEX/po/itemadd/KEY", "/manex/api/PO/ITEMADD"]
)
def test_calls_are_told_apart_without_their_key(path: str) -> None:
    assert call_of(path) == "/manex/api/po/itemadd"


def test_keys_do_not_come_twice() -> None:
    keys = {plant_key(number) for number in range(20_000)}
    assert len(keys) == 20_000
    assert {len(key) for key in keys} == {len(SAMPLE)}
