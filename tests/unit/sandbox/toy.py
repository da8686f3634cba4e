"""A plant of one assembly and one component, for rules that want their own figures."""

from collections.abc import Sequence

from app.sandbox.plant import (
    Plant,
    PlantLot,
    PlantPart,
    PlantPlace,
    PlantRow,
    PlantSerial,
    Product,
)
from app.sandbox.plant_order import PlantLine, PlantOrder

STORES = (("MS", "Main stores"), ("FG", "Finished goods"), ("QI", "Inspection"))
VENDOR = ("V1", "Vendor 1")


TOY = PlantPart("TOY", "Toy", stores="FG", made=True)
PIN = PlantPart("PIN", "Pin")


def toy_plant(  # noqa: PLR0913 - a plant in one line
    *,
    toy: PlantPart = TOY,
    pin: PlantPart = PIN,
    parts: Sequence[PlantPart] = (),
    rows: Sequence[PlantRow] = (PlantRow("TOY", "0010", "PIN", "1"),),
    lots: Sequence[PlantLot] = (),
    places: Sequence[PlantPlace] = (PlantPlace("PIN", "BIN 1", "100"),),
    serials: Sequence[PlantSerial] = (),
    lines: Sequence[PlantLine] = (),
) -> Plant:
    """A plant of TOY (made into FG) and PIN (100 in MS, BIN 1), changed as given.

    The lines are those of its one purchase order, PO1.
    """
    product = Product((toy, pin, *parts), rows, lots, places, serials)
    orders = [PlantOrder("PO1", VENDOR, 10, lines)] if lines else []
    return Plant("toy", STORES, ("0",), ("300",), [product], orders)
