"""Set-up: the code that is to be scanned, on screen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.calibration import Symbol
from app.ui import setup_texts
from app.ui.look import Look
from app.ui.print.barcodes import rows_of
from app.ui.print.scan_sheets import SYMBOLOGIES
from app.ui.widgets.card import Card
from app.ui.widgets.symbol import SymbolView


class SymbolCard(QWidget):
    """One symbol of the scanner sheet, large."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.view = SymbolView(look)
        self._shown: Symbol | None = None
        card = Card(look)
        card.set_body(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_symbol(self, symbol: Symbol) -> None:
        """Show this one; the same one again does nothing."""
        if symbol is self._shown:
            return
        self._shown = symbol
        code = SYMBOLOGIES[symbol]
        self.view.set_symbol(
            rows_of(symbol.text, code), code.quiet, setup_texts.symbol_name(symbol)
        )
