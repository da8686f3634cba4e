"""Asks the ERP, or the cache, what a draft must know before it can judge a scan."""

from collections.abc import Callable
from typing import Generic

from app.core.facts import FactsT, Found
from app.core.flow.outcomes import LookUp, LookUpKind
from app.core.problems import Problem, Rejected
from app.services.open_draft import OpenT
from app.services.reads import ErpReads
from app.services.subject_facts import SubjectFacts

Keep = Callable[[str, bytes], None]
"""Stores facts of that name with the draft."""


class LookUps(Generic[OpenT, FactsT]):
    """One look-up at a time for a desk. Lives in the GUI thread."""

    def __init__(self, reads: ErpReads, facts: SubjectFacts[OpenT, FactsT]) -> None:
        self._reads, self._facts = reads, facts

    def perform(self, wanted: LookUp, opened: OpenT, again: Callable[[], None], keep: Keep) -> None:
        """Look it up, add what was found to what the draft knows, then call `again`.

        `keep` gets facts of its subject, to be stored with the draft. Where nobody answers, the
        text counts as unreachable until `again` has returned.
        """
        around, about = opened.draft.around, self._facts

        def known(facts: FactsT) -> None:
            about.know(opened, facts)
            keep(*about.kept.entry(facts))
            again()

        def found(result: Found) -> None:
            around.know_found(result)
            again()

        def failed(problem: Exception) -> None:
            if isinstance(problem, Rejected):
                # The ERP cannot even be asked for this text: it names nothing there.
                around.know_found(Found(wanted.text))
                if wanted.kind is not LookUpKind.NAME:
                    about.know(opened, about.of_nothing(wanted.text))
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
            about.ask(wanted.text, known, failed)
