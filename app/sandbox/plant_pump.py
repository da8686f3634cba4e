"""PUMP002, the pump of the vendor's bill of material sample (contracts.md A6).

PUMP002 (EACH, serial-controlled, made into FG, multi-location there). One takes 12 components:

    item component     qty   control          where, and what of it (MS unless said)
    0010 MOTOR003      1     serial numbers   from MA: GC00003990 to GC00003999, ISLE 3/SHELF 2
    0020 MOUNT007      1     lots, locations  ISLE 12/SHELF 1 and 2, see LOTS
    0030 BOLT-M8X30    4     2 more in 0110   ISLE 12/SHELF 4: 4,200
    0040 BOLT-M6X20    6                      ISLE 12/SHELF 4: 5,600
    0050 IMPELLER-110  1     locations        ISLE 4/SHELF 1: 8, ISLE 4/SHELF 2: 210
    0060 VOLUTE-80     1                      ISLE 4/SHELF 4: 190
    0070 SEALKIT-22    1     phantom          SEAL-22 1, ORING-45 2 (scrap 0.02, lots), GASKET-80 1
    0080 PAINT-5015    0.12  scrap 0.10, lots (L)  CABINET 2/SHELF 1, see LOTS
    0090 NAMEPLATE-P2  1                      ISLE 1/SHELF 1: 900
    0100 CABLE-3G15    1.5   scrap 0.05 (M)   ISLE 7/SHELF 2: 800
    0110 BOLT-M8X30    2                      with 0030 one component of 6
    0900 FLOWSENS-2    1     in effect from 2099-01-01
    0910 GASKET-80P    1     not in effect after 2019-12-31

In stock as finished goods: PUMP002 000338 to 000342 in FG, BAY 1; 000337 is shipped.
"""

# ruff: noqa: RUF001 - screw sizes are written with the sign of multiplication

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow, PlantSerial, Product

PARTS = (
    PlantPart(
        "PUMP002", "Centrifugal pump 80-110", stores="FG", cost="612.00", made=True,
        serial_controlled=True,
    ),
    PlantPart("MOUNT007", "Motor mount 007", cost="17.30", lot_controlled=True),
    PlantPart("BOLT-M8X30", "Bolt M8 × 30", cost="0.14"),
    PlantPart("BOLT-M6X20", "Bolt M6 × 20", cost="0.09"),
    PlantPart("IMPELLER-110", "Impeller 110 mm, bronze", cost="46.00"),
    PlantPart("VOLUTE-80", "Volute casing 80", cost="88.50"),
    PlantPart("SEALKIT-22", "Seal kit 22 (phantom)", made=True),
    PlantPart("ORING-45", "O-ring 45 × 3 NBR", cost="0.38", lot_controlled=True, shelf_life=1800),
    PlantPart("GASKET-80", "Gasket 80, fibre", cost="1.15"),
    PlantPart("GASKET-80P", "Gasket 80, paper", cost="0.60"),
    PlantPart(
        "PAINT-5015", "Paint RAL 5015", unit="L", cost="14.20", lot_controlled=True, shelf_life=365
    ),
    PlantPart("NAMEPLATE-P2", "Name plate PUMP002", cost="0.85"),
    PlantPart("CABLE-3G15", "Motor cable 3G1.5", unit="M", cost="1.30"),
    PlantPart("FLOWSENS-2", "Flow sensor 2", cost="64.00"),
)  # fmt: skip

ROWS = (
    PlantRow("PUMP002", "0010", "MOTOR003", "1", kit_stores="MA"),
    PlantRow("PUMP002", "0020", "MOUNT007", "1"),
    PlantRow("PUMP002", "0030", "BOLT-M8X30", "4"),
    PlantRow("PUMP002", "0040", "BOLT-M6X20", "6"),
    PlantRow("PUMP002", "0050", "IMPELLER-110", "1"),
    PlantRow("PUMP002", "0060", "VOLUTE-80", "1"),
    PlantRow("PUMP002", "0070", "SEALKIT-22", "1", phantom=True),
    PlantRow("PUMP002", "0080", "PAINT-5015", "0.12", scrap="0.1"),
    PlantRow("PUMP002", "0090", "NAMEPLATE-P2", "1"),
    PlantRow("PUMP002", "0100", "CABLE-3G15", "1.5", scrap="0.05"),
    PlantRow("PUMP002", "0110", "BOLT-M8X30", "2"),
    PlantRow("PUMP002", "0900", "FLOWSENS-2", "1", start="2099-01-01"),
    PlantRow("PUMP002", "0910", "GASKET-80P", "1", end="2019-12-31"),
    PlantRow("SEALKIT-22", "0010", "SEAL-22", "1"),
    PlantRow("SEALKIT-22", "0020", "ORING-45", "2", scrap="0.02"),
    PlantRow("SEALKIT-22", "0030", "GASKET-80", "1"),
)

LOTS = (
    # For 3 pumps: MTR3-007-41 holds too little, MTR3-007-42 is next to expire, not MTR3-007-39.
    PlantLot("MOUNT007", "MTR3-007-35", -60, "8", "ISLE 12/SHELF 1"),
    PlantLot("MOUNT007", "MTR3-007-39", 480, "24", "ISLE 12/SHELF 1"),
    PlantLot("MOUNT007", "MTR3-007-40", 365, "12", "ISLE 12/SHELF 1", status="H"),
    PlantLot("MOUNT007", "MTR3-007-41", 25, "2", "ISLE 12/SHELF 2"),
    PlantLot("MOUNT007", "MTR3-007-42", 330, "60", "ISLE 12/SHELF 1"),
    PlantLot("ORING-45", "O-2107", -90, "200", "CABINET 1/SHELF 1"),
    PlantLot("ORING-45", "O-2201", 15, "3", "CABINET 1/SHELF 1"),
    PlantLot("ORING-45", "O-2210", 700, "1800", "CABINET 1/SHELF 1"),
    PlantLot("PAINT-5015", "P-28", -10, "4", "CABINET 2/SHELF 1"),
    PlantLot("PAINT-5015", "P-31", 200, "18", "CABINET 2/SHELF 1"),
)

PLACES = (
    PlantPlace("BOLT-M8X30", "ISLE 12/SHELF 4", "4200"),
    PlantPlace("BOLT-M6X20", "ISLE 12/SHELF 4", "5600"),
    PlantPlace("IMPELLER-110", "ISLE 4/SHELF 1", "8"),
    PlantPlace("IMPELLER-110", "ISLE 4/SHELF 2", "210"),
    PlantPlace("VOLUTE-80", "ISLE 4/SHELF 4", "190"),
    PlantPlace("GASKET-80", "ISLE 6/SHELF 2", "640"),
    PlantPlace("GASKET-80P", "ISLE 6/SHELF 2", "75"),
    PlantPlace("NAMEPLATE-P2", "ISLE 1/SHELF 1", "900"),
    PlantPlace("CABLE-3G15", "ISLE 7/SHELF 2", "800"),
    PlantPlace("FLOWSENS-2", "ISLE 9/SHELF 2", "0"),
)

SERIALS = (
    *(PlantSerial("PUMP002", f"{number:06d}", "BAY 1", "FG") for number in range(338, 343)),
    PlantSerial("PUMP002", "000337", status="S"),
)

PUMP = Product(PARTS, ROWS, LOTS, PLACES, SERIALS, spread={("PUMP002", "FG")})
