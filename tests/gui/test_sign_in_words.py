"""What is said of where a password is kept."""

from itertools import product

import pytest

from app.services.session import VaultKind, VaultState
from app.ui import sign_in_texts
from tests.gui.test_words import sentences


@pytest.mark.parametrize(
    ("kind", "state", "said"),
    [
        (
            VaultKind.SESSION,
            VaultState.WORKING,
            "The password is kept until the program ends: this machine has no keyring.",
        ),
        (
            VaultKind.KWALLET,
            VaultState.WORKING,
            "The password is kept in this computer's keyring (KWallet).",
        ),
        (
            VaultKind.MACOS,
            VaultState.LOCKED,
            "This Mac's keychain is locked: the password is kept until the program ends.",
        ),
        (
            VaultKind.NOT_KNOWN,
            VaultState.NO_ANSWER,
            "This computer's keyring does not answer: the password is kept until the program ends.",
        ),
        (VaultKind.NOT_KNOWN, VaultState.WORKING, ""),
    ],
)
def test_what_keeps_the_password_is_said(kind: VaultKind, state: VaultState, said: str) -> None:
    assert sign_in_texts.vault_note(kind, state) == said


@pytest.mark.parametrize(("kind", "state"), list(product(VaultKind, VaultState)))
def test_each_vault_has_words(kind: VaultKind, state: VaultState) -> None:
    known = kind is not VaultKind.NOT_KNOWN or state is not VaultState.WORKING
    assert bool(sign_in_texts.vault_note(kind, state)) == known
    sentences(sign_in_texts.remember_offer(kind) + ".")
