"""What the pages show of the desk and the store, and what can be done there by hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.flow.steps import Step
from app.core.posting import PostingState
from app.sandbox.plant import PlantPart, PlantPlace, PlantRow, Product
from app.sandbox.plants import standard_plant
from app.sandbox.server import TrainingServer
from app.ui.places import Place
from tests.gui.conftest import workstation
from tests.gui.operator import Operator
from tests.gui.test_pages import ALT, CTRL
from tests.services.world import drained, until
from tests.support.training import NewTrainingServer


def test_a_kit_by_keys(operator: Operator) -> None:
    operator.scan("MOTOR003", "GC00004057")
    operator.key(Qt.Key.Key_Right, ALT)
    assert operator.step() is Step.LINES
    operator.key(Qt.Key.Key_Left, ALT)
    assert operator.step() is Step.SUBJECT
    operator.key(Qt.Key.Key_Right, ALT)
    operator.scan("24B-118")
    operator.key(Qt.Key.Key_Z, CTRL)
    assert not operator.draft.state.entry("BRG-6204").lot
    operator.scan("24B-118", "M-0931", "W-2215", "G-78")
    operator.key(Qt.Key.Key_Right, ALT)
    operator.checked()
    operator.key(Qt.Key.Key_Return, CTRL)
    until(lambda: operator.posting and operator.posting.state is PostingState.POSTED)
    drained()
    operator.key(Qt.Key.Key_N, CTRL)

    assert operator.station.desk.posting is None
    assert operator.draft.state.step is Step.SUBJECT


def test_parking_discarding_and_a_new_batch_by_keys(operator: Operator) -> None:
    operator.scan("MOTOR003")
    operator.key(Qt.Key.Key_D, CTRL)
    assert operator.banner().title == "Discard this kit?"
    operator.key(Qt.Key.Key_N)
    operator.key(Qt.Key.Key_P, CTRL)
    assert operator.place() is Place.HOME

    operator.motors("GC00004057")
    first = operator.post()
    operator.key(Qt.Key.Key_B, CTRL)
    assert operator.station.desk.batch != first.posting.batch


def test_no_key_of_a_flow_leaves_half_a_password(out: Operator) -> None:
    out.press("Sign in")
    out.focus(out.field("Password"))
    out.key(Qt.Key.Key_F2)
    assert out.place() is Place.SIGN_IN
    out.focus(out.field("User"))
    out.key(Qt.Key.Key_F2)
    assert out.place() is Place.KIT


# Text of others


FOREIGN = "<b>100%s</b> {0} &amp; \u202egnp.exe"


@pytest.fixture
def odd_erp() -> TrainingServer:
    """An ERP whose parts are described by somebody with a taste for markup."""
    odd = Product(
        parts=(
            PlantPart("ODD-1", FOREIGN, stores="MA", made=True),
            PlantPart("ODD-2", FOREIGN),
        ),
        rows=(PlantRow("ODD-1", "0010", "ODD-2", "1"),),
        places=(PlantPlace("ODD-2", "<i>ISLE</i>/%d", "5"),),
    )
    plant = standard_plant()
    return NewTrainingServer(replace(plant, products=(*plant.products, odd)), strict=True)


def test_foreign_text_is_shown_as_it_is(
    odd_erp: TrainingServer, tmp_path: Path, qtbot: QtBot
) -> None:
    with odd_erp, workstation(odd_erp.url, tmp_path) as operator:
        operator.enter_with(qtbot)
        operator.scan("ODD-1")
        shown = "<b>100%s</b> {0} &amp; \u2039U+202E\u203agnp.exe"
        assert operator.says(shown)
        assert shown in operator.table("What this kit uses").model().index(0, 0).data()

        operator.scan("KB:NEXT", "<b>not%s{known}</b>")
        assert operator.banner().title == "The ERP knows no <b>not%s{known}</b>"
        operator.scan("KB:CLEAR", "KB:NEXT")
        assert "<i>ISLE< / i> / %d" in operator.row("Will be issued", "ODD-2")
        operator.post()
