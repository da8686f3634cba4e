"""From the open draft to the outbox: the one step that can't be taken back."""

from PySide6.QtCore import Signal

from app.core.facts import FactsT
from app.core.flow.outcomes import Refused
from app.core.flow.refusals import Refusal
from app.core.posting import IllegalTransitionError
from app.services.flow_serials import FlowSerials
from app.services.flow_shelf import DONE, FlowShelf
from app.services.ground import Ground
from app.services.open_draft import OpenT
from app.store.postings import SerialHeldError, StoredPosting


class FlowConfirming(FlowSerials[OpenT, FactsT]):
    """Base of every desk; lives in the GUI thread."""

    confirmed = Signal(object)  # StoredPosting: it is safe in the outbox

    def __init__(self, ground: Ground, shelf: FlowShelf[OpenT, FactsT]) -> None:
        super().__init__(ground, shelf)
        self._outbox = ground.outbox

    def _confirm(self) -> None:
        opened = self.opened
        if opened is None:
            return
        if self.intake.gate.unresolved or not self._session.erp_user:
            unresolved = bool(self.intake.gate.unresolved)
            reason = Refusal.UNRESOLVED_SCANS if unresolved else Refusal.SIGN_IN_FIRST
            self.intake.alarm(Refused(reason))
            return
        posting = self._shelf.posting_of(opened)
        if posting is None:
            return
        rest = self._shelf.rest_of(opened)

        def safe(stored: StoredPosting) -> None:
            opened.confirming = False
            opened.posting = stored
            opened.rest = rest.head.draft_id if rest else ""
            opened.draft.state.apply((DONE,))
            if opened is self.opened:
                self.intake.tell(None)
            self._waiting.note(stored)
            self.confirmed.emit(stored)
            known()

        def lost(problem: Exception) -> None:
            opened.confirming = False
            if isinstance(problem, SerialHeldError):
                self._held_elsewhere(opened, problem)
            elif isinstance(problem, IllegalTransitionError):
                self.intake.alarm(Refused(Refusal.NOT_TO_CORRECT))
            known()

        opened.confirming = True
        known = self.intake.wait()
        replaces = opened.draft.identity.replaces or None
        stored = self._outbox.confirm(posting, replaces=replaces, rest=rest)
        self._saves.follow(stored, safe, lost)
