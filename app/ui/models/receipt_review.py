"""The table of a receipt's Review page: each entry as it will be sent."""

from app.core.receipt import ReceivedLine
from app.core.receiving.confirm import received_lines
from app.core.receiving.draft import ReceiptDraft
from app.ui import receipt_texts, serial_texts, texts
from app.ui.widgets.cells import EMPTY, Cell, Column, Listed
from app.ui.widgets.values import Tone


class ReceiptReviewModel(Listed[ReceivedLine]):
    """One line of the order, of one lot, that goes to one place."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("Line", Cell("10", small=True), right=True),
                Column("Part", Cell("GEARWHEEL-48", "Gear", strong=True), stretch=True),
                Column("Quantity", Cell("10,000"), right=True),
                Column("Lot, serials", Cell("24B-118", mono=True)),
                Column("Expires", Cell("2026-12-20", mono=True, small=True), drop=1),
                Column("To", Cell("MS, BENCH 12", small=True), drop=2),
            )
        )
        self._draft: ReceiptDraft | None = None

    def show_draft(self, draft: ReceiptDraft | None) -> None:
        """Show what this draft would send."""
        self._draft = draft
        self.show_rows(received_lines(draft.state) if draft is not None else ())

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        entry = self.row_at(row)
        line = self._draft.state.index.line(entry.line_number) if self._draft else None
        if line is None:
            return EMPTY
        match column:
            case 0:
                return Cell(entry.line_number, tone=Tone.SECOND, small=True)
            case 1:
                return Cell(line.part_id, line.description, strong=True)
            case 2:
                return Cell(texts.much(entry.quantity, line.buy_unit))
            case 3:
                said = texts.joined(entry.lot_id, serial_texts.brief(entry.serials))
                return Cell(said, mono=said != texts.DASH)
            case 4:
                return Cell(texts.day(entry.expires), tone=Tone.SECOND, mono=True, small=True)
            case _:
                where = receipt_texts.where(line, entry.stores, entry.location)
                return Cell(where, tone=Tone.SECOND, small=True)
