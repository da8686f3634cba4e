"""A scan goes to the desk wherever the focus is, and into no widget (operators.md A).

All at one station: nothing is posted.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.ui.places import Place
from tests.gui.operator import Operator


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def test_a_scan_on_home_opens_the_flow_and_is_taken(operator: Operator) -> None:
    operator.scan("MOTOR003")

    assert operator.station.window.place is Place.KIT
    assert operator.draft.state.plan is not None
    assert operator.banner().title == "Scan serial number 1 of 1 for MOTOR003"


@pytest.mark.parametrize("place", [Place.HELP, Place.SIGN_IN])
def test_a_scan_leads_back_to_the_work(operator: Operator, place: Place) -> None:
    """But from Activity, where it is searched for."""
    operator.scan("MOTOR003")
    operator.station.window.show_place(place)
    operator.station.scanning.secret_entry = False  # the password is not being typed

    operator.scan("GC00004057")

    assert operator.station.window.place is Place.KIT
    assert list(operator.draft.state.owned(ASSEMBLY)) == ["GC00004057"]


def focused(operator: Operator, kind: str) -> QWidget:
    """Give one widget of the kind the focus, as Tab would."""
    widget: QWidget
    match kind:
        case "field":
            widget = operator.field("Your reference")
        case "table":
            widget = operator.table("What this kit uses")
        case "chip":
            widget = operator.button("Serials 0")
        case "link":
            widget = operator.button("More fields")
        case _:
            widget = operator.button("Park")
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is widget
    return widget


@pytest.mark.parametrize("kind", ["field", "table", "chip", "link", "button"])
def test_wherever_the_focus_is(operator: Operator, kind: str) -> None:
    operator.scan("MOTOR003")
    operator.watch_buttons()
    widget = focused(operator, kind)

    operator.scan("GC00004057", "GC00004058")

    assert list(operator.draft.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058"]
    assert operator.pressed == []
    assert QApplication.focusWidget() is widget
    if kind == "field":
        assert operator.field("Your reference").text() == ""


def test_what_is_being_typed_is_left_alone_by_scans(operator: Operator) -> None:
    operator.scan("MOTOR003")
    field = operator.field("Your reference")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, "WO 47")

    operator.scan("GC00004057")
    QTest.keyClicks(field, "11")

    assert field.text() == "WO 4711"


def test_return_in_a_field_presses_nothing(operator: Operator) -> None:
    """The terminator of a scanner that types must not go on (operators.md 8)."""
    operator.scan("MOTOR003", "GC00004057", "GC00004058")
    operator.watch_buttons()

    operator.type("Your reference", "WO 4711", then=Qt.Key.Key_Return)

    assert operator.pressed == []
    assert operator.draft.state.step is Step.SUBJECT
    assert operator.draft.state.header["reference"] == "WO 4711"  # type: ignore[index]  # by value


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape]
)
def test_stray_keys_press_nothing_and_hide_nothing(operator: Operator, key: Qt.Key) -> None:
    operator.scan("MOTOR003", "GC00004057")
    operator.watch_buttons()

    for widget in (operator.window, operator.flow.wizard, operator.table("What this kit uses")):
        QTest.keyClick(widget, key)
    operator.settled()

    assert operator.pressed == []
    assert operator.flow.wizard.isVisible()
    assert operator.draft.state.step is Step.SUBJECT


def test_no_button_is_a_default_and_none_takes_the_focus_by_a_click(operator: Operator) -> None:
    operator.scan("MOTOR003")
    for button in operator.seen(QAbstractButton):
        assert not (button.focusPolicy() & Qt.FocusPolicy.ClickFocus), button.accessibleName()
        default = button.property("default"), button.property("autoDefault")
        assert default in {(None, None), (False, False)}, button.accessibleName()


def test_letters_do_not_move_the_line_of_a_table(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    table = operator.table("Components")
    table.setFocus(Qt.FocusReason.TabFocusReason)
    before = table.current_line

    QTest.keyClicks(table, "SEAL-22")

    assert table.current_line == before


def test_a_scan_of_home_that_is_no_assembly_is_refused_there(operator: Operator) -> None:
    operator.scan("FAN-90")

    assert operator.banner().title == "FAN-90 has no bill of material"
    assert operator.red()
    operator.press("Clear")
    assert not operator.red()
