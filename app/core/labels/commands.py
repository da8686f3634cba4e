"""Command barcodes: `KB:` and a verb (labels.md 6). What they do is decided by the page."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.quantities import QuantityError, parse_quantity

PREFIX = "KB:"
CAPS_LOCK_PREFIX = "kb:"
"""A keyboard scanner with Caps Lock on turns every letter's case."""

_QUANTITY = re.compile(r"[+=][0-9.]+")


class Verb(StrEnum):
    """What a command barcode asks for; the value is the text after `KB:`, QTY and ANSWER apart."""

    NEXT = "NEXT"
    BACK = "BACK"
    POST = "POST"
    UNDO = "UNDO"
    ALL = "ALL"
    SKIP = "SKIP"
    QTY = "QTY"
    """`QTY+n` adds, `QTY=n` sets."""
    RANGE = "RANGE"
    HOLD = "HOLD"
    CANCEL = "CANCEL"
    NEWBATCH = "NEWBATCH"
    YES = "YES"
    NO = "NO"
    ANSWER = "ANSWER"
    """`1` to `9`, the number of an option."""
    CLEAR = "CLEAR"
    HELP = "HELP"
    LOCK = "LOCK"
    GOTO_ISSUE = "GOTO-ISSUE"
    GOTO_RECEIVE = "GOTO-RECEIVE"
    GOTO_ACTIVITY = "GOTO-ACTIVITY"


@dataclass(frozen=True, slots=True)
class Command:
    """A verb with its argument: `+n` or `=n` of QTY, the digit of an answer, else nothing.

    Raises:
        ValueError: The verb has no such argument.
    """

    verb: Verb
    argument: str = ""

    def __post_init__(self) -> None:
        if not _takes(self.verb, self.argument):
            raise ValueError(f"{self.verb.value} has no argument {self.argument!r}")

    @property
    def text(self) -> str:
        """What stands after `KB:` on its barcode: `NEXT`, `QTY=12`, `3`."""
        return self.argument if self.verb is Verb.ANSWER else self.verb.value + self.argument

    @property
    def quantity(self) -> Decimal:
        """The number of a QTY; 0 is one. Of no other verb (ValueError)."""
        return parse_quantity(self._argument_of(Verb.QTY)[1:], zero=True)

    @property
    def relative(self) -> bool:
        """Whether a QTY adds to what is there. Of no other verb (ValueError)."""
        return self._argument_of(Verb.QTY).startswith("+")

    @property
    def number(self) -> int:
        """The option an ANSWER names, 1 to 9. Of no other verb (ValueError)."""
        return int(self._argument_of(Verb.ANSWER))

    def _argument_of(self, verb: Verb) -> str:
        if self.verb is not verb:
            raise ValueError(f"{self.verb.value} is not {verb.value}")
        return self.argument


def parse_command(text: str) -> Command | None:
    """The command of a barcode's text after `KB:`, or None: there is no such command."""
    command = _COMMANDS.get(text)
    if command is None and text.startswith(Verb.QTY) and _takes(Verb.QTY, text[len(Verb.QTY) :]):
        command = Command(Verb.QTY, text[len(Verb.QTY) :])
    return command


def _takes(verb: Verb, argument: str) -> bool:
    if verb is Verb.ANSWER:
        return argument in _ANSWERS
    if verb is not Verb.QTY:
        return not argument
    if not _QUANTITY.fullmatch(argument):
        return False
    try:
        parse_quantity(argument[1:], zero=True)
    except QuantityError:
        return False
    return True


_ANSWERS = frozenset("123456789")
_WITH_ARGUMENT = {Verb.QTY, Verb.ANSWER}
_COMMANDS = {verb.value: Command(verb) for verb in Verb if verb not in _WITH_ARGUMENT}
_COMMANDS |= {answer: Command(Verb.ANSWER, answer) for answer in sorted(_ANSWERS)}
