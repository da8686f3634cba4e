"""The serial numbers that wait in the outbox, as far as they are known in the GUI thread.

They are read off it. What is confirmed or settled meanwhile is noted at once, so that no answer
that was under way brings back what stood before. What is not known yet the confirm refuses
(`Outbox.confirm`): no two postings that may take effect share a serial number.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from app.core.target import Target
from app.services.tasks import Tasks
from app.store.faults import StoreFault
from app.store.outbox import Outbox
from app.store.postings import UNSETTLED, SerialHeldError, SerialsInUse, StoredPosting


class WaitingSerials(QObject):
    """Lives in the GUI thread.

    Signals: `changed` when what is known was read anew; `failed` with the `StoreFault` of an
    outbox that can't be read: what was known stays known.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, outbox: Outbox, target: Target, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._outbox, self._target, self._tasks = outbox, target, tasks
        self._held: dict[str, dict[str, str]] = {}  # by part: serial number to reference
        self._reading = False
        self._outdated = False  # what is being read is not the latest

    def of_part(self, part_id: str) -> Mapping[str, str]:
        """Serial numbers of a part that wait, to the reference of the posting that holds each."""
        return self._held.get(part_id, {})

    def refresh(self) -> None:
        """Read anew; `changed` comes when that is done."""
        if self._reading:
            self._outdated = True
            return
        self._reading = True
        self._outdated = False
        self._tasks.run(
            lambda: self._outbox.serials_in_use(self._target), self._read, self._not_read
        )

    def note(self, stored: StoredPosting) -> None:
        """A posting was confirmed, or stands otherwise now."""
        by_part: dict[str, list[str]] = defaultdict(list)
        for one in stored.posting.serials():
            by_part[one.part_id].append(one.serial)
        for part_id, serials in by_part.items():
            self._set(part_id, serials, stored.posting.reference, held=stored.state in UNSETTLED)

    def note_held(self, found: SerialHeldError) -> None:
        """The outbox knew of one that was not known here."""
        self._set(found.part_id, (found.serial,), found.reference, held=True)

    def _set(self, part_id: str, serials: Iterable[str], reference: str, *, held: bool) -> None:
        self._outdated = self._outdated or self._reading
        known = self._held.setdefault(part_id, {})
        for serial in serials:
            if held:
                known[serial] = reference
            elif known.get(serial) == reference:
                del known[serial]

    def _read(self, found: SerialsInUse) -> None:
        self._reading = False
        if self._outdated:
            self.refresh()
            return
        self._held = {}
        for holders in (found.made, found.taken):
            for (part_id, serial), reference in holders.items():
                self._held.setdefault(part_id, {})[serial] = reference
        self.changed.emit()

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, StoreFault):
            raise error
        self.failed.emit(error)
