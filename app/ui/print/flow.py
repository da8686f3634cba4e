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


def paginate(pieces: Iterable[Piece], first: Room, later: Room) -> Iterator[tuple[Placed, ...]]:
    """Fill pages, each as soon as the last is taken.

    Pieces that are kept together must not be higher than a page.
    """
    page: list[Placed] = []
    room, y = first, float(first.top)
    for chain in _chains(pieces):
        height = sum(piece.gap + piece.block.height for piece in chain)
        if page and y + height > room.bottom:
            yield tuple(page)
            page = []
            room, y = later, float(later.top)
            for block in chain[0].again:
                page.append(Placed(y, block))
                y += block.height
        for at, piece in enumerate(chain):
            y += piece.gap if at or y > room.top else 0
            page.append(Placed(y, piece.block))
            y += piece.block.height
    yield tuple(page)


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
