"""What a kit's draft must know of an assembly before it can judge a scan."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.core.facts import KitFacts
from app.core.flow.outcomes import LookUp, LookUpKind
from app.services.kit_shelf import OpenKit, kept_as
from app.services.look_ups import Keep, LookUps
from app.services.reads import OnProblem


class KitLookUps(LookUps[OpenKit]):
    """Of the kit desk. Lives in the GUI thread."""

    def _ask(
        self,
        wanted: LookUp,
        opened: OpenKit,
        again: Callable[[], None],
        keep: Keep,
        failed: OnProblem,
    ) -> None:
        def known(facts: KitFacts) -> None:
            opened.draft.around.know_kit(facts)
            keep(*kept_as(facts))
            again()

        self._reads.kits.ask(wanted.text, known, failed)

    def _names_nothing(self, wanted: LookUp, opened: OpenKit) -> None:
        if wanted.kind is LookUpKind.KIT_FACTS:
            opened.draft.around.know_kit(KitFacts(wanted.text, datetime.now(UTC), {}, {}))
