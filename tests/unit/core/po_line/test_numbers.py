"""Numbers of two countries: one meaning where there is one, the form's where there are two."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.po_line.faults import CellError, LineFault
from app.core.po_line.forms import DecimalMark, Form
from app.core.po_line.numbers import mark_shown, read_number
from app.core.quantities import MOST, plain
from tests.support.texts import SIGNS

POINT, COMMA = Form(DecimalMark.POINT), Form(DecimalMark.COMMA)


@pytest.mark.parametrize(
    ("text", "number", "mark"),
    [
        ("0", "0", None),
        ("100", "100", None),
        ("0.88", "0.88", DecimalMark.POINT),
        ("0,88", "0.88", DecimalMark.COMMA),
        ("0.125", "0.125", DecimalMark.POINT),
        ("0,0041", "0.0041", DecimalMark.COMMA),
        (",5", "0.5", DecimalMark.COMMA),
        ("1234.567", "1234.567", DecimalMark.POINT),
        ("1,234.56", "1234.56", DecimalMark.POINT),
        ("1.234,56", "1234.56", DecimalMark.COMMA),
        ("1,234,567", "1234567", DecimalMark.POINT),
        ("1.234.567", "1234567", DecimalMark.COMMA),
        ("1 234,5", "1234.5", DecimalMark.COMMA),
        ("1\u00a0234", "1234", None),
        ("1\u202f234,567", "1234.567", DecimalMark.COMMA),
        ("1'234.50", "1234.50", DecimalMark.POINT),
        ("\u20ac 0,88", "0.88", DecimalMark.COMMA),
        ("0,88 EUR", "0.88", DecimalMark.COMMA),
        ("$1,234.50", "1234.50", DecimalMark.POINT),
        (" 5\n", "5", None),
    ],
)
def test_what_has_one_meaning_needs_no_form(
    text: str, number: str, mark: DecimalMark | None
) -> None:
    assert read_number(text, POINT, MOST) == read_number(text, COMMA, MOST) == Decimal(number)
    assert mark_shown(text) is mark


def test_what_has_two_is_read_by_the_form() -> None:
    assert read_number("1,250", POINT, MOST) == read_number("1.250", COMMA, MOST) == 1250
    assert read_number("1.250", POINT, MOST) == read_number("1,250", COMMA, MOST) == Decimal("1.25")
    assert mark_shown("1,250") is mark_shown("1.250") is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", LineFault.NOT_A_NUMBER),
        ("many", LineFault.NOT_A_NUMBER),
        ("5,", LineFault.NOT_A_NUMBER),
        ("1,23,4", LineFault.NOT_A_NUMBER),
        ("12,34,567", LineFault.NOT_A_NUMBER),
        ("1.2.3", LineFault.NOT_A_NUMBER),
        ("1,234.567,8", LineFault.LOOKS_LIKE_CODE),
        ("-5", LineFault.SIGNED),
        ("1E+05", LineFault.EXPONENT),
        ("5 pcs", LineFault.HAS_UNIT),
        ("4006381333931", LineFault.LOOKS_LIKE_CODE),
        ("9.999.999.999,00", LineFault.TOO_LARGE),
        ("0.12345678", LineFault.TOO_PRECISE),
        ("nan", LineFault.NOT_A_NUMBER),
        ("1" * 70, LineFault.LOOKS_LIKE_CODE),
    ],
)
def test_what_is_none_is_refused(text: str, fault: LineFault) -> None:
    with pytest.raises(CellError) as caught:
        read_number(text, POINT, MOST)
    assert caught.value.fault is fault


def _grouped(number: Decimal, mark: DecimalMark) -> str:
    written = f"{number:,f}"
    swapped = written.translate(str.maketrans(",.", ".,"))
    return written if mark is DecimalMark.POINT else swapped


@given(
    st.decimals(0, 999_999, places=4, allow_nan=False, allow_infinity=False),
    st.sampled_from(DecimalMark),
)
def test_what_a_country_writes_it_reads(number: Decimal, mark: DecimalMark) -> None:
    form = Form(mark)
    for written in (
        _grouped(number, mark),
        plain(number).replace(".", mark.character),
        f"{_grouped(number, mark)} EUR",
    ):
        assert read_number(written, form, MOST) == number


@given(st.text(SIGNS, max_size=20), st.sampled_from([POINT, COMMA]))
def test_any_text_is_a_number_or_refused(text: str, form: Form) -> None:
    try:
        number = read_number(text, form, MOST)
    except CellError:
        return
    assert 0 <= number <= MOST
