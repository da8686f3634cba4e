"""Item masters at hand, and what they make of a line's part and manufacturer (contracts.md E3)."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from app.core.po_line.facts import ApprovedManufacturer, ItemMaster

_PARTED = "\x1f"  # a control character stands in no name


@dataclass(frozen=True, slots=True)
class PartQuery:
    """How a line names its part, and so how the item master is asked for it.

    By part number and revision, of which a blank one is a revision too; else by the ERP's key;
    else by a manufacturer's part number, with the manufacturer where it is said.
    """

    part_number: str = ""
    revision: str = ""
    part_key: str = ""
    mfgr_part: str = ""
    manufacturer: str = ""

    def __bool__(self) -> bool:
        return bool(self.part_number or self.part_key or self.mfgr_part)

    @property
    def subject(self) -> str:
        """All of it as one text."""
        return _PARTED.join(astuple(self))

    @classmethod
    def of_subject(cls, subject: str) -> Self:
        """The query that this text was made of."""
        return cls(*subject.split(_PARTED))


@dataclass(frozen=True, slots=True)
class PartFound:
    """What the ERP answered.

    Attributes:
        item: None where there is no such part.
        other: With no item the part in another revision, if there is one.
    """

    item: ItemMaster | None = None
    other: ItemMaster | None = None


@dataclass(frozen=True, slots=True)
class PartRead:
    """The same, with what was asked and when (aware, UTC)."""

    query: PartQuery
    read_at: datetime
    found: PartFound = field(default_factory=PartFound)

    @property
    def subject(self) -> str:
        """As `ErpFacts.subject`."""
        return self.query.subject

    @property
    def known(self) -> bool:
        """Whether the ERP knows the part."""
        return self.found.item is not None


class PartFault(StrEnum):
    """Why a part or its manufacturer isn't known."""

    NOT_ASKED = "not-asked"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    OTHER_REVISION = "other-revision"
    NOT_APPROVED = "not-approved"
    WHICH_MANUFACTURER = "which-manufacturer"


@dataclass(frozen=True, slots=True)
class Named:
    """How a line names part and manufacturer; empty is not said."""

    query: PartQuery
    manufacturer: str = ""
    mfgr_part: str = ""
    mfgr_key: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a line's names stand for.

    Attributes:
        item: None with a fault of the part.
        manufacturer: None with any fault. The only one of a part's list needs not be named.
        other: With `OTHER_REVISION` one that there is.
    """

    item: ItemMaster | None = None
    manufacturer: ApprovedManufacturer | None = None
    fault: PartFault | None = None
    other: str = ""


class Parts:
    """Item masters by what they were asked by. The owner adds to them; deciding never waits."""

    def __init__(self) -> None:
        self._found: dict[PartQuery, PartFound] = {}
        self._unreachable: set[PartQuery] = set()

    def know(self, query: PartQuery, found: PartFound) -> None:
        """Keep what the ERP answered; nothing at all is an answer too."""
        self._found[query] = found
        self._unreachable.discard(query)

    def know_unreachable(self, query: PartQuery) -> None:
        """Nobody answered."""
        self._unreachable.add(query)

    def asked(self, query: PartQuery) -> bool:
        """Whether there is an answer at hand."""
        return query in self._found

    @property
    def answers(self) -> Mapping[PartQuery, PartFound]:
        """All that is at hand."""
        return self._found

    def resolve(self, named: Named) -> Resolved:
        """What a line's names stand for."""
        found = self._found.get(named.query)
        if found is None:
            away = named.query in self._unreachable
            return Resolved(fault=PartFault.UNREACHABLE if away else PartFault.NOT_ASKED)
        if found.item is None:
            if found.other is None:
                return Resolved(fault=PartFault.UNKNOWN)
            return Resolved(fault=PartFault.OTHER_REVISION, other=found.other.revision)
        fitting = [one for one in found.item.manufacturers if _fits(one, named)]
        if len(fitting) == 1:
            return Resolved(found.item, fitting[0])
        fault = PartFault.WHICH_MANUFACTURER if fitting else PartFault.NOT_APPROVED
        return Resolved(found.item, fault=fault)


def _fits(approved: ApprovedManufacturer, named: Named) -> bool:
    """Whether an entry of the list is what a line names, by whole comparison."""
    if named.mfgr_key:
        return approved.key == named.mfgr_key
    by_name = not named.manufacturer or approved.manufacturer == named.manufacturer
    return by_name and (not named.mfgr_part or approved.mfgr_part == named.mfgr_part)
