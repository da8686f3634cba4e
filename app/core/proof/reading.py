"""What is asked of the ERP's books for a proof, what was read, and what one reading says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.core.facts import LotStock, SerialRecord, StoresStock
from app.core.po_line.facts import OrderLine
from app.core.posting import is_reference
from app.core.problems import ProblemCode
from app.core.receipt_facts import ReceiptRecord


@dataclass(frozen=True, slots=True)
class Question:
    """What to read; what is empty isn't asked.

    Attributes:
        part_id: Whose serial numbers and whose lot.
        serials: In any status.
        lot_id: In any status, wherever it lies.
        stock_of: Parts whose stock is read, in all stores and of all lots.
        order: A purchase order, of which all receipts are read,
        order_lines: and which of its lines matter.
        line_of: A purchase order, of which one line is read,
        item_number: by its number
        line_key: and by the ERP's own key, where that is known.
        reference: Ours: what bears it is kept, by whatever name the ERP has it.
    """

    part_id: str = ""
    serials: tuple[str, ...] = ()
    lot_id: str = ""
    stock_of: tuple[str, ...] = ()
    order: str = ""
    order_lines: tuple[str, ...] = ()
    line_of: str = ""
    item_number: str = ""
    line_key: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the ERP's books said at one moment.

    Attributes:
        read_at: Aware, UTC; to be shown, never to be reckoned with.
        stock_read: Whether stock was asked for: there may be none.
        receipts: Of an order: those that may be ours, by their reference or for want of one.
        lines: Of an order: those with the number or the key that was asked for.
        order_there: Whether the ERP knows the order that lines were asked of.
    """

    read_at: datetime
    serials: tuple[SerialRecord, ...] = ()
    lots: tuple[LotStock, ...] = ()
    stock: tuple[StoresStock, ...] = ()
    stock_read: bool = False
    receipts: tuple[ReceiptRecord, ...] = ()
    lines: tuple[OrderLine, ...] = ()
    order_there: bool = False

    def with_more(self, later: "Reading") -> "Reading":
        """Both as one, of the later moment; each was the answer to another question."""
        return Reading(
            later.read_at,
            self.serials + later.serials,
            self.lots + later.lots,
            self.stock + later.stock,
            self.stock_read or later.stock_read,
            self.receipts + later.receipts,
            self.lines + later.lines,
            self.order_there or later.order_there,
        )


class Finding(StrEnum):
    """What one reading says about a posting."""

    HAPPENED = "happened"
    ABSENT = "absent"  # nothing of it is there, yet
    OTHERS = "others"  # what it makes is there, and not by its reference, or by another name
    PARTS = "parts"  # some of what it makes is there
    MOVEMENTS = "movements"  # stock alone, which others move as well
    UNTOLD = "untold"  # of what was to be changed nothing is told
    NO_ORDER = "no-order"  # the order itself isn't there, by this number


class Proof(Protocol):
    """How one posting can be proved.

    Attributes:
        question: What to read for it once it was sent.
        holds: Marks of what must not be moved meanwhile: postings that touch one of these
            wait until it is known what became of this one. Serial numbers always are.
        decides: Whether it can come to a verdict without a person.
        telling: Refusals that say what an earlier sending of the same did: then they go back to
            proof, and contradict a reading that shows nothing.
        denies: Refusals by which surely nothing was done, unless it was sent before.
    """

    @property
    def question(self) -> Question: ...

    @property
    def holds(self) -> frozenset[str]: ...

    @property
    def decides(self) -> bool: ...

    @property
    def telling(self) -> frozenset[ProblemCode]: ...

    @property
    def denies(self) -> frozenset[ProblemCode]: ...

    def find(self, reading: Reading) -> Finding:
        """What the reading says, every row of it compared whole once more."""
        ...

    def spoiled_reference(self, reading: Reading) -> str:
        """Our reference as the ERP keeps it, where it keeps it otherwise than it was sent."""
        ...


def is_ours(said: str, reference: str) -> bool:
    """Whether a REFERENCE is ours: the operator's text may follow it (design.md 4)."""
    return said.split(maxsplit=1)[:1] == [reference]


def is_spoiled(said: str, reference: str) -> bool:
    """Whether it is our reference, cut short or written otherwise; somebody else's is not."""
    first = (said.split(maxsplit=1) or [""])[0]
    if not first or first == reference or is_reference(first):
        return False
    return reference.startswith(first) or first.casefold() == reference.casefold()
