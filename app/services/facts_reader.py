"""Facts of one kind, read from the ERP and kept for when it is away."""

from collections.abc import Callable
from datetime import datetime
from typing import Generic

from app.core.facts import FactsT
from app.services.erp_session import AnySession
from app.services.signed_in import SignedIn
from app.services.tasks import Tasks
from app.store.faults import StoreFault
from app.store.moments import Clock
from app.store.reference import ReferenceCache

Reading = Callable[[str, str, datetime], FactsT]
"""Asks an ERP, with a token, for the facts of a subject as of now; blocks."""


class FactsReader(Generic[FactsT]):
    """Reads and keeps. Blocks: for threads of the pool.

    A cache that can't be read or written fails no reading; `store_failed` is told, in the GUI
    thread.

    Attributes:
        reference: The cache.
    """

    def __init__(  # noqa: PLR0913 - what reading stands on
        self,
        reading: Reading[FactsT],
        session: AnySession,
        reference: ReferenceCache[FactsT],
        tasks: Tasks,
        *,
        now: Clock,
        store_failed: Callable[[StoreFault], None],
    ) -> None:
        self._reading = reading
        self._session = session
        self.reference = reference
        self._tasks = tasks
        self._now = now
        self._store_failed = store_failed

    def fresh(self, subject: str, used: SignedIn) -> FactsT:
        """From the ERP, and into the cache; what the ERP doesn't know is not kept.

        Raises:
            Problem: As the calls.
        """
        facts = self._reading(used.token, subject, self._now())
        if facts.known:
            kept = self.reference.put(self._session.target, facts)
            self._tasks.follow(kept, None, self._failed)
        return facts

    def kept(self, subject: str) -> FactsT | None:
        """From the cache."""
        try:
            return self.reference.get(self._session.target, subject)
        except StoreFault as fault:
            self._store_failed(fault)
            return None

    def note_use(self, facts: FactsT) -> None:
        """It is worked on at this station: keep its facts fresh from now on."""
        if facts.known:
            noted = self.reference.used(self._session.target, facts.subject)
            self._tasks.follow(noted, None, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StoreFault):
            raise error
        self._store_failed(error)
