"""Parts that are bought in units of their own, by serial number, or inspected first.

    part        bought as       stocked as        control
    RES-10K     REEL of 5,000   EACH              lots
    LED-GRN     REEL of 5,000   EACH              -
    SCR-M5X16   BOX of 200      EACH              -
    TAPE-19     ROLL of 66      M                 -
    ADH-310     CAN of 2.5      KG                lots, shelf life 180 days, inspected
    SEAL-30     EACH            EACH              inspected
    SENS-T1     EACH            EACH              serial numbers, inspected
    DISP-7      EACH            EACH              serial numbers
    BATT-12     EACH            EACH              lots, serial numbers

In stock, and so not new: serial numbers D7-00101 to D7-00103 of DISP-7, BT-0001 and BT-0002 of
lot B-77 of BATT-12.
"""

# ruff: noqa: RUF001 - screw sizes are written with the sign of multiplication

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantSerial, Product

PARTS = (
    PlantPart(
        "RES-10K", "Resistor 10 kΩ 1 % 0603", cost="0.004", lot_controlled=True,
        buy_unit="REEL", buy_conv="5000",
    ),
    PlantPart("LED-GRN", "LED green 0805", cost="0.03", buy_unit="REEL", buy_conv="5000"),
    PlantPart("SCR-M5X16", "Screw M5 × 16", cost="0.05", buy_unit="BOX", buy_conv="200"),
    PlantPart(
        "TAPE-19", "Fabric tape 19 mm", unit="M", cost="0.11", buy_unit="ROLL", buy_conv="66"
    ),
    PlantPart(
        "ADH-310", "Adhesive 310, one part", unit="KG", cost="31.00", lot_controlled=True,
        shelf_life=180, buy_unit="CAN", buy_conv="2.5", inspected=True,
    ),
    PlantPart("SEAL-30", "Shaft seal 30, FKM", cost="4.90", inspected=True),
    PlantPart(
        "SENS-T1", "Temperature sensor T1", cost="27.00", serial_controlled=True, inspected=True
    ),
    PlantPart("DISP-7", "Display 7 inch", cost="58.00", serial_controlled=True),
    PlantPart(
        "BATT-12", "Battery pack 12 V", cost="44.00", lot_controlled=True, serial_controlled=True
    ),
)  # fmt: skip

BOUGHT = Product(
    PARTS,
    lots=(
        PlantLot("RES-10K", "R-2611", None, "11400", "ISLE 10/SHELF 4"),
        PlantLot("ADH-310", "AD-0455", 60, "5", "CABINET 3/SHELF 5"),
        PlantLot("ADH-310", "AD-0451", 20, "2.5", "BENCH 1", stores="QI", status="H"),
        PlantLot("BATT-12", "B-77", 500, "0", "ISLE 9/SHELF 8"),
    ),
    places=(
        PlantPlace("LED-GRN", "ISLE 10/SHELF 4", "6200"),
        PlantPlace("SCR-M5X16", "ISLE 12/SHELF 3", "1400"),
        PlantPlace("TAPE-19", "ISLE 7/SHELF 7", "132"),
        PlantPlace("SEAL-30", "ISLE 12/SHELF 2", "45"),
        PlantPlace("SEAL-30", "BENCH 1", "0", "QI"),
    ),
    serials=(
        *(PlantSerial("DISP-7", f"D7-{number:05d}", "ISLE 9/SHELF 9", "MS")
          for number in range(101, 104)),
        *(PlantSerial("BATT-12", f"BT-{number:04d}", "ISLE 9/SHELF 8", "MS", "B-77")
          for number in range(1, 3)),
    ),
)  # fmt: skip
