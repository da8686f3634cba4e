"""The QBE notation, against plain Python (contracts.md A0.1)."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, create_engine, event, insert, select

from app.sandbox.qbe import Criterion, CriterionError, Operator, condition, parse
from app.sandbox.tables import lot, metadata
from tests.unit.sandbox.erp import Erp

TEXTS = ["A", "B", "AB", "ABC", "a", "A B", "A,B", "O'NEIL", "100%", "A_1", "AX1", "\\", "Ä", "<A"]
AMOUNTS = ["0", "1", "5", "10", "10.5", "99.999999999", "100"]
DAYS = ["", "2015-06-08", "2016-01-01", "2016-01-11", "2026-11-22"]


@dataclass(frozen=True)
class Row:
    """One row of the table that is asked."""

    text: str
    amount: Decimal
    day: str


ROWS = [
    Row(text, Decimal(AMOUNTS[number % len(AMOUNTS)]), DAYS[number % len(DAYS)])
    for number, text in enumerate(TEXTS * 3)
]


@pytest.fixture(scope="module")
def books() -> Iterator[Connection]:
    engine: Engine = create_engine("sqlite://")
    event.listen(
        engine, "connect", lambda raw, _: raw.execute("PRAGMA case_sensitive_like = ON").close()
    )
    metadata.create_all(engine)
    with engine.connect() as connection:
        rows = [
            {
                "part_id": "P",
                "lot_id": str(number),
                "mfg_name": row.text,
                "original_qty": row.amount,
                "expire_date": row.day,
            }
            for number, row in enumerate(ROWS)
        ]
        connection.execute(insert(lot), rows)
        yield connection
    engine.dispose()


def found(books: Connection, column: str, criterion: str) -> list[Row]:
    matches = condition(lot.c[column], parse(criterion))
    numbers = books.scalars(select(lot.c.lot_id).where(matches)).all()
    return [ROWS[number] for number in sorted(int(number) for number in numbers)]


COMPARED: dict[str, Callable[[object, object], bool]] = {
    "<>": lambda one, other: one != other,
    ">": lambda one, other: one > other,  # type: ignore[operator]  # two of one kind
    ">=": lambda one, other: one >= other,  # type: ignore[operator]  # two of one kind
    "<": lambda one, other: one < other,  # type: ignore[operator]  # two of one kind
    "<=": lambda one, other: one <= other,  # type: ignore[operator]  # two of one kind
}
BLANKS = st.sampled_from(["", " ", "  "])
WORDS = st.sampled_from([text for text in TEXTS if text != "<A"])
COUNTS = st.sampled_from([*AMOUNTS, "7", "10.50", "-3", "1000000000000"])
DATES = st.sampled_from([day for day in DAYS if day] + ["2016-01-02"])


@given(st.sampled_from(sorted(COMPARED)), BLANKS, WORDS)
def test_texts_compare_whole(books: Connection, sign: str, blank: str, value: str) -> None:
    expected = [row for row in ROWS if COMPARED[sign](row.text, value)]

    assert found(books, "mfg_name", f"{sign}{blank}{value}") == expected


@given(st.sampled_from(sorted(COMPARED)), BLANKS, COUNTS)
def test_numbers_compare_as_numbers(books: Connection, sign: str, blank: str, value: str) -> None:
    expected = [row for row in ROWS if COMPARED[sign](row.amount, Decimal(value))]

    assert found(books, "original_qty", f"{sign}{blank}{value}") == expected


@given(st.sampled_from(sorted(COMPARED)), BLANKS, DATES)
def test_dates_compare_as_dates_and_no_date_is_none(
    books: Connection, sign: str, blank: str, value: str
) -> None:
    expected = [row for row in ROWS if COMPARED[sign](row.day, value) and (row.day or sign == "<>")]

    assert found(books, "expire_date", f"{sign}{blank}{value}") == expected


@given(COUNTS, COUNTS, st.sampled_from([" ", "   "]))
def test_between_includes_its_ends(books: Connection, low: str, high: str, blank: str) -> None:
    expected = [row for row in ROWS if Decimal(low) <= row.amount <= Decimal(high)]

    criterion = f"BETWEEN{blank}{low}{blank}AND{blank}{high}"
    assert found(books, "original_qty", criterion) == expected


@given(DATES, DATES)
def test_between_dates_leaves_out_rows_without_one(books: Connection, low: str, high: str) -> None:
    expected = [row for row in ROWS if row.day and low <= row.day <= high]

    assert found(books, "expire_date", f"BETWEEN {low} AND {high}") == expected


@given(st.lists(WORDS, min_size=1, max_size=6), BLANKS, st.data())
def test_in_takes_values_bare_or_quoted(
    books: Connection, values: list[str], blank: str, data: st.DataObject
) -> None:
    written = []
    for value in values:
        quoted = "," in value or "'" in value or data.draw(st.booleans())
        written.append("'" + value.replace("'", "''") + "'" if quoted else value)
    expected = [row for row in ROWS if row.text in values]

    assert found(books, "mfg_name", "IN " + f"{blank},{blank}".join(written)) == expected


@given(st.text(alphabet="AB1X%_\\'a ", min_size=1, max_size=6).filter(str.strip))
def test_wildcards_stand_for_any_text_and_any_character(books: Connection, text: str) -> None:
    pattern = "".join(
        {"%": ".*", "_": "."}.get(character, re.escape(character)) for character in text.strip()
    )
    expected = [row for row in ROWS if re.fullmatch(pattern, row.text, re.DOTALL)]

    assert found(books, "mfg_name", text) == expected


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("<>X", Criterion(Operator.NOT_EQUAL, ("X",))),
        (">0", Criterion(Operator.ABOVE, ("0",))),
        ("> 0", Criterion(Operator.ABOVE, ("0",))),
        (">=2016-01-01", Criterion(Operator.AT_LEAST, ("2016-01-01",))),
        ("<100", Criterion(Operator.BELOW, ("100",))),
        ("<=2019-05-30", Criterion(Operator.AT_MOST, ("2019-05-30",))),
        ("BETWEEN 10 AND 100", Criterion(Operator.BETWEEN, ("10", "100"))),
        ("IN A,C", Criterion(Operator.IN, ("A", "C"))),
        ("IN 'A','C'", Criterion(Operator.IN, ("A", "C"))),
        ("IN'A' , 'C'", Criterion(Operator.IN, ("A", "C"))),
        ("IN 'A,C','D''s'", Criterion(Operator.IN, ("A,C", "D's"))),
        ("IN A%,_", Criterion(Operator.IN, ("A%", "_"))),
        ("MOTOR%", Criterion(Operator.LIKE, ("MOTOR%",))),
        ("GC0000406_", Criterion(Operator.LIKE, ("GC0000406_",))),
        (" MOTOR003 ", Criterion(Operator.EQUAL, ("MOTOR003",))),
        ("INDIA", Criterion(Operator.EQUAL, ("INDIA",))),
        ("IN", Criterion(Operator.EQUAL, ("IN",))),
        ("BETWEENS", Criterion(Operator.EQUAL, ("BETWEENS",))),
        ("in A,C", Criterion(Operator.EQUAL, ("in A,C",))),
        ("A AND B", Criterion(Operator.EQUAL, ("A AND B",))),
    ],
)
def test_the_notation_of_the_pages(text: str, criterion: Criterion) -> None:
    assert parse(text) == criterion


@pytest.mark.parametrize(
    "text",
    [">", "<> ", "BETWEEN 1", "BETWEEN 1 AND ", "BETWEEN AND 2", "IN ,", "IN A,,B", "IN A,",
     "IN 'A", "IN 'A'B", "IN A'B", "IN ''", "x" * 1001, "IN " + "A," * 10_000 + "A"],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_half_a_criterion_is_refused(text: str) -> None:
    with pytest.raises(CriterionError):
        parse(text)


@given(st.text(alphabet="<>=IN BETWAD',%_A1\n", min_size=1, max_size=60).filter(str.strip))
def test_any_text_is_a_criterion_or_a_clear_fault(text: str) -> None:
    try:
        criterion = parse(text)
    except CriterionError:
        return
    assert all(criterion.values)


@pytest.mark.parametrize(
    "text",
    ["IN " + " " * 200_000 + "x'", "IN " + "'" * 200_001, "BETWEEN " + " " * 200_000 + "x",
     "IN '" + "''" * 100_000, "BETWEEN" + " AN" * 60_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_hostile_criterion_costs_no_more_than_its_length(text: str) -> None:
    began = time.process_time()

    with pytest.raises(CriterionError):
        parse(text)

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("criteria", "fault"),
    [
        ({"ON_HAND_QTY": ">many"}, "ON_HAND_QTY >many is no criterion: not a number"),
        ({"ON_HAND_QTY": "1%"}, "ON_HAND_QTY 1% is no criterion: not a number"),
        ({"ON_HAND_QTY": "NaN"}, "ON_HAND_QTY NaN is no criterion: not a number"),
        ({"EXPIRE_DATE": "<=06/08/2015"}, "EXPIRE_DATE <=06/08/2015 is no criterion: not a date"),
        ({"EXPIRE_DATE": "2015-02-30"}, "EXPIRE_DATE 2015-02-30 is no criterion: not a date"),
        ({"LOT_ID": "BETWEEN 1"}, "LOT_ID BETWEEN 1 is no criterion: BETWEEN wants two values"),
    ],
)
def test_a_value_of_another_kind_is_named(
    standing: Erp, criteria: dict[str, str], fault: str
) -> None:
    refusal = standing.refused("lot-query", **criteria)

    assert refusal.startswith(f"CRITERIA_MALFORMED: {fault}")


def test_criteria_are_all_met_at_once(standing: Erp) -> None:
    rows = standing.rows(
        "lot", PART_ID="IN BRG-6204,WIND-24V", LOT_STATUS="<>A", ON_HAND_QTY="> 0",
        EXPIRE_DATE=">2026-11-22", LOT_ID="W-____",
    )  # fmt: skip

    assert [row["LOT_ID"] for row in rows] == ["W-2190"]


def test_letters_are_not_folded(standing: Erp) -> None:
    assert standing.rows("part", PART_ID="motor%") == []
    assert standing.rows("part", PART_ID="motor003") == []
