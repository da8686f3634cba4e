"""Facts of one assembly: read from the ERP, kept for when it is away."""

from collections.abc import Callable

from app.core.facts import KitFacts
from app.erp.expandable.facts import read_kit_facts
from app.services.session import Session, SignedIn
from app.services.tasks import Tasks
from app.store.faults import StoreFault
from app.store.moments import Clock
from app.store.reference import ReferenceCache


class KitFactsReader:
    """Reads and keeps. Blocks: for threads of the pool.

    A cache that can't be read or written fails no reading; `store_failed` is told, in the GUI
    thread.
    """

    def __init__(
        self,
        session: Session,
        reference: ReferenceCache,
        tasks: Tasks,
        now: Clock,
        store_failed: Callable[[StoreFault], None],
    ) -> None:
        self._session = session
        self._reference = reference
        self._tasks = tasks
        self._now = now
        self._store_failed = store_failed

    def fresh(self, assembly_id: str, used: SignedIn) -> KitFacts:
        """From the ERP, and into the cache; what the ERP doesn't know is not kept.

        Raises:
            Problem: As the calls.
        """
        client = self._session.client
        facts = read_kit_facts(client, used.token, assembly_id, self._now())
        if assembly_id in facts.parts:
            kept = self._reference.put(self._session.target, facts)
            self._tasks.follow(kept, None, self._failed)
        return facts

    def kept(self, assembly_id: str) -> KitFacts | None:
        """From the cache."""
        try:
            return self._reference.get(self._session.target, assembly_id)
        except StoreFault as fault:
            self._store_failed(fault)
            return None

    def note_use(self, facts: KitFacts) -> None:
        """The assembly is made at this station: keep its facts fresh from now on."""
        if facts.assembly_id in facts.parts:
            noted = self._reference.used(self._session.target, facts.assembly_id)
            self._tasks.follow(noted, None, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StoreFault):
            raise error
        self._store_failed(error)
