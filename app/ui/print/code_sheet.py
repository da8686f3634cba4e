"""What stands on a sheet of symbols that is scanned, not read. Plain values."""

from dataclasses import dataclass

from app.ui.print.barcodes import Code


@dataclass(frozen=True, slots=True)
class Printed:
    """One symbol with its name, in each symbology it is printed in.

    Attributes:
        name: What it does, large.
        note: A few words more, or empty.
        text: What a scanner reads.
        shown: The text as a person may see it; empty where that helps nobody.
    """

    name: str
    note: str
    text: str
    codes: tuple[Code, ...]
    shown: str = ""


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """Symbols under a title."""

    title: str
    symbols: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """A whole sheet; `foot` stands left of the page number."""

    title: str
    hint: str
    groups: tuple[CodeGroup, ...]
    foot: str
