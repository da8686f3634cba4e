"""How receipts are proved: by the ERP's records of all that came of their order.

A record bears the REFERENCE of its receipt, so what others receive of the same order meanwhile
neither proves nor spoils anything, and no receipt is left to a person (contracts.md A15, E1).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from app.core.problems import ProblemCode
from app.core.proof.marks import lot_mark, order_mark, part_mark
from app.core.proof.reading import (
    Finding,
    Proof,
    Question,
    Reading,
    is_ours,
    is_spoiled,
)
from app.core.receipt import ReceiptPosting
from app.core.receipt_facts import ReceiptRecord, by_line, line_key


def question_before(posting: ReceiptPosting, known: Reading | None) -> None:
    """Nothing need be known before: records of it bear a reference that no other has."""
    del posting, known


def proof(posting: ReceiptPosting, before: Reading | None) -> Proof:
    """How this receipt can be proved; `before` is of no use."""
    del before
    return ByRecords(posting)


def touches(posting: ReceiptPosting) -> frozenset[str]:
    """Marks of all that the receipt moves but serial numbers: its order, parts and lots."""
    parts = frozenset(map(part_mark, posting.parts.values()))
    return parts | _lots(posting) | {order_mark(posting.subject)}


@dataclass(frozen=True, slots=True)
class ByRecords:
    """All of its lines by our reference: happened. None of them: did not."""

    posting: ReceiptPosting
    decides: bool = field(default=True, init=False)
    telling: frozenset[ProblemCode] = field(default=frozenset(), init=False)
    denies: frozenset[ProblemCode] = field(default=frozenset(), init=False)

    @property
    def holds(self) -> frozenset[str]:
        """Others of the order go by what is open of it, and into the lots that this one opens."""
        return _lots(self.posting) | {order_mark(self.posting.subject)}

    @property
    def question(self) -> Question:
        """What came of the order."""
        lines = dict.fromkeys(line.line_number for line in self.posting.request.lines)
        return Question(
            order=self.posting.subject,
            order_lines=tuple(lines),
            reference=self.posting.reference,
        )

    def find(self, reading: Reading) -> Finding:
        """A receipt is all or nothing (contracts.md E1); some of it, or more, is nobody's guess."""
        ours = by_line(self._records(reading))
        if ours:
            asked = by_line(self.posting.request.lines)
            return Finding.HAPPENED if ours == asked else Finding.PARTS
        renamed = any(is_ours(one.reference, self.posting.reference) for one in reading.receipts)
        return Finding.OTHERS if renamed or self._nameless(reading) else Finding.ABSENT

    def spoiled_reference(self, reading: Reading) -> str:
        """As one of the order's records has it."""
        said = (one.reference for one in self._of_order(reading))
        return next((one for one in said if is_spoiled(one, self.posting.reference)), "")

    def _records(self, reading: Reading) -> list[ReceiptRecord]:
        reference = self.posting.reference
        return [one for one in self._of_order(reading) if is_ours(one.reference, reference)]

    def _of_order(self, reading: Reading) -> Iterable[ReceiptRecord]:
        return (one for one in reading.receipts if one.order_number == self.posting.subject)

    def _nameless(self, reading: Reading) -> bool:
        """Whether just this was received of the order that day, by no reference at all.

        An ERP that drops references has done it all the same.
        """
        request = self.posting.request
        found = {
            _Delivered(
                line_key(one.line_number),
                one.quantity,
                one.lot_id,
                one.packing_slip,
                one.action_date,
            )
            for one in self._of_order(reading)
            if not one.reference
        }
        return found >= {
            _Delivered(
                line_key(one.line_number),
                one.quantity,
                one.lot_id,
                request.packing_slip,
                request.action_date,
            )
            for one in request.lines
        }


class _Delivered(NamedTuple):
    """What tells one entry of a delivery from another where there is no reference."""

    line_number: str
    quantity: Decimal
    lot_id: str
    packing_slip: str
    action_date: date | None


def _lots(posting: ReceiptPosting) -> frozenset[str]:
    """Marks of its lots, as far as the parts are known."""
    parts = posting.parts
    return frozenset(
        lot_mark(parts[line.line_number], line.lot_id)
        for line in posting.request.lines
        if line.lot_id and line.line_number in parts
    )
