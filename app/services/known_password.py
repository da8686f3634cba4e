"""Whose password was good last: enough to know it again while the ERP can't be asked."""

import hashlib
import hmac
import os
from dataclasses import dataclass, field

_SALT = 16
_COST, _BLOCK = 2**14, 8  # some tens of milliseconds and 16 MB a guess


@dataclass(frozen=True, slots=True)
class _Print:
    user: str
    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)


class KnownPassword:
    """A salted hash in this program's memory, nowhere else (design.md 7).

    Any thread; `learn` and `recognises` take their time, so not the GUI's.
    """

    def __init__(self) -> None:
        self._print: _Print | None = None

    @property
    def user(self) -> str:
        """Whose it is; empty where none is known."""
        known = self._print
        return known.user if known else ""

    def learn(self, user: str, password: str) -> None:
        """Know this one, in place of an earlier one."""
        salt = os.urandom(_SALT)
        self._print = _Print(user, salt, _digest(password, salt))

    def forget(self) -> None:
        """Know none any more."""
        self._print = None

    def recognises(self, user: str, password: str) -> bool:
        """Whether it is this one, compared in a time that tells nothing."""
        known = self._print
        if known is None or known.user != user:
            return False
        return hmac.compare_digest(_digest(password, known.salt), known.digest)


def _digest(password: str, salt: bytes) -> bytes:
    secret = password.encode(errors="surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=_COST, r=_BLOCK, p=1)
