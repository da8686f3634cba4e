"""What may be asked for as a whole value, and how."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.problems import ProblemCode, Rejected
from app.erp.expandable import qbe
from tests.support.texts import SIGNS

PLAIN = st.from_regex(r"[A-Z0-9./-]{1,20}", fullmatch=True, alphabet=SIGNS).filter(
    lambda value: value not in {"IN", "BETWEEN"}
)


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        " MOTOR003",
        "MOTOR003 ",
        "MOTOR%",
        "%",
        "GC0000406_",
        "<>X",
        ">0",
        "> 0",
        ">=2016-01-01",
        "<100",
        "<=2019-05-30",
        "=X",
        "BETWEEN 10 AND 100",
        "between 10 AND 100",
        "IN A,C",
        "in A,C",
        "IN 'A','C'",
        "IN'A','C'",
        'IN "A"',
        "IN(A,C)",
        "IN",
        "A\tB",
        "A\x00",
        "A\nB",
        "A\u202eB",
        "\u00a0A",
        "\ud800",
    ],
)
def test_unsafe(value: str) -> None:
    with pytest.raises(Rejected) as caught:
        qbe.key(value)
    assert caught.value.code is ProblemCode.UNSAFE_KEY
    assert caught.value.certain


@pytest.mark.parametrize(
    "value",
    [
        "MOTOR003",
        "INDUCTOR-5",
        "IN-505",
        "BETWEENER",
        "BOLT M6x30",
        "A<B",
        "A,B",
        "O'RING",
        "ISLE 3/SHELF 2",
        "Bürste",
    ],
)
def test_safe(value: str) -> None:
    assert qbe.key(value) == value


@given(
    st.sampled_from(["%", "_", "\x00", "\n"]),
    st.text(SIGNS, max_size=8),
    st.text(SIGNS, max_size=8),
)
def test_unsafe_anywhere(mark: str, before: str, after: str) -> None:
    with pytest.raises(Rejected):
        qbe.key(before + mark + after)


@given(
    st.sampled_from(["<", ">", "<>", ">=", "=", "IN ", "Between ", " "]), st.text(SIGNS, max_size=8)
)
def test_unsafe_at_the_start(mark: str, after: str) -> None:
    with pytest.raises(Rejected):
        qbe.key(mark + after)


@given(st.lists(PLAIN, max_size=450))
def test_chunks_hold_each_value_once_in_order(values: list[str]) -> None:
    portions = list(qbe.chunks(values))
    assert [value for portion in portions for value in portion] == list(dict.fromkeys(values))
    assert all(0 < len(portion) <= qbe.CHUNK for portion in portions)
    assert len(portions) == -(-len(set(values)) // qbe.CHUNK)


def test_value_with_a_separator_is_asked_alone() -> None:
    assert list(qbe.chunks(["A", "B,C", "D", "O'RING"])) == [("A", "D"), ("B,C",), ("O'RING",)]


def test_unsafe_value_is_refused_before_the_first_portion() -> None:
    with pytest.raises(Rejected) as caught:
        next(qbe.chunks([*(f"P{number}" for number in range(500)), "MOTOR%"]))
    assert caught.value.detail == "MOTOR%"


def test_criterion() -> None:
    assert qbe.criterion(("MOTOR003",)) == "MOTOR003"
    assert qbe.criterion(("MOTOR003", "BOLT M6")) == "IN 'MOTOR003','BOLT M6'"
