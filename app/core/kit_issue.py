"""A kit issue as the ERP is told of it and as it answers (contracts.md A5).

Field names of the ERP stand in `app.erp.expandable.wire`, not here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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


@dataclass(frozen=True, slots=True)
class PlannedComponent:
    """What the plan said one component would take, kept with the posting to compare."""

    component_id: str
    description: str
    quantity: Decimal
    unit: str
