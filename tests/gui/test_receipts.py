"""A delivery is received in the real window: by scanner, by keyboard, by touch alone.

All at one station, but for those whose order others look at when it is still to be received.
"""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.flow.steps import Step
from app.core.posting import PostingState
from app.core.receiving.state import LineState
from app.ui.pages.receipt_hand import HandCard
from app.ui.places import Place
from app.ui.widgets.banner import BannerKind
from tests.gui.operator import Operator
from tests.services.receipt_station import label
from tests.services.world import drained, until

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
BEARINGS = label("K100431", "11KLS-88211", "PBRG-6204", "1T24E-077", "14D20290131", "Q60")
MORE = label("K100431", "PBRG-6204", "1T24E-081", "14D20290131", "Q40", "3SPK-2")
SEALS = label("K100431", "PSEAL-22", "Q300")


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


@pytest.fixture
def alone(out: Operator, qtbot: QtBot) -> Operator:
    """At a station whose orders nobody else looks at."""
    out.enter_with(qtbot)
    return out


def posted(operator: Operator) -> None:
    """Wait for the ERP's answer to be on the screen."""
    desk = operator.station.receiving
    until(lambda: desk.posting is not None and desk.posting.state is PostingState.POSTED)
    drained()
    operator.settled()


def test_a_delivery_is_received_by_scanner_alone(alone: Operator) -> None:
    operator = alone
    operator.watch_buttons()
    operator.scan(BEARINGS)
    assert operator.place() is Place.RECEIVE
    assert operator.receipt.state.step is Step.LINES
    operator.scan(MORE, SEALS)
    assert operator.banner().hint.startswith("Line 4, SEAL-22 · 1 package, 300 of 300")
    assert operator.says("2 of 5 lines complete")
    operator.scan("KB:NEXT")

    assert len(operator.rows("Will be received")) == 3
    assert operator.says("LS-88211")
    assert operator.says("3 lines of the order stay open: nothing of them is here.")
    operator.scan("KB:POST")
    posted(operator)

    assert operator.banner().kind is BannerKind.DONE
    assert operator.says("all as planned")
    bearings, seals = operator.rows("Planned against posted")
    assert bearings[3] == "2 lots"
    assert (seals[1], seals[2], seals[-1]) == ("300", "300", "Same")
    operator.scan("KB:NEXT")
    assert operator.at_work.step is Step.SUBJECT
    assert operator.banner().title == "Scan a PO, a packing slip or any supplier's label"
    assert operator.pressed == []


def test_a_delivery_is_received_by_keyboard_alone(operator: Operator) -> None:
    operator.key(Key.Key_F3)
    until(lambda: operator.station.orders.listed and operator.place() is Place.RECEIVE)
    operator.settled()
    orders = operator.table("Open orders")
    row = [one[0] for one in operator.rows("Open orders")].index("100446")
    operator.focus(orders)
    for _ in range(row + 1 if orders.current_line < 0 else row):
        operator.key(Key.Key_Down)
    operator.expect(1)  # its number is read like a scan
    operator.key(Key.Key_Return)
    until(lambda: operator.says("FastFix Fasteners"))
    operator.key(Key.Key_Right, ALT)

    lines = operator.table("Lines")
    operator.focus(lines)
    assert not operator.receipt.state.current  # the keys ask for a line, their coming doesn't
    operator.key(Key.Key_Down)
    operator.key(Key.Key_Down)
    operator.key(Key.Key_O, CTRL)
    assert operator.banner().title.startswith("Receive 2,000 of BOLT-M6X20")
    operator.key(Key.Key_Y)
    assert operator.receipt.state.here("2") == 2000
    operator.key(Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    operator.key(Key.Key_Y)
    assert operator.says("5 of 5 lines complete")
    operator.key(Key.Key_Right, ALT)
    operator.key(Key.Key_Return, CTRL)
    posted(operator)

    assert len(operator.rows("Planned against posted")) == 5


def test_a_delivery_is_received_by_touch_alone(alone: Operator) -> None:
    operator = alone
    operator.touch(operator.button("Receive a PO"))
    until(lambda: operator.station.orders.listed)
    operator.settled()
    row = [one[0] for one in operator.rows("Open orders")].index("100440")
    operator.table("Open orders").show_line(row)
    operator.expect(1)
    operator.press_cell("Open orders", row, "Receive")
    operator.press("Lines")
    operator.press_cell("Lines", 0, operator.row("Lines", "WIND-24V")[1])

    operator.press("By hand")
    operator.type("Quantity", "60", then=Key.Key_Return)
    assert operator.banner().title == "Scan the lot of 60 of WIND-24V"
    operator.type("Lot", "26A-4", then=Key.Key_Return)
    operator.type("Expires", "tomorrow", then=Key.Key_Return)
    assert operator.says("tomorrow is no day")
    operator.type("Expires", "2030-01-31", then=Key.Key_Return)
    operator.type("Damaged", "2", then=Key.Key_Return)
    operator.press("Review")

    assert operator.says("Line 1, WIND-24V: 2 damaged, noted and not received.")
    assert "26A-4" in operator.row("Will be received", "WIND-24V")
    operator.press("Post receipt")
    posted(operator)
    (entered,) = operator.rows("Planned against posted")
    assert entered[1:4] == ["60", "60", "26A-4"]


def test_a_package_is_written_by_keys_from_field_to_field(operator: Operator) -> None:
    operator.scan("KB:GOTO-RECEIVE", "100440", "KB:NEXT", "WIND-24V")
    operator.key(Key.Key_E, CTRL)
    for text in ("60", "26A-4", "2030-01-31"):
        QTest.keyClicks(operator.focused(), text)
        operator.key(Key.Key_Tab)

    assert operator.field("Location").hasFocus()
    state = operator.receipt.state
    (package,) = state.packages.of_line(state.current)
    assert (package.quantity, package.lot, package.expires) == (
        Decimal(60),
        "26A-4",
        date(2030, 1, 31),
    )
    operator.press("By hand")  # as the page was found


def test_packages_are_folded_under_their_line(operator: Operator) -> None:
    operator.scan(BEARINGS, MORE)
    assert len(operator.rows("Lines")) == 5
    assert "2 packs" in operator.row("Lines", "2 packs")

    operator.press_cell("Lines", 2, "2 packs")
    rows = operator.rows("Lines")
    assert [row[1] for row in rows[3:5]] == ["Package 1", "Package 2, PK-2"]
    operator.press_cell("Lines", 3, "Package 1")
    assert operator.receipt.state.at == "3/1"
    assert operator.table("Lines").current_line == 3

    operator.press("By hand")
    (hand,) = operator.seen(HandCard)
    assert operator.field("Lot").text() == "24E-077"
    operator.press("Take out")
    assert operator.receipt.state.here("3") == 40
    assert len(operator.rows("Lines")) == 5
    operator.press("By hand")
    assert not hand.isVisible()


def test_a_filter_goes_with_its_chip_and_asks_for_no_line(operator: Operator) -> None:
    """It hid all lines that are still to come, and *All* was on."""
    operator.scan(label("K100431"), "KB:NEXT", SEALS)
    operator.station.receiving.select("2")
    operator.press("Now 1")
    assert len(operator.rows("Lines")) == 1
    operator.focus(operator.table("Lines"))  # the line that is asked for isn't in it
    assert operator.receipt.state.current == "2"
    operator.key(Key.Key_Down)
    assert operator.receipt.state.current == "4"
    operator.scan("KB:UNDO")
    assert operator.at_work.lines.chips.current() == "all"
    assert len(operator.rows("Lines")) == 5


def test_home_lists_a_parked_receipt_and_continue_resumes_it(operator: Operator) -> None:
    operator.scan(BEARINGS)
    operator.park_and_continue("PO 100431", "0 of 5 lines")

    assert operator.place() is Place.RECEIVE
    state = operator.receipt.state
    assert state.line_state(state.lines[2]) is LineState.PARTIAL


def test_help_is_of_the_page_that_is_open(operator: Operator) -> None:
    operator.scan("KB:GOTO-RECEIVE")
    pages = {"Order": (), "Lines": ("100431", "KB:NEXT"), "Review": (SEALS, "KB:NEXT")}
    for title, scans in pages.items():
        operator.scan(*scans)
        operator.key(Key.Key_F1)
        assert operator.says(f"Help: {title}")
        operator.key(Key.Key_Escape)
