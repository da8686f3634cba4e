"""Columns of a foreign table: matched by their headings in any order, else by their content."""

import pytest

from app.core.po_line.catalogue import LineField as F
from app.core.po_line.columns import propose
from app.core.po_line.forms import DayOrder, DecimalMark, Form
from app.core.spreadsheets import read_table

OWN = Form(DecimalMark.POINT, DayOrder.DAY_FIRST)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Part\tQty\tPrice\nA-1\t5\t1.25\n", (F.PART_NUMBER, F.QUANTITY, F.COST_EACH)),
        ("Unit price;Order Qty (pcs);MPN*\n1,25;5;X\n", (F.COST_EACH, F.QUANTITY, F.MFGR_PART)),
        (
            "#,Hersteller,Menge,Foo\n1,YAGEO,5,x\n",
            (F.ITEM_NUMBER, F.MANUFACTURER, F.QUANTITY, None),
        ),
        ("Qty\tQty\n1\t2\n", (F.QUANTITY, None)),
        ("WIRE_NAME\tqty\nA\t2\n", (F.NOTE, F.QUANTITY)),
    ],
)
def test_headings_are_known(text: str, fields: tuple[F | None, ...]) -> None:
    matching = propose(read_table(text), OWN, {"wire_name": F.NOTE})
    assert (matching.fields, matching.has_heading) == (fields, True)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "A-1\tYAGEO\t5\t1.25\tREEL\t10 WK\nB\tTI\t7\t2\tEACH\t2 MO\n",
            (F.PART_NUMBER, F.MANUFACTURER, F.QUANTITY, F.COST_EACH, F.PURCHASE_UNIT, F.LEAD_TIME),
        ),
        ("0.5\t100\tA\n", (F.COST_EACH, F.QUANTITY, F.PART_NUMBER)),
        ("100\t20\tA\n", (F.QUANTITY, F.COST_EACH, F.PART_NUMBER)),
        ("5\tYAGEO\tP-1\n7\tTI\tP-2\n", (F.QUANTITY, F.MANUFACTURER, F.PART_NUMBER)),
        ("A\t30.11.2026\t\n", (F.PART_NUMBER, F.EXCEPTION_DATE, None)),
    ],
)
def test_without_headings_the_content_tells(text: str, fields: tuple[F | None, ...]) -> None:
    matching = propose(read_table(text), OWN, parts={"P-1", "P-2"})
    assert (matching.fields, matching.has_heading) == (fields, False)


def test_a_strange_heading_is_seen_by_what_stands_below() -> None:
    matching = propose(read_table("Foo;Bar\nA;2\nB;3\n"), OWN)
    assert matching.has_heading
    assert matching.fields == (F.PART_NUMBER, F.QUANTITY)


@pytest.mark.parametrize(
    ("text", "mark", "told"),
    [
        ("Part\tQty\tPrice\nA\t1.250\t0,3\n", DecimalMark.COMMA, True),
        ("Part\tQty\tPrice\nA\t1,250\t0.3\n", DecimalMark.POINT, True),
        ("Part\tQty\tPrice\nA\t1.250\t3\n", DecimalMark.POINT, False),  # the desk's own
        ("Part\tQty\tPrice\nA\t0,5\t0.3\n", DecimalMark.POINT, False),  # it contradicts itself
        ("Rev\tQty\tPrice\n1.2\t5\t0,3\n", DecimalMark.COMMA, True),  # a revision is no number
    ],
)
def test_the_table_tells_its_decimal_mark(text: str, mark: DecimalMark, told: bool) -> None:
    matching = propose(read_table(text), OWN)
    assert (matching.form.mark, matching.mark_told) == (mark, told)
    assert matching.form.days is DayOrder.DAY_FIRST


def test_nothing_has_no_columns() -> None:
    assert propose((), OWN).fields == ()


@pytest.mark.parametrize("text", ["Qty\t5\n", "A-1\tEACH\n", "5\n6\n"])
def test_a_line_is_no_heading(text: str) -> None:
    assert not propose(read_table(text), OWN).has_heading
