"""Asks the ERP about serial numbers after they were taken (design.md 3).

A new serial number of the assembly must exist in no status; a component's must be in stock
in the stores it is taken from. Answers for serial numbers that were taken back are ignored.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.core.facts import Found, SerialRecord
from app.core.flow.changes import DraftEvent, Slot
from app.core.flow.draft import AnyDraft
from app.core.flow.refusals import Refusal
from app.core.flow.serials import waiting_serials
from app.core.flow.state import SerialCheck, unchecked_serials
from app.core.flow.steps import Step
from app.core.problems import Problem
from app.core.serials import expand
from app.services.reads import ErpReads


@dataclass(frozen=True, slots=True)
class SerialFault:
    """Serial numbers the ERP will not have, or of which another posting came to be first.

    Attributes:
        owner: In the draft.
        reference: Of the posting that holds them.
    """

    draft: AnyDraft
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

    def follow(self, draft: AnyDraft, event: DraftEvent) -> None:
        """Check what an accepted event brought; on the way to Review, also what is unchecked."""
        for change in event.changes:
            if change.slot is Slot.SERIALS and change.new:
                self.check(draft, change.owner, change.new)
            elif change.slot is Slot.STEP and change.new == str(int(Step.REVIEW)):
                self.check_unchecked(draft)

    def check(self, draft: AnyDraft, owner: str, text: str) -> None:
        """Check serial numbers in list notation that were just taken."""
        serials = expand(text)
        good: set[str] = set()
        if not draft.brings_in(owner):
            good.update(serial for serial in serials if draft.is_known_good(owner, serial))
        draft.serials_answered(owner, good, SerialCheck.GOOD)
        self._ask(draft, owner, [serial for serial in serials if serial not in good])

    def check_waiting(self, draft: AnyDraft) -> None:
        """Hold them against the postings that wait, which may be others than when they came."""
        for owner, held in waiting_serials(draft.state, draft.around).items():
            by_reference: dict[str, list[str]] = {}
            for serial, reference in held.items():
                by_reference.setdefault(reference, []).append(serial)
            for reference, serials in by_reference.items():
                reason = Refusal.SERIAL_WAITS_NOW
                part_id = draft.state.part_of(owner)
                fault = SerialFault(draft, owner, part_id, tuple(serials), reason, reference)
                self.refused.emit(fault)

    def check_unchecked(self, draft: AnyDraft) -> None:
        """Try again what could not be asked when it was scanned."""
        by_owner: dict[str, list[str]] = {}
        for owner, serial in unchecked_serials(draft.state):
            by_owner.setdefault(owner, []).append(serial)
        for owner, serials in by_owner.items():
            self._ask(draft, owner, serials)

    def _ask(self, draft: AnyDraft, owner: str, serials: Sequence[str]) -> None:
        if not serials:
            return
        part_id = draft.state.part_of(owner)
        draft.serials_answered(owner, serials, SerialCheck.CHECKING)

        def failed(problem: Exception) -> None:
            draft.serials_answered(owner, serials, SerialCheck.UNCHECKED)
            self.settled.emit()
            if not isinstance(problem, Problem):
                raise problem

        if draft.brings_in(owner) and len(serials) == 1:
            # One name look-up tells both: whether it exists and whether it is a part number.
            self._reads.find(serials[0], lambda found: self._found(draft, owner, found), failed)
            return
        self._reads.serials(
            part_id,
            serials,
            lambda records: self._answered(draft, owner, serials, records),
            failed,
        )

    def _found(self, draft: AnyDraft, owner: str, found: Found) -> None:
        if any(part.part_id == found.text for part in found.parts):
            self._refuse(draft, owner, (found.text,), Refusal.SERIAL_IS_A_PART)
            self.settled.emit()
            return
        part_id = draft.state.part_of(owner)
        records = [record for record in found.serials if record.part_id == part_id]
        self._answered(draft, owner, (found.text,), records)

    def _answered(
        self,
        draft: AnyDraft,
        owner: str,
        serials: Sequence[str],
        records: Sequence[SerialRecord],
    ) -> None:
        by_serial = {record.serial: record for record in records}
        judged: defaultdict[Refusal | None, list[str]] = defaultdict(list)
        for serial in serials:
            judged[draft.judge_record(owner, by_serial.get(serial))].append(serial)
        draft.serials_answered(owner, judged.pop(None, ()), SerialCheck.GOOD)
        for reason, bad in judged.items():
            if reason is not None:
                self._refuse(draft, owner, bad, reason)
        self.settled.emit()

    def _refuse(self, draft: AnyDraft, owner: str, serials: Sequence[str], reason: Refusal) -> None:
        """All of them at once, as far as they were not taken back meanwhile."""
        owned = draft.state.owned(owner)
        there = tuple(serial for serial in serials if serial in owned)
        if there:
            part_id = draft.state.part_of(owner)
            self.refused.emit(SerialFault(draft, owner, part_id, there, reason))
