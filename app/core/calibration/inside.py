"""What became of what stands inside a label: separators, and letters beyond A to Z."""

import re
from dataclasses import dataclass
from enum import Enum

from app.core.calibration.marks import Case, Marks, NotLearned, Why
from app.core.calibration.symbols import Symbol
from app.core.settings import Encoding

_GS, _RS, _EOT = "\x1d", "\x1e", "\x04"
_IN_DATA = frozenset(" -./:+,_=&#*")
"""Signs that stand in part numbers, lots and serial numbers as they are."""


class Sent(Enum):
    """What a scanner sends of a control character."""

    ITSELF = "itself"
    REPLACED = "replaced"
    LOST = "lost"
    UNSAFE = "unsafe"
    """Replaced by what may as well be data, or by what stands for another control too: it is
    left to the reading of labels, which says what it guesses."""


@dataclass(frozen=True, slots=True)
class Separators:
    """What came for GS, RS and EOT; empty for one that did not come."""

    gs: str
    rs: str
    eot: str

    @property
    def sent(self) -> dict[str, Sent]:
        """What is made of each, by its name in a station file."""
        texts = {"gs": (self.gs, _GS), "rs": (self.rs, _RS), "eot": (self.eot, _EOT)}
        return {
            name: self._sent(text, control, [t for n, (t, _) in texts.items() if n != name])
            for name, (text, control) in texts.items()
        }

    @property
    def substitutes(self) -> dict[str, str]:
        """What stands in place of a control, by its name in a station file."""
        return {
            name: getattr(self, name) for name, sent in self.sent.items() if sent is Sent.REPLACED
        }

    @staticmethod
    def _sent(text: str, control: str, others: list[str]) -> Sent:
        if text == control:
            return Sent.ITSELF
        if not text:
            return Sent.LOST
        data = all(sign.isalnum() or sign in _IN_DATA for sign in text)
        alike = any(other and (text in other or other in text) for other in others)
        return Sent.UNSAFE if data or alike else Sent.REPLACED


def learn_separators(raw: bytes, marks: Marks) -> Separators | NotLearned:
    """From all bytes of one scan of `Symbol.MESSAGE`."""
    text = marks.inside(raw)
    if not text:
        return NotLearned(Why.NOTHING, text)
    found = _pattern(marks.case).match(text)
    if found is None:
        known = any(marks.case.of(one.text) in text for one in (Symbol.LINE, Symbol.ACCENTS))
        return NotLearned(Why.OTHER_SYMBOL if known else Why.OTHER_TEXT, text)
    rs, end = found["rs"], found["end"]
    return Separators(found["gs"], rs, end.removeprefix(rs))


def learn_encoding(raw: bytes, marks: Marks) -> Encoding | NotLearned:
    """From all bytes of one scan of `Symbol.ACCENTS`."""
    text = marks.inside(raw)
    wanted = Symbol.ACCENTS.text
    if not text:
        return NotLearned(Why.NOTHING, text)
    if marks.typed:
        return Encoding.UTF_8 if _same(text, wanted, marks.case) else _other(text, marks)
    for encoding in Encoding:
        came = text.encode("latin-1").decode(encoding, "replace")
        if _same(came, wanted, marks.case):
            return encoding
    return _other(text, marks)


def _same(came: str, wanted: str, case: Case) -> bool:
    return came == wanted if case is Case.KEPT else came.lower() == wanted.lower()


def _other(text: str, marks: Marks) -> NotLearned:
    plain = "".join(sign for sign in Symbol.ACCENTS.text if sign.isascii() and sign.isalnum())
    came = "".join(sign for sign in text if sign.isascii() and sign.isalnum())
    if marks.case.of(plain) in came or came in marks.case.of(plain):
        return NotLearned(Why.ACCENTS, text)
    known = marks.case.of(Symbol.LINE.text) in text or "KITBENCH" in text.upper()
    return NotLearned(Why.OTHER_SYMBOL if known else Why.OTHER_TEXT, text)


def _pattern(case: Case) -> re.Pattern[str]:
    part, lot, quantity = (re.escape(case.of(data)) for data in ("PKITBENCH", "1TQ7-W", "Q25"))
    return re.compile(
        rf"\[\)>(?P<rs>.{{0,12}}?)06(?P<gs>.{{0,12}}?){part}(?P=gs){lot}(?P=gs){quantity}"
        r"(?P<end>.{0,24})\Z",
        re.DOTALL,
    )
