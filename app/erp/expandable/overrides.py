"""A station's own names for what the contract only assumes (contracts.md E)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.erp.expandable.wire import CODES, FIELDS, Call, Field, Shape, Source, Wire

_PATH = re.compile(r"(?:/[A-Za-z0-9_.~-]+)+", re.ASCII)
_DOTS = frozenset({".", ".."})


class OverrideFault(StrEnum):
    """Why an override was left out."""

    UNKNOWN_KEY = "unknown-key"
    DOCUMENTED = "documented"  # the vendor says how it is spelled
    NOT_TEXT = "not-text"
    BAD_PATH = "bad-path"
    BAD_NAME = "bad-name"
    NAME_TAKEN = "name-taken"  # by another field of the same object
    UNKNOWN_CODE = "unknown-code"


@dataclass(frozen=True, slots=True)
class BadOverride:
    """A key of the station's configuration that was left out, and why."""

    key: str
    fault: OverrideFault


def configured(overrides: Mapping[str, object]) -> tuple[Wire, tuple[BadOverride, ...]]:
    """The wire of a station; good overrides are kept, bad ones reported.

    Args:
        overrides: Flat, as in the station file: a call's name to its path
            (`"server-time-get" = "/api/time"`), an object's field to its name
            (`"lot-query.answer.ON_HAND_QTY" = "ONHAND"`), or one of their code values to ours
            (`"lot-query.answer.LOT_STATUS.Q" = "H"`).
    """
    taken = _Taken()
    bad: list[BadOverride] = []
    for key, value in overrides.items():
        try:
            taken.take(key, value)
        except _BadError as error:
            bad.append(BadOverride(key, error.fault))
    while clashing := _clashing(taken.names):
        for shape, field in clashing:
            bad.append(BadOverride(f"{shape}.{field.name}", OverrideFault.NAME_TAKEN))
            del taken.names[shape, field]
    return Wire(taken.paths, taken.names, taken.codes), tuple(bad)


class _BadError(ValueError):
    def __init__(self, fault: OverrideFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class _Taken:
    """The good overrides so far."""

    def __init__(self) -> None:
        self.paths: dict[Call, str] = {}
        self.names: dict[tuple[Shape, Field], str] = {}
        self.codes: dict[tuple[Shape, Field], dict[str, str]] = {}

    def take(self, key: str, value: object) -> None:
        if not isinstance(value, str):
            raise _BadError(OverrideFault.NOT_TEXT)
        if key in set(Call):
            self.paths[Call(key)] = _path(value)
        elif (renamed := _place(key)) is not None:
            self.names[renamed] = _name(renamed, value)
        else:
            place, theirs = _code_place(key)
            self.codes.setdefault(place, {})[theirs] = _code(place, value)


def _place(key: str) -> tuple[Shape, Field] | None:
    shape, _, name = key.rpartition(".")
    if shape not in set(Shape) or name not in Field.__members__:
        return None
    place = Shape(shape), Field[name]
    return place if place[1] in FIELDS[place[0]] else None


def _code_place(key: str) -> tuple[tuple[Shape, Field], str]:
    for place in CODES:
        prefix = f"{place[0]}.{place[1].name}."
        if key.startswith(prefix) and key != prefix:
            return place, key.removeprefix(prefix)
    raise _BadError(OverrideFault.UNKNOWN_KEY)


def _path(value: str) -> str:
    if not _PATH.fullmatch(value) or _DOTS & set(value.split("/")):
        raise _BadError(OverrideFault.BAD_PATH)
    return value


def _name(place: tuple[Shape, Field], value: str) -> str:
    shape, field = place
    if FIELDS[shape][field] is Source.DOCUMENTED:
        raise _BadError(OverrideFault.DOCUMENTED)
    if not value or value != value.strip() or not value.isprintable():
        raise _BadError(OverrideFault.BAD_NAME)
    return value


def _code(place: tuple[Shape, Field], value: str) -> str:
    if value not in CODES[place]:
        raise _BadError(OverrideFault.UNKNOWN_CODE)
    return value


def _clashing(names: Mapping[tuple[Shape, Field], str]) -> list[tuple[Shape, Field]]:
    """Renamed fields that another field of the same object is called by."""
    wire = Wire(names=names)
    return [
        (shape, field)
        for shape, field in names
        if any(
            wire.name(shape, other) == wire.name(shape, field)
            for other in FIELDS[shape]
            if other is not field
        )
    ]
