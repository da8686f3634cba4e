"""Which stations have a way to ManEx, and with whose key."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.core.settings import Connection, ManexSettings, RequestForm, Settings
from app.core.target import Erp, Mode, Target
from app.main import Surroundings, Workstation
from app.paths import Home
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_path import ROOT
from app.sandbox.plants import standard_plant
from app.sandbox.server import TrainingServer
from app.services.session import SignIn
from app.services.targets import TRAINING, live_target, manex_target_of, target_of
from app.store.vault import MemoryVault
from tests.services.world import drained, until

KEY = next(iter(API_KEYS.values()))
CLOSED_PORT = "http://127.0.0.1:9"


def test_targets() -> None:
    nothing = Settings()
    assert target_of(nothing) == TRAINING
    training = manex_target_of(nothing, Mode.TRAINING)
    assert training is not None
    assert (training.erp, training.mode) == (Erp.MANEX, Mode.TRAINING)
    kits_only = Settings(connection=Connection("https://erp.example"))
    assert target_of(kits_only) == live_target(kits_only)
    assert manex_target_of(kits_only, Mode.LIVE) is None
    buyers_only = Settings(manex=ManexSettings("https://manex.example"))
    assert target_of(buyers_only).mode is Mode.LIVE
    assert manex_target_of(buyers_only, Mode.LIVE) == Target(
        Erp.MANEX, "https://manex.example", "", Mode.LIVE
    )


@contextmanager
def live(
    app: QApplication, home: Path, settings: Settings, vault: MemoryVault
) -> Iterator[Workstation]:
    around = Surroundings(live_target(settings), settings.connection.root_url, vault)
    station = Workstation(app, Home(home), settings, around)
    try:
        station.start()
        yield station
    finally:
        station.close()
        drained()


def test_a_live_station_comes_in_by_the_key_in_its_vault(
    qapp: QApplication, tmp_path: Path
) -> None:
    with TrainingServer(standard_plant(), strict=True) as erp:
        manex = ManexSettings(erp.url + ROOT, form=RequestForm.QUERY)
        settings = Settings(connection=Connection(CLOSED_PORT), manex=manex)
        target = manex_target_of(settings, Mode.LIVE)
        assert target is not None
        vault = MemoryVault()
        vault.put(f"api-key|{target.key}", f'["{KEY}"]')
        with live(qapp, tmp_path, settings, vault) as station:
            purchase = station.purchase
            assert purchase is not None
            until(lambda: purchase.buying.session.sign_in_state is SignIn.SIGNED_IN)
            assert purchase.buying.session.target == target
            assert purchase.buying.session.token() == KEY


def test_a_live_station_without_manex_has_none(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(connection=Connection(CLOSED_PORT))
    with live(qapp, tmp_path, settings, MemoryVault()) as station:
        assert station.purchase is None
