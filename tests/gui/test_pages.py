"""What the window says of a kit after POST: on Done, on Home, in Activity and on the strip.

And of one that is thrown away. All at one station, but for the one that loses its ERP.
"""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.posting import PostingState
from app.demo.cable import NetworkCable
from app.services.session import Reach
from app.ui.places import Place
from app.ui.widgets.banner import BannerKind
from app.ui.widgets.table import RowTable
from tests.gui.operator import Operator
from tests.services.world import Heard, drained, until

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def operator(again: Operator) -> Operator:
    return again


def listed(operator: Operator) -> list[str]:
    """The references in Activity; those of an earlier look are there for a moment."""
    return [row[2] for row in operator.rows("Activity")] if operator.seen(RowTable) else []


def test_a_posted_kit_is_green_and_held_against_what_was_planned(operator: Operator) -> None:
    operator.motors("GC00004057")
    stored = operator.post()

    assert operator.banner().kind is BannerKind.DONE
    assert operator.banner().title == f"Posted. Batch {stored.batch_number}"
    assert operator.banner().hint.endswith("10 components issued · scan the next assembly")
    assert operator.says("Planned against posted")
    rows = operator.rows("Planned against posted")
    assert len(rows) == 10
    assert all(row[-1] == "Same" for row in rows)
    assert "24B-118" in operator.row("Planned against posted", "BRG-6204")
    # There is no way back after POST.
    assert not {"Back", "Undo last scan", "Discard", "Park"} & set(operator.buttons())

    operator.scan("KB:GOTO-ACTIVITY")
    shelf = operator.station.overview
    until(lambda: [row.state for row in shelf.shelf.recent] == [PostingState.POSTED])
    until(lambda: listed(operator) == [stored.posting.reference])
    drained()
    row = operator.row("Activity", stored.posting.reference)
    assert "Posted" in row
    assert stored.batch_number in row


def test_a_kit_that_is_saved_while_the_erp_is_away_is_never_said_to_be_posted(
    out: Operator, qtbot: QtBot, cable: NetworkCable
) -> None:
    operator = out
    operator.enter_with(qtbot)
    operator.scan("MOTOR003", "KB:CANCEL", "KB:YES")
    cable.pull()
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118", "KB:NEXT")
    operator.checked()
    assert operator.says("2 things to know")
    assert operator.says("Not checked with the ERP: GC00004057.")
    assert operator.says("No lot was scanned for GREASE-L2, MAG-N42, WIND-24V.")

    operator.scan("KB:BACK", "M-0931", "W-2215", "G-78", "KB:NEXT")
    operator.checked()
    operator.scan("KB:POST")
    until(lambda: operator.station.session.reach is Reach.OFFLINE)
    until(lambda: "offline since" in operator.strip() and "1 waiting" in operator.strip())
    drained()
    assert "work goes on" in operator.strip()
    assert "posted" not in operator.strip()
    assert operator.banner().title == "Saved, not yet sent"
    assert operator.banner().kind is not BannerKind.DONE
    assert "posted" not in f"{operator.banner().title} {operator.banner().hint}".lower()
    assert operator.says("What this kit takes")
    assert {row[-1] for row in operator.rows("Planned against posted")} == {"Not posted"}

    cable.plug_in()
    until(lambda: operator.posting and operator.posting.state is PostingState.POSTED)
    until(lambda: operator.rows("Planned against posted")[0][-1] == "Same")
    assert operator.banner().kind is BannerKind.DONE


def test_what_the_erp_refused_is_red_and_named_everywhere(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004058")
    operator.type("Department", "nowhere")
    operator.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    operator.checked()
    operator.scan("KB:POST")
    until(lambda: operator.posting and operator.posting.state is PostingState.REJECTED)
    until(lambda: operator.banner().kind is BannerKind.REFUSED)
    assert operator.banner().title == "The ERP refused this kit"
    assert "nowhere" in operator.banner().hint
    assert "posted" not in operator.banner().title
    until(lambda: "1 rejected" in operator.strip())

    reference = operator.draft.identity.reference
    operator.press("Home")
    until(lambda: operator.station.overview.shelf.attention)
    drained()
    (row,) = operator.rows("Needs attention")
    assert "Rejected" in row
    assert "nowhere" in row[1]
    assert reference in row[1]
    operator.station.window.open_flow(Place.ACTIVITY)
    until(lambda: listed(operator) == [reference])
    drained()
    assert "Rejected" in operator.row("Activity", reference)


def test_home_does_not_list_what_the_disk_was_slow_to_throw_away(
    operator: Operator,
) -> None:
    station, looked = operator.station, Heard[None]()
    station.overview.changed.connect(lambda: looked(None))
    operator.scan("MOTOR003", "GC00004059", "KB:CANCEL")
    with closing(sqlite3.connect(station.database.path, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")  # nothing is written until it is closed
        QTest.mouseClick(operator.button("Yes"), Qt.MouseButton.LeftButton)
        station.overview.refresh()
        until(lambda: looked.all and operator.place() is Place.HOME)
        assert not operator.says("Nothing is parked")
    until(lambda: operator.says("Nothing is parked"))
