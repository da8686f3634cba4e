"""Assemblies that the station file names are there when the ERP goes away (design.md 3)."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.core.settings import KitDefaults, Settings
from app.demo.cable import NetworkCable
from tests.gui.conftest import workstation
from tests.services.world import Heard, until


def test_a_named_assembly_can_be_planned_offline(
    qtbot: QtBot, cable: NetworkCable, tmp_path: Path
) -> None:
    settings = Settings(kit=KitDefaults(keep_ready=("PUMP002",)))
    with workstation(cable.url, tmp_path, settings) as operator:
        read = Heard[object]()
        operator.station.reads.kits.refreshed.connect(read)
        operator.enter_with(qtbot)
        until(lambda: read.all)
        cable.pull()
        operator.scan("PUMP002")

        assert operator.draft.state.plan is not None
