"""The order in which a scan is read (labels.md 5)."""

from app.core.labels.commands import CAPS_LOCK_PREFIX, PREFIX, parse_command
from app.core.labels.elements import read_elements
from app.core.labels.envelope import GS, elements_06, is_enveloped
from app.core.labels.identifiers import MH10
from app.core.labels.label import Field, Guess, Label, LabelKind, Value
from app.core.labels.symbology import split_symbology

_AROUND = " \t\r\n"
"""What may stand around a label. `str.strip()` without it would eat GS and RS (labels.md 8)."""


def read(text: str, *, symbology: str | None = None) -> Label:
    """What a scan means. Never raises, whatever the text; nothing of it is lost.

    Args:
        text: One scan, decoded; the scanner's own prefix and terminator are off.
        symbology: The AIM symbology identifier (`]C1`), where it came beside the text. One that
            stands in the text counts more.
    """
    identifier, rest = split_symbology(text.strip(_AROUND))
    symbology = identifier or symbology
    plain = rest.strip(_AROUND)
    if plain[: len(PREFIX)].upper() == PREFIX:
        return _read_command(text, plain, symbology)
    if is_enveloped(plain):
        return _read_message(text, plain, symbology)
    if not plain:
        return Label(text, LabelKind.EMPTY, plain, symbology)
    if not plain.isprintable():
        return Label(text, LabelKind.NOT_UNDERSTOOD, plain, symbology, unread=plain)
    return Label(text, LabelKind.PLAIN, plain, symbology)


def _read_command(text: str, plain: str, symbology: str | None) -> Label:
    if plain.startswith(CAPS_LOCK_PREFIX):
        return Label(text, LabelKind.CAPS_LOCK, plain, symbology, unread=plain)
    command = parse_command(plain[len(PREFIX) :]) if plain.startswith(PREFIX) else None
    if command is None:
        return Label(text, LabelKind.UNKNOWN_COMMAND, plain, symbology, unread=plain)
    value = Value(Field.COMMAND, command.text, plain, PREFIX)
    return Label(text, LabelKind.COMMAND, plain, symbology, (value,), command=command)


def _read_message(text: str, plain: str, symbology: str | None) -> Label:
    elements = elements_06(plain)
    if elements is None:
        return Label(text, LabelKind.NOT_UNDERSTOOD, plain, symbology, unread=plain)
    said = read_elements(elements, MH10)
    return Label(
        text,
        LabelKind.ISO15434,
        plain,
        symbology,
        said.values,
        guesses=(Guess.CONFLICT,) if any(value.guessed for value in said.values) else (),
        unused=said.unused,
        unread=GS.join(said.unread),
    )
