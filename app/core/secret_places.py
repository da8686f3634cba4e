"""Where secrets stand in a text that nobody wrote for us: so that they are known, and hidden.

A log and a station file should hold none. What a person pasted there, or another program said,
may all the same.
"""

import re
from collections.abc import Iterator

SHORTEST = 4
"""Characters of a secret; shorter ones stand in everything."""

_PLACES = (
    # Before the @ of an address: the password, or whatever stands alone.
    re.compile(r"://[^/\s:@\"']*:(?P<secret>[^/\s@\"']+)@"),
    re.compile(r"://(?P<secret>[^/\s:@\"']+)@"),
    # Behind a name that says what it is: api_key = "...", "AUTH_TOKEN": "...", ?token=...
    re.compile(
        r"(?:password|passwd|pass|pwd|secret|token|credentials?|api[_-]?key|\bkey|_key)"
        r"[\"']?\s*[=:]\s*(?:\"(?P<quoted>[^\"\r\n]+)\"|'(?P<apart>[^'\r\n]+)'"
        r"|(?P<bare>[^\s\"',;&}]+))",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:basic|bearer)\s+(?P<secret>[A-Za-z0-9+/=._~-]{8,})", re.IGNORECASE),
)

_QUOTED = re.compile(r"\"([^\"]+)\"|'([^']+)'")


def secrets_in(text: str) -> frozenset[str]:
    """All that stands where a secret would."""
    return frozenset(secret for secret in _found(text) if len(secret) >= SHORTEST)


def _found(text: str) -> Iterator[str]:
    for place in _PLACES:
        for match in place.finditer(text):
            yield from filter(None, match.groupdict().values())


def values_of(key: str, text: str) -> frozenset[str]:
    """What a key is set to in a station file, in whichever table; no address, see `secrets_in`."""
    name = re.escape(key.rpartition(".")[2])
    lines = re.finditer(rf"{name}[\"']?\s*=\s*(?P<value>.+)", text)
    values = (value for line in lines for value in _values_in(line["value"]))
    return frozenset(value for value in values if len(value) >= SHORTEST and "://" not in value)


def _values_in(line: str) -> Iterator[str]:
    """All of it, and each that is quoted: a comment may follow, or more of a list."""
    yield line.strip().strip("\"'")
    for match in _QUOTED.finditer(line):
        yield match[1] or match[2]
