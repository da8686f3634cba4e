"""Quantities: what is one, why something isn't, and how one is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quantities import (
    MOST,
    PLACES,
    QuantityError,
    QuantityFault,
    check_for_unit,
    is_whole_unit,
    parse_quantity,
    plain,
    round_up_for_unit,
)
from tests.support.texts import SIGNS


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("5", "5"),
        (" 5\r\n", "5"),
        ("005", "5"),
        ("2.5", "2.5"),
        (".25", "0.25"),
        ("1.000000", "1"),
        ("0.000001", "0.000001"),
        ("1.50000000000000", "1.5"),
        ("9999999", "9999999"),
        ("9999999.0", "9999999"),
    ],
)
def test_a_quantity_is_read(text: str, quantity: str) -> None:
    assert parse_quantity(text) == Decimal(quantity)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", QuantityFault.EMPTY),
        (" \t", QuantityFault.EMPTY),
        ("0", QuantityFault.ZERO),
        ("0.000", QuantityFault.ZERO),
        ("-1", QuantityFault.SIGNED),
        ("+1", QuantityFault.SIGNED),
        ("\u22121.5", QuantityFault.SIGNED),
        ("1e9", QuantityFault.EXPONENT),
        ("1E-2", QuantityFault.EXPONENT),
        (".5e3", QuantityFault.EXPONENT),
        ("1,5", QuantityFault.GROUPED),
        ("1,000", QuantityFault.GROUPED),
        ("12,345,678.5", QuantityFault.GROUPED),
        ("1 000", QuantityFault.GROUPED),
        ("1'000", QuantityFault.GROUPED),
        ("1\u202f000", QuantityFault.GROUPED),
        ("1_000", QuantityFault.GROUPED),
        ("5 EA", QuantityFault.HAS_UNIT),
        ("2.5kg", QuantityFault.HAS_UNIT),
        ("NaN", QuantityFault.NOT_A_NUMBER),
        ("Infinity", QuantityFault.NOT_A_NUMBER),
        ("five", QuantityFault.NOT_A_NUMBER),
        (".", QuantityFault.NOT_A_NUMBER),
        ("5.", QuantityFault.NOT_A_NUMBER),
        ("1.2.3", QuantityFault.NOT_A_NUMBER),
        ("--1", QuantityFault.NOT_A_NUMBER),
        ("\u0665", QuantityFault.NOT_A_NUMBER),
        ("\uff15", QuantityFault.NOT_A_NUMBER),
        ("\u00bd", QuantityFault.NOT_A_NUMBER),
        ("1/2", QuantityFault.NOT_A_NUMBER),
        ("96385074", QuantityFault.LOOKS_LIKE_CODE),
        ("00012345", QuantityFault.LOOKS_LIKE_CODE),
        ("4006381333931", QuantityFault.LOOKS_LIKE_CODE),
        ("GC00004057", QuantityFault.LOOKS_LIKE_CODE),
        ("12345678A", QuantityFault.LOOKS_LIKE_CODE),
        ("PUMP002", QuantityFault.LOOKS_LIKE_CODE),
        ("0x10", QuantityFault.LOOKS_LIKE_CODE),
        ("KB:QTY=5", QuantityFault.LOOKS_LIKE_CODE),
        ("[)>\x1e06\x1dQ5\x1e\x04", QuantityFault.LOOKS_LIKE_CODE),
        ("5" * 41, QuantityFault.LOOKS_LIKE_CODE),
        ("9999999.1", QuantityFault.TOO_LARGE),
        ("10000000.0", QuantityFault.TOO_LARGE),
        ("0.0000001", QuantityFault.TOO_PRECISE),
    ],
)
def test_what_is_no_quantity_says_why(text: str, fault: QuantityFault) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert (caught.value.fault, caught.value.text) == (fault, text)


def test_zero_is_a_quantity_where_it_is_asked_for() -> None:
    assert parse_quantity("0", zero=True) == 0
    assert parse_quantity("0.0", zero=True) == 0


@pytest.mark.parametrize(
    ("text", "most", "taken"),
    [("5", "5", True), ("5.1", "5", False), ("5000000", "5", False), ("12.5", "12.5", True)],
)
def test_the_caller_says_what_is_absurd(text: str, most: str, taken: bool) -> None:
    if taken:
        assert parse_quantity(text, most=Decimal(most)) == Decimal(text)
        return
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text, most=Decimal(most))
    assert caught.value.fault is QuantityFault.TOO_LARGE


@pytest.mark.parametrize("unit", ["EACH", "each", " EA ", "Pcs", "PC", "PIECE", "C62"])
def test_counted_units_are_whole(unit: str) -> None:
    assert is_whole_unit(unit)
    check_for_unit(Decimal("5.000"), unit)
    with pytest.raises(QuantityError) as caught:
        check_for_unit(Decimal("0.50"), unit)
    assert (caught.value.fault, caught.value.text) == (QuantityFault.NOT_WHOLE, "0.5")


@pytest.mark.parametrize("unit", ["", "KG", "FT", "M", "EACHES", "ROLL"])
def test_measured_units_are_not(unit: str) -> None:
    assert not is_whole_unit(unit)
    check_for_unit(Decimal("0.5"), unit)
    assert round_up_for_unit(Decimal("0.5"), unit) == Decimal("0.5")


@pytest.mark.parametrize(
    ("quantity", "rounded"),
    [
        ("5", "5"),
        ("5.0", "5"),
        ("5.000001", "6"),
        ("0.1", "1"),
        ("99999999999999999999999999999999.5", "100000000000000000000000000000000"),
    ],
)
def test_counted_components_round_up(quantity: str, rounded: str) -> None:
    assert round_up_for_unit(Decimal(quantity), "EACH") == Decimal(rounded)


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        ("0", "0"),
        ("-0.00", "0"),
        ("0E+5", "0"),
        ("5.00", "5"),
        ("1E+3", "1000"),
        ("1E-6", "0.000001"),
        ("120", "120"),
        ("-2.50", "-2.5"),
        ("1234567890123456789012345678901234.50", "1234567890123456789012345678901234.5"),
    ],
)
def test_a_quantity_is_written_plainly(quantity: str, text: str) -> None:
    assert plain(Decimal(quantity)) == text


@given(st.decimals(min_value=0, max_value=MOST, places=PLACES))
def test_what_is_written_is_read_back(quantity: Decimal) -> None:
    assert parse_quantity(plain(quantity), zero=True) == quantity


def parsed(text: str) -> Decimal | QuantityFault:
    try:
        return parse_quantity(text)
    except QuantityError as error:
        return error.fault


@given(st.one_of(st.text(SIGNS), st.text(alphabet="0123456789.,eE+- EA", max_size=20)))
def test_any_text_is_a_quantity_or_says_why(text: str) -> None:
    quantity = parsed(text)
    if isinstance(quantity, QuantityFault):
        return
    assert 0 < quantity <= MOST
    assert parse_quantity(plain(quantity)) == quantity
    assert set(text.strip()) <= set("0123456789.")


@given(
    st.decimals(min_value=0, max_value=MOST, places=12),
    st.sampled_from(["EACH", "KG"]),
)
def test_rounding_up_gives_what_the_unit_allows(quantity: Decimal, unit: str) -> None:
    rounded = round_up_for_unit(quantity, unit)
    check_for_unit(rounded, unit)
    assert 0 <= rounded - quantity < 1
