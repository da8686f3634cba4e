"""Labels of received lots on their way to a printer; a printer never holds up a posting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.lot_labels.label import LotLabel
from app.core.lot_labels.layout import Captions, Layout, lay_out
from app.core.lot_labels.sizes import LabelSize
from app.core.lot_labels.zpl import to_zpl
from app.core.settings import LabelPrinterSettings
from hardware.discovery import address_of
from hardware.label_printer import LabelPrinter, Patience
from hardware.serial_port import LineSettings

Print = Callable[[str], None]
"""Hands a job in ZPL to a printer. Raises `PrinterError`."""


@dataclass(frozen=True, slots=True)
class LabelForm:
    """How this station's labels look.

    Attributes:
        captions: In the language of whoever reads them.
        dots_per_inch: Of the printer's head.
    """

    captions: Captions
    size: LabelSize = LabelSize.LARGE
    dots_per_inch: int = 203

    def layout(self, label: LotLabel) -> Layout:
        """The label, ready to be drawn."""
        return lay_out(label, self.size, self.captions)

    def job(self, labels: Sequence[LotLabel]) -> str:
        """What a printer is told to print them all.

        Raises:
            SymbolTooLongError: One can't be printed.
        """
        return "".join(to_zpl(self.layout(label), self.dots_per_inch) for label in labels)


@dataclass(frozen=True, slots=True)
class LabelStation:
    """What this station has for labels.

    Attributes:
        printer: None where labels are files.
        automatic: Print what waits as soon as it waits.
    """

    form: LabelForm
    printer: Print | None = None
    automatic: bool = True


def label_station(settings: LabelPrinterSettings, captions: Captions) -> LabelStation:
    """As the station file says."""
    form = LabelForm(captions, settings.size, settings.dots_per_inch)
    return LabelStation(form, _printer_of(settings), settings.automatic)


def _printer_of(settings: LabelPrinterSettings) -> Print | None:
    return printer_of(settings).print if settings.configured else None


def printer_of(settings: LabelPrinterSettings, patience: Patience | None = None) -> LabelPrinter:
    """The printer of these settings, which name one."""
    line = LineSettings(baud=settings.baud)
    return LabelPrinter(address_of(settings.port), line=line, patience=patience)
