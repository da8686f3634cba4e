"""A receipt as the ERP entered it, held against what was confirmed (operators.md 53).

That it is the same order, and as much of each line, is checked where the answer is read: what
isn't so is no answer. What may still be another thing are parts, lots, days, places and serial
numbers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.receipt import (
    EnteredLine,
    PlannedLine,
    ReceiptEntered,
    ReceiptPosting,
    ReceivedLine,
)
from app.core.receipt_facts import line_key


class LineDifference(StrEnum):
    """What of a line is another thing than was confirmed, the gravest first."""

    PART = "part"
    LOT = "lot"  # another one, or less of one and more of another
    SERIALS = "serials"
    EXPIRY = "expiry"
    PLACE = "place"  # other stores or another location


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of the order: what was confirmed of it, and what the ERP entered.

    Attributes:
        planned: As the order had it; None where nobody read the order before.
        entered: An entry a lot, in the ERP's order.
        difference: None where it is as it was confirmed.
    """

    line_number: str
    planned: PlannedLine | None
    asked: tuple[ReceivedLine, ...]
    entered: tuple[EnteredLine, ...]
    difference: LineDifference | None


def compare(posting: ReceiptPosting, answer: ReceiptEntered) -> tuple[ComparedLine, ...]:
    """Every line of the receipt, in the order in which they were confirmed."""
    asked: dict[str, list[ReceivedLine]] = defaultdict(list)
    for line in posting.request.lines:
        asked[line_key(line.line_number)].append(line)
    entered: dict[str, list[EnteredLine]] = defaultdict(list)
    for entry in answer.lines:
        entered[line_key(entry.line_number)].append(entry)
    planned = {line_key(one.line_number): one for one in posting.planned}
    return tuple(
        ComparedLine(
            lines[0].line_number,
            planned.get(number),
            tuple(lines),
            tuple(entered[number]),
            _difference(planned.get(number), lines, entered[number]),
        )
        for number, lines in asked.items()
    )


def differs(posting: ReceiptPosting, answer: ReceiptEntered) -> bool:
    """Whether any line was entered otherwise than it was confirmed."""
    return any(line.difference is not None for line in compare(posting, answer))


def _difference(
    planned: PlannedLine | None, asked: list[ReceivedLine], entered: list[EnteredLine]
) -> LineDifference | None:
    """The gravest; what was left to the ERP it may fill as it likes."""
    parts = {entry.part_id for entry in entered}
    if planned is not None and parts - {planned.part_id, ""}:
        return LineDifference.PART
    if not _lots(asked).items() <= _lots(entered).items():
        return LineDifference.LOT
    if sorted(_serials(asked)) != sorted(_serials(entered)):
        return LineDifference.SERIALS
    days = {(one.lot_id, one.expires) for one in asked if one.expires is not None}
    if days - {(entry.lot_id, entry.expires) for entry in entered}:
        return LineDifference.EXPIRY
    return None if _placed(planned, asked, entered) else LineDifference.PLACE


def _lots(lines: Iterable[ReceivedLine | EnteredLine]) -> dict[str, Decimal]:
    """How much came of each lot that is named."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.lot_id:
            sums[line.lot_id] += line.quantity
    return sums


def _serials(lines: Iterable[ReceivedLine | EnteredLine]) -> list[str]:
    return [serial for line in lines for serial in line.serials]


def _placed(
    planned: PlannedLine | None, asked: list[ReceivedLine], entered: list[EnteredLine]
) -> bool:
    """Whether it went where it was to go: as was said, else as the order had it."""
    usual = planned.stores if planned is not None else ""
    stores = {one.stores or usual for one in asked} - {""}
    locations = {one.location for one in asked} - {""}
    return stores <= {entry.stores for entry in entered} and locations <= {
        entry.location for entry in entered
    }
