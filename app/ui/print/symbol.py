"""Data Matrix symbols of part numbers, for a scanner held to the paper."""

from app.core.labels import LabelKind, read
from app.ui.print.barcodes import Code, rows_of

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
    rows = rows_of(text, Code.DATA_MATRIX, square=False)
    return rows if max(len(rows), len(rows[0])) <= LARGEST else ()
