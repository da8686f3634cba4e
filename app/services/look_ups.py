"""Asks the ERP, or the cache, what a draft must know before it can judge a scan."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.core.facts import Found, KitFacts
from app.core.flow.outcomes import LookUp, LookUpKind
from app.core.kit.surroundings import KitSurroundings
from app.core.problems import Problem, Rejected
from app.services.reads import ErpReads


class LookUps:
    """One look-up at a time for a desk. Lives in the GUI thread."""

    def __init__(self, reads: ErpReads) -> None:
        self._reads = reads

    def perform(
        self,
        wanted: LookUp,
        around: KitSurroundings,
        again: Callable[[], None],
        keep: Callable[[KitFacts], None],
    ) -> None:
        """Look it up, add what was found to the surroundings, then call `again`.

        `keep` gets facts of a kit, to be stored with the draft. Where nobody answers, the text
        counts as unreachable until `again` has returned.
        """

        def known(facts: KitFacts) -> None:
            around.know_kit(facts)
            keep(facts)
            again()

        def found(result: Found) -> None:
            around.know_found(result)
            again()

        def failed(problem: Exception) -> None:
            if isinstance(problem, Rejected):
                # The ERP cannot even be asked for this text: it names nothing there.
                around.know_found(Found(wanted.text))
                if wanted.kind is LookUpKind.KIT_FACTS:
                    around.know_kit(KitFacts(wanted.text, datetime.now(UTC), {}, {}))
                again()
            elif isinstance(problem, Problem):
                around.know_unreachable(wanted.text)
                again()
                around.unreachable.discard(wanted.text)
            else:
                again()
                raise problem

        if wanted.kind is LookUpKind.KIT_FACTS:
            self._reads.kits.ask(wanted.text, known, failed)
        else:
            self._reads.find(wanted.text, found, failed)
