"""Days as people, spreadsheets and the ERP write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.po_line.dates import read_day
from app.core.po_line.faults import CellError, LineFault
from app.core.po_line.forms import DayOrder, Form

US, EU = Form(days=DayOrder.MONTH_FIRST), Form(days=DayOrder.DAY_FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30",
        "2026/11/30",
        "2026-11-30T00:00:00",
        "2026-11-30 14:55:50.96-05:00",
        "30.11.2026",
        "30. 11. 2026",
        "30.11.26",
        "11/30/2026",
        "30/11/2026",
        "11-30-2026",
        "30-Nov-2026",
        "Nov-30-2026",
        "30 November 2026",
        "November 30, 2026",
        " 30.11.2026 00:00 ",
    ],
)
def test_what_has_one_meaning_needs_no_form(text: str) -> None:
    assert read_day(text, US) == read_day(text, EU) == date(2026, 11, 30)


def test_what_has_two_is_read_by_the_form() -> None:
    assert read_day("03/04/2026", US) == date(2026, 3, 4)
    assert read_day("03/04/2026", EU) == date(2026, 4, 3)
    assert read_day("03.04.2026", US) == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-02-30", "30.13.2026", "2026", "Nov 2026", "30-Foo-2026", "Nov 30 Nov"],
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_day(text, US)
    assert caught.value.fault is LineFault.NOT_A_DATE


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_a_country_writes_it_reads(day: date) -> None:
    for written in (
        "%Y-%m-%d",
        "%d.%m.%Y",
        "%d.%m.%y",
        "%d-%b-%Y",
        "%b-%d-%Y",
        "%Y-%m-%dT%H:%M:%S",
    ):
        assert read_day(day.strftime(written), US) == day
    assert read_day(f"{day:%m-%d-%Y}", US) == day
    assert read_day(f"{day:%d/%m/%Y}", EU) == day
