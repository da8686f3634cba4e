"""The sizes of stock that lot labels are made for."""

from enum import StrEnum


class LabelSize(StrEnum):
    """Width by height, in mm; the words are those of the station file."""

    LARGE = "100x50"
    SMALL = "57x32"

    @property
    def width(self) -> int:
        """From edge to edge, in 1/100 mm."""
        return 100 * int(self.value.partition("x")[0])

    @property
    def height(self) -> int:
        """From edge to edge, in 1/100 mm."""
        return 100 * int(self.value.partition("x")[2])
