"""A plant that doesn't run out, small enough to be opened in no time: for long campaigns.

    RUN-SN    serial-controlled, EACH   2 RUN-PIN, 0.1 RUN-OIL
    RUN-LOT   lot-controlled, EACH      3 RUN-PIN, 0.1 RUN-OIL
    RUN-BULK  neither, EACH             1 RUN-PIN

All are made into FG. RUN-PIN and the lot OIL-1 of RUN-OIL (KG) lie in MS, enough for millions.
"""

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow, Product

PLENTY = "20000000"

ENDLESS_PRODUCT = Product(
    parts=(
        PlantPart(
            "RUN-SN", "Run, with serial number", stores="FG", made=True, serial_controlled=True
        ),
        PlantPart("RUN-LOT", "Run, by lots", stores="FG", made=True, lot_controlled=True),
        PlantPart("RUN-BULK", "Run, in bulk", stores="FG", made=True),
        PlantPart("RUN-PIN", "Pin of a run"),
        PlantPart("RUN-OIL", "Oil of a run", unit="KG", lot_controlled=True),
    ),
    rows=(
        PlantRow("RUN-SN", "0010", "RUN-PIN", "2"),
        PlantRow("RUN-SN", "0020", "RUN-OIL", "0.1"),
        PlantRow("RUN-LOT", "0010", "RUN-PIN", "3"),
        PlantRow("RUN-LOT", "0020", "RUN-OIL", "0.1"),
        PlantRow("RUN-BULK", "0010", "RUN-PIN", "1"),
    ),
    lots=(PlantLot("RUN-OIL", "OIL-1", None, PLENTY, "TANK 1"),),
    places=(PlantPlace("RUN-PIN", "BIN 1", PLENTY),),
)
