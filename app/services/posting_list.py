"""The list of the attention desk: read page by page, off the GUI thread, and kept up to date."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, Signal

from app.core.target import Target
from app.services.tasks import Tasks
from app.store.outbox import Outbox
from app.store.posting_search import View, Wanted
from app.store.posting_words import words_in
from app.store.postings import PostingRow

PAGE = 100
KEPT = 2000
"""Rows that are read anew when something changes; those behind are read when they are wanted."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

__all__ = ["PostingList", "View", "Wanted", "wanted_of"]


def wanted_of(view: View, text: str) -> Wanted:
    """What a person typed: words, and ISO days of the station's own calendar; a range for two."""
    words, days = [], []
    for word in words_in(text):
        day = _day(word)
        if day is None:
            words.append(word)
        else:
            days.append(day)
    span = (min(days), max(days) + timedelta(days=1)) if days else None
    if span is not None:
        span = (_midnight(span[0]), _midnight(span[1]))
    return Wanted(view, tuple(words), span)


def _day(word: str) -> datetime | None:
    if not _DAY.fullmatch(word):
        return None
    try:
        return datetime.fromisoformat(word)
    except ValueError:
        return None


def _midnight(day: datetime) -> datetime:
    """The moment the day begins at the station, whatever its summer time."""
    return datetime.combine(day.date(), time()).astimezone()


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as they were read, for what, and behind which row."""

    wanted: Wanted
    before: int | None
    limit: int
    rows: list[PostingRow]


class PostingList(QObject):
    """Lives in the GUI thread.

    Attributes:
        wanted: What is listed.
        rows: As far as they were read, the latest confirmed first.
        complete: There are no more than these.
        reading: Something is being read; what is shown may be old.
    """

    changed = Signal()  # rows, or what is listed
    failed = Signal(object)  # StoreFault

    def __init__(
        self,
        outbox: Outbox,
        targets: Collection[Target],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """List what is of these ERPs: those of the station."""
        super().__init__(parent)
        self._outbox, self._targets, self._tasks = outbox, targets, tasks
        self.wanted = Wanted()
        self.rows: tuple[PostingRow, ...] = ()
        self.complete = False
        self.reading = False
        self._again = self._further = self._anew = False

    def show(self, wanted: Wanted) -> None:
        """List these from now on; what was listed before stays until they are there."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.rows, self.complete = (), False
        self.refresh()

    def refresh(self) -> None:
        """Read what is listed anew; many calls make few readings."""
        if self.reading:
            self._again = True
        else:
            self._read(None, min(max(PAGE, len(self.rows)), KEPT))

    def more(self) -> None:
        """Read the next page, unless that is being done or there is none.

        After a reading anew: a view asks once at its end, and not again before it is moved.
        """
        if self.reading:
            self._further = self._anew
        elif not self.complete and self.rows:
            self._read(self.rows[-1].seq, PAGE)

    def _read(self, before: int | None, limit: int) -> None:
        self.reading, self._anew = True, before is None
        wanted = self.wanted

        def work() -> Page:
            rows = self._outbox.find(wanted, *self._targets, limit=limit, before=before)
            return Page(wanted, before, limit, rows)

        self._tasks.run(work, self._there, self._lost)

    def _there(self, page: Page) -> None:
        self.reading = False
        again, further = self._again, self._further
        self._again = self._further = False
        if page.wanted == self.wanted:
            kept = self.rows if page.before is not None else ()
            self.rows = (*kept, *page.rows)
            self.complete = len(page.rows) < page.limit
            self.changed.emit()
        if again or page.wanted != self.wanted:
            self.refresh()
        elif further:
            self.more()

    def _lost(self, problem: Exception) -> None:
        self.reading = self._again = self._further = False
        self.failed.emit(problem)
