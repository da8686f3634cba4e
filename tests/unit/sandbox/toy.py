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

STORES = (("MS", "Main stores"), ("FG", "Finished goods"))


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
) -> Plant:
    """A plant of TOY (made into FG) and PIN (100 in MS, BIN 1), changed as given."""
    product = Product((toy, pin, *parts), rows, lots, places, serials)
    return Plant("toy", STORES, ("0",), ("300",), [product])
