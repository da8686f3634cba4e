"""Foreign text made fit to be shown and kept: without secrets, control characters or length.

Servers and proxies echo what they were sent, and with it tokens and passwords. Every text of
theirs passes here before it becomes part of a problem (design.md 7).
"""

import re
from collections.abc import Iterable

from app.core.spellings import one_line, spellings

LONGEST = 500
HIDDEN = "[hidden]"


class Redactor:
    """Knows the secrets of one call, in each spelling in which a server might echo them."""

    __slots__ = ("_pattern", "_secrets")

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)
        written = {spelling for secret in self._secrets for spelling in spellings(secret)}
        longest_first = sorted(written, key=len, reverse=True)
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
        line = self._hide(one_line(self._hide(text)[: 8 * LONGEST]))
        if len(line) > LONGEST:
            line = line[: LONGEST - 1] + "…"
        return "" if any(secret in line for secret in self._secrets) else line

    def _hide(self, text: str) -> str:
        return self._pattern.sub(HIDDEN, text) if self._secrets else text
