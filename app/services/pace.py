"""When the sending thread rests and for how long, and what it says it does meanwhile."""

from collections.abc import Callable
from datetime import timedelta

from app.services.backoff import Backoff
from app.services.bell import Bell
from app.services.sender_state import SenderPhase, SenderState
from app.store.moments import Clock


class Pace:
    """For the sending thread; `bell` is rung and ended by any.

    Attributes:
        bell: Ends each rest.
        answers: Delays after an ERP that said nothing; to be reset once it says something.
        store: Delays after a database that can't be used; to be reset once it can.
    """

    def __init__(
        self, tell: Callable[[SenderState], None], answers: Backoff, store: Backoff, now: Clock
    ) -> None:
        self.bell = Bell()
        self.answers = answers
        self.store = store
        self._tell = tell
        self._now = now
        self._state: SenderState | None = None

    def back_off(self) -> None:
        """The ERP said nothing: rest for a while."""
        self.rest(SenderPhase.BACKING_OFF, self.answers.next())

    def wait_for_store(self) -> None:
        """The database can't be used as things are: nothing else can be done meanwhile."""
        seconds = self.store.next()
        self.show(SenderPhase.STORE_FAULT, seconds)
        self.bell.pause(seconds)

    def rest(self, phase: SenderPhase, seconds: float | None = None) -> None:
        """Wait until woken, at most so long."""
        self.show(phase, seconds)
        if self.bell.rest(seconds):
            self.answers.reset()

    def show(self, phase: SenderPhase, seconds: float | None = None, posting_id: str = "") -> None:
        """Tell what is done now, if that is something else than before."""
        until = None if seconds is None else self._now() + timedelta(seconds=seconds)
        state = SenderState(phase, until, posting_id)
        if state != self._state:
            self._state = state
            self._tell(state)
