"""Blocks to pages: nothing is cut in two, no heading stands alone, headings are repeated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.ui.print.block import Block, Placed


@dataclass(frozen=True, slots=True)
class Piece:
    """A block in the flow.

    Attributes:
        keep: It must stand on the page of the piece that follows.
        again: What is repeated above it if it is the first on a page.
        gap: The white above it, but not at the top of a page.
    """

    block: Block
    keep: bool = False
    again: tuple[Block, ...] = ()
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """From where to where a page is filled."""

    top: int
    bottom: int


def paginate(pieces: Iterable[Piece], first: Room, later: Room) -> list[list[Placed]]:
    """Fill pages. Pieces that are kept together must not be higher than a page."""
    pages: list[list[Placed]] = [[]]
    room, y = first, float(first.top)
    for chain in _chains(pieces):
        height = sum(piece.gap + piece.block.height for piece in chain)
        if pages[-1] and y + height > room.bottom:
            pages.append([])
            room, y = later, float(later.top)
            for block in chain[0].again:
                pages[-1].append(Placed(y, block))
                y += block.height
        for at, piece in enumerate(chain):
            y += piece.gap if at or y > room.top else 0
            pages[-1].append(Placed(y, piece.block))
            y += piece.block.height
    return pages


def _chains(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Runs of pieces that are kept together."""
    chain: list[Piece] = []
    for piece in pieces:
        chain.append(piece)
        if not piece.keep:
            yield chain
            chain = []
    if chain:
        yield chain
