"""A plant that doesn't run out, small enough to be opened in no time: for long campaigns.

    RUN-SN    serial-controlled, EACH   2 RUN-PIN, 0.1 RUN-OIL
    RUN-LOT   lot-controlled, EACH      3 RUN-PIN, 0.1 RUN-OIL
    RUN-BULK-00 to RUN-BULK-19          neither, EACH: 1 RUN-NUT-00 to RUN-NUT-19, one each

All are made into FG. RUN-PIN, the nuts and the lot OIL-1 of RUN-OIL (KG) lie in MS, enough for
millions.
"""

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow, Product

PLENTY = "20000000"
_NUMBERS = tuple(f"{number:02d}" for number in range(20))

ENDLESS_PRODUCT = Product(
    parts=(
        PlantPart(
            "RUN-SN", "Run, with serial number", stores="FG", made=True, serial_controlled=True
        ),
        PlantPart("RUN-LOT", "Run, by lots", stores="FG", made=True, lot_controlled=True),
        PlantPart("RUN-PIN", "Pin of a run"),
        PlantPart("RUN-OIL", "Oil of a run", unit="KG", lot_controlled=True),
        *(PlantPart(f"RUN-BULK-{one}", "Run, in bulk", stores="FG", made=True) for one in _NUMBERS),
        *(PlantPart(f"RUN-NUT-{one}", "Nut of a run") for one in _NUMBERS),
    ),
    rows=(
        PlantRow("RUN-SN", "0010", "RUN-PIN", "2"),
        PlantRow("RUN-SN", "0020", "RUN-OIL", "0.1"),
        PlantRow("RUN-LOT", "0010", "RUN-PIN", "3"),
        PlantRow("RUN-LOT", "0020", "RUN-OIL", "0.1"),
        *(PlantRow(f"RUN-BULK-{one}", "0010", f"RUN-NUT-{one}", "1") for one in _NUMBERS),
    ),
    lots=(PlantLot("RUN-OIL", "OIL-1", None, PLENTY, "TANK 1"),),
    places=(
        PlantPlace("RUN-PIN", "BIN 1", PLENTY),
        *(PlantPlace(f"RUN-NUT-{one}", "BIN 2", PLENTY) for one in _NUMBERS),
    ),
)
