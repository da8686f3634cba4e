"""What the attention desk lists, as a file for other programs: off the GUI thread."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject

from app.core.target import Target
from app.services.outbox_records import PAGE, write_csv, write_json
from app.services.tasks import Failed, Tasks
from app.store.outbox import Outbox
from app.store.posting_search import Wanted
from app.store.postings import PostingRow


class ExportForm(StrEnum):
    """How; the value ends the file's name."""

    CSV = "csv"
    JSON = "json"  # one object a line


class Exports(QObject):
    """Writes files into one folder. Lives in the GUI thread."""

    def __init__(
        self,
        outbox: Outbox,
        targets: Collection[Target],
        folder: Path,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._outbox, self._targets = outbox, targets
        self._folder, self._tasks = folder, tasks

    def write(
        self,
        wanted: Wanted,
        form: ExportForm,
        done: Callable[[Path], None],
        failed: Failed | None = None,
    ) -> None:
        """Write all that is listed for this, however many pages; either is called in the GUI.

        Args:
            wanted: What is listed.
            form: CSV for spreadsheets, or JSON.
            done: Gets the new file.
            failed: Gets the `OSError` or the `StoreFault`; no file is there then.
        """
        now = datetime.now().astimezone()
        path = self._folder / f"postings-{now:%Y%m%d-%H%M%S-%f}.{form.value}"

        def work() -> Path:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            try:
                with part.open("w", encoding="utf-8", newline="") as stream:
                    if form is ExportForm.CSV:
                        stream.write("\ufeff")  # so that spreadsheets read it as what it is
                        write_csv(self._rows(wanted), stream)
                    else:
                        write_json(self._rows(wanted), stream)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
            return path

        self._tasks.run(work, done, failed)

    def _rows(self, wanted: Wanted) -> Iterator[PostingRow]:
        before = None
        while rows := self._outbox.find(wanted, *self._targets, limit=PAGE, before=before):
            yield from rows
            before = rows[-1].seq
