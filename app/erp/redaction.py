"""Foreign text made fit to be shown and kept: without secrets, control characters or length.

Servers and proxies echo what they were sent, and with it tokens and passwords. Every text of
theirs passes here before it becomes part of a problem (design.md 7).
"""

import html
import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

LONGEST = 500
HIDDEN = "[hidden]"


class Redactor:
    """Knows the secrets of one call, in each spelling in which a server might echo them."""

    __slots__ = ("_pattern", "_secrets")

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)
        spellings = {spelling for secret in self._secrets for spelling in _spellings(secret)}
        longest_first = sorted(spellings, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def __repr__(self) -> str:
        return f"<Redactor of {len(self._secrets)}>"

    def __call__(self, text: str) -> str:
        """The text in one line of at most `LONGEST` characters.

        Empty where hiding can't work, as with a secret of one letter: no words are better
        than a secret.
        """
        # Hidden first, while no cut can have left a part of a secret behind; and again after
        # cleaning, which may have joined one together.
        line = self._hide(_one_line(self._hide(text)[: 8 * LONGEST]))
        if len(line) > LONGEST:
            line = line[: LONGEST - 1] + "…"
        return "" if any(secret in line for secret in self._secrets) else line

    def _hide(self, text: str) -> str:
        return self._pattern.sub(HIDDEN, text) if self._secrets else text


def _spellings(secret: str) -> set[str]:
    readable = secret.encode("utf-8", "replace").decode()
    return {
        secret,
        _one_line(secret) or secret,
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        quote(readable, safe=""),
        quote(readable),
        quote_plus(readable),
        html.escape(secret),
    }


def _one_line(text: str) -> str:
    """Without control, format and surrogate characters, so that it can't disturb a screen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
