"""The Lines page of a receipt: what of the order is here, line by line."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent

from app.core.flow.changes import HeaderField, Slot
from app.core.flow.outcomes import Refused
from app.core.receiving.draft import ReceiptDraft
from app.services.receiving import ReceiptDesk
from app.ui import refusal_texts
from app.ui.look import Look
from app.ui.models.lines import Filter, Row
from app.ui.models.receipt_lines import ReceiptLinesModel
from app.ui.pages.lines import LinesPage
from app.ui.pages.receipt_hand import HandCard
from app.ui.widgets.chips import Chip

_ROOM_FOR_BOTH = 390
"""In a page of less height, in look.md pixels, the table would show too little to be of use."""


class ReceiptLinesPage(LinesPage[ReceiptDraft]):
    """Shows the lines of the desk's receipt; several packages of a line unfold under it.

    Attributes:
        hand: What of a line can be written by hand.
    """

    def __init__(self, look: Look, desk: ReceiptDesk) -> None:
        hand = HandCard(look, desk)
        super().__init__(look, ReceiptLinesModel(), "Lines", hand)
        self._look, self._desk, self.hand = look, desk, hand
        self.table.link_pressed.connect(self._fold)
        self.hand.written.connect(self._write)
        self.hand.removed.connect(desk.remove)
        self.hand.folded.connect(self._share_room)

    def draft(self) -> ReceiptDraft | None:
        """The receipt on the desk."""
        return self._desk.draft

    def filters(self, draft: ReceiptDraft) -> Sequence[Chip]:
        """The lines of which something is here."""
        here = sum(1 for _ in draft.state.packages.lines())
        return [Chip(Filter.HERE, "Now", here)] if here else []

    def asked(self, draft: ReceiptDraft) -> Row | None:
        """The place of the package that is asked for, else of the line."""
        state = draft.state
        position = state.position(state.current) if state.current else None
        if position is None:
            return None
        keys = [package.key for package in state.packages.of_line(state.current)]
        return position, keys.index(state.at) + 1 if state.at in keys else 0

    def choose(self, place: Row, line: str) -> None:
        """A touched package is asked for, as a touched line is."""
        draft, (_, part) = self._desk.draft, place
        if draft is not None and part:
            packages = draft.state.packages.of_line(line)
            self._desk.point_at(packages[part - 1].key)
        else:
            super().choose(place, line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Where there isn't room for both, what is written by hand takes the table's."""
        both = self.hand.isHidden() or self.height() >= self._look.px(_ROOM_FOR_BOTH)
        self.card.setVisible(both)
        self.hand.set_alone(not both)

    def refresh(self) -> None:
        """Counts, the current line, and what of it can be written by hand."""
        super().refresh()
        self.hand.refresh()

    def _fold(self, row: int, column: int) -> None:
        del column
        self.model.fold(row)
        self.refresh()

    def _write(self, owner: str, slot: str, text: str) -> None:
        desk = self._desk
        outcome = (
            desk.write(owner, Slot(slot), text) if owner else desk.enter(HeaderField.QUANTITY, text)
        )
        if isinstance(outcome, Refused):
            self.hand.show_error(Slot(slot), refusal_texts.refused(outcome).title)
