"""What the pages of a kit show of the desk, and what can be done there by hand.

All at one station: none of it is posted.
"""

from datetime import date

import pytest

from app.core.flow.changes import HeaderField
from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.ui.places import Place
from app.ui.widgets.banner import BannerKind
from app.ui.widgets.cells import CellModel
from app.ui.widgets.values import Tone
from tests.gui.operator import Operator
from tests.services.kit_station import snapshot


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def test_the_assembly_page_shows_what_the_kit_would_use(operator: Operator) -> None:
    operator.station.window.resize(1600, 900)
    operator.scan("MOTOR003", "KB:QTY=5")

    rows = operator.rows("What this kit uses")
    assert len(rows) == 10
    bearings = operator.row("What this kit uses", "BRG-6204")
    assert "10" in bearings
    assert operator.says("10 components · stock suffices")
    assert operator.says("0 of 5")


def test_a_short_component_is_said_at_once(operator: Operator) -> None:
    operator.scan("GEAR-21")

    assert operator.says("1 short")
    assert "Short by 1" in operator.row("What this kit uses", "PINION-12")


def test_fields_are_typed_and_kept(operator: Operator) -> None:
    operator.scan("MOTOR003")
    operator.type("Your reference", "WO 4711")
    operator.type("Department", "20")
    operator.type("Quantity", "3")

    state = operator.draft.state
    assert state.text(HeaderField.REFERENCE) == "WO 4711"
    assert state.text(HeaderField.DEPARTMENT) == "20"
    assert state.quantity == 3
    assert operator.banner().title == "Scan serial number 1 of 3 for MOTOR003"


WRONG = (
    ("Quantity", "0.5", "0.5 is not a quantity here"),
    ("Quantity", "-1", "-1 is not a quantity here"),
    ("Quantity", "1e9", "1e9 is not a quantity here"),
    ("Quantity", "4006381333931", "4006381333931 is not a quantity here"),
    ("Your reference", "x" * 101, f"{'x' * 40} does not fit here"),
)


def test_what_is_wrong_stands_at_the_field(operator: Operator) -> None:
    operator.scan("MOTOR003")
    serials = [f"GC0000405{number}" for number in range(len(WRONG))]
    for at, (name, text, error) in enumerate(WRONG):
        before = snapshot(operator.draft)

        operator.type(name, text)

        assert operator.says(error)
        assert snapshot(operator.draft) == before
        operator.scan(serials[at])  # a typed mistake holds no scan
        assert list(operator.draft.state.owned(ASSEMBLY)) == serials[: at + 1]


def test_a_corrected_field_has_no_error_any_more(operator: Operator) -> None:
    operator.scan("MOTOR003")
    operator.type("Quantity", "1e9")
    field = operator.field("Quantity")
    assert field.property("invalid")

    operator.type("Quantity", "2")

    assert not field.property("invalid")
    assert not operator.red()


def test_a_tap_on_a_line_asks_for_it(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    row = [one[1] for one in operator.rows("Components")].index(
        operator.row("Components", "WIND-24V")[1]
    )

    operator.press_cell("Components", row, operator.rows("Components")[row][1])

    assert operator.banner().title == "Scan a lot for WIND-24V"
    assert operator.table("Components").current_line == row


def test_a_finished_line_recedes_as_a_whole(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118")
    model = operator.table("Components").model()
    assert isinstance(model, CellModel)
    names = [row[1] for row in operator.rows("Components")]
    row = next(at for at, name in enumerate(names) if name.startswith("BRG-6204"))
    *cells, state = (model.cell(row, column) for column in range(model.columnCount()))
    assert {cell.tone for cell in cells} == {Tone.FAINT}
    assert state.tone is Tone.OK


def test_the_components_page_counts_what_is_complete(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    assert operator.says("6 of 10 lines complete")

    operator.scan("24B-118", "M-0931")

    assert operator.says("8 of 10 lines complete")
    row = operator.row("Components", "BRG-6204")
    assert "24B-118" in row
    assert "Complete" in row


def test_review_names_what_will_be_issued(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "GC00004058", "GC00004059", "KB:NEXT")
    operator.scan("24B-118", "KB:NEXT")
    operator.checked()

    assert operator.says("10 components")
    assert operator.says("GC00004057 \N{EN DASH} GC00004059")
    assert operator.says(operator.draft.identity.reference)
    assert operator.says(operator.station.desk.erp_today().isoformat())
    row = operator.row("Will be issued", "BRG-6204")
    assert "24B-118" in row
    assert "the ERP's choice" in operator.row("Will be issued", "WIND-24V")


def test_review_warns_of_short_stock_with_the_reason(operator: Operator) -> None:
    operator.scan("GEAR-21", "KB:NEXT", "KB:NEXT")
    assert operator.banner().kind is BannerKind.QUESTION
    operator.scan("KB:2")

    assert operator.draft.state.step is Step.REVIEW
    assert operator.says("PINION-12 is short by 1")
    assert operator.says("Reason given: Approved by the lead.")


def test_home_lists_parked_kits_and_continue_resumes(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118")
    before = snapshot(operator.draft)
    operator.park_and_continue("MOTOR003", "7 of 10 lines")

    assert operator.place() is Place.KIT
    assert snapshot(operator.draft) == before


def test_home_says_how_to_begin_where_nothing_is_parked(operator: Operator) -> None:
    assert operator.says("Nothing is parked")
    assert operator.says("Nothing needs attention")


def test_serials_are_listed_one_by_one_with_their_check(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "GC00004058")
    operator.checked()
    operator.press("Serials 2")

    assert len(operator.rows("Serial numbers")) == 2
    for serial in ("GC00004057", "GC00004058"):
        assert "Checked" in operator.row("Serial numbers", serial)


def test_rare_fields_are_folded_away(operator: Operator) -> None:
    operator.scan("MOTOR003")
    assert not [one for one in operator.words() if one == "Action date"]

    operator.press("More fields")
    operator.type("Action date", "2026-01-31")

    assert operator.draft.state.day(HeaderField.ACTION_DATE) == date(2026, 1, 31)


def test_the_lines_can_be_narrowed_to_what_remains(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    operator.press("Remaining 4")
    assert len(operator.rows("Components")) == 4

    operator.scan("24B-118")

    assert len(operator.rows("Components")) == 3
    assert "Remaining 3" in operator.buttons()
    operator.press("All 10")  # as the page was found
