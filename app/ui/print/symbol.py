"""Data Matrix symbols of part numbers, for a scanner held to the paper."""

import zxingcpp

from app.core.labels import LabelKind, read

LARGEST = 26
"""Modules of the wider side: what a hand scanner still reads at the size of a table's row."""


def modules(text: str) -> tuple[bytes, ...]:
    """The symbol's rows without quiet zone, 0 for a dark module; empty if it isn't legible.

    Only what this program would read back as this very text gets one: a part number that is a
    command to it doesn't. Nor does one beyond ASCII: what a scanner makes of that is a matter of
    its settings.
    """
    if not text or not text.isascii() or not text.isprintable() or len(text) > 2 * LARGEST:
        return ()
    label = read(text)
    if label.kind is not LabelKind.PLAIN or label.plain != text:
        return ()
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix)
    image = zxingcpp.write_barcode_to_image(barcode, scale=1, add_quiet_zones=False)
    height, width = image.shape
    if max(height, width) > LARGEST:
        return ()
    grey = memoryview(image).tobytes()  # type: ignore[arg-type]  # its stub leaves the buffer out
    return tuple(grey[at : at + width] for at in range(0, len(grey), width))
