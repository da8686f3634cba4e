"""A station's own names for what a contract only assumes (contracts.md E)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

from app.erp.naming import CallT, FieldT, Renamed, ShapeT, Source

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


@dataclass(frozen=True, slots=True)
class Vocabulary(Generic[CallT, ShapeT, FieldT]):
    """The names of one ERP's interface.

    Attributes:
        calls: All of them.
        fields: All of them.
        shapes: Which fields each object has, and how sure their names are.
        codes: Our code values of the fields that have such.
        spelled: How the contract spells a field in an object.
        folded: What two names must differ in to be two.
    """

    calls: type[CallT]
    fields: type[FieldT]
    shapes: Mapping[ShapeT, Mapping[FieldT, Source]]
    codes: Mapping[tuple[ShapeT, FieldT], frozenset[str]]
    spelled: Callable[[ShapeT, FieldT], str]
    folded: Callable[[str], str] = str


def renamed(
    overrides: Mapping[str, object], vocabulary: Vocabulary[CallT, ShapeT, FieldT]
) -> tuple[Renamed[CallT, ShapeT, FieldT], tuple[BadOverride, ...]]:
    """What a station renames; good overrides are kept, bad ones reported.

    Args:
        overrides: Flat, as in the station file: a call's name to its path
            (`"server-time-get" = "/api/time"`), an object's field to its name
            (`"lot-query.answer.ON_HAND_QTY" = "ONHAND"`), or one of their code values to ours
            (`"lot-query.answer.LOT_STATUS.Q" = "H"`).
        vocabulary: Of the ERP.
    """
    taken = _Taken(vocabulary)
    bad: list[BadOverride] = []
    for key, value in overrides.items():
        try:
            taken.take(key, value)
        except _BadError as error:
            bad.append(BadOverride(key, error.fault))
    while clashing := taken.clashing():
        for shape, field in clashing:
            bad.append(BadOverride(f"{shape}.{field.name}", OverrideFault.NAME_TAKEN))
            del taken.names[shape, field]
    return Renamed(taken.paths, taken.names, taken.codes), tuple(bad)


class _BadError(ValueError):
    def __init__(self, fault: OverrideFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class _Taken(Generic[CallT, ShapeT, FieldT]):
    """The good overrides so far."""

    def __init__(self, vocabulary: Vocabulary[CallT, ShapeT, FieldT]) -> None:
        self._vocabulary = vocabulary
        self._shapes = {shape.value: shape for shape in vocabulary.shapes}
        self.paths: dict[CallT, str] = {}
        self.names: dict[tuple[ShapeT, FieldT], str] = {}
        self.codes: dict[tuple[ShapeT, FieldT], dict[str, str]] = {}

    def take(self, key: str, value: object) -> None:
        if not isinstance(value, str):
            raise _BadError(OverrideFault.NOT_TEXT)
        if key in set(self._vocabulary.calls):
            self.paths[self._vocabulary.calls(key)] = _path(value)
        elif (place := self._place(key)) is not None:
            self.names[place] = self._name(place, value)
        else:
            place, theirs = self._code_place(key)
            self.codes.setdefault(place, {})[theirs] = self._code(place, value)

    def clashing(self) -> list[tuple[ShapeT, FieldT]]:
        """Renamed fields that another field of the same object is called by."""
        return [
            (shape, field)
            for shape, field in self.names
            if any(
                self._spelled(shape, other) == self._spelled(shape, field)
                for other in self._vocabulary.shapes[shape]
                if other is not field
            )
        ]

    def _spelled(self, shape: ShapeT, of: FieldT) -> str:
        name = self.names.get((shape, of))
        return self._vocabulary.folded(
            self._vocabulary.spelled(shape, of) if name is None else name
        )

    def _place(self, key: str) -> tuple[ShapeT, FieldT] | None:
        shape, _, name = key.rpartition(".")
        if shape not in self._shapes or name not in self._vocabulary.fields.__members__:
            return None
        place = self._shapes[shape], self._vocabulary.fields[name]
        return place if place[1] in self._vocabulary.shapes[place[0]] else None

    def _code_place(self, key: str) -> tuple[tuple[ShapeT, FieldT], str]:
        for place in self._vocabulary.codes:
            prefix = f"{place[0]}.{place[1].name}."
            if key.startswith(prefix) and key != prefix:
                return place, key.removeprefix(prefix)
        raise _BadError(OverrideFault.UNKNOWN_KEY)

    def _name(self, place: tuple[ShapeT, FieldT], value: str) -> str:
        shape, field = place
        if self._vocabulary.shapes[shape][field] is Source.DOCUMENTED:
            raise _BadError(OverrideFault.DOCUMENTED)
        if not value or value != value.strip() or not value.isprintable():
            raise _BadError(OverrideFault.BAD_NAME)
        return value

    def _code(self, place: tuple[ShapeT, FieldT], value: str) -> str:
        if value not in self._vocabulary.codes[place]:
            raise _BadError(OverrideFault.UNKNOWN_CODE)
        return value


def _path(value: str) -> str:
    if not _PATH.fullmatch(value) or _DOTS & set(value.split("/")):
        raise _BadError(OverrideFault.BAD_PATH)
    return value
