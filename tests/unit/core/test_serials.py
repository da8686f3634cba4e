"""Serial-number lists both ways: tables for the rules, properties for what must always hold."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.serials import (
    LONGEST,
    MOST,
    SerialError,
    SerialFault,
    all_well_formed,
    check_serial,
    compress,
    expand,
    range_between,
)
from tests.support.texts import SIGNS

CONTRACT_LIST = "GC00004057,GC00004060:GC00004063"
CONTRACT_SERIALS = ("GC00004057", "GC00004060", "GC00004061", "GC00004062", "GC00004063")


def fault_of(call: object, *arguments: object) -> tuple[SerialFault, str]:
    assert callable(call)
    with pytest.raises(SerialError) as caught:
        call(*arguments)
    return caught.value.fault, caught.value.text


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("", ()),
        ("  \r\n", ()),
        ("GC00004057", ("GC00004057",)),
        (CONTRACT_LIST, CONTRACT_SERIALS),
        (" GC1 , GC3 : GC4\n", ("GC1", "GC3", "GC4")),
        ("B2,A1,B1", ("B2", "A1", "B1")),
        ("A1,A1,A1:A2", ("A1", "A1", "A1", "A2")),
        ("A1:A1", ("A1",)),
        ("NOCOUNTER:NOCOUNTER", ("NOCOUNTER",)),
        ("0098:0101", ("0098", "0099", "0100", "0101")),
        ("A7-01-X:A7-03-X", ("A7-01-X", "A7-02-X", "A7-03-X")),
        ("A7-01-X:A9-01-X", ("A7-01-X", "A8-01-X", "A9-01-X")),
        ("1a:3a", ("1a", "2a", "3a")),
        ("Ä-9Z:Ä-9Z,é08:é09", ("Ä-9Z", "é08", "é09")),
    ],
)
def test_a_list_is_expanded(text: str, serials: tuple[str, ...]) -> None:
    assert expand(text) == serials


@pytest.mark.parametrize(
    ("text", "fault", "offending"),
    [
        (",", SerialFault.EMPTY_ITEM, ""),
        ("A1,,A2", SerialFault.EMPTY_ITEM, ""),
        ("A1, ", SerialFault.EMPTY_ITEM, ""),
        (":A2", SerialFault.EMPTY_ITEM, ":A2"),
        ("A1: ", SerialFault.EMPTY_ITEM, "A1:"),
        ("A1:A2:A3", SerialFault.NOT_A_RANGE, "A1:A2:A3"),
        ("X,A5:A3", SerialFault.REVERSED, "A5:A3"),
        ("A9:A10", SerialFault.MIXED_WIDTH, "A9:A10"),
        ("A010:A9", SerialFault.MIXED_WIDTH, "A010:A9"),
        ("A1:B2", SerialFault.UNLIKE_ENDS, "A1:B2"),
        ("A1:a2", SerialFault.UNLIKE_ENDS, "A1:a2"),
        ("A:B", SerialFault.UNLIKE_ENDS, "A:B"),
        ("A1X:A2", SerialFault.UNLIKE_ENDS, "A1X:A2"),
        ("1-1:2-2", SerialFault.SEVERAL_COUNTERS, "1-1:2-2"),
        ("A1 X", SerialFault.HOLDS_BLANK, "A1 X"),
        ("A1\u00a0X", SerialFault.HOLDS_BLANK, "A1\u00a0X"),
        ("A1\u3000X:A2\u3000X", SerialFault.HOLDS_BLANK, "A1\u3000X"),
        ("A1\tX", SerialFault.HOLDS_CONTROL, "A1\tX"),
        ("A1\x1dX", SerialFault.HOLDS_CONTROL, "A1\x1dX"),
        ("A1\u202eX", SerialFault.HOLDS_CONTROL, "A1\u202eX"),
        ("A1\ud800", SerialFault.HOLDS_CONTROL, "A1\ud800"),
        ("X" * (LONGEST + 1), SerialFault.TOO_LONG, "X" * (LONGEST + 1)),
        ("1" * 5000 + ":" + "2" * 5000, SerialFault.TOO_LONG, "1" * 5000),
        ("GC1:GC9999999", SerialFault.MIXED_WIDTH, "GC1:GC9999999"),
        ("GC0000001:GC9999999", SerialFault.TOO_MANY, "GC0000001:GC9999999"),
    ],
)
def test_a_malformed_list_is_refused(text: str, fault: SerialFault, offending: str) -> None:
    assert fault_of(expand, text) == (fault, offending)


def test_other_digits_are_no_counter() -> None:
    assert fault_of(range_between, "A\u0661", "A\u0663") == (
        SerialFault.UNLIKE_ENDS,
        "A\u0661:A\u0663",
    )


def test_the_ends_of_a_range_are_serial_numbers() -> None:
    assert range_between("GC08", "GC11") == ("GC08", "GC09", "GC10", "GC11")
    assert fault_of(range_between, "GC08", "GC09,GC10") == (
        SerialFault.HOLDS_SEPARATOR,
        "GC09,GC10",
    )
    assert fault_of(range_between, "A:B", "A:B") == (SerialFault.HOLDS_SEPARATOR, "A:B")
    assert fault_of(range_between, "", "") == (SerialFault.EMPTY_ITEM, "")


def test_the_limit_counts_the_whole_list() -> None:
    assert len(expand("A1:A3,B1,B2", 5)) == 5
    assert fault_of(expand, "A1:A3,B1,B2", 4) == (SerialFault.TOO_MANY, "B2")
    assert fault_of(expand, "B1,B2,A1:A3", 4) == (SerialFault.TOO_MANY, "A1:A3")
    assert fault_of(expand, "A1,A2,A3", 2) == (SerialFault.TOO_MANY, "A1,A2,A3")
    assert fault_of(range_between, "A1", "A5", 4) == (SerialFault.TOO_MANY, "A1:A5")
    assert fault_of(expand, "A1:A1", 0) == (SerialFault.TOO_MANY, "A1:A1")


@pytest.mark.parametrize(
    ("serials", "text"),
    [
        ((), ""),
        (CONTRACT_SERIALS, CONTRACT_LIST),
        (("A1", "A2"), "A1,A2"),
        (("A1", "A2", "A3"), "A1:A3"),
        (("A3", "A2", "A1"), "A3,A2,A1"),
        (("A1", "A1", "A2", "A3"), "A1,A1:A3"),
        (("A8", "A9", "A10", "A11"), "A8,A9,A10,A11"),
        (("A08", "A09", "A10"), "A08:A10"),
        (("1-1", "2-1", "2-2", "2-3"), "1-1,2-1:2-3"),
        (("1-1", "2-1", "3-1", "3-2", "3-3"), "1-1:3-1,3-2,3-3"),
        (("1-9", "2-0", "2-1", "2-2"), "1-9,2-0:2-2"),
        (("NONE", "NONF"), "NONE,NONF"),
    ],
)
def test_serials_are_compressed(serials: tuple[str, ...], text: str) -> None:
    assert compress(serials) == text
    assert expand(text) == serials


@pytest.mark.parametrize(
    ("serial", "fault"),
    [
        ("A,B", SerialFault.HOLDS_SEPARATOR),
        ("A:B", SerialFault.HOLDS_SEPARATOR),
        ("", SerialFault.EMPTY_ITEM),
        (" A", SerialFault.HOLDS_BLANK),
    ],
)
def test_what_no_list_can_hold_is_refused(serial: str, fault: SerialFault) -> None:
    assert fault_of(compress, ["GC1", serial]) == (fault, serial)
    assert fault_of(check_serial, serial) == (fault, serial)


LIST_CHARACTERS = st.text(alphabet="01289AB-:, \tä\x1d", max_size=24)
SERIAL = st.text(SIGNS, min_size=1, max_size=12).filter(
    lambda text: text.isprintable() and not set(text) & set(",: ")
)
COUNTED = st.builds(
    lambda head, start, count, width, tail: [
        f"{head}{n:0{width}d}{tail}" for n in range(start, start + count)
    ],
    st.sampled_from(["", "GC", "A7-", "0-"]),
    st.integers(0, 120),
    st.integers(1, 12),
    st.integers(1, 5),
    st.sampled_from(["", "X", "-1", "-09B"]),
)


@given(st.lists(st.one_of(COUNTED, st.lists(SERIAL, max_size=3)), max_size=6))
def test_compress_loses_nothing(pieces: list[list[str]]) -> None:
    serials = tuple(serial for piece in pieces for serial in piece)
    text = compress(serials)
    assert expand(text) == serials
    assert len(text) <= len(",".join(serials))


def expanded(text: str, limit: int) -> tuple[str, ...] | SerialFault:
    try:
        return expand(text, limit)
    except SerialError as error:
        return error.fault


@given(st.one_of(LIST_CHARACTERS, st.text(SIGNS, max_size=40)))
@example("A1:A3,A2")
@example("A001:A050")
@example("A001:A051")
def test_any_text_is_a_list_of_serial_numbers_or_says_why(text: str) -> None:
    serials = expanded(text, 50)
    if isinstance(serials, SerialFault):
        return
    assert len(serials) <= 50
    for serial in serials:
        check_serial(serial)
    assert expand(compress(serials)) == serials


@given(st.lists(st.one_of(SERIAL, LIST_CHARACTERS), max_size=5))
@example(["A" * 100, "A" * 101])
def test_many_are_well_formed_where_each_is(serials: list[str]) -> None:
    faults = [serial for serial in serials if not _is_well_formed(serial)]

    assert all_well_formed(serials) is not bool(faults)


def _is_well_formed(serial: str) -> bool:
    try:
        check_serial(serial)
    except SerialError:
        return False
    return True


@given(st.integers(0, 10**12), st.integers(0, 200), st.integers(1, 14), st.integers(0, 3))
def test_a_range_counts_from_its_first_to_its_last(
    start: int, more: int, width: int, zeros: int
) -> None:
    first = f"SN{'0' * zeros}{start:0{width}d}-7"
    last = f"SN{'0' * zeros}{start + more:0{width}d}-7"
    if len(first) != len(last):
        assert fault_of(range_between, first, last)[0] is SerialFault.MIXED_WIDTH
        return
    serials = range_between(first, last)
    assert (serials[0], serials[-1], len(serials)) == (first, last, more + 1)
    assert len(set(serials)) == more + 1
    assert {len(serial) for serial in serials} == {len(first)}
    assert list(serials) == sorted(serials)


def test_a_full_list_costs_what_its_length_says() -> None:
    def cost(count: int) -> float:
        serials = [f"GC{n * 2:08d}" for n in range(count)]
        started = time.process_time()
        assert expand(compress(serials)) == tuple(serials)
        return time.process_time() - started

    small = min(cost(MOST // 10) for _ in range(3))
    large = min(cost(MOST) for _ in range(2))
    assert large < 30 * small
