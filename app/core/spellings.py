"""The spellings in which a text that was sent may come back: what hides secrets looks for all."""

import json
from urllib.parse import quote, quote_plus


def spellings(secret: str) -> frozenset[str]:
    """A secret as it is, on one line, and as JSON, addresses, forms and HTML write it."""
    from html import escape  # noqa: PLC0415 - its table of names is large, and home is painted first

    readable = secret.encode("utf-8", "replace").decode()
    return frozenset(
        {
            secret,
            one_line(secret) or secret,
            json.dumps(secret)[1:-1],
            json.dumps(secret, ensure_ascii=False)[1:-1],
            quote(readable, safe=""),
            quote(readable),
            quote_plus(readable),
            escape(secret),
        }
    )


def one_line(text: str) -> str:
    """Without control, format and surrogate characters, so that it can't disturb a screen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
