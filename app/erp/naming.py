"""What the interface of an ERP is made of: calls, objects and fields, by their names (E).

Each ERP's `wire` module has all of its own, and nowhere else. What is assumed, because no page of
it was found, a customer's server may spell otherwise: a station's configuration gives it another
name (`overrides`), and no line of code changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Generic, TypeVar

CallT = TypeVar("CallT", bound=StrEnum)
ShapeT = TypeVar("ShapeT", bound=StrEnum)
FieldT = TypeVar("FieldT", bound=Enum)


class Source(Enum):
    """How sure a name is."""

    DOCUMENTED = auto()
    ASSUMED = auto()


def documented(*fields: FieldT) -> dict[FieldT, Source]:
    """Fields that stand on the vendor's page."""
    return dict.fromkeys(fields, Source.DOCUMENTED)


def assumed(*fields: FieldT) -> dict[FieldT, Source]:
    """Fields of which no page was found."""
    return dict.fromkeys(fields, Source.ASSUMED)


@dataclass(frozen=True, slots=True)
class Renamed(Generic[CallT, ShapeT, FieldT]):
    """What one server calls otherwise than the contract.

    Attributes:
        paths: Of calls that are found elsewhere.
        names: Of fields that are spelled otherwise.
        codes: Their code values and ours for them, by field.
    """

    paths: Mapping[CallT, str] = field(default_factory=dict)
    names: Mapping[tuple[ShapeT, FieldT], str] = field(default_factory=dict)
    codes: Mapping[tuple[ShapeT, FieldT], Mapping[str, str]] = field(default_factory=dict)

    def ours(self, shape: ShapeT, of: FieldT, theirs: str) -> str:
        """Our code for one of theirs; unknown ones come back as they are."""
        return self.codes.get((shape, of), {}).get(theirs, theirs) if self.codes else theirs

    def theirs(self, shape: ShapeT, of: FieldT, ours: str) -> str:
        """The code to send for one of ours."""
        codes = self.codes.get((shape, of), {})
        return next((theirs for theirs, known in codes.items() if known == ours), ours)
