"""What only the kit flow says in banner and rail."""

from app.core.flow.steps import Step
from app.services.kits import KitDesk
from app.ui import kit_texts
from app.ui.pages.flow_banner import banner_view
from app.ui.texts import Words
from app.ui.widgets.banner import BannerView


class KitSpeech:
    """Of the kit on a desk."""

    def __init__(self, desk: KitDesk) -> None:
        self._desk = desk

    def prompt(self) -> Words | None:
        """As of the desk's prompt; on Review the hint says what is about to be posted."""
        prompt, draft = self._desk.prompt, self._desk.draft
        if prompt is None or draft is None:
            return None
        plan = draft.state.plan
        words = kit_texts.prompt(prompt, plan.assembly.part_id if plan else "")
        on_review = draft.state.step is Step.REVIEW
        return Words(words.title, kit_texts.review_hint(draft.state)) if on_review else words

    def rail(self) -> tuple[str, tuple[str, ...]]:
        """What is made, how many, and where to."""
        draft = self._desk.draft
        return kit_texts.rail_facts(draft.state) if draft is not None else ("", ())


def kit_banner(desk: KitDesk) -> BannerView:
    """What the banner says of a desk of kits."""
    return banner_view(desk, KitSpeech(desk))
