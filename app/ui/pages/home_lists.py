"""The lists of home: the work that was put aside, and what needs a person."""

from PySide6.QtCore import QObject, Signal

from app.services.overview import DraftRow, Overview, PostingRow
from app.ui import kind_texts, posting_texts, texts
from app.ui.look import Look
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.list_card import ListCard
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Shape, Tone


class HomeLists(QObject):
    """Fills the two cards of home with the latest look at the store. GUI thread."""

    draft_chosen = Signal(object, str)  # its PostingKind and id

    def __init__(self, look: Look, parked: ListCard, wrong: ListCard, overview: Overview) -> None:
        super().__init__(parked)
        self._parked, self._wrong, self._overview = parked, wrong, overview
        self._drafts, self._attention = DraftsModel(), AttentionModel()
        table = RowTable(look, self._drafts, "Parked work", header=False)
        table.link_pressed.connect(self._continue)
        parked.set_table(table)
        wrong.set_table(RowTable(look, self._attention, "Needs attention", header=False))
        overview.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        shelf = self._overview.shelf
        self._drafts.show_rows(shelf.drafts)
        self._attention.show_rows(shelf.attention)
        self._parked.show_count(len(shelf.drafts))
        self._wrong.show_count(len(shelf.attention))

    def _continue(self, row: int, column: int) -> None:
        del column
        head = self._drafts.row_at(row).head
        self.draft_chosen.emit(head.kind, head.draft_id)


class DraftsModel(Listed[DraftRow]):
    """Parked work: what, how far, who and when."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("What", Cell("MOTOR003", "100 EACH", strong=True), stretch=True),
                Column("How far", Cell("11 of 12 lines", small=True), drop=2),
                Column("Who, when", Cell("Op. 0417, 09:58", small=True), drop=1),
                Column("", Cell("Continue", strong=True, link=True), right=True),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        draft = self._rows[row]
        match column:
            case 0:
                return Cell(kind_texts.draft(draft), _standing(draft), strong=True)
            case 1:
                return Cell(texts.how_far(draft.summary), tone=Tone.SECOND, small=True)
            case 2:
                who = texts.who_when(draft.changed_by or draft.head.operator, draft.changed_at)
                return Cell(who, tone=Tone.SECOND, small=True)
            case _:
                return Cell("Continue", tone=Tone.ACCENT, strong=True, link=True)


class AttentionModel(Listed[PostingRow]):
    """Postings that need a person."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("State", Cell("Unknown", shape=Shape.DIAMOND, small=True, strong=True)),
                Column("What", Cell("KB7Q2M4XD9", strong=True), stretch=True),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        found = self._rows[row]
        if column == 0:
            shape, tone, words = posting_texts.mark(found)
            return Cell(words, tone=tone, shape=shape, small=True, strong=True)
        said = texts.joined(kind_texts.brief(found), posting_texts.why(found))
        return Cell(found.reference, said, strong=True)


def _standing(draft: DraftRow) -> str:
    """How many, and whether it was parked or left open by a program that ended."""
    quantity = texts.amount(draft.summary.quantity) if draft.summary.quantity is not None else ""
    return texts.joined(quantity, texts.LEFT_OPEN) if draft.left_open else quantity
