"""Asks the ERP, or the cache, what a draft must know before it can judge a scan."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Generic

from app.core.facts import Found
from app.core.flow.outcomes import LookUp, LookUpKind
from app.core.problems import Problem, Rejected
from app.services.flow_shelf import OpenT
from app.services.reads import ErpReads, OnProblem

Keep = Callable[[str, bytes], None]
"""Stores facts of that name with the draft."""


class LookUps(Generic[OpenT]):
    """One look-up at a time for a desk. Lives in the GUI thread."""

    def __init__(self, reads: ErpReads) -> None:
        self._reads = reads

    def perform(self, wanted: LookUp, opened: OpenT, again: Callable[[], None], keep: Keep) -> None:
        """Look it up, add what was found to the draft's surroundings, then call `again`.

        `keep` gets facts that are to be stored with the draft. Where nobody answers, the text
        counts as unreachable until `again` has returned.
        """
        around = opened.draft.around

        def found(result: Found) -> None:
            around.know_found(result)
            again()

        def failed(problem: Exception) -> None:
            if isinstance(problem, Rejected):
                # The ERP cannot even be asked for this text: it names nothing there.
                around.know_found(Found(wanted.text))
                self._names_nothing(wanted, opened)
                again()
            elif isinstance(problem, Problem):
                around.know_unreachable(wanted.text)
                again()
                around.unreachable.discard(wanted.text)
            else:
                again()
                raise problem

        if wanted.kind is LookUpKind.NAME:
            self._reads.find(wanted.text, found, failed)
        else:
            self._ask(wanted, opened, again, keep, failed)

    @abstractmethod
    def _ask(
        self,
        wanted: LookUp,
        opened: OpenT,
        again: Callable[[], None],
        keep: Keep,
        failed: OnProblem,
    ) -> None:
        """Ask for facts of the flow's own, add them, keep them, then call `again`."""

    @abstractmethod
    def _names_nothing(self, wanted: LookUp, opened: OpenT) -> None:
        """Add facts which say so."""
