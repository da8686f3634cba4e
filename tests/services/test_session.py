"""Whether the ERP is there, what time it is there, and where secrets are kept."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.problems import NotSent, ProblemCode, Unknown
from app.sandbox.server import TrainingServer
from app.services.heartbeat import HeartbeatTimes
from app.services.session import (
    Reach,
    SessionTimes,
    SignIn,
    VaultKind,
    VaultState,
)
from app.store.vault import MemoryVault, VaultLocked
from tests.services.world import (
    Heard,
    Station,
    SwitchedErp,
    station,
    until,
)
from tests.support.training import NewTrainingServer

NO_HEARTBEAT = SessionTimes(heartbeat=HeartbeatTimes(online=600, offline_first=600))


class TestReach:
    def test_heartbeat_without_a_token(self, bench: Station) -> None:
        assert bench.session.reach is Reach.UNKNOWN
        bench.session.start()
        until(lambda: bench.session.reach is Reach.ONLINE)
        assert bench.session.sign_in_state is SignIn.SIGNED_OUT

    def test_goes_and_comes_back(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        again = Heard[Reach]()
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            session = bench.session
            session.reachable_again.connect(lambda: again(session.reach))
            session.start()
            until(lambda: session.reach is Reach.ONLINE)
            assert again.all == []
            switched_erp.off()
            until(lambda: session.reach is Reach.OFFLINE)
            assert session.offline_since is not None
            assert session.latency_ms is None
            switched_erp.on()
            assert again.one is Reach.ONLINE
            assert session.offline_since is None

    def test_what_others_met_is_shown_at_once(self, erp: TrainingServer, tmp_path: Path) -> None:
        with station(erp.url, tmp_path, times=NO_HEARTBEAT) as bench:
            session = bench.session
            changed = Heard[Reach]()
            session.changed.connect(lambda: changed(session.reach))
            again = Heard[None]()
            session.reachable_again.connect(lambda: again(None))
            session.note(NotSent(ProblemCode.NO_ROUTE))
            assert changed.all == [Reach.OFFLINE]
            since = session.offline_since
            session.note(NotSent(ProblemCode.NO_ROUTE))
            assert session.offline_since == since
            session.heard()
            assert session.reach is Reach.ONLINE
            assert len(again.all) == 1
            session.note(Unknown(ProblemCode.FOREIGN_ANSWER))  # of the ERP all the same
            assert session.reach is Reach.ONLINE

    def test_a_doubt_is_cleared_by_asking(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        times = SessionTimes(heartbeat=HeartbeatTimes(online=600, offline_first=0.02))
        switched_erp.on()
        with station(switched_erp.url, tmp_path, times=times) as bench:
            session = bench.session
            session.start()
            until(lambda: session.reach is Reach.ONLINE)
            switched_erp.off()
            session.note(Unknown(ProblemCode.DROPPED))
            assert session.reach is Reach.ONLINE  # one call is no proof
            until(lambda: session.reach is Reach.OFFLINE)
            switched_erp.on()
            until(lambda: session.reach is Reach.ONLINE)

    def test_other_calls_in_vain_put_no_heartbeat_off(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        times = SessionTimes(heartbeat=HeartbeatTimes(online=600, offline_first=0.2))
        again = Heard[None]()
        with station(switched_erp.url, tmp_path, times=times) as bench:
            session = bench.session
            session.reachable_again.connect(lambda: again(None))
            session.start()
            until(lambda: session.reach is Reach.OFFLINE)
            switched_erp.on()

            def back_in_spite_of_others() -> bool:
                session.note(NotSent(ProblemCode.NO_ROUTE))
                return again.all != []

            until(back_in_spite_of_others)


class TestClock:
    @pytest.mark.parametrize("hours", [-30, 0, 30])
    def test_of_an_erp_elsewhere(self, tmp_path: Path, hours: int) -> None:
        def there() -> datetime:
            return datetime.now(UTC).replace(tzinfo=None) + timedelta(hours=hours)

        with (
            NewTrainingServer(now=there) as erp,
            station(erp.url, tmp_path) as bench,
        ):
            bench.sign_in()
            assert bench.session.clock_measured
            drift = bench.session.clock.offset - timedelta(hours=hours)
            assert abs(drift) < timedelta(seconds=3)

    def test_that_was_not_measured_is_this_computers(self, bench: Station) -> None:
        now = datetime.now(UTC)
        offset = now.astimezone().utcoffset()
        assert offset is not None
        assert abs(bench.session.clock.offset - offset) < timedelta(seconds=1)


class AskingVault(MemoryVault):
    """A keyring that shows a prompt, and waits until somebody answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    def get(self, name: str) -> str | None:
        self.answered.wait(20)
        return super().get(name)


class LockedVault(MemoryVault):
    """A keyring that stays locked."""

    description = VaultKind.SECRET_SERVICE

    def put(self, name: str, secret: str) -> None:
        raise VaultLocked(f"{name} {len(secret)}")


class TestVault:
    def test_a_prompt_nobody_answers(self, erp: TrainingServer, tmp_path: Path) -> None:
        vault = AskingVault()
        with station(erp.url, tmp_path, vault=vault, times=SessionTimes(vault=0.05)) as bench:
            bench.session.resume()
            until(lambda: bench.session.sign_in_state is SignIn.SIGNED_OUT)
            assert bench.session.vault_state is VaultState.NO_ANSWER
            bench.sign_in(remember=False)  # goes all the same
            vault.answered.set()

    def test_that_is_locked_only_remembers_nothing(
        self, erp: TrainingServer, tmp_path: Path
    ) -> None:
        changed = Heard[VaultState]()
        with station(erp.url, tmp_path, vault=LockedVault()) as bench:
            session = bench.session
            session.changed.connect(lambda: changed(session.vault_state))
            bench.sign_in()
            until(lambda: session.vault_state is VaultState.LOCKED)
            assert changed.all[-1] is VaultState.LOCKED
            assert session.vault_kind is VaultKind.SECRET_SERVICE
            assert session.sign_in_state is SignIn.SIGNED_IN
