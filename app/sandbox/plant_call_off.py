"""PO 100500, an order of a size that must hold: 100 small parts, called off every week.

2,000 lines of F0001 to F0100, sorted by promise date: line 1 is F0001's first call-off, line 101
its second, line 1901 its last. Every tenth part is lot-controlled. Of the first call-offs every
third came in half. The figures come from a seeded generator: always the same.
"""

from random import Random

from app.sandbox.plant import PlantPart, Product
from app.sandbox.plant_order import PlantLine, PlantOrder, PlantReceipt

PO_ID = "100500"
PARTS = 100
CALL_OFFS = 20
FIRST_IN = 3  # days
DAYS_APART = 7
SEED = 20_261_122

_WORDS = (
    "Clip",
    "Grommet",
    "Insert",
    "Pin",
    "Rivet",
    "Screw",
    "Spacer",
    "Spring",
    "Stud",
    "Washer",
)


def call_off_product() -> Product:
    """The parts, none of them in stock yet."""
    return Product(
        [
            PlantPart(
                _part(number),
                f"{_WORDS[number % len(_WORDS)]} {number}",
                cost="0.1",
                lot_controlled=_has_lots(number),
            )
            for number in range(1, PARTS + 1)
        ]
    )


def call_off_order(vendor: tuple[str, str]) -> PlantOrder:
    """The order with all of its lines."""
    random = Random(SEED)  # noqa: S311 - figures, no secret
    return PlantOrder(
        PO_ID,
        vendor,
        21,
        [_line(number, random) for number in range(1, PARTS + 1)],
        call_offs=CALL_OFFS,
        days_apart=DAYS_APART,
    )


def _part(number: int) -> str:
    return f"F{number:04d}"


def _has_lots(number: int) -> bool:
    return number % 10 == 0


def _line(number: int, random: Random) -> PlantLine:
    half = 50 * random.randint(1, 20)
    lot_id = f"FL-{number:04d}" if _has_lots(number) else ""
    came = [PlantReceipt(str(half), "FF-20177", 2, lot_id)] if number % 3 == 0 else []
    return PlantLine(
        part_id=_part(number),
        quantity=str(2 * half),
        promised=FIRST_IN,
        price=f"0.{random.randint(1, 99):02d}",
        vendor_part=f"FF-{30000 + number}",
        mfg_id="FASTFIX",
        mfg_part=f"S-{number:04d}",
        over="10",
        receipts=came,
    )
