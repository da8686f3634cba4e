"""The Review page of a kit: what will be issued, into what, and what must be known first."""

from app.core.flow.changes import HeaderField
from app.core.kit.draft import KitDraft
from app.core.kit.readiness import short_lines, unscanned_lots
from app.core.kit.state import ASSEMBLY
from app.services.kits import KitDesk
from app.ui import kit_texts, serial_texts, texts
from app.ui.look import Look
from app.ui.models.kit_review import KitReviewModel
from app.ui.pages.review import Reviewed, ReviewPage, common_facts, serial_facts, unchecked
from app.ui.widgets.facts import Fact


class KitReviewPage(ReviewPage):
    """What will be issued, and into what."""

    def __init__(self, look: Look, desk: KitDesk) -> None:
        model = KitReviewModel()
        super().__init__(look, model, "Will be issued", "Assembly")
        self._desk, self._model = desk, model

    def replan(self) -> None:
        """Show the draft anew."""
        self._model.show_draft(self._desk.draft)

    def reviewed(self) -> Reviewed | None:
        """The kit on the desk."""
        draft, kit = self._desk.draft, self._desk.opened
        if draft is None or draft.state.plan is None:
            return None
        count = len(draft.state.lines)
        changes = [kit_texts.plan_change(change) for change in (kit.plan_changes if kit else ())]
        return Reviewed(
            count=f"{count} component{'s' if count != 1 else ''}",
            facts=_facts(self._desk, draft),
            serials=serial_facts(
                [
                    (line.component_id, draft.state.owned(line.component_id))
                    for line in draft.state.lines
                ],
                kit_texts.more_owners,
            ),
            warnings=[*changes, *review_warnings(draft)],
        )

    def preview(self) -> str:
        """As the desk would send it."""
        return self._desk.preview


def _facts(desk: KitDesk, draft: KitDraft) -> list[Fact]:
    state = draft.state
    serials = serial_texts.listed(state.owned(ASSEMBLY))
    return [
        Fact("Serials", serials or texts.DASH, mono=True),
        Fact("Lot", state.text(HeaderField.ASSEMBLY_LOT) or texts.DASH, mono=True),
        Fact("Department", state.text(HeaderField.DEPARTMENT) or texts.DASH),
        Fact("Account", state.text(HeaderField.ACCOUNT) or texts.DASH),
        *common_facts(desk),
    ]


def review_warnings(draft: KitDraft) -> list[str]:
    """What does not stop the posting but should be known."""
    state = draft.state
    found = [
        kit_texts.short_warning(line, state.entry(line.component_id).reason)
        for line in short_lines(state)
    ]
    found += [
        kit_texts.expired_warning(component_id, entry.lot, entry.reason)
        for component_id, entry in state.entries.items()
        if entry.reason and entry.lot
    ]
    lots = [line.component_id for line in unscanned_lots(state)]
    if lots:
        found.append(kit_texts.unscanned_warning(lots))
    return [*found, *unchecked(state)]
