import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest
import secretstorage
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.backends.SecretService import Keyring
from keyring.errors import PasswordSetError

from app.store.keyring_vault import KeyringVault, _converted, open_vault
from app.store.vault import (
    MemoryVault,
    Vault,
    VaultKind,
    VaultLocked,
    VaultProblem,
    VaultUnavailable,
)
from tests.support.secret_service import SecretService

NAME = "expandable|https://erp.example.test|PROD|live|APIUSER"
SECRETS = {
    "short": "hunter2",
    "odd": ' kb1 0 1 "ü€😀"\n\t end ',
    "longest of one piece": "t" * 960,
    "longer than Windows holds": "".join(chr(33 + n % 90) for n in range(5000)),
    "longer in UTF-16": "😀" * 1500,
}
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")


@pytest.fixture
def kept(secret_service: SecretService) -> Vault:
    """The system's vault; it must not be the session's memory."""
    vault = open_vault()
    assert vault.description is VaultKind.SECRET_SERVICE
    return vault


class Entries:
    """The entries of one secret, as any other program sees them."""

    def __init__(self) -> None:
        self._keyring: Any = Keyring

    def entry(self, index: int) -> str | None:
        found: str | None = self._keyring().get_password(f"kitbench/{NAME}/{index}", "kitbench")
        return found

    def write(self, index: int, text: str) -> None:
        self._keyring().set_password(f"kitbench/{NAME}/{index}", "kitbench", text)

    def remove(self, index: int) -> None:
        self._keyring().delete_password(f"kitbench/{NAME}/{index}", "kitbench")


@pytest.fixture
def entries(secret_service: SecretService) -> Entries:
    """What stands in the keyring itself."""
    return Entries()


@only_linux
class TestSecretService:
    @pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
    def test_a_secret_is_there_for_the_next_program(self, kept: Vault, secret: str) -> None:
        kept.put(NAME, secret)
        assert open_vault().get(NAME) == secret
        assert kept.get(NAME + "2") is None

    def test_a_shorter_secret_leaves_nothing_of_the_longer(
        self, kept: Vault, entries: Entries
    ) -> None:
        kept.put(NAME, "a" * 4000)
        kept.put(NAME, "b" * 1500)
        assert kept.get(NAME) == "b" * 1500
        assert [entries.entry(index) for index in range(2, 5)] == [None] * 3

    def test_what_is_forgotten_is_gone(self, kept: Vault, entries: Entries) -> None:
        kept.put(NAME, "a" * 4000)
        kept.put("other", "stays")
        kept.forget(NAME)
        kept.forget(NAME)
        assert kept.get(NAME) is None
        assert [entries.entry(index) for index in range(5)] == [None] * 5
        assert kept.get("other") == "stays"

    def test_a_writing_that_was_cut_short_reads_as_none_and_is_mended(
        self, kept: Vault, entries: Entries
    ) -> None:
        kept.put(NAME, "a" * 2500)
        old = entries.entry(1)
        assert old is not None
        kept.put(NAME, "b" * 2500)
        entries.write(1, old)
        assert kept.get(NAME) is None
        entries.remove(1)
        assert kept.get(NAME) is None
        kept.put(NAME, "c" * 2500)
        assert kept.get(NAME) == "c" * 2500

    def test_an_entry_of_somebody_else_is_no_secret(self, kept: Vault, entries: Entries) -> None:
        entries.write(0, "typed by hand")
        assert kept.get(NAME) is None
        kept.put(NAME, "ours")
        assert kept.get(NAME) == "ours"

    def test_what_another_program_replaces_meanwhile_is_read_all_the_same(
        self, kept: Vault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept.put(NAME, "old")
        reading = secretstorage.Item.get_secret
        replaced: list[str] = []

        def late(item: secretstorage.Item) -> bytes:
            if not replaced:
                replaced.append(item.item_path)
                item.delete()
                open_vault().put(NAME, "new")
            secret: bytes = reading(item)
            return secret

        monkeypatch.setattr(secretstorage.Item, "get_secret", late)
        assert kept.get(NAME) == "new"

    def test_a_locked_keyring_is_told(self, kept: Vault, secret_service: SecretService) -> None:
        kept.put(NAME, "hunter2")
        secret_service.lock()
        with pytest.raises(VaultLocked):
            kept.get(NAME)
        with pytest.raises(VaultLocked):
            kept.put(NAME, "hunter3")
        with pytest.raises(VaultLocked):
            kept.forget(NAME)

    def test_a_keyring_that_went_away_is_told(
        self, kept: Vault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        with pytest.raises(VaultUnavailable):
            kept.get(NAME)

    def test_a_secret_is_never_shown(
        self,
        kept: Vault,
        secret_service: SecretService,
        caplog: pytest.LogCaptureFixture,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        caplog.set_level(logging.DEBUG)
        secret = SECRETS["short"] * 300
        kept.put(NAME, secret)
        secret_service.lock()
        with pytest.raises(VaultProblem) as problem:
            kept.put(NAME, secret)
        shown = [repr(kept), repr(problem.value), *traceback.format_exception(problem.value)]
        shown += [caplog.text, *capsys.readouterr()]
        assert not [text for text in shown if "hunter2" in text]


@only_linux
class TestNoKeyring:
    @pytest.fixture(autouse=True)
    def _no_bus(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")

    def test_memory_serves_for_the_session(self) -> None:
        vault = open_vault()
        assert vault.description is VaultKind.SESSION
        vault.put(NAME, "hunter2")
        assert vault.get(NAME) == "hunter2"
        assert open_vault().get(NAME) is None

    def test_a_plaintext_keyring_that_is_installed_is_not_taken(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written = tmp_path / "plaintext"
        (tmp_path / "plaintext_keyring.py").write_text(PLAINTEXT)
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "plaintext_keyring.PlaintextKeyring")
        monkeypatch.setenv("PLAINTEXT_KEYRING", str(written))
        vault = open_vault()
        vault.put(NAME, "hunter2")
        assert vault.description is VaultKind.SESSION
        assert not written.exists()


PLAINTEXT = """
import os
from keyring.backend import KeyringBackend

class PlaintextKeyring(KeyringBackend):
    priority = 100

    def get_password(self, service, username):
        return None

    def set_password(self, service, username, password):
        open(os.environ["PLAINTEXT_KEYRING"], "a").write(password)
"""


@pytest.mark.parametrize("backend", [FailKeyring, NullKeyring, ChainerBackend])
def test_only_keyrings_that_encrypt_are_taken(backend: type[KeyringBackend]) -> None:
    with pytest.raises(ValueError, match="no keyring to trust"):
        KeyringVault(backend(), VaultKind.SECRET_SERVICE)


def test_other_faults_of_a_keyring_are_told_without_what_they_hold() -> None:
    with pytest.raises(VaultUnavailable, match="PasswordSetError: no room"), _converted():
        raise PasswordSetError("no room")
    with pytest.raises(VaultUnavailable) as problem, _converted():
        raise RuntimeError(SECRETS["short"])
    assert "hunter2" not in "".join(traceback.format_exception(problem.value))


def test_a_system_without_known_keyrings_has_the_sessions_memory() -> None:
    assert open_vault("plan9").description is VaultKind.SESSION


@pytest.mark.parametrize("secret", ["", "\udcff" + "hunter2"])
def test_what_cannot_be_kept_is_refused_without_showing_it(secret: str) -> None:
    with pytest.raises(ValueError, match="secret") as refused:
        MemoryVault().put(NAME, secret)
    assert refused.value.__context__ is None
    assert "hunter2" not in "".join(traceback.format_exception(refused.value))


def test_memory_forgets() -> None:
    vault = MemoryVault()
    vault.put(NAME, "hunter2")
    assert "hunter2" not in repr(vault)
    vault.forget(NAME)
    vault.forget(NAME)
    assert vault.get(NAME) is None
