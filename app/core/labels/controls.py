"""What scanners, keyboards and printers make of GS, RS and EOT (labels.md 1, operators.md 15-17).

Three sorts, from sure to unsure: spellings that stand for nothing else (`<GS>`, a control
picture), a single character that is known by where it stands (`]`, a private-use code point), and
letters or digits (`GS`, the digits of an Alt code) that may as well be data.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

GS, RS, EOT = "\x1d", "\x1e", "\x04"


def _spellings(name: str, code: int, picture: str, drawn: str, caret: str) -> str:
    """A pattern of the ways to write a control; none of them begins or ends another's."""
    plain = [
        f"<{name}>",
        f"{{{name}}}",
        f"[{name}]",
        f"({name})",
        f"<{code:02X}>",
        f"<0x{code:02X}>",
    ]
    coded = [f"\\x{code:02x}", f"\\u{code:04x}", f"%{code:02X}", f"&#{code};", f"\\{code:03o}"]
    shown = [picture, drawn, chr(0xF000 + code), "^" + caret]
    return "|".join(map(re.escape, (*plain, *coded, *shown)))


_SURE = {
    GS: re.compile(_spellings("GS", 0x1D, "\u241d", "\u2194", "]"), re.IGNORECASE),
    RS: re.compile(_spellings("RS", 0x1E, "\u241e", "\u25b2", "^"), re.IGNORECASE),
    EOT: re.compile(_spellings("EOT", 0x04, "\u2404", "\u2666", "D"), re.IGNORECASE),
}
_HINT = re.compile("[<{\\[(\\\\%&^\u2400-\u2426\u2194\u25b2\u2666\uf000-\uf01f]")


def restore_sure(text: str) -> str:
    """The text with every spelling that can only mean a control replaced by it."""
    if not _HINT.search(text):
        return text
    for control, spelling in _SURE.items():
        text = spelling.sub(control, text)
    return text


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands for the separators of one message.

    Attributes:
        gs: A pattern; matches also the real one.
        rs: The same.
        end: Of what may stand at the very end, for the last RS and EOT.
        wordy: They are letters or digits, so an element ends only where another begins.
    """

    gs: re.Pattern[str]
    rs: re.Pattern[str]
    end: re.Pattern[str]
    wordy: bool = False


_LETTERS = Stand(
    re.compile("GS|\x1d"), re.compile("RS|\x1e"), re.compile("(RS|\x1e)?(?:EOT|\x04)?$"), wordy=True
)
_DIGITS = Stand(
    re.compile("0?029|\x1d"),
    re.compile("0?030|\x1e"),
    re.compile("(0?030|\x1e)?(?:0?004|\x04)?$"),
    wordy=True,
)
_BEGINS_LETTERS = re.compile("RS[0-9]{2}GS|(?:05|06|12)GS")
_BEGINS_DIGITS = re.compile("(?:0?030)?(?:05|06|12)0?029")
_BEGINS_MARKED = re.compile("([^A-Za-z0-9]?)(?:05|06|12)([^A-Za-z0-9])", re.DOTALL)


def stand_of(body: str) -> Stand | None:
    """What stands for the separators in a message after `[)>`; None where real ones do."""
    if _BEGINS_LETTERS.match(body):
        return _LETTERS
    if _BEGINS_DIGITS.match(body):
        return _DIGITS
    marked = _BEGINS_MARKED.match(body)
    if marked is None or (marked[2] == GS and marked[1] in {RS, ""}):
        return None
    rs, gs = marked[1], marked[2]
    if gs == "]" and rs in {"", RS}:
        rs = "^"  # Ctrl+] and Ctrl+^, of which the first was lost
    rs = "" if rs == gs else rs
    either_rs = re.compile(f"[{re.escape(rs)}\x1e]")
    end = re.compile(f"([{re.escape(rs)}\x1e])?\x04?$")
    return Stand(re.compile(f"[{re.escape(gs)}\x1d]"), either_rs, end)


def restore(body: str, stand: Stand, begins: Callable[[str, int], object]) -> str:
    """The message after `[)>` with real separators.

    Args:
        body: What is to be restored.
        stand: What stands for the separators.
        begins: Whether an element may begin at this place of a text.
    """
    ending = stand.end.search(body)
    ended = ""
    if ending is not None and ending[0]:
        body = body[: ending.start()]
        ended = (RS if ending[1] else "") + (EOT if len(ending[0]) > len(ending[1] or "") else "")
    if not stand.wordy:
        restored = stand.gs.sub(GS, stand.rs.sub(RS, body)) + ended
        alike = restored.startswith(GS)  # one character stands for both
        return RS + restored[1:] if alike else restored
    header = f"([0-9]{{2}})(?:{stand.gs.pattern})"
    first = re.compile(f"(?:{stand.rs.pattern})?{header}")
    next_one = re.compile(f"(?:{stand.rs.pattern}){header}")
    pieces: list[str] = []
    at = start = 0
    while at < len(body):
        new = (next_one if at else first).match(body, at)
        mark = new or (stand.gs.match(body, at) if at > start + 1 else None)
        if mark is None or (new is None and not begins(body, mark.end())):
            at += 1
            continue
        pieces += [body[start:at], f"{RS}{new[1]}{GS}" if new else GS]
        start = at = mark.end()
    return "".join((*pieces, body[start:])) + ended
