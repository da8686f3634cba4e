"""Tables pasted into an order, and copied out of it."""

from app.core.po_line.catalogue import LineField as F
from app.core.po_line.columns import Matching, propose
from app.core.po_line.forms import DecimalMark, Form
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.pasting import Pasting, copied
from app.core.po_line.verdicts import LineState
from app.core.spreadsheets import read_table
from tests.unit.core.po_line.orders import draft

OWN = Form()


def paste(
    made: OrderDraft, text: str, *, at: int | None = None, fields: tuple[F, ...] = ()
) -> Pasting:
    table = read_table(text)
    matching = Matching(fields, has_heading=False, form=OWN) if fields else propose(table, OWN)
    pasting = Pasting(made.sheet, table, matching, at)
    while pasting.work(2):
        pass
    made.carry_out(pasting.changes)
    return pasting


def texts(made: OrderDraft, of: F) -> list[str]:
    return [one.text(of) for one in made.sheet.lines()]


def test_rows_with_a_heading_are_new_lines_in_any_column_order() -> None:
    made = draft()
    paste(made, "Price\tPart\tQty\n2,10\t416\t1.250\n\t\t\n2,00\t102\t5\n")
    assert texts(made, F.ITEM_NUMBER)[3:] == ["004", "005"]
    assert texts(made, F.QUANTITY)[3:] == ["1250", "5"]
    assert texts(made, F.COST_EACH)[3:] == ["2.1", "2"]
    assert made.undo()
    assert made.untouched  # all of it at once


def test_rows_of_a_known_item_number_change_that_line() -> None:
    made = draft()
    paste(made, "Line;Qty;Note\n2;250;\n7;5;x\n;6;y\n")
    assert texts(made, F.QUANTITY) == ["100", "250", "200", "5", "6"]
    assert texts(made, F.ITEM_NUMBER)[3:] == ["007", "008"]
    assert texts(made, F.NOTE)[:2] == ["", ""]


def test_a_gap_in_a_table_erases_nothing() -> None:
    made = draft()
    made.enter("_L1", F.NOTE, "Ring before")
    paste(made, "Line\tQty\tNote\n001\t5\t\n")
    assert texts(made, F.NOTE)[0] == "Ring before"


def test_cells_are_pasted_where_they_are_put_and_go_on_as_new_lines() -> None:
    made = draft()
    paste(made, "5\ta\n6\tb\n7\tc\n", at=1, fields=(F.QUANTITY, F.NOTE))
    assert texts(made, F.QUANTITY) == ["100", "5", "6", "7"]
    assert texts(made, F.NOTE) == ["", "a", "b", "c"]


def test_bad_cells_are_kept_and_told() -> None:
    made = draft()
    paste(made, "Part\tQty\n416\tmany\n999\t5\n")
    assert texts(made, F.QUANTITY)[3:] == ["many", "5"]
    assert made.verdicts.of("+1").state is LineState.INVALID


def test_what_is_copied_is_pasted_again() -> None:
    made = draft()
    made.enter("_L1", F.NOTE, "=1+1")
    made.enter("_L2", F.COST_EACH, "0.0041")
    comma = Form(DecimalMark.COMMA)
    fields = (F.ITEM_NUMBER, F.PART_NUMBER, F.QUANTITY, F.COST_EACH, F.NOTE)
    text = copied(made.sheet.lines(), fields, comma)
    assert text == "001\t416\t100\t2\t'=1+1\n002\t102\t100\t0,0041\t\n003\t217\t200\t2\t\n"
    other = draft()
    paste(other, text, at=0, fields=fields)
    for of in fields:
        assert texts(other, of) == texts(made, of)
    assert copied(made.sheet.lines(), (F.NOTE,), comma, ["Note"]).startswith("Note\n'=1+1\n")
