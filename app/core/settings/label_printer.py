"""Where labels of received lots come out."""

from dataclasses import dataclass, field

from app.core.lot_labels.sizes import LabelSize
from app.core.settings.checks import CHECK, Between, Flaw, one_line, scanner_port

TCP = "tcp://"


def _printer_port(value: object) -> Flaw | None:
    text = str(value)
    return one_line(text) if not text or text.startswith(TCP) else scanner_port(text)


@dataclass(frozen=True, slots=True)
class LabelPrinterSettings:
    """The file's table `label_printer`.

    Attributes:
        port: `tcp://host[:port]` (9100 where none is named), a port, a pyserial URL, or a USB
            identity as a scanner's. Empty: there is none, and labels are files to print.
        size: Of the labels in it, in mm.
        dots_per_inch: Of its head: 203 and 300 are usual.
        automatic: Print as soon as a receipt is posted; else somebody asks for it.
        baud: Of an RS-232 line.
    """

    port: str = field(default="", metadata={CHECK: _printer_port})
    size: LabelSize = LabelSize.LARGE
    dots_per_inch: int = field(default=203, metadata={CHECK: Between(150, 600)})
    automatic: bool = True
    baud: int = field(default=9600, metadata={CHECK: Between(300, 921_600)})

    @property
    def configured(self) -> bool:
        """Whether there is a printer."""
        return bool(self.port)
