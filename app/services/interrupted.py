"""Scans that the end of the program interrupted: offered again with the draft they were read to."""

from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.labels import read
from app.core.target import Target
from app.services.intake import Intake, Offered
from app.services.tasks import Tasks
from app.store.faults import StoreFault
from app.store.journal import INTERRUPTED, Journal, JournalledScan


class Interrupted(QObject):
    """Lives in the GUI thread. `failed` comes with the `StoreFault` of a journal out of reach."""

    failed = Signal(object)

    def __init__(
        self, journal: Journal, intake: Intake, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal, self._intake, self._tasks = journal, intake, tasks

    def start(self, target: Target, asked: "Future[list[JournalledScan]] | None" = None) -> None:
        """Ask once, before the first scan of this start; or follow who has `asked` then."""
        asked = asked or self._journal.interrupted(target)
        self._tasks.follow(asked, self._found, self._not_found)

    def _found(self, scans: list[JournalledScan]) -> None:
        for scan in scans:
            noted: Future[int] = Future()
            noted.set_result(scan.scan_id)
            label = read(_text(scan.raw))
            if label.command is not None:
                # It was meant for the page that was open then; the person sees where it stands.
                self._journal.settle(noted, INTERRUPTED, draft_id=scan.draft_id)
                continue
            refused = Refused(Refusal.INTERRUPTED, Facts(text=label.text))
            offered = Offered(label, batch_mode=True, journalled=noted, refused=refused)
            self._intake.keep_for(scan.draft_id, offered, refused)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, StoreFault):
            raise error
        self.failed.emit(error)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
