"""Auth tokens: who is signed in, and for how long (contracts.md A4, E2.11)."""

import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.sandbox.refusals import Code, broken, not_signed_in, shown

DATA_SOURCES = ("EXPANDABLE", "TRAINING")  # two names for the same books
USERS = {"APIUSER": "password", "LEAD": "password"}  # open to everyone who trains

MOST = 10_000  # tokens at a time; the oldest goes first
_SHAPE = re.compile(r"[0-9A-F]{40}")


@dataclass(frozen=True, slots=True)
class _SignedIn:
    user: str
    until: float


class TokenOffice:
    """Gives out tokens and knows their owners. Any thread may call.

    Args:
        life: Seconds a token is good for.
        seconds: A clock that never goes back.
    """

    def __init__(self, life: float, seconds: Callable[[], float]) -> None:
        self._life = life
        self._seconds = seconds
        self._tokens: dict[str, _SignedIn] = {}
        self._lock = threading.Lock()

    def sign_in(self, data_source: str, user: str, password: str) -> str:
        """A new token.

        Raises:
            RefusalError: 500, as the page of this call knows no 401.
        """
        if data_source not in DATA_SOURCES:
            raise broken(Code.SIGN_IN_REFUSED, f"DATA_SOURCE {shown(data_source)} is unknown.")
        known = USERS.get(user, "")
        if not known or not secrets.compare_digest(known.encode(), password.encode()):
            raise broken(
                Code.SIGN_IN_REFUSED, f"USER_NAME {shown(user)} or its PASSWORD is not valid."
            )
        token = secrets.token_hex(20).upper()
        with self._lock:
            self._tokens[token] = _SignedIn(user, self._seconds() + self._life)
            while len(self._tokens) > MOST:
                del self._tokens[next(iter(self._tokens))]
        return token

    def expire(self, token: str) -> None:
        """Let a token's life end now; one that was never given out has none."""
        with self._lock:
            self._tokens.pop(token, None)

    def user_of(self, token: object) -> str:
        """The user a token was given to.

        Args:
            token: What stands in `AUTH_TOKEN`; None for nothing.

        Raises:
            RefusalError: 401 with one of the page's three texts.
        """
        if token is None:
            raise not_signed_in(Code.TOKEN_MISSING, "Auth Token was not provided.")
        if not isinstance(token, str) or not _SHAPE.fullmatch(token):
            raise not_signed_in(Code.TOKEN_MALFORMED, "Auth Token is malformed.")
        with self._lock:
            signed_in = self._tokens.get(token)
            if signed_in is not None and signed_in.until <= self._seconds():
                del self._tokens[token]
                signed_in = None
        if signed_in is None:
            raise not_signed_in(Code.TOKEN_REFUSED, "Auth Token login failure.")
        return signed_in.user
