"""Purchase orders of ManEx that aren't for a day's work: PO 1800, of a size that must hold.

5,000 items of 200 parts L0001 to L0200, called off 25 times a week apart: item 1 is L0001's first
call-off, item 201 its second. Of the first two call-offs every third came in full. The figures come
from a seeded generator: always the same.
"""

from collections.abc import Sequence
from random import Random

from app.sandbox.manex_plant import ManexLine, ManexMaker, ManexOrder, ManexPart, ManexSupplier

NUMBER = "1800"
PARTS = 200
CALL_OFFS = 25
SEED = 20_141_107

_WORDS = ("Choke", "Clip", "Diode", "Ferrite", "Fuse", "Header", "Jumper", "Socket", "Switch")


def long_parts() -> Sequence[ManexPart]:
    """The parts, each with two manufacturers."""
    return [
        ManexPart(
            f"L{number:04d}",
            "",
            f"{_WORDS[number % len(_WORDS)]} {number}",
            "MISC",
            "SMT",
            [ManexMaker("GENR", f"G-{number:04d}"), ManexMaker("WURT", f"7447{number:06d}")],
            package="REEL",
            lead_time="6 WK",
        )
        for number in range(1, PARTS + 1)
    ]


def long_order(supplier: ManexSupplier, parts: Sequence[ManexPart]) -> ManexOrder:
    """The order of these parts, with all of its items."""
    random = Random(SEED)  # noqa: S311 - figures, no secret
    prices = [f"{random.randint(2, 900) / 1000:.3f}" for _ in parts]
    quantities = [random.randint(1, 40) * 50 for _ in parts]
    return ManexOrder(
        NUMBER,
        supplier,
        21,
        [
            ManexLine(
                part,
                str(quantity),
                price,
                7 * call_off - 10,
                received=str(quantity) if call_off < 2 and at % 3 == 0 else "0",  # noqa: PLR2004 - the first two
            )
            for call_off in range(CALL_OFFS)
            for at, (part, price, quantity) in enumerate(
                zip(parts, prices, quantities, strict=True)
            )
        ],
    )
