"""The kit desk: the flow of issuing kits."""

from app.core.facts import KitFacts
from app.core.kit import readiness
from app.core.kit.draft import KitDraft
from app.core.kit.readiness import Prompt
from app.services.flow_desk import FlowDesk
from app.services.ground import Ground
from app.services.kit_shelf import KitShelf, KitStation, OpenKit
from app.services.plan_recheck import PlanRecheck


class KitDesk(FlowDesk[OpenKit, KitFacts]):
    """One station's kit flow. Lives in the GUI thread."""

    def __init__(self, ground: Ground, station: KitStation) -> None:
        shelf = KitShelf(ground, station)
        super().__init__(ground, shelf, PlanRecheck(shelf.facts, shelf.saves))

    @property
    def draft(self) -> KitDraft | None:
        """The draft on the desk."""
        return self.opened.draft if self.opened else None

    @property
    def prompt(self) -> Prompt | None:
        """What the person is asked for; None without a draft."""
        draft = self.draft
        return readiness.prompt(draft.state, draft.around) if draft else None
