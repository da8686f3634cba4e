"""What the ERP knows about an assembly and its components, as plain values.

Made by `app.erp` from answers, kept by `app.store` as the reference cache, read by
`app.core.kit`. All quantities are in the part's stock unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar


class ErpFacts(Protocol):
    """What the ERP knew of one subject, an assembly or an order, when it was asked."""

    @property
    def subject(self) -> str:
        """Its name at the ERP."""

    @property
    def read_at(self) -> datetime:
        """When the ERP was asked (aware, UTC)."""

    @property
    def known(self) -> bool:
        """Whether the ERP knows it."""


FactsT = TypeVar("FactsT", bound=ErpFacts)


class LotStatus(StrEnum):
    """`LOT_STATUS` (contracts.md E1)."""

    ACTIVE = "A"
    HOLD = "H"
    CLOSED = "C"


class SerialStatus(StrEnum):
    """`SN_STATUS` (contracts.md E1)."""

    IN_STOCK = "A"
    ISSUED = "I"
    SHIPPED = "S"
    SCRAPPED = "X"


@dataclass(frozen=True, slots=True)
class Part:
    """A part master record, as far as a workstation needs it."""

    part_id: str
    description: str = ""
    unit: str = "EACH"
    lot_controlled: bool = False
    serial_controlled: bool = False
    default_stores: str = ""


@dataclass(frozen=True, slots=True)
class BomRow:
    """One row of a bill of material; a component may stand on several (contracts.md A6)."""

    assembly_id: str
    component_id: str
    item_code: str
    required: Decimal
    starts: date | None = None
    ends: date | None = None
    phantom: bool = False
    scrap_factor: Decimal = Decimal(0)
    kit_stores: str = ""


@dataclass(frozen=True, slots=True)
class LotStock:
    """A lot in one stores and location; `on_hand` is None where the ERP doesn't say.

    `reference` is the lot's own, that of the transaction which opened it.
    """

    part_id: str
    lot_id: str
    status: LotStatus
    expires: date | None
    stores: str
    location: str
    on_hand: Decimal | None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class StoresStock:
    """A stock status record: one part in one stores."""

    part_id: str
    stores: str
    location: str
    multi_location: bool
    on_hand: Decimal | None


@dataclass(frozen=True, slots=True)
class LocationStock:
    """A multiple location record: one part in one location of one stores."""

    part_id: str
    stores: str
    location: str
    on_hand: Decimal


@dataclass(frozen=True, slots=True)
class SerialRecord:
    """A serial number the ERP knows."""

    part_id: str
    serial: str
    status: SerialStatus
    stores: str = ""
    location: str = ""
    lot_id: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class KitFacts:
    """Everything needed to plan and check one assembly's kits without the network.

    Attributes:
        assembly_id: The assembly asked for.
        read_at: When the ERP was asked (aware, UTC).
        parts: By part id: the assembly and every part of its exploded BOM.
        bom: By assembly id: the assembly's rows and, for each phantom, its own.
        lots: By part id, of lot-controlled components.
        stock: By part id, one per stores.
        locations: By part id, of multi-location parts.
        serials: By part id: serial numbers in stock of serial-controlled components.
    """

    assembly_id: str
    read_at: datetime
    parts: Mapping[str, Part]
    bom: Mapping[str, tuple[BomRow, ...]]
    lots: Mapping[str, tuple[LotStock, ...]] = field(default_factory=dict)
    stock: Mapping[str, tuple[StoresStock, ...]] = field(default_factory=dict)
    locations: Mapping[str, tuple[LocationStock, ...]] = field(default_factory=dict)
    serials: Mapping[str, tuple[SerialRecord, ...]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What they are facts of."""
        return self.assembly_id

    @property
    def known(self) -> bool:
        """Whether the ERP knows the assembly."""
        return self.assembly_id in self.parts


@dataclass(frozen=True, slots=True)
class Found:
    """What one look-up of a scanned text found: lots, parts or serial numbers of that name."""

    text: str
    parts: tuple[Part, ...] = ()
    lots: tuple[LotStock, ...] = ()
    serials: tuple[SerialRecord, ...] = ()
