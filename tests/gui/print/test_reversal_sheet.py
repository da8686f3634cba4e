"""The words of the sheet that says what reversing a posted kit takes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.kit.issued import Difference
from app.core.kit.reversal import Basis, Caution, PutBack, Reversal
from app.ui import print_texts
from app.ui.print.reversal_sheet import reversal_sheet
from app.ui.texts import DASH
from app.ui.widgets.text import visible
from tests.gui.print import kits
from tests.gui.print.reading import all_words


def said(sheet: Reversal) -> list[str]:
    return all_words(reversal_sheet(sheet))


def fact(text: list[str], label: str) -> str:
    return text[text.index(label) + 1]


def said_of(line: PutBack, **more: object) -> list[str]:
    """What stands in the one row of the components."""
    text = said(kits.reversal([line], **more))
    return text[text.index(line.component_id) : text.index("Reversed by")]


def test_the_head_holds_all_that_an_adjustment_asks_for() -> None:
    text = said(kits.reversal())
    expected = {
        "Reference": "KB7Q2M9XKC",
        "Batch": "004711",
        "Transactions in batch": "7",
        "Department": "10",
        "Account": "310",
        "Action date": "2026-11-22",
        "Effective date": "2026-11-21",
        "Data source": "PLANT",
        "ERP user": "APIUSER",
        "Confirmed by": "Mia Sørensen",
        "Station": "KIT-04",
        "Printed by": "Lena",
    }
    assert {label: fact(text, label) for label in expected} == expected
    assert text[0] == "What reversing takes"
    assert {"PUMP002", "Pump with motor, 24 V", "5 EACH"} <= set(text)


def test_it_says_that_nothing_was_reversed_and_how_it_is_done() -> None:
    text = " ".join(said(kits.reversal()))
    assert "No call of the ERP reverses a kit issue, and Kitbench has changed nothing." in text
    assert "with department 10, account 310, and with KB7Q2M9XKC as reference" in text


@pytest.mark.parametrize("caution", Caution)
def test_every_caution_is_said_in_full(caution: Caution) -> None:
    text = " ".join(said(kits.reversal(cautions=(caution,))))
    assert print_texts.caution(caution) in text


def test_the_assembly_is_taken_out_with_lot_and_serial_numbers() -> None:
    text = said(kits.reversal())
    begin = text.index(print_texts.TAKE_OUT)
    table = text[begin : text.index(print_texts.PUT_BACK)]
    row = table[table.index("PUMP002") :]
    assert row == [
        "PUMP002",
        "Pump with motor, 24 V",
        "5",
        "EACH",
        "MA",
        "ISLE 3 / SHELF 2",
        "PL-1",
        "2028-01-31",
        "4 serial numbers",
        "GC00004057, GC00004060:GC00004062",
    ]


def test_a_component_goes_back_to_stores_location_and_lot() -> None:
    assert said_of(kits.put_back("BRG-6204", serials=("P2",))) == [
        "BRG-6204",
        "Bearing 6204-2RS",
        "10",
        "EACH",
        "MS",
        "ISLE 3 / SHELF 1",
        "24B-100",
        "10",
        "as planned",
        "Serial number",
        "P2",
    ]


@pytest.mark.parametrize(
    ("difference", "sentence"),
    [
        (Difference.MORE, "more than planned"),
        (Difference.LESS, "less than planned"),
        (Difference.NOT_PLANNED, "not in the plan"),
    ],
)
def test_what_differs_from_the_plan_is_said(difference: Difference, sentence: str) -> None:
    line = kits.put_back("SCR", quantity=Decimal(12), difference=difference)
    text = said_of(line)
    assert text[2] == "12"
    assert " ".join(text).endswith(f"10 {sentence}")


def test_what_was_planned_and_not_issued_is_listed_apart() -> None:
    line = kits.put_back("SEAL", difference=Difference.NOT_ISSUED, quantity=Decimal(0))
    text = said(kits.reversal(not_issued=(line,)))
    apart = text[text.index("Planned, but not issued") :]
    assert {"There is nothing to put back.", "SEAL", "10 EACH"} <= set(apart)
    assert "Planned, but not issued" not in said(kits.reversal())


def test_without_the_erp_s_answer_nothing_is_claimed() -> None:
    line = kits.put_back("BRG-6204", stores="", location="", lot="")
    text = said_of(line, basis=Basis.PLAN)
    assert text[2:] == ["10", "EACH", "see the ERP", "see the ERP", "10", "not known"]
    whole = said(kits.reversal([line], basis=Basis.PLAN))
    assert "Expected" in whole
    assert "Receive" not in whole
    assert "From the plan and what was scanned. Compare each line with the ERP first." in whole


def test_what_is_missing_is_a_dash_or_said() -> None:
    sheet = kits.reversal(batch="", transactions="", department="", data_source="")
    sheet = replace(sheet, take_out=replace(sheet.take_out, stores="", location="", lot=""))
    text = said(sheet)
    for label in ("Batch", "Transactions in batch", "Department", "Data source"):
        assert fact(text, label) == DASH
    assert "not given" in text


def test_serial_numbers_that_no_list_of_ours_could_hold_are_printed_as_they_are() -> None:
    text = " ".join(said_of(kits.put_back("PCB", serials=("A,B", "", "C D", "E\x1d"))))
    assert text.endswith("4 serial numbers A,B, , C D, " + visible("E\x1d"))


def test_training_is_said() -> None:
    heading = replace(kits.reversal().heading, training=True)
    assert "TRAINING" in said(kits.reversal(heading=heading))
    assert "TRAINING" not in said(kits.reversal())
