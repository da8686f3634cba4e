"""Scans that the end of the program interrupted: offered again with the draft they were read to."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.labels import Label
from app.core.settings import ScannerRole, ScannerSettings
from app.core.target import Target
from app.services.intake import Intake, Offered
from app.services.scanner_setup import text_of
from app.services.tasks import Tasks
from app.store.faults import StoreFault
from app.store.journal import INTERRUPTED, Journal, JournalledScan


class Interrupted(QObject):
    """Lives in the GUI thread. `failed` comes with the `StoreFault` of a journal out of reach."""

    failed = Signal(object)

    def __init__(
        self,
        journal: Journal,
        intake: Intake,
        tasks: Tasks,
        scanners: Iterable[ScannerSettings],
        label_of: Callable[[str], Label],
    ) -> None:
        """Offer nothing yet.

        Args:
            journal: That holds them.
            intake: That they are offered by.
            tasks: The way off the GUI thread.
            scanners: Of the station: the journal has what they sent, marks and all.
            label_of: What a text says at this station.
        """
        super().__init__()
        self._journal, self._intake, self._tasks = journal, intake, tasks
        self._scanners = {one.name: one for one in scanners}
        self._label_of = label_of

    def start(self, target: Target, asked: "Future[list[JournalledScan]] | None" = None) -> None:
        """Ask once, before the first scan of this start; or follow who has `asked` then."""
        asked = asked or self._journal.interrupted(target)
        self._tasks.follow(asked, self._found, self._not_found)

    def _found(self, scans: list[JournalledScan]) -> None:
        for scan in scans:
            noted: Future[int] = Future()
            noted.set_result(scan.scan_id)
            scanner = self._scanners.get(scan.scanner)
            label = self._label_of(text_of(scan.raw, scanner))
            if label.command is not None:
                # It was meant for the page that was open then; the person sees where it stands.
                self._journal.settle(noted, INTERRUPTED, draft_id=scan.draft_id)
                continue
            refused = Refused(Refusal.INTERRUPTED, Facts(text=label.text))
            role = scanner.role if scanner else ScannerRole.ANY
            offered = Offered(label, batch_mode=True, journalled=noted, refused=refused, role=role)
            self._intake.keep_for(scan.draft_id, offered, refused)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, StoreFault):
            raise error
        self.failed.emit(error)
