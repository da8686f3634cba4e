"""The serial numbers of the kit on the table, as the ERP and the outbox come to speak of them."""

from PySide6.QtCore import Signal

from app.core.flow.changes import Change, Slot
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.kit.draft import KitDraft
from app.core.labels import read
from app.services.intake import Offered
from app.services.kit_shelf import KitStation, KitStores, OpenKit
from app.services.kit_table import KitTable
from app.services.reads import ErpReads
from app.services.serial_checks import SerialFault
from app.services.session import Session
from app.services.tasks import Tasks
from app.store.postings import SerialHeldError


class KitSerials(KitTable):
    """Takes out what the kit may not keep. Base of the desk; lives in the GUI thread."""

    line_changed = Signal(int)  # a row of the plan
    store_failed = Signal(object)  # StoreFault: something that no scan waits for

    def __init__(
        self,
        stores: KitStores,
        session: Session,
        reads: ErpReads,
        tasks: Tasks,
        station: KitStation,
    ) -> None:
        super().__init__(stores, session, reads, tasks, station)
        self._faults: list[SerialFault] = []  # until the draft can give the serial numbers up
        self._checks.refused.connect(self._serials_refused)
        self._waiting.changed.connect(self._check_waiting)
        self._waiting.failed.connect(self.store_failed)

    @property
    def _editable(self) -> bool:
        """Not while it is being confirmed or read anew, nor once it is confirmed."""
        confirming = self.opened is not None and self.opened.confirming
        return self.posting is None and not confirming and self._coming is None

    def _show_changes(self, draft: KitDraft, changes: tuple[Change, ...]) -> None:
        if draft is not self.draft:
            return
        if any(change.slot in {Slot.HEADER, Slot.STEP} for change in changes):
            self.planned.emit()
            return
        for owner in {owner for change in changes for owner in (change.owner, change.new)}:
            position = draft.state.index.position(owner)
            if position is not None:
                self.line_changed.emit(position)

    def _serials_refused(self, fault: SerialFault) -> None:
        self._faults.append(fault)
        self._drop_faulty()

    def _check_waiting(self) -> None:
        if self.draft is not None and self._editable:
            self._checks.check_waiting(self.draft)

    def _drop_faulty(self) -> None:
        """Take them out; while a question is open that waits, so that its answer still fits."""
        kit = self.opened
        if kit is None or kit.draft.question is not None or not self._editable:
            return
        faults, self._faults = self._faults, []
        for fault in faults:
            if fault.draft is kit.draft:
                self._drop(kit, fault)

    def _drop(self, kit: OpenKit, fault: SerialFault) -> None:
        dropped = kit.draft.drop_serials(fault.owner, fault.serials)
        if dropped is None:
            return
        self._saves.follow(kit.log.append(dropped, kit.draft.state))
        self._show_changes(kit.draft, dropped.changes)
        facts = Facts(text=dropped.text, part=fault.part_id, other=fault.reference)
        self.intake.refuse(Refused(fault.reason, facts), Offered(read(fault.serials[0])))

    def _held_elsewhere(self, kit: OpenKit, problem: SerialHeldError) -> None:
        """Another posting holds one of its serial numbers: those are taken out, no more."""
        self._waiting.note_held(problem)
        if kit is self.opened:
            self._check_waiting()
        else:  # put aside meanwhile; it is listed on home as it was
            facts = Facts(text=problem.serial, part=problem.part_id, other=problem.reference)
            self.intake.alarm(Refused(Refusal.SERIAL_WAITING, facts))
        self._waiting.refresh()
