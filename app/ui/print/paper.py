"""Sizes of paper and what of it is printed on. All lengths of this package are 1/100 mm."""

from enum import Enum

MM = 100
PER_INCH = 2540

MARGIN = 15 * MM
"""Left and right: room for punched holes."""
TOP, BOTTOM = 12 * MM, 10 * MM
RULE, HAIR = 20, 10  # widths of lines


class PageSize(Enum):
    """What the printer holds, upright: width and height."""

    A4 = (210_00, 297_00)
    LETTER = (215_90, 279_40)

    @property
    def width(self) -> int:
        """From edge to edge."""
        return self.value[0]

    @property
    def height(self) -> int:
        """From edge to edge."""
        return self.value[1]

    @property
    def measure(self) -> int:
        """The width that is printed on."""
        return self.width - 2 * MARGIN
