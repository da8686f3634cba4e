"""Where a sign-in is kept, and for how long (design.md 7)."""

from app.services.session import VaultKind, VaultState
from app.ui import station_texts

_KEYRINGS = {
    VaultKind.SECRET_SERVICE: "this computer's keyring (Secret Service)",
    VaultKind.KWALLET: "this computer's keyring (KWallet)",
    VaultKind.WINDOWS: "Windows' Credential Manager",
    VaultKind.MACOS: "this Mac's keychain",
}
_KEYRING_FAULTS = {
    VaultState.LOCKED: "is locked",
    VaultState.UNAVAILABLE: "does not work now",
    VaultState.NO_ANSWER: "does not answer",
}


def remember_offer(kind: VaultKind) -> str:
    """The tick's words: for how long a sign-in can be kept here."""
    if kind is VaultKind.SESSION:
        return "Keep me signed in until the program ends"
    return station_texts.REMEMBER


def vault_note(
    kind: VaultKind,
    state: VaultState,
    secret: str = "password",  # noqa: S107 - a word, not a secret
) -> str:
    """What keeps the secret, and for how long (design.md 7); empty before it is known."""
    if kind is VaultKind.SESSION:
        return f"The {secret} is kept until the program ends: this machine has no keyring."
    if state is not VaultState.WORKING:
        name = _KEYRINGS.get(kind, "this computer's keyring")
        fault = f"{name[0].upper()}{name[1:]} {_KEYRING_FAULTS[state]}"
        return f"{fault}: the {secret} is kept until the program ends."
    return f"The {secret} is kept in {_KEYRINGS[kind]}." if kind in _KEYRINGS else ""
