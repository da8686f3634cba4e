"""Bytes and texts as people can read them: controls by their names, never bare."""

_WORDS = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI "
    "DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
)
_NAMES = _WORDS.split(" ")
_DELETE = 0x7F


def named(text: str) -> str:
    """The text with `<GS>` for a GS, and `<U+202E>` for what else can't be printed."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else f"<{_name(ord(one))}>" for one in text)


def in_hex(raw: bytes) -> str:
    """The bytes as `5B 29 3E 1E`."""
    return raw.hex(" ").upper()


def _name(code: int) -> str:
    if code < len(_NAMES):
        return _NAMES[code]
    return "DEL" if code == _DELETE else f"U+{code:04X}"
