"""The buyer's desk in the real window: from home to a posted line, and back to what was parked.

At one station, but for those that end, or are made otherwise.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.core.posting import PostingState
from app.core.settings import Connection, Settings
from app.demo.cable import NetworkCable
from app.main import Surroundings, Workstation
from app.paths import Home
from app.services.order_search import Finding
from app.services.session import SignIn
from app.services.targets import live_target
from app.ui.places import Place
from app.ui.widgets.banner import BannerKind
from app.ui.widgets.tile import Tile
from tests.gui.buyer import KEY, Buyer
from tests.gui.conftest import workstation
from tests.gui.operator import Operator
from tests.gui.stage import Stage, stage
from tests.services.world import drained, until

CLOSED_PORT = "http://127.0.0.1:9"
Key = Qt.Key
POSTED = PostingState.POSTED
ORDER = "[)>\x1e06\x1dK1748\x1dQ10\x1e\x04"


@pytest.fixture
def buyer(kept_buyer: Buyer, again: Operator) -> Buyer:
    assert kept_buyer.operator is again
    return kept_buyer


def opened(buyer: Buyer, number: str = "1752") -> None:
    """From home to the lines of an order."""
    buyer.come()
    assert buyer.operator.place() is Place.PURCHASE
    buyer.open(number)


def test_a_line_is_changed_from_home_to_posted(buyer: Buyer) -> None:
    operator = buyer.operator
    tile = next(one for one in operator.seen(Tile) if one.accessibleName() == "PO lines")
    tile.click()
    buyer.settled()
    assert operator.banner().title == "Scan or type a purchase order"
    buyer.open("1752")
    assert operator.says("PO 1752")
    assert operator.says("Voltex Components Ltd")
    assert operator.says("approved \N{MIDDLE DOT} 10 lines")

    buyer.type_into(2, "Quantity", "600")
    assert operator.rows("Lines")[2][-1] == "Changed"
    buyer.press("Review 1 change")
    assert operator.row("Changes", "003")
    buyer.press("Post")
    buyer.become(POSTED)

    assert operator.banner().kind is BannerKind.DONE
    assert operator.says("approved")
    assert not operator.says("10 lines")  # how many there are now was not read
    assert operator.row("Lines", "003")[4] == "Posted"
    assert buyer.in_erp("1752")["003"].values.quantity == Decimal(600)
    buyer.press("Another order")
    assert operator.banner().title == "Scan or type a purchase order"


def test_a_scan_opens_an_order_begins_a_line_and_posts(buyer: Buyer) -> None:
    operator = buyer.operator
    buyer.come()
    operator.scan(ORDER)
    until(lambda: buyer.purchase.desk.opened)
    buyer.settled()
    operator.scan("416-242424")
    buyer.settled()
    assert operator.rows("Lines")[1][1] == "416-242424"
    buyer.type_into(1, "Quantity", "50")
    buyer.type_into(1, "Each", "1.10")
    operator.scan("KB:NEXT")
    buyer.settled()
    assert "002" in operator.row("Changes", "416-242424")
    operator.scan("MOTOR003")  # means nothing here, and is said to
    assert operator.says("MOTOR003 does nothing on this page")
    operator.scan("KB:POST")
    buyer.become(POSTED)
    assert not operator.says("MOTOR003")
    assert buyer.in_erp("1748")["002"].values.quantity == Decimal(50)
    assert not operator.station.journal.unsettled()
    assert operator.station.desk.draft is None


def test_a_kit_that_is_begun_puts_the_order_aside_and_the_other_way_round(buyer: Buyer) -> None:
    operator = buyer.operator
    opened(buyer)
    buyer.type_into(2, "Quantity", "700")  # another than is posted above
    operator.scan("KB:GOTO-ISSUE", "MOTOR003")
    assert operator.place() is Place.KIT
    assert buyer.purchase.desk.opened is None
    buyer.come()
    assert operator.station.desk.draft is None
    assert operator.banner().title == "Scan or type a purchase order"
    until(lambda: len(operator.station.overview.shelf.drafts) == 2)


def test_what_the_end_of_the_program_left_open_is_offered_again(
    cable: NetworkCable, tmp_path: Path
) -> None:
    for found in (False, True):
        with workstation(cable.url, tmp_path) as operator:
            buyer = Buyer(operator, cable.url)
            buyer.enter()
            if not found:
                opened(buyer)
                buyer.type_into(2, "Quantity", "600")
                continue
            until(lambda: operator.station.overview.shelf.drafts)
            drained()
            assert "open when the program ended" in operator.rows("Parked work")[0][0]
            buyer.go_on()
            assert "600" in operator.rows("Lines")[2][5]


@pytest.fixture
def live(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    with stage(qapp, tmp_path, Settings(), live=True) as on:
        yield on


def test_without_a_key_it_is_said_and_leads_to_the_key_and_back(live: Stage) -> None:
    live.window.open_flow(Place.PURCHASE)
    purchase = live.station.purchase
    assert purchase is not None
    until(lambda: purchase.buying.session.sign_in_state is SignIn.SIGNED_OUT)
    drained()
    operator = Operator(live.station)
    operator.type("Purchase order or supplier", "1752", then=Key.Key_Return)
    until(lambda: purchase.desk.search.now.finding is Finding.FAILED)
    operator.settled()
    assert operator.banner().kind is BannerKind.REFUSED
    operator.press("Enter the key")
    assert operator.place() is Place.KEY
    purchase.buying.session.enter_key(KEY)
    until(lambda: operator.place() is Place.PURCHASE and purchase.desk.opened)
    drained()
    assert operator.says("PO 1752")  # what was asked for in vain was asked for again


def test_a_station_without_a_way_to_manex_shows_no_buyers_desk(
    qapp: QApplication, tmp_path: Path
) -> None:
    around = Surroundings(live_target(elsewhere := Settings(connection=Connection(CLOSED_PORT))))
    station = Workstation(qapp, Home(tmp_path), elsewhere, around)
    try:
        words = [one.accessibleName() for one in station.window.findChildren(QAbstractButton)]
        assert "Issue kit" in words
        assert "PO lines" not in words
    finally:
        station.close()
        QApplication.sendPostedEvents(station.window, QEvent.Type.DeferredDelete.value)
