"""Station file -> settings. Good keys are kept, bad ones reported, nothing raises."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, TypeVar, get_args, get_origin, get_type_hints

from app.core.settings.checks import CHECK, KEYS, Check, Flaw
from app.core.settings.labels import TemplateSettings, flaw_of
from app.core.settings.model import ScannerSettings, Settings
from app.core.settings.problems import SettingFault, SettingProblem
from app.core.settings.scanners import share_a_port, without_bad_marks

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Section = TypeVar("Section", bound=DataclassInstance)

_TRAINING = "training"
_SHOWN = 60
_LONG_BITS = 256
_SECRETS = ("pass", "pwd", "secret", "token", "credential", "key")


def parse(text: str) -> tuple[Settings, tuple[SettingProblem, ...]]:
    """The settings of a station file, and what was wrong with it.

    A file that isn't TOML gives the defaults and one problem. Scanners without a name or a port,
    or with those of an earlier one, are left out.
    """
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        return Settings(), (SettingProblem("", "", SettingFault.NOT_TOML, str(error)),)
    reading = _Reading()
    training = document.pop(_TRAINING, {})
    settings = reading.section(Settings, document, "") or Settings()
    keys = [f"{_TRAINING}.{key}" for key in training] if isinstance(training, dict) else [_TRAINING]
    reading.problems += [SettingProblem(key, "", SettingFault.NOT_FOR_TRAINING) for key in keys]
    return settings, tuple(reading.problems)


class _Reading:
    """One pass over a document; collects the problems."""

    def __init__(self) -> None:
        self.problems: list[SettingProblem] = []

    def section(self, kind: "type[Section]", table: object, at: str) -> "Section | None":
        """A table as a dataclass; None where it is no table or a key it must have is missing."""
        if not isinstance(table, dict):
            self._note(at, table, Flaw(SettingFault.WRONG_TYPE, "table"))
            return None
        hints = get_type_hints(kind)
        known = {field.name: field for field in fields(kind)}
        taken: dict[str, object] = {}
        for key, value in table.items():
            path = f"{at}.{key}" if at else key
            if key not in known:
                self._note_unknown(path, key, value)
                continue
            read = self._value(hints[key], known[key].metadata.get(CHECK), value, path)
            keys = known[key].metadata.get(KEYS)
            if keys is not None and isinstance(read, Mapping):
                read = self._with_good_keys(keys, read, path)
            if not isinstance(read, Flaw):
                taken[key] = read
        missing = [
            field.name
            for field in known.values()
            if field.default is MISSING and field.default_factory is MISSING
            if field.name not in taken
        ]
        for key in missing:
            if key not in table:
                self._note(f"{at}.{key}", "", Flaw(SettingFault.MISSING))
        return None if missing else kind(**taken)

    def _value(self, hint: type, check: Check | None, value: object, path: str) -> object:
        """What is taken for a key; a `Flaw`, already noted, where it keeps its default."""
        if is_dataclass(hint):
            return self.section(hint, value, path) or Flaw(SettingFault.WRONG_TYPE)
        if get_origin(hint) is tuple:
            if str in get_args(hint):
                return self._list(check, value, path)
            templates = TemplateSettings in get_args(hint)
            return self._templates(value, path) if templates else self._scanners(value, path)
        if get_origin(hint) is Mapping:
            return self._texts(check, value, path)
        read = _plain(hint, value)
        flaw = read if isinstance(read, Flaw) else check(read) if check else None
        if flaw is None:
            return read
        self._note(path, value, flaw)
        return flaw

    def _scanners(self, value: object, path: str) -> object:
        if not isinstance(value, list):
            flaw = Flaw(SettingFault.WRONG_TYPE, "tables")
            self._note(path, value, flaw)
            return flaw
        taken: list[ScannerSettings] = []
        for number, table in enumerate(value, 1):
            at = f"{path}[{number}]"
            read = self.section(ScannerSettings, table, at)
            if read is None:
                continue
            scanner, flaws = without_bad_marks(read)
            for key, flaw in flaws:
                self._note(f"{at}.{key}", getattr(read, key), flaw)
            if any(scanner.name == other.name for other in taken):
                self._note(f"{at}.name", scanner.name, Flaw(SettingFault.DOUBLE))
            elif any(share_a_port(scanner, other) for other in taken):
                self._note(f"{at}.port", scanner.port, Flaw(SettingFault.DOUBLE))
            else:
                taken.append(scanner)
        return tuple(taken)

    def _templates(self, value: object, path: str) -> object:
        if not isinstance(value, list):
            flaw = Flaw(SettingFault.WRONG_TYPE, "tables")
            self._note(path, value, flaw)
            return flaw
        taken: list[TemplateSettings] = []
        for number, table in enumerate(value, 1):
            template = self.section(TemplateSettings, table, f"{path}[{number}]")
            if template is None:
                continue
            unfit = flaw_of(template)
            if unfit is None:
                taken.append(template)
            else:
                self._note(f"{path}[{number}]", template.pattern or template.positions, unfit)
        return tuple(taken)

    def _with_good_keys(
        self, check: Check, table: Mapping[str, object], path: str
    ) -> dict[str, object]:
        flaws = {key: flaw for key in table if (flaw := check(key)) is not None}
        for key, flaw in flaws.items():
            self._note(f"{path}.{key}", table[key], flaw)
        return {key: value for key, value in table.items() if key not in flaws}

    def _list(self, check: Check | None, value: object, path: str) -> object:
        if not isinstance(value, list):
            flaw = Flaw(SettingFault.WRONG_TYPE, "list")
            self._note(path, value, flaw)
            return flaw
        read = [
            self._value(str, check, text, f"{path}[{number}]")
            for number, text in enumerate(value, 1)
        ]
        return tuple(text for text in read if not isinstance(text, Flaw))

    def _texts(self, check: Check | None, value: object, path: str) -> object:
        if not isinstance(value, dict):
            flaw = Flaw(SettingFault.WRONG_TYPE, "table")
            self._note(path, value, flaw)
            return flaw
        read = {key: self._value(str, check, text, f"{path}.{key}") for key, text in value.items()}
        return {key: text for key, text in read.items() if not isinstance(text, Flaw)}

    def _note_unknown(self, path: str, key: str, value: object) -> None:
        secret = any(word in key.lower() for word in _SECRETS)
        fault = SettingFault.SECRET if secret else SettingFault.UNKNOWN_KEY
        self._note(path, value, Flaw(fault))

    def _note(self, path: str, value: object, flaw: Flaw) -> None:
        shown = "" if flaw.fault is SettingFault.SECRET else _shown(value)
        self.problems.append(SettingProblem(_shown(path), shown, flaw.fault, flaw.detail))


def _plain(hint: type, value: object) -> object:
    """A single value of the type a key has, or a `Flaw`."""
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not NoneType]
    kind = kinds[0]
    if issubclass(kind, StrEnum):
        choices = [choice.value for choice in kind]
        if isinstance(value, str) and value in choices:
            return kind(value)
        return Flaw(SettingFault.UNKNOWN_CHOICE, ", ".join(choices))
    if kind is float and type(value) is int:
        return _as_float(value)
    if type(value) is not kind:  # a bool is no int here
        return Flaw(SettingFault.WRONG_TYPE, kind.__name__)
    return value


def _as_float(value: int) -> object:
    try:
        return float(value)
    except OverflowError:
        return Flaw(SettingFault.OUT_OF_RANGE)


def _shown(value: object) -> str:
    """A value as a person may see it; tables and lists may hold secrets and are not shown."""
    if isinstance(value, dict | list):
        return ""
    if isinstance(value, int) and value.bit_length() > _LONG_BITS:
        text = hex(value)  # in decimal Python refuses to write it
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
    text = text if text.isprintable() else ascii(text)[1:-1]
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
