"""What a page is made of: marks in blocks, blocks at heights. Plain values, drawn by `painting`."""

from dataclasses import dataclass

from app.ui.print.typeface import Style


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle; a rule is a flat one."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Box:
    """An outlined square or rectangle; with a check in it if `ticked`."""

    x: float
    y: float
    width: float
    height: float
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """A Data Matrix or QR symbol: rows of modules, a byte each, 0 for dark; `module` is a side."""

    x: float
    y: float
    module: float
    rows: tuple[bytes, ...]

    @property
    def width(self) -> float:
        """Without its quiet zone."""
        return self.module * len(self.rows[0])

    @property
    def height(self) -> float:
        """Without its quiet zone."""
        return self.module * len(self.rows)


@dataclass(frozen=True, slots=True)
class Bars:
    """A linear symbol: one row of modules, a byte each, 0 for dark; `module` is one's width."""

    x: float
    y: float
    module: float
    height: float
    row: bytes

    @property
    def width(self) -> float:
        """Without its quiet zone."""
        return self.module * len(self.row)


Mark = Words | Fill | Box | Matrix | Bars


@dataclass(frozen=True, slots=True)
class Block:
    """Marks that stay together, with y counted from the block's top."""

    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page; `y` is its top, counted from the paper's."""

    y: float
    block: Block


Page = tuple[Placed, ...]
