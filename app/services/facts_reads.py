"""Asking for facts of one kind: the ERP first, and the cache where no answer comes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Generic

from PySide6.QtCore import QObject, Signal

from app.core.facts import FactsT
from app.core.problems import Problem, Rejected
from app.services.facts_reader import FactsReader, Reading
from app.services.heartbeat import Reach
from app.services.questions import OnProblem, Questions
from app.services.refresh import Refresh, RefreshTimes
from app.services.signed_in import SignedIn
from app.store.faults import StoreFault
from app.store.moments import Clock
from app.store.reference import ReferenceCache


@dataclass(frozen=True, slots=True)
class _Read(Generic[FactsT]):
    """Facts, whether the ERP told them just now, and if not, why."""

    facts: FactsT
    answered: bool
    problem: Problem | None = None


class FactsReads(QObject, Generic[FactsT]):
    """Lives in the GUI thread; callbacks come there.

    Signals: `refreshed` with facts that were read in the background; `store_failed` with the
    `StoreFault` of a cache that can't be used, which fails no reading.
    """

    refreshed = Signal(object)
    store_failed = Signal(object)

    def __init__(  # noqa: PLR0913 - what reading stands on
        self,
        questions: Questions,
        reading: Reading[FactsT],
        reference: ReferenceCache[FactsT],
        *,
        times: RefreshTimes,
        now: Clock,
        named: Collection[str] = (),
        new_for: timedelta = timedelta(),
        expect: Callable[[FactsT], FactsT] = lambda facts: facts,
        parent: QObject | None = None,
    ) -> None:
        """Ask as one session.

        Args:
            questions: The way to the ERP.
            reading: What is asked.
            reference: The cache.
            times: Of the refresh in the background.
            now: Dates what is read.
            named: Subjects whose facts the station keeps, worked on here or not.
            new_for: What was read so short a time ago isn't asked for again.
            expect: Counts in what was confirmed here and waits; on the thread that reads.
            parent: Of this object.
        """
        super().__init__(parent)
        self._questions = questions
        session, tasks = questions.session, questions.tasks
        self._session, self._tasks = session, tasks
        self._now, self._new_for, self._expect = now, new_for, expect
        self._reader = FactsReader(
            reading, session, reference, tasks, now=now, store_failed=self.store_failed.emit
        )
        self._refresh = Refresh(session, self._reader, tasks, times=times, named=named, parent=self)
        self._refresh.read.connect(self.refreshed)
        self._refresh.store_failed.connect(self.store_failed)

    def ask(self, subject: str, done: Callable[[FactsT], None], failed: OnProblem) -> None:
        """Read all there is to know; the ERP first, the cache where it doesn't answer.

        While the ERP is known to be away the cache is asked first, so that nobody waits for a
        time-out. `read_at` of the facts says how old they are. A subject that the ERP doesn't
        know gives facts which say so. `failed` gets the ERP's refusal, or, where nothing is
        kept, why no answer came.
        """
        self._session.once_entered(lambda: self._ask(subject, done, failed))

    def _ask(self, subject: str, done: Callable[[FactsT], None], failed: OnProblem) -> None:
        used = self._session.credentials()
        away = self._session.reach is Reach.OFFLINE

        def read(result: _Read[FactsT]) -> None:
            if result.answered:
                self._session.heard()
            if result.problem is not None:
                self._session.note(result.problem, used)
            self._reader.note_use(result.facts)
            done(result.facts)

        self._tasks.run(
            lambda: self._expected(self._read(subject, used, away=away)),
            read,
            lambda error: failed(self._questions.noted(error, used)),
        )

    def _read(self, subject: str, used: SignedIn | None, *, away: bool) -> _Read[FactsT]:
        """On a thread of the pool."""
        kept = self._reader.kept(subject) if away or self._new_for else None
        if kept is not None and (away or self._now() - kept.read_at < self._new_for):
            return _Read(kept, answered=False)
        try:
            signed_in = self._questions.signed_in(used)
            return _Read(self._reader.fresh(subject, signed_in), answered=True)
        except Rejected:
            raise
        except Problem as problem:
            kept = self._reader.kept(subject)
            if kept is None:
                raise
            return _Read(kept, answered=False, problem=problem)

    def _expected(self, result: _Read[FactsT]) -> _Read[FactsT]:
        """On the same thread."""
        try:
            return replace(result, facts=self._expect(result.facts))
        except StoreFault as fault:
            self.store_failed.emit(fault)
            return result

    def start(self) -> None:
        """Keep the facts of what is worked on here fresh."""
        self._refresh.start()

    def stop(self) -> None:
        """Refresh no more."""
        self._refresh.stop()
