"""Secrets of a sign-in: told to the log's redactor, kept in a vault that may take its time."""

import threading
from dataclasses import replace
from pathlib import Path

from app.sandbox.server import TrainingServer
from app.services.session import SignIn, VaultKind, VaultState
from app.store.vault import DeferredVault, MemoryVault
from tests.services.world import PATIENCE_MS, QUICK, Heard, drained, station, until


class TestSecrets:
    """The log must never show one (design.md 7)."""

    def test_of_a_person_are_told_before_they_are_used(
        self, erp: TrainingServer, tmp_path: Path
    ) -> None:
        secrets = Heard[str]()
        with station(erp.url, tmp_path, keep_secret=secrets) as bench:
            bench.sign_in(remember=False)
            assert secrets.all == ["password", bench.session.token()]

    def test_of_the_vault_are_told_as_well(self, erp: TrainingServer, tmp_path: Path) -> None:
        vault, secrets = MemoryVault(), Heard[str]()
        with station(erp.url, tmp_path, vault=vault) as bench:
            bench.sign_in()
            token = bench.session.token()
            drained()
        with station(erp.url, tmp_path, vault=vault, keep_secret=secrets) as bench:
            bench.session.resume()
            until(lambda: bench.session.credentials() is not None)
            assert secrets.all == ["password", token]


class TestDeferredVault:
    """A keyring is looked for where it may hang: never in the GUI thread (operators.md 47)."""

    def test_is_found_off_the_gui_thread(self, erp: TrainingServer, tmp_path: Path) -> None:
        found: list[str] = []

        def find() -> MemoryVault:
            found.append(threading.current_thread().name)
            return MemoryVault()

        with station(erp.url, tmp_path, vault=DeferredVault(find)) as bench:
            assert bench.session.vault_kind is VaultKind.NOT_KNOWN
            told = Heard[VaultKind]()
            bench.session.changed.connect(lambda: told(bench.session.vault_kind))
            bench.session.resume()
            until(lambda: VaultKind.SESSION in told.all)
            bench.sign_in()
        assert len(found) == 1
        assert found[0] != threading.main_thread().name

    def test_that_hangs_keeps_nobody_from_working(
        self, erp: TrainingServer, tmp_path: Path
    ) -> None:
        free = threading.Event()

        def find() -> MemoryVault:
            free.wait(PATIENCE_MS / 1000)
            return MemoryVault()

        times = replace(QUICK, vault=0.05)
        with station(erp.url, tmp_path, vault=DeferredVault(find), times=times) as bench:
            bench.session.resume()
            until(lambda: bench.session.vault_state is VaultState.NO_ANSWER)
            assert bench.session.sign_in_state is SignIn.SIGNED_OUT
            bench.sign_in()
            free.set()

    def test_that_cannot_be_had_is_said(self, erp: TrainingServer, tmp_path: Path) -> None:
        def find() -> MemoryVault:
            raise ImportError("no such library")

        with station(erp.url, tmp_path, vault=DeferredVault(find)) as bench:
            bench.session.resume()
            until(lambda: bench.session.vault_state is VaultState.UNAVAILABLE)
            bench.sign_in()
