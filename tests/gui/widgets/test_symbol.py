"""What is shown on screen is read back, as a camera would."""

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.core.calibration import Symbol
from app.ui.look import Look
from app.ui.pages.setup_symbol import SymbolCard
from app.ui.theme import THEMES, load_theme


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("symbol", Symbol)
def test_a_symbol_on_screen_is_read_back(qapp: QApplication, theme: str, symbol: Symbol) -> None:
    look = Look(qapp, load_theme(theme), scale=2.0)
    card = SymbolCard(look)
    for wide, high in ((1000, 600), (560, 120)):
        card.resize(wide, high)
        card.show_symbol(symbol)
        grey = card.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = memoryview(grey.constBits()).cast("B", [grey.height(), grey.bytesPerLine()])
        assert [one.text for one in zxingcpp.read_barcodes(pixels)] == [
            zxingcpp.create_barcode(symbol.text, zxingcpp.BarcodeFormat.DataMatrix).text
        ]
        assert card.view.module >= 2
