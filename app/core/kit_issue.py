"""A kit issue as the ERP is told of it and as it answers (contracts.md A5).

Field names of the ERP stand in `app.erp.expandable.wire`, not here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.posting import Confirmed, PostingKind, SerialUse


@dataclass(frozen=True, slots=True)
class ComponentChoice:
    """What the person chose for one component; empty fields are left to the ERP."""

    component_id: str
    lot_id: str = ""
    location: str = ""
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KitIssue:
    """The request: all fields of the contract but token and batch number.

    The batch number is filled in when the posting is sent (design.md 4, "a batch is a local
    name"). `reference` starts with our own `KB........`.
    """

    assembly_id: str
    quantity: Decimal
    department: str
    account: str
    reference: str
    action_date: date
    effective_date: date
    serials: tuple[str, ...] = ()
    to_stores: str = ""
    to_location: str = ""
    assembly_lot: str = ""
    expires: date | None = None
    include_scrap: bool = False
    kit_stores: str = ""
    txns_accepted: str = ""
    components: tuple[ComponentChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedComponent:
    """One component as the ERP says it was issued."""

    component_id: str
    description: str
    quantity: Decimal
    unit: str
    lot_id: str
    stores: str
    location: str
    serials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KitIssued:
    """The answer to a kit issue that happened."""

    assembly_id: str
    quantity: Decimal
    reference: str
    batch_number: str
    txns_accepted: str
    action_date: str
    components: tuple[IssuedComponent, ...]

    def names(self) -> Iterator[str]:
        """What it is found by; some may be empty."""
        yield self.batch_number
        for component in self.components:
            yield component.lot_id
            yield from component.serials


@dataclass(frozen=True, slots=True)
class PlannedComponent:
    """What the plan said one component would take, kept with the posting to compare."""

    component_id: str
    description: str
    quantity: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPosting(Confirmed):
    """A kit that was confirmed.

    Attributes:
        planned: What the plan expected each component to take; empty where nobody planned it.
    """

    request: KitIssue
    planned: tuple[PlannedComponent, ...] = ()
    kind: PostingKind = PostingKind.KIT_ISSUE

    @property
    def subject(self) -> str:
        """The assembly."""
        return self.request.assembly_id

    @property
    def quantity(self) -> Decimal:
        """How many of it."""
        return self.request.quantity

    def serials(self) -> Iterator[SerialUse]:
        """Those of the assembly are made, those of components taken."""
        request = self.request
        for serial in request.serials:
            yield SerialUse(True, request.assembly_id, serial)
        for component in request.components:
            for serial in component.serials:
                yield SerialUse(False, component.component_id, serial)

    def names(self) -> Iterator[str]:
        """Assembly, serial numbers, lots, and what the operator wrote."""
        request = self.request
        yield from (request.assembly_id, request.assembly_lot, request.reference)
        yield from request.serials
        for component in request.components:
            yield component.lot_id
            yield from component.serials
