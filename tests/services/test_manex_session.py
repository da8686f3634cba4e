"""The way into ManEx: one key, entered once, kept in the vault and nowhere else."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from app.core.problems import NeedsSignIn, NotSent, ProblemCode, Rejected
from app.core.target import Erp, Mode, Target
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.services.manex_session import ManexSession
from app.services.session import HeartbeatTimes, Reach, SessionTimes, SignIn
from app.services.tasks import Tasks
from app.store.vault import MemoryVault, Vault
from tests.services.world import QUICK, Heard, drained, until
from tests.unit.erp.manex.bench import envelope, refusal
from tests.unit.erp.servers import JsonServer, Server

TARGET = Target(Erp.MANEX, "training:", "", Mode.TRAINING)
PLACE = f"api-key|{TARGET.key}"
STILL = SessionTimes(heartbeat=HeartbeatTimes(online=600, offline_first=600), vault=5.0)


class KeyedErp:
    """Accepts some keys, for orders of which it has none."""

    def __init__(self, *keys: str) -> None:
        self.keys = set(keys)
        self.asked: list[str] = []

    def __call__(self, path: str, _: Mapping[str, object]) -> tuple[int, object]:
        self.asked.append(path)
        if path.rsplit("/", 1)[-1] in self.keys:
            return 200, envelope([])
        return 200, refusal(f"Invalid API Key. {path}", valid=False)


@pytest.fixture
def erp() -> KeyedErp:
    return KeyedErp("k3y-one")


@pytest.fixture
def server(erp: KeyedErp) -> Iterator[Server]:
    with JsonServer(erp) as made:
        yield made


@contextmanager
def session_at(
    url: str, tasks: Tasks, vault: Vault | None = None, times: SessionTimes = STILL
) -> Iterator[tuple[ManexSession, Heard[str]]]:
    """A session at this address, and the secrets it told the log's redactor of."""
    secrets = Heard[str]()
    with Transport(url) as transport:
        made = ManexSession(
            TARGET,
            ManexClient(transport),
            vault or MemoryVault(),
            tasks,
            times=times,
            keep_secret=secrets,
        )
        try:
            yield made, secrets
        finally:
            made.stop()
            assert tasks.close()


def settled(session: ManexSession) -> SignIn:
    """Where it stands once it isn't trying any more."""
    until(lambda: session.sign_in_state is not SignIn.SIGNING_IN)
    return session.sign_in_state


def test_without_a_key_nothing_is_asked(server: Server, erp: KeyedErp, tasks: Tasks) -> None:
    times = SessionTimes(heartbeat=HeartbeatTimes(online=0.01), vault=5.0)
    with session_at(server.root_url, tasks, times=times) as (session, _):
        session.start()
        session.resume()
        assert settled(session) is SignIn.SIGNED_OUT
        assert session.credentials() is None
        with pytest.raises(NeedsSignIn) as caught:
            session.token()
        assert caught.value.code is ProblemCode.NO_KEY
        assert session.reach is Reach.UNKNOWN
    assert erp.asked == []


def test_one_that_is_accepted_is_kept(server: Server, tasks: Tasks) -> None:
    vault = MemoryVault()
    signed_in = Heard[str]()
    with session_at(server.root_url, tasks, vault) as (session, secrets):
        session.signed_in.connect(lambda: signed_in(session.token()))
        session.enter_key("k3y-one")
        assert signed_in.one == "k3y-one"
        assert session.sign_in_state is SignIn.SIGNED_IN
        assert session.reach is Reach.ONLINE
        assert (session.erp_user, session.problem) == ("", None)
        assert secrets.all == ["k3y-one"]
        session.operator = "Ann"
        assert session.operator == "Ann"
        drained()
    assert vault.get(PLACE) == '["k3y-one"]'


def test_one_that_is_refused_is_not(server: Server, tasks: Tasks) -> None:
    vault = MemoryVault()
    with session_at(server.root_url, tasks, vault) as (session, _):
        session.enter_key("k3y-two")
        assert settled(session) is SignIn.REFUSED
        assert isinstance(session.problem, NeedsSignIn)
        assert session.problem.code is ProblemCode.KEY_REFUSED
        assert "k3y-two" not in str(session.problem)
        assert session.credentials() is None
        session.enter_key("k3y-one")
        assert settled(session) is SignIn.SIGNED_IN
        drained()
    assert vault.get(PLACE) == '["k3y-one"]'


def test_one_that_cannot_be_tried_is_not_kept_either(tasks: Tasks) -> None:
    vault = MemoryVault()
    with session_at("http://127.0.0.1:1", tasks, vault) as (session, _):
        session.enter_key("k3y-one")
        assert settled(session) is SignIn.SIGNED_OUT
        assert isinstance(session.problem, NotSent)
        assert session.reach is Reach.OFFLINE
    assert vault.get(PLACE) is None


def test_the_kept_one_serves_at_the_next_start(server: Server, tasks: Tasks) -> None:
    vault = MemoryVault()
    vault.put(PLACE, '["k3y-one"]')
    with session_at(server.root_url, tasks, vault) as (session, secrets):
        session.resume()
        assert settled(session) is SignIn.SIGNED_IN
        assert set(secrets.all) == {"k3y-one"}


def test_while_the_erp_is_away_the_kept_one_is_believed(tasks: Tasks) -> None:
    vault = MemoryVault()
    vault.put(PLACE, '["k3y-one"]')
    with session_at("http://127.0.0.1:1", tasks, vault) as (session, _):
        session.resume()
        assert settled(session) is SignIn.SIGNED_IN
        assert session.reach is Reach.OFFLINE
        assert session.token() == "k3y-one"


@pytest.mark.parametrize("kept", ["", "k3y-one", "{}", "[]", "[7]", '["a", "b"]'])
def test_what_another_program_put_there_is_no_key(kept: str, tasks: Tasks, server: Server) -> None:
    vault = MemoryVault()
    if kept:
        vault.put(PLACE, kept)
    with session_at(server.root_url, tasks, vault) as (session, _):
        session.resume()
        assert settled(session) is SignIn.SIGNED_OUT


def test_one_that_was_taken_away_at_the_erp(server: Server, erp: KeyedErp, tasks: Tasks) -> None:
    vault = MemoryVault()
    with session_at(server.root_url, tasks, vault, QUICK) as (session, _):
        session.start()
        session.enter_key("k3y-one")
        assert settled(session) is SignIn.SIGNED_IN
        erp.keys.clear()
        until(lambda: session.sign_in_state is SignIn.REFUSED)  # a heartbeat met it
        assert session.reach is Reach.ONLINE
        drained()
        assert vault.get(PLACE) == '["k3y-one"]'  # it may be refused for a while only
        erp.keys.add("k3y-one")
        session.resume()
        assert settled(session) is SignIn.SIGNED_IN


def test_what_another_call_met_counts_for_its_own_key_only(server: Server, tasks: Tasks) -> None:
    with session_at(server.root_url, tasks) as (session, _):
        session.enter_key("k3y-one")
        settled(session)
        before = session.signed_in_as()
        session.enter_key("k3y-one")
        settled(session)
        refused = NeedsSignIn(ProblemCode.KEY_REFUSED)
        session.note(refused, before)
        assert settled(session) is SignIn.SIGNED_IN
        session.note(refused, session.signed_in_as())
        assert settled(session) is SignIn.REFUSED


def test_forgotten(server: Server, tasks: Tasks) -> None:
    vault = MemoryVault()
    with session_at(server.root_url, tasks, vault) as (session, _):
        session.enter_key("k3y-one")
        settled(session)
        session.forget_key()
        assert session.credentials() is None
        until(lambda: vault.get(PLACE) is None)


def test_an_address_that_is_none_of_manex(tasks: Tasks) -> None:
    other = {"Message": "No HTTP resource was found that matches the request URI '/x'."}
    with (
        JsonServer(lambda _path, _asked: (404, other)) as server,
        session_at(server.root_url, tasks) as (session, _),
    ):
        session.enter_key("k3y-one")
        assert settled(session) is SignIn.REFUSED
        assert isinstance(session.problem, Rejected)
        assert session.problem.code is ProblemCode.NO_SUCH_CALL


def test_no_log_shows_the_key(
    server: Server, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with session_at(server.root_url, tasks) as (session, _):
        for key in ("k3y-two", "k3y-one"):
            session.enter_key(key)
            settled(session)
    assert "k3y" not in caplog.text
