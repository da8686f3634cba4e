"""The Components page: what a kit takes, line by line."""

from collections.abc import Sequence

from app.core.kit.draft import KitDraft
from app.core.kit.readiness import short_lines
from app.services.kits import KitDesk
from app.ui.look import Look
from app.ui.models.components import ComponentsModel
from app.ui.models.lines import Filter, Row
from app.ui.pages.lines import LinesPage
from app.ui.widgets.chips import Chip
from app.ui.widgets.values import Shape, Tone


class ComponentsPage(LinesPage[KitDraft]):
    """Shows the lines of the desk's kit."""

    def __init__(self, look: Look, desk: KitDesk) -> None:
        super().__init__(look, ComponentsModel(), "Components")
        self._desk = desk

    def draft(self) -> KitDraft | None:
        """The kit on the desk."""
        return self._desk.draft

    def filters(self, draft: KitDraft) -> Sequence[Chip]:
        """The short lines, where there are any."""
        short = len(short_lines(draft.state))
        return [Chip(Filter.SHORT, "Short", short, Shape.TRIANGLE, Tone.REFUSED)] if short else []

    def asked(self, draft: KitDraft) -> Row | None:
        """The place of the line that the prompt asks for."""
        prompt = self._desk.prompt
        line = prompt.line if prompt else None
        position = draft.state.position(line.component_id) if line else None
        return (position, 0) if position is not None else None
