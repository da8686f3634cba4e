"""Decimal quantities of the training ERP (contracts.md E2.3)."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sandbox.quantities import DECIMALS, amount, kit_quantity, plain, read_decimal

FACTORS = st.lists(st.decimals("0", "99999", allow_nan=False, places=4), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "value"),
    [("5", "5"), ("5.0", "5.0"), ("0.075", "0.075"), (".5", "0.5"), ("007", "7")],
)
def test_plain_decimals_are_read(text: str, value: str) -> None:
    assert read_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "-1", "+1", "1e9", "1E2", "NaN", "Infinity", "1,5", "1.", "5 EA", "٣", "0x5", "1_000"],
)
def test_anything_else_is_none(text: str) -> None:
    assert read_decimal(text) is None


@given(FACTORS)
def test_whole_units_round_up_exactly(factors: list[Decimal]) -> None:
    exact = Fraction(1)
    for factor in factors:
        exact *= Fraction(factor)

    assert kit_quantity(factors, "EACH") == ceil(exact)


@given(FACTORS)
def test_other_units_are_exact_to_what_the_books_hold(factors: list[Decimal]) -> None:
    exact = Fraction(1)
    for factor in factors:
        exact *= Fraction(factor)

    quantity = kit_quantity(factors, "KG")

    assert abs(Fraction(quantity) - exact) <= Fraction(1, 2 * 10**DECIMALS)


@given(st.decimals("0", "999999999", allow_nan=False, places=DECIMALS))
def test_plain_text_has_no_exponent_and_no_idle_zeros(value: Decimal) -> None:
    text = plain(value)

    assert Decimal(text) == value
    assert "E" not in text
    assert "." not in text or text[-1] not in ".0"


def test_plain_text_of_large_and_small() -> None:
    assert [plain(Decimal(text)) for text in ("1E+3", "100", "0E-9", "1E-9")] == [
        "1000", "100", "0", "0.000000001",
    ]  # fmt: skip


def test_amounts_have_two_decimals() -> None:
    assert amount(Decimal("0.075"), Decimal("18.50")) == "1.39"
    assert amount(Decimal(40), Decimal(3)) == "120.00"
