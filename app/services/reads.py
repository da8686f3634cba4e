"""What a station asks the ERP, and what it falls back on when no answer comes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.facts import Found, KitFacts, SerialRecord
from app.core.problems import NeedsSignIn, Problem, ProblemCode, Rejected
from app.erp.expandable.facts import find
from app.services.kit_facts import KitFactsReader
from app.services.refresh import Refresh, RefreshTimes
from app.services.session import Reach, Session, SignedIn
from app.services.tasks import Tasks
from app.store.moments import Clock, utc_now
from app.store.reference import ReferenceCache

__all__ = ["ErpReads", "RefreshTimes"]

T = TypeVar("T")
OnProblem = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class _Facts:
    """Facts, whether the ERP told them just now, and if not, why."""

    facts: KitFacts
    answered: bool
    problem: Problem | None = None


class ErpReads(QObject):
    """Queries off the GUI thread. Lives in the GUI thread; callbacks come there.

    What went wrong is told to the session as well. Signals: `refreshed` with the `KitFacts` that
    were read in the background; `store_failed` with the `StoreFault` of a cache that can't be
    used, which fails no reading.
    """

    refreshed = Signal(object)
    store_failed = Signal(object)

    def __init__(  # noqa: PLR0913 - what reading stands on
        self,
        session: Session,
        reference: ReferenceCache,
        tasks: Tasks,
        *,
        times: RefreshTimes | None = None,
        now: Clock = utc_now,
        named: Collection[str] = (),
        parent: QObject | None = None,
    ) -> None:
        """Read for one session.

        Args:
            session: With whose token, from which ERP.
            reference: The cache.
            tasks: The way off the GUI thread.
            times: Of the refresh in the background.
            now: Dates what is read.
            named: Assemblies that the station keeps facts of, made here or not.
            parent: Of this object.
        """
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._reader = KitFactsReader(session, reference, tasks, now, self.store_failed.emit)
        self._refresh = Refresh(
            session,
            reference,
            self._reader,
            tasks,
            times=times or RefreshTimes(),
            named=named,
            parent=self,
        )
        self._refresh.read.connect(self.refreshed)
        self._refresh.store_failed.connect(self.store_failed)

    def kit_facts(
        self, assembly_id: str, done: Callable[[KitFacts], None], failed: OnProblem
    ) -> None:
        """Read all that planning a kit needs; the ERP first, the cache where it doesn't answer.

        While the ERP is known to be away the cache is asked first, so that nobody waits for a
        time-out. `read_at` of the facts says how old they are. An assembly that the ERP doesn't
        know gives facts without it. `failed` gets the ERP's refusal, or, where nothing is kept,
        why no answer came.
        """
        used = self._session.credentials()
        away = self._session.reach is Reach.OFFLINE

        def work() -> _Facts:
            kept = self._reader.kept(assembly_id) if away else None
            if kept is not None:
                return _Facts(kept, answered=False)
            try:
                return _Facts(self._reader.fresh(assembly_id, _signed_in(used)), answered=True)
            except Rejected:
                raise
            except Problem as problem:
                kept = self._reader.kept(assembly_id)
                if kept is None:
                    raise
                return _Facts(kept, answered=False, problem=problem)

        def read(result: _Facts) -> None:
            if result.answered:
                self._session.heard()
            if result.problem is not None:
                self._session.note(result.problem, used)
            self._reader.note_use(result.facts)
            done(result.facts)

        self._tasks.run(work, read, lambda error: failed(self._noted(error, used)))

    def find(self, text: str, done: Callable[[Found], None], failed: OnProblem) -> None:
        """Look a scanned text up among parts, lots and serial numbers."""
        client = self._session.client
        self._ask(lambda token: find(client, token, text), done, failed)

    def serials(
        self,
        part_id: str,
        serials: Collection[str],
        done: Callable[[tuple[SerialRecord, ...]], None],
        failed: OnProblem,
    ) -> None:
        """What the ERP knows of these serial numbers, in any status; nothing of new ones."""
        client = self._session.client
        asked = tuple(serials)
        self._ask(lambda token: client.serials(token, part_id, asked), done, failed)

    def start(self) -> None:
        """Keep the facts of the assemblies that are made here fresh."""
        self._refresh.start()

    def stop(self) -> None:
        """Refresh no more."""
        self._refresh.stop()

    def _ask(
        self, question: Callable[[str], T], done: Callable[[T], None], failed: OnProblem
    ) -> None:
        used = self._session.credentials()

        def answered(answer: T) -> None:
            self._session.heard()
            done(answer)

        self._tasks.run(
            lambda: question(_signed_in(used).token),
            answered,
            lambda error: failed(self._noted(error, used)),
        )

    def _noted(self, error: Exception, used: SignedIn | None) -> Problem:
        """The problem, told to the session; what is none is raised again."""
        if not isinstance(error, Problem):
            raise error
        self._session.note(error, used)
        return error


def _signed_in(used: SignedIn | None) -> SignedIn:
    if used is None:
        raise NeedsSignIn(ProblemCode.NO_TOKEN)
    return used
