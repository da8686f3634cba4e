"""Getting a token, keeping it, losing it."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.problems import NeedsSignIn, NotSent, ProblemCode
from app.sandbox.server import TrainingServer
from app.services.known_password import KnownPassword
from app.services.session import (
    Reach,
    Session,
    SignedIn,
    SignIn,
)
from app.services.unlocking import Unlock
from app.store.vault import MemoryVault
from tests.services.world import (
    TARGET,
    Heard,
    Station,
    SwitchedErp,
    drained,
    station,
    until,
)
from tests.support.quick_hash import COST


def stands(session: Session) -> tuple[SignIn, Reach]:
    """A call, so that mypy doesn't take a property for what it was a line ago."""
    return session.sign_in_state, session.reach


@pytest.fixture
def away(switched_erp: SwitchedErp, tmp_path: Path) -> Iterator[Station]:
    """A station whose ERP isn't there."""
    with station(switched_erp.url, tmp_path) as made:
        yield made


class TestSignIn:
    def test_by_a_person(self, bench: Station) -> None:
        session = bench.session
        signed_in = Heard[object]()
        session.signed_in.connect(lambda: signed_in(session.credentials()))
        session.sign_in("APIUSER", "password", remember=True)
        assert session.sign_in_state is SignIn.SIGNING_IN
        credentials = signed_in.one
        assert isinstance(credentials, SignedIn)
        assert (credentials.erp_user, session.erp_user, session.operator) == ("APIUSER",) * 3
        assert session.token() == credentials.token
        assert stands(session) == (SignIn.SIGNED_IN, Reach.ONLINE)
        assert session.problem is None
        assert session.latency_ms is not None
        assert credentials.token not in repr(credentials)

    def test_refused(self, bench: Station) -> None:
        session = bench.session
        session.sign_in("APIUSER", "wrong", remember=True)
        until(lambda: session.sign_in_state is SignIn.REFUSED)
        assert isinstance(session.problem, NeedsSignIn)
        assert "APIUSER" in session.problem.detail
        assert session.erp_user == ""
        assert session.credentials() is None
        assert session.reach is Reach.ONLINE
        with pytest.raises(NeedsSignIn):
            session.token()
        session.resume()  # nothing was remembered
        until(lambda: session.sign_in_state is SignIn.SIGNED_OUT)

    def test_without_the_erp(self, away: Station) -> None:
        session = away.session
        session.sign_in("APIUSER", "password", remember=True)
        until(lambda: session.problem)
        assert isinstance(session.problem, NotSent)
        assert session.sign_in_state is SignIn.SIGNED_OUT
        assert session.reach is Reach.OFFLINE
        assert session.offline_since is not None
        assert session.offline_since <= datetime.now(UTC)

    def test_another_person_takes_over(self, bench: Station) -> None:
        bench.sign_in("APIUSER")
        bench.session.operator = "Mia"
        bench.session.sign_in("LEAD", "password", remember=True)
        assert bench.session.erp_user == ""
        until(lambda: bench.session.credentials() is not None)
        assert (bench.session.erp_user, bench.session.operator) == ("LEAD", "LEAD")

    def test_the_same_person_again_goes_on(self, bench: Station) -> None:
        bench.sign_in()
        bench.session.operator = "Mia"
        bench.session.sign_in("APIUSER", "password", remember=True)
        assert (bench.session.erp_user, bench.session.operator) == ("APIUSER", "Mia")
        until(lambda: bench.session.credentials() is not None)

    def test_answer_to_an_earlier_attempt_is_not_wanted(self, bench: Station) -> None:
        session = bench.session
        session.sign_in("LEAD", "password", remember=True)
        session.sign_in("APIUSER", "password", remember=True)
        until(lambda: not bench.tasks._pending)
        until(lambda: session.credentials() is not None)
        drained()
        assert session.erp_user == "APIUSER"
        assert "LEAD" not in (bench.vault.get(f"sign-in|{TARGET.key}") or "")

    def test_sign_out(self, bench: Station) -> None:
        session = bench.session
        bench.sign_in()
        session.sign_out()
        assert session.sign_in_state is SignIn.SIGNED_OUT
        assert (session.erp_user, session.operator) == ("", "")
        assert session.credentials() is None
        session.resume()
        until(lambda: session.sign_in_state is SignIn.SIGNED_OUT)
        assert session.credentials() is None

    def test_sign_out_while_signing_in(self, bench: Station) -> None:
        session = bench.session
        session.sign_in("APIUSER", "password", remember=True)
        session.sign_out()
        answered = Heard[None]()
        bench.tasks.run(session.client.api_version, lambda _: answered(None))
        until(lambda: answered.all and session.reach is Reach.ONLINE)
        assert session.sign_in_state is SignIn.SIGNED_OUT
        assert session.credentials() is None


class TestResume:
    def test_with_a_living_token(self, erp: TrainingServer, tmp_path: Path) -> None:
        vault = MemoryVault()
        with station(erp.url, tmp_path / "first", vault=vault) as first:
            first.sign_in()
            token = first.session.token()
        with station(erp.url, tmp_path / "second", vault=vault) as second:
            second.session.resume()
            assert second.session.sign_in_state is SignIn.SIGNING_IN
            until(lambda: second.session.credentials() is not None)
            assert second.session.token() == token
            assert second.session.erp_user == "APIUSER"
            assert second.session.clock_measured

    def test_with_a_dead_token(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        vault = MemoryVault()
        switched_erp.on()
        with station(switched_erp.url, tmp_path / "first", vault=vault) as first:
            first.sign_in()
            token = first.session.token()
        switched_erp.off()
        switched_erp.on()
        with station(switched_erp.url, tmp_path / "second", vault=vault) as second:
            second.session.resume()
            until(lambda: second.session.credentials() is not None)
            renewed = second.session.token()
            assert renewed != token
        with station(switched_erp.url, tmp_path / "third", vault=vault) as third:
            third.session.resume()
            until(lambda: third.session.credentials() is not None)
            assert third.session.token() == renewed

    def test_with_nothing_remembered(self, erp: TrainingServer, tmp_path: Path) -> None:
        vault = MemoryVault()
        with station(erp.url, tmp_path / "first", vault=vault) as first:
            first.sign_in(remember=True)
            first.sign_in(remember=False)  # forgets what was remembered before
        with station(erp.url, tmp_path / "second", vault=vault) as second:
            second.session.resume()
            until(lambda: second.session.sign_in_state is SignIn.SIGNED_OUT)

    def test_of_another_target_only(self, erp: TrainingServer, tmp_path: Path) -> None:
        vault = MemoryVault()
        with station(erp.url, tmp_path / "first", vault=vault) as first:
            first.sign_in()
        other = replace(TARGET, data_source="TRAINING")
        with station(erp.url, tmp_path / "second", vault=vault, target=other) as second:
            second.session.resume()
            until(lambda: second.session.sign_in_state is SignIn.SIGNED_OUT)
            second.sign_in("LEAD")
        with station(erp.url, tmp_path / "third", vault=vault) as third:
            third.session.resume()
            until(lambda: third.session.erp_user == "APIUSER")

    @pytest.mark.parametrize("content", ["{", "[]", "7", '["a", "b"]', '["a", "b", 3]'])
    def test_with_what_another_program_left(self, bench: Station, content: str) -> None:
        bench.vault.put(f"sign-in|{TARGET.key}", content)
        bench.session.resume()
        until(lambda: bench.session.sign_in_state is SignIn.SIGNED_OUT)

    def test_with_a_password_that_is_no_longer_right(self, bench: Station) -> None:
        kept = '["APIUSER", "old", "0000000000000000000000000000000000000000"]'
        bench.vault.put(f"sign-in|{TARGET.key}", kept)
        bench.session.resume()
        until(lambda: bench.session.sign_in_state is SignIn.REFUSED)
        assert isinstance(bench.session.problem, NeedsSignIn)
        assert bench.session.problem.code is ProblemCode.SIGN_IN_REFUSED
        assert bench.vault.get(f"sign-in|{TARGET.key}") == kept  # the words may mean otherwise

    def test_while_the_erp_is_away_it_is_believed(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        vault = MemoryVault()
        switched_erp.on()
        with station(switched_erp.url, tmp_path / "first", vault=vault) as first:
            first.sign_in()
            token = first.session.token()
        switched_erp.off()
        with station(switched_erp.url, tmp_path / "second", vault=vault) as second:
            session = second.session
            session.start()
            session.resume()
            until(lambda: session.credentials() is not None)
            assert stands(session) == (SignIn.SIGNED_IN, Reach.OFFLINE)
            assert session.token() == token
            assert not session.clock_measured
            switched_erp.on()  # which refuses the token, and takes the password
            until(lambda: session.credentials() and session.token() != token)
            assert session.erp_user == "APIUSER"
            assert session.reach is Reach.ONLINE


class TestRefusedToken:
    def refusal(self) -> NeedsSignIn:
        return NeedsSignIn(ProblemCode.TOKEN_REFUSED, "Auth Token login failure.")

    def test_is_renewed_without_a_person(self, bench: Station) -> None:
        bench.sign_in()
        used = bench.session.signed_in_as()
        bench.session.note(self.refusal(), used)
        assert bench.session.credentials() is None
        assert bench.session.sign_in_state is SignIn.SIGNING_IN
        assert bench.session.erp_user == "APIUSER"  # whose draft is open goes on
        until(lambda: bench.session.credentials() is not None)
        assert bench.session.token() != used.token

    def test_is_not_renewed_in_a_loop(self, bench: Station) -> None:
        bench.sign_in()
        bench.session.note(self.refusal(), bench.session.credentials())
        until(lambda: bench.session.credentials() is not None)
        bench.session.note(self.refusal(), bench.session.credentials())
        assert bench.session.sign_in_state is SignIn.REFUSED
        assert bench.session.problem is not None
        assert bench.session.problem.code is ProblemCode.TOKEN_REFUSED
        assert bench.session.erp_user == "APIUSER"
        bench.sign_in()  # a person may, and then it may be renewed again
        bench.session.note(self.refusal(), bench.session.credentials())
        until(lambda: bench.session.credentials() is not None)

    def test_without_a_password_needs_a_person(self, bench: Station) -> None:
        bench.sign_in(remember=False)
        bench.session.note(self.refusal(), bench.session.credentials())
        until(lambda: bench.session.sign_in_state is SignIn.REFUSED)
        assert bench.session.erp_user == "APIUSER"

    def test_of_an_earlier_sign_in_says_nothing(self, bench: Station) -> None:
        bench.sign_in()
        earlier = bench.session.credentials()
        bench.sign_in()
        bench.session.note(self.refusal(), earlier)
        bench.session.note(self.refusal())
        assert bench.session.sign_in_state is SignIn.SIGNED_IN

    def test_is_found_by_the_heartbeat(self, switched_erp: SwitchedErp, tmp_path: Path) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            bench.session.start()
            token = bench.session.token()
            switched_erp.off()
            switched_erp.on()
            until(lambda: bench.session.credentials() and bench.session.token() != token)
            assert bench.session.sign_in_state is SignIn.SIGNED_IN

    def test_is_renewed_once_the_erp_is_back(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            bench.sign_in()
            bench.session.start()
            until(lambda: bench.session.reach is Reach.ONLINE)
            switched_erp.off()
            bench.session.note(self.refusal(), bench.session.credentials())
            until(lambda: bench.session.reach is Reach.OFFLINE)
            assert bench.session.sign_in_state is SignIn.SIGNING_IN
            switched_erp.on()
            until(lambda: bench.session.sign_in_state is SignIn.SIGNED_IN)


class TestUnlock:
    def signed_in(self, bench: Station) -> Heard[None]:
        """Somebody who is signed in locks the station."""
        bench.session.sign_in("APIUSER", "password", remember=False)
        until(bench.session.credentials)
        bench.session.unlocking.lock()
        unlocked = Heard[None]()
        bench.session.unlocking.unlocked.connect(lambda: unlocked(None))
        return unlocked

    def test_asks_the_erp_and_takes_the_new_token(self, bench: Station) -> None:
        unlocked = self.signed_in(bench)
        used = bench.session.credentials()
        bench.session.unlocking.attempt("APIUSER", "password", remember=False)
        assert unlocked.one is None
        assert bench.session.credentials() not in {None, used}
        assert bench.session.unlocking.state is Unlock.NONE

    def test_a_stranger_ends_nobodys_sign_in(self, bench: Station) -> None:
        unlocked = self.signed_in(bench)
        used = bench.session.credentials()
        bench.session.unlocking.attempt("STRANGER", "password", remember=False)
        until(lambda: bench.session.unlocking.state is Unlock.REFUSED)
        assert bench.session.unlocking.problem is not None
        assert (bench.session.credentials(), bench.session.erp_user) == (used, "APIUSER")
        assert unlocked.all == []

    @pytest.mark.parametrize(
        ("user", "password", "opens"),
        [
            ("APIUSER", "password", True),
            ("APIUSER", "Password", False),
            ("APIUSER", "", False),
            ("OTHER", "password", False),
        ],
    )
    def test_while_the_erp_is_away(
        self, switched_erp: SwitchedErp, tmp_path: Path, user: str, password: str, opens: bool
    ) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            unlocked = self.signed_in(bench)
            used = bench.session.credentials()
            switched_erp.off()
            bench.session.unlocking.attempt(user, password, remember=False)
            until(lambda: bench.session.unlocking.state is not Unlock.CHECKING)
            assert bool(unlocked.all) is opens
            assert bench.session.unlocking.state is (Unlock.NONE if opens else Unlock.NOT_KNOWN)
            assert (bench.session.credentials(), bench.session.erp_user) == (used, "APIUSER")

    def test_what_the_vault_kept_is_known_from_the_start(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        vault = MemoryVault()
        switched_erp.on()
        with station(switched_erp.url, tmp_path, vault=vault) as before:
            before.session.sign_in("APIUSER", "password", remember=True)
            until(before.session.credentials)
        switched_erp.off()
        with station(switched_erp.url, tmp_path, vault=vault) as bench:
            bench.session.resume()
            until(bench.session.credentials)
            unlocked = Heard[None]()
            bench.session.unlocking.unlocked.connect(lambda: unlocked(None))
            bench.session.unlocking.attempt("APIUSER", "password", remember=True)
            assert unlocked.one is None

    def test_after_signing_out_nobody_is_known(
        self, switched_erp: SwitchedErp, tmp_path: Path
    ) -> None:
        switched_erp.on()
        with station(switched_erp.url, tmp_path) as bench:
            unlocked = self.signed_in(bench)
            bench.session.sign_out()
            switched_erp.off()
            bench.session.unlocking.attempt("APIUSER", "password", remember=False)
            until(lambda: bench.session.unlocking.state is Unlock.NOT_KNOWN)
            assert unlocked.all == []
            assert bench.session.unlocking.known_user == ""

    def test_an_answer_to_an_earlier_attempt_opens_nothing(self, bench: Station) -> None:
        unlocked = self.signed_in(bench)
        bench.session.unlocking.attempt("APIUSER", "password", remember=False)
        bench.session.unlocking.lock()
        bench.session.unlocking.attempt("APIUSER", "password", remember=False)
        assert unlocked.one is None
        bench.tasks.close()
        drained()
        assert len(unlocked.all) == 1

    def test_a_password_is_known_only_by_its_hash(self) -> None:
        known = KnownPassword()
        known.learn("APIUSER", "correct horse \ud800")
        assert known.recognises("APIUSER", "correct horse \ud800")
        assert b"horse" not in pickle.dumps(known)
        assert "horse" not in repr(vars(known))
        assert COST >= 2**14
