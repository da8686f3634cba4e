"""Settings -> station file."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from app.core.settings.model import Settings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_ESCAPES = {'"': '\\"', "\\": "\\\\"}


def dump(settings: Settings) -> str:
    """The TOML text of what differs from the defaults: what this station decided, no more.

    `parse(dump(settings))` gives the same settings for all that `parse` can give.
    """
    tables = _tables(settings, "")
    return "\n".join(f"{head}\n{body}" for head, body in tables)


def _tables(section: "DataclassInstance", path: str) -> Iterator[tuple[str, str]]:
    lines: list[str] = []
    below: list[tuple[str, str]] = []
    for field in fields(section):
        value = getattr(section, field.name)
        name = f"{path}.{field.name}" if path else field.name
        if is_dataclass(value) and not isinstance(value, type):
            below += _tables(value, name)
        elif isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            listed = ", ".join(_text(one) for one in value)
            lines += [f"{field.name} = [{listed}]\n"] if value else []
        elif isinstance(value, tuple):
            below += [(f"[[{name}]]", _lines(scanner)) for scanner in value]
        elif isinstance(value, Mapping):
            pairs = "".join(f"{_text(key)} = {_text(text)}\n" for key, text in value.items())
            below += [(f"[{name}]", pairs)] if pairs else []
        else:
            lines += _line(field, value)
    if lines:
        yield f"[{path}]", "".join(lines)
    yield from below


def _lines(section: "DataclassInstance") -> str:
    pairs = ((field, getattr(section, field.name)) for field in fields(section))
    return "".join(line for field, value in pairs for line in _line(field, value))


def _line(field: "Field[Any]", value: object) -> list[str]:
    if field.default is not MISSING and value == field.default:
        return []
    return [f"{field.name} = {_value(value)}\n"]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """A basic string of TOML, in ASCII where a character could be mistaken or is a control."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return character if character.isprintable() else f"\\U{ord(character):08x}"
