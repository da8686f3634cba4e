"""The order in which a scan is read (labels.md 5)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.labels.claims import Gathering
from app.core.labels.commands import CAPS_LOCK_PREFIX, PREFIX, parse_command
from app.core.labels.controls import GS, restore_sure
from app.core.labels.distributors import gather_form
from app.core.labels.elements import gather_elements, single_element
from app.core.labels.envelope import Envelope, is_enveloped, open_message
from app.core.labels.identifiers import begins_element
from app.core.labels.label import Field, Guess, Label, LabelKind, Value
from app.core.labels.rules import USUAL, LabelRules
from app.core.labels.symbology import is_gs1, split_symbology
from app.core.labels.templates import gather_template
from app.core.labels.text_elements import gather_text_elements
from app.core.labels.walking import walk

_AROUND = " \t\r\n"
"""What may stand around a label. `str.strip()` without it would eat GS and RS (labels.md 8)."""
_STANDS_FOR_GS = re.compile('[^\x1d!"%-?A-Z_a-z]')
"""No data of GS1 may hold such a character, so it can only be a separator."""
_LEAD = re.compile("(?:\x1d+|<GS>|\\{GS\\}|\u241d|\u2194)(?=[0-9]{2})", re.IGNORECASE)
"""FNC1 in the first place, as some scanners tell it."""
_BRACKET = re.compile(r"\([0-9]{2,4}\)")
_LINK = re.compile("https?://", re.IGNORECASE)
_LINK_KEY = re.compile("/[0-9]{2,4}/")


def read(
    text: str,
    *,
    symbology: str | None = None,
    rules: LabelRules = USUAL,
    today: date | None = None,
) -> Label:
    """What a scan means. Never raises, whatever the text; nothing of it is lost.

    It knows no page: whether plain text is a single identifier with its data is decided by who
    asked for that, see `Label.asked_for`.

    Args:
        text: One scan, decoded; the scanner's own prefix and terminator are off.
        symbology: The AIM symbology identifier (`]C1`), where it came beside the text. One that
            stands in the text counts more.
        rules: The station's.
        today: Around which two-digit years are meant; without it, around biip's own today.
    """
    identifier, rest = split_symbology(text.strip(_AROUND))
    return _Scan(text, rest.strip(_AROUND), identifier or symbology, rules, today).read()


@dataclass(frozen=True, slots=True)
class _Scan:
    """One scan and what it is read with."""

    text: str
    plain: str
    symbology: str | None
    rules: LabelRules
    today: date | None

    def read(self) -> Label:
        plain = self.plain
        if plain[: len(PREFIX)].upper() == PREFIX:
            return self._command()
        if self.rules.templates:
            found = Gathering()
            if gather_template(found, self.rules.templates, plain, self.symbology):
                return self._label(LabelKind.TEMPLATE, found)
        if is_enveloped(plain):
            return self._message()
        if not plain:
            return Label(self.text, LabelKind.EMPTY, plain, self.symbology)
        return self._gs1() or self._form() or self._plain()

    def _command(self) -> Label:
        plain = self.plain
        if plain.startswith(CAPS_LOCK_PREFIX):
            return self._unread(LabelKind.CAPS_LOCK)
        command = parse_command(plain[len(PREFIX) :]) if plain.startswith(PREFIX) else None
        if command is None:
            return self._unread(LabelKind.UNKNOWN_COMMAND)
        value = Value(Field.COMMAND, command.text, plain, PREFIX)
        return Label(self.text, LabelKind.COMMAND, plain, self.symbology, (value,), command=command)

    def _message(self) -> Label:
        message = open_message(self.plain, begins_element(self.rules.identifiers))
        if message is None:
            return self._unread(LabelKind.NOT_UNDERSTOOD)
        found = Gathering()
        guesses = list(message.guesses)
        for envelope in message.envelopes:
            swapped = self._envelope(found, envelope, walked=message.walk)
            guesses += [Guess.IDENTIFIER_SWAPPED] if swapped else []
        found.unread.extend(message.unread)
        if message.doubtful:
            found.doubt()
        elif message.cut:
            found.doubt_last()
        return self._label(LabelKind.ISO15434, found, guesses)

    def _envelope(self, found: Gathering, envelope: Envelope, *, walked: bool) -> bool:
        elements = envelope.elements
        match envelope.format:
            case "06":
                if walked:
                    elements = tuple(walk(GS.join(elements), self.rules.identifiers))
                return gather_elements(found, elements, self.rules.identifiers, swaps=not walked)
            case "05":
                _gather_strings(found, GS.join(elements), self.today)
            case "12":
                gather_text_elements(found, elements)
            case _:  # X12, EDIFACT, free text and the like: shown, not read
                found.unread.extend(filter(None, elements))
        return False

    def _gs1(self) -> Label | None:
        """GS1 where there is proof of it, never by shape (operators.md 22)."""
        plain = self.plain
        found = Gathering()
        if _BRACKET.match(plain):
            from app.core.labels.gs1 import gather_bracketed  # noqa: PLC0415 - slow to import

            known = gather_bracketed(found, plain, self.today)
            return self._label(LabelKind.GS1, found) if known else None
        if _LINK.match(plain) and _LINK_KEY.search(plain):
            from app.core.labels.gs1 import gather_link  # noqa: PLC0415 - slow to import

            known = gather_link(found, plain, self.today)
            return self._label(LabelKind.DIGITAL_LINK, found) if known else None
        if not (is_gs1(self.symbology) or _LEAD.match(plain)):
            return None
        restored = _STANDS_FOR_GS.sub(GS, restore_sure(plain))
        if not _gather_strings(found, restored, self.today):
            return self._unread(LabelKind.NOT_UNDERSTOOD)
        if restored == plain:
            return self._label(LabelKind.GS1, found)
        found.doubt()
        return self._label(LabelKind.GS1, found, [Guess.SEPARATORS_REPLACED])

    def _form(self) -> Label | None:
        found = Gathering()
        form = gather_form(found, self.plain)
        return self._label(form[0], found, form[1]) if form else None

    def _plain(self) -> Label:
        if not self.plain.isprintable():
            return self._unread(LabelKind.NOT_UNDERSTOOD)
        single = single_element(self.plain, self.rules.identifiers)
        return Label(self.text, LabelKind.PLAIN, self.plain, self.symbology, single=single)

    def _unread(self, kind: LabelKind) -> Label:
        return Label(self.text, kind, self.plain, self.symbology, unread=self.plain)

    def _label(self, kind: LabelKind, found: Gathering, guesses: Sequence[Guess] = ()) -> Label:
        said = found.said()
        if said.conflict:
            guesses = (*guesses, Guess.CONFLICT)
        return Label(
            self.text,
            kind,
            self.plain,
            self.symbology,
            said.values,
            guesses=tuple(dict.fromkeys(guesses)),
            unused=said.unused,
            unread=GS.join(said.unread),
            malformed=said.malformed,
        )


def _gather_strings(found: Gathering, strings: str, today: date | None) -> bool:
    from app.core.labels.gs1 import gather_strings  # noqa: PLC0415 - slow to import

    return gather_strings(found, strings, today)
