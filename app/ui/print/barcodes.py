"""Symbols that stand on a sheet to be scanned, as rows of modules: 0 is dark."""

from enum import Enum

import zxingcpp


class Code(Enum):
    """The symbologies of our sheets; the value is zxing-cpp's."""

    CODE_128 = zxingcpp.BarcodeFormat.Code128
    QR = zxingcpp.BarcodeFormat.QRCode
    DATA_MATRIX = zxingcpp.BarcodeFormat.DataMatrix

    @property
    def quiet(self) -> int:
        """The modules that must stay white around it: its standard's, or more."""
        return 10 if self is Code.CODE_128 else 4


def rows_of(text: str, code: Code, *, square: bool = True) -> tuple[bytes, ...]:
    """A symbol's rows without its quiet zone; of a linear one a single row.

    A Data Matrix is a square one, which every scanner takes, unless an oblong one may be smaller.

    Raises:
        ValueError: The symbology can't hold the text.
    """
    barcode = zxingcpp.create_barcode(text, code.value, forceSquare=square)
    image = zxingcpp.write_barcode_to_image(barcode, scale=1, add_quiet_zones=False)
    height, width = image.shape
    grey = memoryview(image).tobytes()  # type: ignore[arg-type]  # its stub leaves the buffer out
    if code is Code.CODE_128:
        return (grey[:width],)
    return tuple(grey[at : at + width] for at in range(0, height * width, width))
