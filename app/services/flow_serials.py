"""The serial numbers of the draft on the table, as the ERP and the outbox come to speak of them."""

from dataclasses import replace

from PySide6.QtCore import Signal

from app.core.facts import FactsT
from app.core.flow.changes import Change, Slot
from app.core.flow.draft import AnyDraft
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.labels import read
from app.services.flow_shelf import FlowShelf
from app.services.flow_table import FlowTable
from app.services.ground import Ground
from app.services.intake import Offered
from app.services.open_draft import OpenT
from app.services.serial_checks import SerialFault
from app.store.postings import SerialHeldError

_NAMED = 60
"""Characters of a list of serial numbers that a sentence can hold; of more the first is named."""
_NAMES_A_LINE = {Slot.CURRENT, Slot.AT, Slot.PACKAGE}


class FlowSerials(FlowTable[OpenT, FactsT]):
    """Takes out what the draft may not keep. Base of every desk; lives in the GUI thread."""

    line_changed = Signal(int)  # a row of the lines

    def __init__(self, ground: Ground, shelf: FlowShelf[OpenT, FactsT]) -> None:
        super().__init__(ground, shelf)
        self._waiting = ground.waiting
        self._faults: list[SerialFault] = []  # until the draft can give the serial numbers up
        self._checks.refused.connect(self._serials_refused)
        self._waiting.changed.connect(self._check_waiting)

    @property
    def _editable(self) -> bool:
        """Not while it is being confirmed or read anew, nor once it is confirmed."""
        confirming = self.opened is not None and self.opened.confirming
        return self.posting is None and not confirming and self._coming is None

    def _show_changes(self, draft: AnyDraft, changes: tuple[Change, ...]) -> None:
        if self.opened is None or draft is not self.opened.draft:
            return
        if any(change.slot in {Slot.HEADER, Slot.STEP} for change in changes):
            self.planned.emit()
            return
        named = {change.owner for change in changes}
        named |= {change.new for change in changes if change.slot in _NAMES_A_LINE}
        for name in named:
            position = draft.state.position(name)
            if position is not None:
                self.line_changed.emit(position)

    def _serials_refused(self, fault: SerialFault) -> None:
        self._faults.append(fault)
        self._drop_faulty()

    def _check_waiting(self) -> None:
        if self.opened is not None and self._editable:
            self._checks.check_waiting(self.opened.draft)

    def _drop_faulty(self) -> None:
        """Take them out; while a question is open that waits, so that its answer still fits."""
        opened = self.opened
        if opened is None or opened.draft.question is not None or not self._editable:
            return
        faults, self._faults = self._faults, []
        for fault in faults:
            if fault.draft is opened.draft:
                self._drop(opened, fault)

    def _drop(self, opened: OpenT, fault: SerialFault) -> None:
        dropped = opened.draft.drop_serials(fault.owner, fault.serials)
        if dropped is None:
            return
        self._saves.follow(self._shelf.append(opened, dropped))
        self._show_changes(opened.draft, dropped.changes)
        facts = Facts(text=dropped.text, part=fault.part_id, other=fault.reference)
        if len(dropped.text) > _NAMED:
            named = fault.serials[0]
            facts = replace(facts, text=named, count=len(fault.serials) - 1)
        self.intake.refuse(Refused(fault.reason, facts), Offered(read(fault.serials[0])))

    def _held_elsewhere(self, opened: OpenT, problem: SerialHeldError) -> None:
        """Another posting holds one of its serial numbers: those are taken out, no more."""
        self._waiting.note_held(problem)
        if opened is self.opened:
            self._check_waiting()
        else:  # put aside meanwhile; it is listed on home as it was
            facts = Facts(text=problem.serial, part=problem.part_id, other=problem.reference)
            self.intake.alarm(Refused(Refusal.SERIAL_WAITING, facts))
        self._waiting.refresh()
