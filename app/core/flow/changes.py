"""What a draft's event log is made of.

Every accepted scan is one `DraftEvent`; its changes say what was and what is, so that undo is
exact by construction and a log can be replayed by anyone who can read text.
"""

from dataclasses import dataclass
from enum import StrEnum


class Slot(StrEnum):
    """What a change is about. An owner is a component of a kit, or a package of a receipt."""

    HEADER = "header"  # owner: a HeaderField
    LOT = "lot"
    LOCATION = "location"
    SERIALS = "serials"  # list notation; "" owns those of a kit's assembly
    REASON = "reason"  # why a warning was passed
    CURRENT = "current"  # the line that is asked for
    STEP = "step"  # the page
    LINE = "line"  # owner: a new line of an order; "1" while it is there
    CELL = "cell"  # owner: a line and a field; see `core.po_line.sheet`
    DOOMED = "doomed"  # owner: a line; how it looked to the one who has it deleted

    # Of a kit
    CONFIRMED = "confirmed"  # "1" once a person has seen the part
    REST = "rest"  # owner: "quantity" or "serials"; what is left for the next kit

    # Of a receipt
    PACKAGE = "package"  # while it is there: what its line was of then, see `packages.Origin`
    QUANTITY = "quantity"  # in the buying unit of then
    MFG_LOT = "mfg-lot"
    EXPIRES = "expires"
    STORES = "stores"
    PACKAGE_ID = "package-id"
    DAMAGED = "damaged"  # owner: a line; in its buying unit, as SHORT is
    SHORT = "short"  # owner: a line; less than the packing slip says
    AT = "at"  # the package that is asked for


class HeaderField(StrEnum):
    """The operator's fields (contracts.md A5, E1), with our canonical text.

    Dates are ISO, quantities plain decimals, `include_scrap` is `Y` or empty, and `batch` is
    our local name of the batch. Serial numbers are a slot of their own. A receipt has the order,
    the packing slip, reference, action date, batch and `txns_accepted`; a kit all others, too.
    """

    ORDER = "order"
    PACKING_SLIP = "packing_slip"
    ASSEMBLY = "assembly"
    QUANTITY = "quantity"
    TO_STORES = "to_stores"
    TO_LOCATION = "to_location"
    ASSEMBLY_LOT = "assembly_lot"
    EXPIRES = "expires"
    DEPARTMENT = "department"
    ACCOUNT = "account"
    REFERENCE = "reference"
    ACTION_DATE = "action_date"
    EFFECTIVE_DATE = "effective_date"
    INCLUDE_SCRAP = "include_scrap"
    KIT_STORES = "kit_stores"
    BATCH = "batch"
    TXNS_ACCEPTED = "txns_accepted"


class EventKind(StrEnum):
    """Where an event comes from. Only scans and entries are taken back by undo."""

    SCAN = "scan"
    ENTRY = "entry"  # typed, chosen by touch, or a default
    MOVE = "move"  # to another page or line
    CHECK = "check"  # the ERP's word on a serial number
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Change:
    """One slot's text before and after. For `SERIALS`, what went out and what came in."""

    slot: Slot
    owner: str
    old: str
    new: str

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.slot, self.owner, self.new, self.old)


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """One durable row of a draft's log.

    Attributes:
        text: What was scanned or typed.
        step: The page it was made on, by number; undo goes back there.
    """

    kind: EventKind
    changes: tuple[Change, ...]
    text: str = ""
    step: int = 0
