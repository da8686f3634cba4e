"""Text of a cell to value and back, for each of the parameters."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.po_line.catalogue import (
    CATALOGUE,
    NOTE_LENGTH,
    PARAMETERS,
    TEXT_LENGTH,
    VALUE_FIELDS,
    Group,
    LineField,
    Parameter,
    marked_required,
)
from app.core.po_line.cells import Value, canonical, text_of, value_of
from app.core.po_line.faults import CellError, LineFault
from app.core.po_line.forms import DayOrder, DecimalMark, Form
from app.core.po_line.values import VALUE_NAMES, ItemType, LeadTime, LeadUnit
from tests.support.texts import SIGNS

EUROPE = Form(DecimalMark.COMMA, DayOrder.DAY_FIRST)
F = LineField


def test_the_catalogue_is_complete() -> None:
    assert len(CATALOGUE) == len(PARAMETERS) == len(LineField) == 38
    assert {field.value for field in VALUE_FIELDS} == set(VALUE_NAMES)
    assert [parameter.field for parameter in CATALOGUE] == list(LineField)
    groups = [parameter.group for parameter in CATALOGUE]
    assert list(dict.fromkeys(groups)) == list(Group)


def test_what_is_required_hangs_on_the_type() -> None:
    of_a_part = marked_required(ItemType.PART)
    assert of_a_part == {F.ITEM_NUMBER, F.ITEM_TYPE, F.QUANTITY, F.PART_NUMBER, F.MANUFACTURER}
    assert marked_required(ItemType.MRO) == {F.ITEM_NUMBER, F.ITEM_TYPE, F.QUANTITY, F.DESCRIPTION}


@pytest.mark.parametrize(
    ("field", "text", "written", "value"),
    [
        (F.ITEM_TYPE, "Invt Part", "INVT PART", ItemType.PART),
        (F.ITEM_TYPE, "services", "Services", ItemType.SERVICES),
        (F.PART_NUMBER, "  416-242424 ", "416-242424", "416-242424"),
        (F.QUANTITY, "1.250", "1250", Decimal(1250)),
        (F.COST_EACH, "0,0041 \u20ac", "0.0041", Decimal("0.0041")),
        (F.OVER_PERCENT, "5 %", "5", Decimal(5)),
        (F.PACKAGE, "ammo_belt", "AMMO BELT", "AMMO BELT"),
        (F.PURCHASE_UNIT, "pcs", "EACH", "EACH"),
        (F.STOCK_UNIT, "ft", "FT", "FT"),
        (F.LEAD_TIME, "10wk", "10 WK", LeadTime(10, LeadUnit.WEEKS)),
        (F.LEAD_TIME, "2 months", "2 MO", LeadTime(2, LeadUnit.MONTHS)),
        (F.TAXABLE, "WAHR", "Y", True),
        (F.FIRM, "no", "N", False),
        (F.EXCEPTION_DATE, "03/04/2026", "2026-04-03", date(2026, 4, 3)),
        (F.NOTE, " one \r\ntwo\t2 \n", "one\ntwo 2", "one\ntwo 2"),
        (F.DESCRIPTION, "one\ntwo", "one two", "one two"),
        (F.QUANTITY, " ", "", None),
        (F.PACKAGE, "", "", ""),
        (F.ITEM_TYPE, "", "", None),
        (F.CANCELLED, "", "", None),
    ],
)
def test_texts_become_values(field: LineField, text: str, written: str, value: Value) -> None:
    parameter = PARAMETERS[field]
    assert canonical(parameter, text, EUROPE) == written
    assert value_of(parameter, written) == value
    assert text_of(value) == written


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        (F.ITEM_TYPE, "thing", LineFault.NOT_A_CHOICE),
        (F.PACKAGE, "PALLET", LineFault.NOT_A_CHOICE),
        (F.QUANTITY, "lots", LineFault.NOT_A_NUMBER),
        (F.TAX_PERCENT, "101", LineFault.TOO_LARGE),
        (F.LEAD_TIME, "10", LineFault.NOT_A_LEAD_TIME),
        (F.LEAD_TIME, "soon", LineFault.NOT_A_LEAD_TIME),
        (F.TAXABLE, "maybe", LineFault.NOT_A_FLAG),
        (F.EXCEPTION_DATE, "soon", LineFault.NOT_A_DATE),
        (F.PART_NUMBER, "x" * (TEXT_LENGTH + 1), LineFault.TOO_LONG),
        (F.NOTE, "x" * (NOTE_LENGTH + 1), LineFault.TOO_LONG),
        (F.PART_NUMBER, "A\x07B", LineFault.UNPRINTABLE),
    ],
)
def test_what_is_no_value_is_refused(field: LineField, text: str, fault: LineFault) -> None:
    with pytest.raises(CellError) as caught:
        canonical(PARAMETERS[field], text)
    assert caught.value.fault is fault


@given(st.sampled_from(CATALOGUE), st.text(SIGNS, max_size=16), st.sampled_from([Form(), EUROPE]))
def test_canonical_text_stays_as_it_is(one: Parameter, text: str, form: Form) -> None:
    """So that a cell which holds a mistyped text is never taken for one with a value."""
    try:
        written = canonical(one, text, form)
    except CellError:
        with pytest.raises(CellError):
            canonical(one, text)
        return
    assert canonical(one, written) == written
    assert text_of(value_of(one, written)) == written
