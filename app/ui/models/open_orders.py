"""The open orders of the Order page."""

from datetime import date

from app.core.receipt_facts import OpenOrder
from app.ui import receipt_texts, texts
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.values import Tone


class OpenOrdersModel(Listed[OpenOrder]):
    """One order a row."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("PO", Cell("100443", strong=True)),
                Column("Vendor", Cell("Voltex Components Ltd"), stretch=True),
                Column("Lines", Cell("20 of 20", small=True), right=True, drop=2),
                Column("Promised", Cell("2026-12-20", mono=True, small=True), drop=1),
                Column("", Cell(receipt_texts.CHOOSE, strong=True, link=True), right=True),
            )
        )
        self._today: date | None = None

    def show_orders(self, orders: tuple[OpenOrder, ...], today: date) -> None:
        """Show these; what was promised before today is late."""
        self._today = today
        self.show_rows(orders)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        order = self.row_at(row)
        match column:
            case 0:
                return Cell(order.number, strong=True)
            case 1:
                return Cell(order.vendor_name or order.vendor_id)
            case 2:
                to_come = receipt_texts.lines_open(order.open_lines, order.lines)
                return Cell(to_come, tone=Tone.SECOND, small=True)
            case 3:
                late = order.promised and self._today and order.promised < self._today
                tone = Tone.ATTENTION if late else Tone.SECOND
                words = receipt_texts.LATE if late else ""
                return Cell(texts.day(order.promised), words, tone=tone, mono=True, small=True)
            case _:
                return Cell(receipt_texts.CHOOSE, tone=Tone.ACCENT, strong=True, link=True)
