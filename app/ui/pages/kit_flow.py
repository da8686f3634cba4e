"""The kit flow: the shape of all flows, with what is a kit's."""

from app.core.flow.steps import Step
from app.services.kits import KitDesk
from app.ui import kit_texts
from app.ui.look import Look
from app.ui.pages.assembly import AssemblyPage
from app.ui.pages.components import ComponentsPage
from app.ui.pages.kit_buttons import KitButtons
from app.ui.pages.kit_done import KitDonePage
from app.ui.pages.kit_review import KitReviewPage
from app.ui.pages.kit_speech import KitSpeech
from app.ui.pages.scan_flow import FlowParts, ScanFlow
from app.ui.printing import Printing


class KitFlow(ScanFlow):
    """Issuing kits: *Assembly*, *Components*, *Review*, *Done*."""

    def __init__(self, look: Look, desk: KitDesk, printing: Printing) -> None:
        parts = FlowParts(
            header=AssemblyPage(look, desk),
            lines=lambda: ComponentsPage(look, desk),
            review=lambda: KitReviewPage(look, desk),
            done=lambda: KitDonePage(look, desk),
            speech=KitSpeech(desk),
            steps=kit_texts.STEPS,
            topics=kit_texts.TOPICS,
            counted_on=Step.SUBJECT,
            buttons=lambda bar, entry: KitButtons(look, desk, printing, bar, entry),
        )
        super().__init__(look, desk, parts)
