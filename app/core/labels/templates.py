"""House labels: what the station file says of labels that only this house prints.

A template is a regular expression with named groups, or fixed positions. The names are those of
`Field`; a second one of a field is `serial_2`.
"""

import re
from dataclasses import dataclass

from app.core.labels.claims import FORMS, Form, Gathering, Meaning
from app.core.labels.label import Field
from app.core.labels.patterns import LONGEST_TEXT, PatternError, compile_safely

_POSITION = re.compile(r"([a-z_]+(?:_[0-9])?) +([0-9]{1,3})(-?)([0-9]{0,3})")
_NUMBER = re.compile(r"_[0-9]$")
_FIELDS = {field.value: field for field in Field if field is not Field.COMMAND}


@dataclass(frozen=True, slots=True)
class Template:
    """One form of house label.

    Attributes:
        name: As the rule is called in what was read.
        pattern: For the whole text.
        symbology: The label must have come with this AIM identifier; empty: with any or none.
    """

    name: str
    pattern: re.Pattern[str]
    symbology: str = ""


def template_of_pattern(name: str, pattern: str, symbology: str = "") -> Template:
    """A template of a regular expression.

    Raises:
        PatternError: It is broken or not safe, or a group has no field's name; says why.
    """
    compiled = compile_safely(pattern)
    if not compiled.groupindex:
        raise PatternError("no named group")
    for group in compiled.groupindex:
        _field(group)
    return Template(name, compiled, symbology)


def template_of_positions(name: str, positions: str, symbology: str = "") -> Template:
    """A template of fixed positions: `part 1-8, lot 9-16, serial 17-`, counted from 1.

    The last part may be shorter: blanks at a label's end don't arrive.

    Raises:
        PatternError: Positions overlap, are none, or a name is no field's; says why.
    """
    pieces: list[tuple[int, int | None, str]] = []
    for written in positions.split(","):
        match = _POSITION.fullmatch(written.strip())
        if match is None:
            raise PatternError(f"{written.strip()!r}: like part 1-8, lot 9-16, serial 17-")
        _field(match[1])
        first = int(match[2])
        last = int(match[4]) if match[4] else None if match[3] else first
        if first < 1 or (last is not None and last < first):
            raise PatternError(f"{written.strip()!r}: positions count up from 1")
        pieces.append((first, last, match[1]))
    pieces.sort(key=lambda piece: piece[0])
    pattern = ""
    at = 1
    for number, (first, last, group) in enumerate(pieces, 1):
        if first < at:
            raise PatternError(f"{group}: positions overlap")
        pattern += f".{{{first - at}}}" if first > at else ""
        wanted = LONGEST_TEXT if last is None else last - first + 1
        shorter = last is None or number == len(pieces)
        pattern += f"(?P<{group}>.{{{'1,' if shorter else ''}{wanted}}})"
        at = first + wanted
    return Template(name, compile_safely(pattern), symbology)


def gather_template(
    found: Gathering, templates: tuple[Template, ...], text: str, symbology: str | None
) -> bool:
    """Note what the first template that fits reads.

    Returns:
        Whether one fits.
    """
    if len(text) > LONGEST_TEXT:
        return False
    for template in templates:
        if template.symbology and template.symbology != symbology:
            continue
        match = template.pattern.fullmatch(text)
        if match is None:
            continue
        groups = sorted(template.pattern.groupindex, key=match.start)
        for group in groups:
            field = _field(group)
            if match[group]:
                meaning = Meaning(field, FORMS.get(field, Form.TEXT))
                found.take(match[group], meaning, match[group], f"template {template.name}")
        return True
    return False


def _field(group: str) -> Field:
    field = _FIELDS.get(group) or _FIELDS.get(_NUMBER.sub("", group))
    if field is None:
        raise PatternError(f"{group} is no field; there are {', '.join(_FIELDS)}")
    return field
