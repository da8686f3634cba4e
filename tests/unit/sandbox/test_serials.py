"""The serial number lists of a request (contracts.md A5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sandbox.serials import LONGEST, MOST, SerialListError, SerialTwiceError, expand
from tests.support.texts import SIGNS


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("", []),
        ("  ", []),
        ("GC00004057", ["GC00004057"]),
        ("GC00004057,GC00004058,GC00004059", ["GC00004057", "GC00004058", "GC00004059"]),
        ("GC00004057:GC00004059", ["GC00004057", "GC00004058", "GC00004059"]),
        ("GC00004052,GC00004057:GC00004059",
         ["GC00004052", "GC00004057", "GC00004058", "GC00004059"]),
        (" GC1 , GC3 : GC4 ", ["GC1", "GC3", "GC4"]),
        ("0098:0101", ["0098", "0099", "0100", "0101"]),
        ("A09X:A11X", ["A09X", "A10X", "A11X"]),
        ("A1-5:A1-6", ["A1-5", "A1-6"]),
        ("A1-5:A3-5", ["A1-5", "A2-5", "A3-5"]),
        ("X7:X7", ["X7"]),
        ("NONUMBER:NONUMBER", ["NONUMBER"]),
        ("Größe1:Größe2", ["Größe1", "Größe2"]),
    ],
)  # fmt: skip
def test_a_list_is_all_its_serial_numbers_in_order(text: str, serials: list[str]) -> None:
    assert list(expand(text)) == serials


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (",", "empty"),
        ("A1,", "empty"),
        ("A1,,A2", "empty"),
        (":A2", "empty"),
        ("A1:", "empty"),
        ("A1:A2:A3", "more than two ends"),
        ("A3:A1", "backwards"),
        ("A9:A10", "not alike"),
        ("A1:B1", "not alike"),
        ("A1:B2", "more than one number differs"),
        ("A1-1:A2-2", "more than one number differs"),
        ("A1:A1B", "not alike"),
        ("A:B", "not alike"),
        ("A٣:A٤", "not alike"),
        (f"A{'0' * 20}:A{'9' * 20}", "more than"),
        ("x" * (LONGEST + 1), "longer than"),
    ],
)
def test_what_is_no_list_says_why(text: str, fault: str) -> None:
    with pytest.raises(SerialListError, match=fault):
        expand(text)


@pytest.mark.parametrize("text", ["A1,A1", "A1:A3,A2", "A2,A1:A3"])
def test_a_serial_number_that_stands_there_twice_is_named(text: str) -> None:
    with pytest.raises(SerialTwiceError, match=r"A[12] stands there twice"):
        expand(text)


def test_a_list_has_its_bound_however_it_is_written() -> None:
    whole = f"A000001:A{MOST:06d}"

    assert len(expand(whole)) == MOST
    for one_more in (f"{whole},B1", f"B1,{whole}"):
        with pytest.raises(SerialListError, match=f"more than {MOST}"):
            expand(one_more)


@given(
    st.from_regex(r"[A-Z-]{0,4}", fullmatch=True, alphabet=SIGNS),
    st.integers(0, 99_999),
    st.integers(0, 40),
    st.from_regex(r"[A-Z-]{0,3}", fullmatch=True, alphabet=SIGNS),
)
def test_a_range_counts_and_keeps_all_else(before: str, first: int, more: int, after: str) -> None:
    serials = [f"{before}{number:07d}{after}" for number in range(first, first + more + 1)]

    assert list(expand(f"{serials[0]}:{serials[-1]}")) == serials
    assert list(expand(",".join(serials))) == serials


@given(st.text(SIGNS, max_size=80))
def test_any_text_is_a_list_or_a_clear_fault(text: str) -> None:
    try:
        serials = expand(text)
    except SerialListError:
        return
    assert len(set(serials)) == len(serials) <= MOST
    assert all(serial == serial.strip() != "" for serial in serials)
