"""Pages are made when they are wanted, and the flows in the first quiet moments."""

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.core.flow.steps import Step
from app.demo.cable import NetworkCable
from app.ui.pages.activity import ActivityPage
from app.ui.pages.help import HelpPage
from app.ui.pages.home import HomePage
from app.ui.pages.kit_flow import KitFlow
from app.ui.pages.receipt_flow import ReceiptFlow
from app.ui.pages.sign_in import SignInPage
from app.ui.places import Place
from app.ui.widgets.focus import within
from tests.gui.conftest import workstation
from tests.gui.operator import Operator


def kinds(out: Operator) -> list[type[QWidget]]:
    """Of the pages that are there."""
    (stack,) = (
        one
        for one in out.station.window.findChildren(QStackedWidget)
        if isinstance(one.widget(0), HomePage)
    )
    pages = (stack.widget(at) for at in range(stack.count()))
    return [type(page) for page in pages if page is not None]


def test_the_flows_are_made_without_being_asked_for(
    cable: NetworkCable, qtbot: QtBot, tmp_path: Path
) -> None:
    with workstation(cable.url, tmp_path, pages_ahead=True) as out:
        qtbot.waitUntil(lambda: kinds(out) == [HomePage, KitFlow, ReceiptFlow])
        assert out.place() is Place.HOME
        for flow in (out.station.window.flow, out.station.window.receipts):
            assert flow.wizard.pageIds() == [Step.SUBJECT]  # the others wait for somebody


def test_a_page_is_made_once_and_when_it_is_wanted(out: Operator, qtbot: QtBot) -> None:
    window = out.station.window
    qtbot.waitUntil(lambda: kinds(out) == [HomePage])
    for _ in range(2):
        for place in (Place.ACTIVITY, Place.SIGN_IN, Place.HOME, Place.KIT, Place.RECEIVE):
            window.show_place(place)
        window.open_help()
    pages = [HomePage, ActivityPage, SignInPage, KitFlow, ReceiptFlow, HelpPage]
    assert kinds(out) == pages


def test_the_pages_of_a_flow_are_made_once_somebody_is_in_it_and_tab_goes_through_all(
    out: Operator, qtbot: QtBot
) -> None:
    out.station.window.show_place(Place.RECEIVE)
    flow = out.station.window.receipts
    qtbot.waitUntil(lambda: flow.wizard.pageIds() == list(Step))
    way = within(flow)
    through = [way.index(one) for one in within(flow.wizard)]
    assert through == list(range(through[0], through[-1] + 1))
    for number in Step:
        assert set(within(flow.wizard.page(number))) <= set(way)
    assert way.index(flow.lines.table) < way.index(out.button("Park"))


def test_a_scan_that_comes_before_the_kit_flow_is_made_is_shown_in_it(
    out: Operator, qtbot: QtBot
) -> None:
    out.inject("MOTOR003")
    qtbot.waitUntil(lambda: out.place() is Place.KIT)
    assert kinds(out)[:2] == [HomePage, KitFlow]
