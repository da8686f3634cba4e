"""Asks the ERP about serial numbers after they were taken (design.md 3).

A new serial number of the assembly must exist in no status; a component's must be in stock
in the stores it is taken from. Answers for serial numbers that were taken back are ignored.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.core.facts import Found, SerialRecord, SerialStatus
from app.core.kit import readiness
from app.core.kit.changes import DraftEvent, HeaderField, Slot
from app.core.kit.draft import KitDraft
from app.core.kit.outcomes import Refusal
from app.core.kit.state import ASSEMBLY, SerialCheck, Step
from app.core.problems import Problem
from app.core.serials import expand
from app.services.reads import ErpReads


@dataclass(frozen=True, slots=True)
class SerialFault:
    """Serial numbers the ERP will not have, or of which another posting came to be first.

    Attributes:
        owner: The component, or `ASSEMBLY`.
        reference: Of the posting that holds them.
    """

    draft: KitDraft
    owner: str
    part_id: str
    serials: tuple[str, ...]
    reason: Refusal
    reference: str = ""


class SerialChecks(QObject):
    """Checks in flight. Lives in the GUI thread."""

    refused = Signal(object)  # SerialFault
    settled = Signal()

    def __init__(self, reads: ErpReads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = reads

    def follow(self, draft: KitDraft, event: DraftEvent) -> None:
        """Check what an accepted event brought; on the way to Review, also what is unchecked."""
        for change in event.changes:
            if change.slot is Slot.SERIALS and change.new:
                self.check(draft, change.owner, change.new)
            elif change.slot is Slot.STEP and change.new == str(int(Step.REVIEW)):
                self.check_unchecked(draft)

    def check(self, draft: KitDraft, owner: str, text: str) -> None:
        """Check serial numbers in list notation that were just taken."""
        serials = expand(text)
        known = draft.state.index.stocked_serials(owner) if owner != ASSEMBLY else {}
        for serial in serials:
            good = serial in known
            draft.serial_answered(owner, serial, SerialCheck.GOOD if good else SerialCheck.CHECKING)
        self._ask(draft, owner, [serial for serial in serials if serial not in known])

    def check_waiting(self, draft: KitDraft) -> None:
        """Hold them against the postings that wait, which may be others than when they came."""
        for owner, held in readiness.waiting_serials(draft.state, draft.around).items():
            by_reference: dict[str, list[str]] = {}
            for serial, reference in held.items():
                by_reference.setdefault(reference, []).append(serial)
            for reference, serials in by_reference.items():
                reason = Refusal.SERIAL_WAITS_NOW
                part_id = _part_id(draft, owner)
                fault = SerialFault(draft, owner, part_id, tuple(serials), reason, reference)
                self.refused.emit(fault)

    def check_unchecked(self, draft: KitDraft) -> None:
        """Try again what could not be asked when it was scanned."""
        by_owner: dict[str, list[str]] = {}
        for owner, serial in readiness.unchecked_serials(draft.state):
            by_owner.setdefault(owner, []).append(serial)
        for owner, serials in by_owner.items():
            for serial in serials:
                draft.serial_answered(owner, serial, SerialCheck.CHECKING)
            self._ask(draft, owner, serials)

    def _ask(self, draft: KitDraft, owner: str, serials: Sequence[str]) -> None:
        if not serials:
            return
        part_id = _part_id(draft, owner)

        def failed(problem: Exception) -> None:
            for serial in serials:
                draft.serial_answered(owner, serial, SerialCheck.UNCHECKED)
            self.settled.emit()
            if not isinstance(problem, Problem):
                raise problem

        if owner == ASSEMBLY and len(serials) == 1:
            # One name look-up tells both: whether it exists and whether it is a part number.
            self._reads.find(serials[0], lambda found: self._found(draft, part_id, found), failed)
            return
        self._reads.serials(
            part_id,
            serials,
            lambda records: self._answered(draft, owner, part_id, serials, records),
            failed,
        )

    def _found(self, draft: KitDraft, part_id: str, found: Found) -> None:
        if any(part.part_id == found.text for part in found.parts):
            self._refuse(draft, ASSEMBLY, part_id, found.text, Refusal.SERIAL_IS_A_PART)
            self.settled.emit()
            return
        records = [record for record in found.serials if record.part_id == part_id]
        self._answered(draft, ASSEMBLY, part_id, (found.text,), records)

    def _answered(
        self,
        draft: KitDraft,
        owner: str,
        part_id: str,
        serials: Sequence[str],
        records: Sequence[SerialRecord],
    ) -> None:
        by_serial = {record.serial: record for record in records}
        line = draft.state.index.line(owner) if owner != ASSEMBLY else None
        stores = line.stores if line else ""
        for serial in serials:
            record = by_serial.get(serial)
            if owner == ASSEMBLY:
                reason = Refusal.SERIAL_EXISTS if record else None
            else:
                stocked = record and record.status is SerialStatus.IN_STOCK
                here = record and record.stores == stores
                reason = None if stocked and here else Refusal.SERIAL_NOT_IN_STOCK
            if reason is None:
                draft.serial_answered(owner, serial, SerialCheck.GOOD)
            else:
                self._refuse(draft, owner, part_id, serial, reason)
        self.settled.emit()

    def _refuse(
        self, draft: KitDraft, owner: str, part_id: str, serial: str, reason: Refusal
    ) -> None:
        if serial in draft.state.owned(owner):
            self.refused.emit(SerialFault(draft, owner, part_id, (serial,), reason))


def _part_id(draft: KitDraft, owner: str) -> str:
    return owner if owner != ASSEMBLY else draft.state.text(HeaderField.ASSEMBLY)
