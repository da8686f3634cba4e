"""What the pages show of the desk and the store, and what can be done there by hand."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.flow.changes import HeaderField
from app.core.posting import PostingState
from app.core.settings import Rule, Rules, Settings
from app.demo.cable import NetworkCable
from app.paths import Home
from app.services.connecting import TRAINING
from app.services.session import Reach
from app.ui.places import Place
from app.ui.widgets.banner import BannerKind
from tests.gui.conftest import workstation
from tests.gui.operator import Operator
from tests.services.world import Heard, drained, until

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

# Assembly


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


# Components


def test_the_lines_can_be_narrowed_to_what_remains(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT")
    operator.press("Remaining 4")
    assert len(operator.rows("Components")) == 4

    operator.scan("24B-118")

    assert len(operator.rows("Components")) == 3
    assert "Remaining 3" in operator.buttons()


# Review and Done


def test_review_warns_of_what_nobody_could_check(operator: Operator, cable: NetworkCable) -> None:
    operator.scan("MOTOR003", "KB:CANCEL", "KB:YES")
    cable.pull()
    operator.scan("MOTOR003", "GC00004057", "KB:NEXT", "24B-118", "KB:NEXT")
    operator.checked()

    assert operator.says("2 things to know")
    assert operator.says("Not checked with the ERP: GC00004057.")
    assert operator.says("No lot was scanned for GREASE-L2, MAG-N42, WIND-24V.")


def test_a_station_that_blocks_short_kits_says_so(
    cable: NetworkCable, tmp_path: Path, qtbot: QtBot
) -> None:
    settings = replace(Settings(), rules=Rules(short=Rule.BLOCK))
    with workstation(cable.url, tmp_path, settings) as operator:
        operator.enter_with(qtbot)
        operator.scan("GEAR-21", "KB:NEXT", "KB:ALL", "KB:ALL")
        assert operator.banner().title == "PINION-12 is short by 1 EACH"
        assert "Review" not in operator.buttons()


def test_done_holds_planned_against_posted(operator: Operator) -> None:
    operator.motors("GC00004057")
    operator.post()

    assert operator.says("Planned against posted")
    rows = operator.rows("Planned against posted")
    assert len(rows) == 10
    assert all(row[-1] == "Same" for row in rows)
    row = operator.row("Planned against posted", "BRG-6204")
    assert "24B-118" in row


def test_done_claims_nothing_of_what_waits(operator: Operator, cable: NetworkCable) -> None:
    operator.scan("MOTOR003", "KB:CANCEL", "KB:YES")
    cable.pull()
    operator.motors("GC00004057")
    operator.scan("KB:POST")
    until(lambda: operator.station.session.reach is Reach.OFFLINE)
    drained()

    assert operator.says("What this kit takes")
    assert {row[-1] for row in operator.rows("Planned against posted")} == {"Not posted"}
    cable.plug_in()
    until(lambda: operator.posting and operator.posting.state is PostingState.POSTED)
    until(lambda: operator.rows("Planned against posted")[0][-1] == "Same")
    assert operator.banner().kind is BannerKind.DONE


def test_there_is_no_way_back_after_post(operator: Operator) -> None:
    operator.motors("GC00004057")
    operator.post()

    assert not {"Back", "Undo last scan", "Discard", "Park"} & set(operator.buttons())


# Home and Activity


def test_home_does_not_list_what_the_disk_was_slow_to_throw_away(
    operator: Operator, tmp_path: Path
) -> None:
    station, looked = operator.station, Heard[None]()
    station.overview.changed.connect(lambda: looked(None))
    operator.scan("MOTOR003", "GC00004057", "KB:CANCEL")
    path = Home(tmp_path).database(TRAINING.mode)
    with closing(sqlite3.connect(path, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")  # nothing is written until it is closed
        QTest.mouseClick(operator.button("Yes"), Qt.MouseButton.LeftButton)
        station.overview.refresh()
        until(lambda: looked.all and operator.place() is Place.HOME)
        assert not operator.says("Nothing is parked")
    until(lambda: operator.says("Nothing is parked"))


def test_home_and_activity_name_what_the_erp_refused(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057")
    operator.type("Department", "nowhere")
    operator.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
    operator.checked()
    operator.scan("KB:POST")
    until(lambda: operator.posting and operator.posting.state is PostingState.REJECTED)
    reference = operator.draft.identity.reference
    operator.press("Home")
    until(lambda: operator.station.overview.shelf.attention)
    drained()

    (row,) = operator.rows("Needs attention")
    assert "Rejected" in row
    assert "nowhere" in row[1]
    assert reference in row[1]
    operator.station.window.open_flow("activity")
    drained()
    assert "Rejected" in operator.row("Activity", reference)


def test_activity_shows_what_was_posted(operator: Operator) -> None:
    operator.motors("GC00004057")
    stored = operator.post()
    operator.scan("KB:GOTO-ACTIVITY")
    reference = stored.posting.reference
    shelf = operator.station.overview
    until(lambda: [row.state for row in shelf.shelf.recent] == [PostingState.POSTED])
    drained()

    assert "Posted" in operator.row("Activity", reference)
    assert stored.batch_number in operator.row("Activity", reference)
