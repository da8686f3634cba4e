"""`kitbench doctor`: where the sign-in and ManEx's key would be kept."""

from collections.abc import Iterator

from app.core.doctor import Concern, Facts, Finding, Look, State
from app.core.settings import Settings
from app.store.vault import VaultKind, VaultProblem

_KINDS = {
    VaultKind.SECRET_SERVICE: "the Secret Service of this session",
    VaultKind.KWALLET: "KWallet",
    VaultKind.WINDOWS: "Windows' own",
    VaultKind.MACOS: "the macOS keychain",
    VaultKind.SESSION: "none: what is entered is kept in memory",
}
_NO_SECRETS = "The sign-in and ManEx's key are asked for after each start."
_SESSION = "Run this as the user, and in the session, in which Kitbench runs."


def keyring(settings: Settings) -> Finding:
    """Where the sign-in would be kept. No secret is read, nobody is asked for a password."""
    from app.store.keyring_vault import look_at_keyring  # noqa: PLC0415 - may take long as well

    try:
        kind, locked = look_at_keyring()
    except VaultProblem as problem:
        facts: Facts = {"kind": None, "answers": False, "locked": None}
        return Finding(
            Look.KEYRING,
            "The system's keyring.",
            concerns=(
                Concern(
                    State.ATTENTION,
                    f"It does not answer: {problem}.",
                    _NO_SECRETS,
                    "Sign out of the computer and in again.",
                ),
            )
            if settings.live
            else (),
            facts=facts,
        )
    words = _KINDS.get(kind, kind.value)
    use = "" if settings.live else " Training needs none."
    facts = {"kind": kind.value, "answers": kind is not VaultKind.SESSION, "locked": locked}
    concerns = _of_keyring(kind, locked=bool(locked)) if settings.live else ()
    return Finding(
        Look.KEYRING, f"{words[0].upper()}{words[1:]}.{use}", "", tuple(concerns), (), facts
    )


def _of_keyring(kind: VaultKind, *, locked: bool) -> Iterator[Concern]:
    if kind is VaultKind.SESSION:
        yield Concern(
            State.ATTENTION,
            "This session has no keyring that is safe to use.",
            _NO_SECRETS,
            f"{_SESSION} If it has none there either, install and unlock one, as gnome-keyring.",
        )
    elif locked:
        yield Concern(
            State.ATTENTION,
            "It is locked.",
            "Kitbench asks for its password first, and for the sign-in where nobody gives it.",
            f"Unlock it. {_SESSION}",
        )
