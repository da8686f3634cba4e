"""Where a paste goes that nobody was asked about."""

import pytest

from app.core.po_line.catalogue import LineField as F
from app.core.po_line.forms import Form
from app.core.po_line.placing import Placing, placed
from app.core.spreadsheets import read_table

THERE = (F.PART_NUMBER, F.REVISION, F.MANUFACTURER, F.MFGR_PART, F.QUANTITY, F.COST_EACH, None)


def place(text: str, *, left: int = 0, on_new: bool = True) -> Placing:
    return placed(read_table(text), THERE[left:], Form(), {}, (), on_new)


def test_a_heading_goes_before_the_place() -> None:
    placing = place("Qty\tPart\n5\tA\n", on_new=False)
    assert placing.matching.fields == (F.QUANTITY, F.PART_NUMBER)
    assert not placing.in_place


@pytest.mark.parametrize("on_new", [True, False])
def test_what_makes_sense_where_it_is_put_goes_there(on_new: bool) -> None:
    placing = place("A\tB\tTI\tLM358\t5\t0,25\n", on_new=on_new)
    assert placing.matching.fields == THERE[:6]
    assert placing.in_place


def test_on_a_new_line_the_content_tells() -> None:
    placing = place("A\t5\t0.25\n")
    assert placing.matching.fields == (F.PART_NUMBER, F.QUANTITY, F.COST_EACH)
    assert placing.in_place


def test_on_a_line_that_is_there_the_place_tells() -> None:
    assert place("A\t5\t0.25\n", on_new=False).matching.fields == THERE[:3]


def test_a_column_with_its_heading_loses_it() -> None:
    placing = place("Qty\n5\n6\n", left=4, on_new=False)
    assert placing.matching.fields == (F.QUANTITY,)
    assert (placing.matching.has_heading, placing.in_place) == (True, True)


def test_what_stands_beyond_the_last_column_is_left_out() -> None:
    assert place("5\t1\t2\t3\n", left=4, on_new=False).matching.fields == (
        F.QUANTITY,
        F.COST_EACH,
        None,
        None,
    )
