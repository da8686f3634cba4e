"""What belongs on no page: half a password that a key would leave behind, the markup of others."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.sandbox.plant import PlantPart, PlantPlace, PlantRow, Product
from app.sandbox.plants import standard_plant
from app.sandbox.server import TrainingServer
from app.ui.places import Place
from tests.gui.conftest import workstation
from tests.gui.operator import Operator
from tests.support.training import NewTrainingServer


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
