"""MOTOR003, the pump motor of the vendor's example (contracts.md A5), and what it is made of.

MOTOR003 (EACH, serial-controlled, made into MA, multi-location there). One takes, all from MS:

    item component  qty    control          where, and what of it
    0010 BRG-6204   2      lots             ISLE 3/SHELF 1, see LOTS
    0020 SHAFT-14   1                       ISLE 3/SHELF 2: 1,450
    0030 MAG-N42    4      lots, locations  ISLE 5/SHELF 2 and 3, see LOTS
    0040 WIND-24V   1      lots             ISLE 7/SHELF 4, see LOTS
    0050 PCB-DRV    1      locations        ISLE 9/SHELF 1: 12, ISLE 9/SHELF 3: 1,300,
                                            ISLE 10/SHELF 2: 40
    0060 SEAL-22    1                       ISLE 12/SHELF 1: 2,600
    0070 SCR-M4X12  8                       ISLE 12/SHELF 3: 12,150
    0080 GREASE-L2  0.015  lots (KG)        CABINET 1/SHELF 2, see LOTS
    0090 WIRE-18    0.85   scrap 0.05 (M)   ISLE 7/SHELF 1: 2,400
    0100 HSG-90     1      locations        ISLE 2/SHELF 1: 30, ISLE 2/SHELF 2: 1,250

No component is serial-controlled or short, and each can be chosen without being named; there is
stock for 1,250 motors, also for 200 at once. GC00004052 to GC00004063 are free, for the examples.
"""

# ruff: noqa: RUF001 - screw sizes are written with the sign of multiplication

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow, PlantSerial, Product

PARTS = (
    PlantPart(
        "MOTOR003", "Pump motor, 24 V", stores="MA", cost="148.20", made=True,
        serial_controlled=True,
    ),
    PlantPart("BRG-6204", "Bearing 6204-2RS", cost="3.45", lot_controlled=True),
    PlantPart("SHAFT-14", "Shaft 14 mm", cost="12.80"),
    PlantPart("MAG-N42", "Magnet N42", cost="1.95", lot_controlled=True),
    PlantPart("WIND-24V", "Winding 24 V", cost="21.40", lot_controlled=True),
    PlantPart("PCB-DRV", "Driver board", cost="34.00"),
    PlantPart("SEAL-22", "Shaft seal 22", cost="2.10"),
    PlantPart("SCR-M4X12", "Screw M4 × 12", cost="0.03"),
    PlantPart(
        "GREASE-L2", "Bearing grease, class 2", unit="KG", cost="18.50", lot_controlled=True,
        shelf_life=720,
    ),
    PlantPart("WIRE-18", "Hook-up wire 1.0 mm²", unit="M", cost="0.42"),
    PlantPart("HSG-90", "Motor housing 90", cost="9.70"),
)  # fmt: skip

ROWS = (
    PlantRow("MOTOR003", "0010", "BRG-6204", "2"),
    PlantRow("MOTOR003", "0020", "SHAFT-14", "1"),
    PlantRow("MOTOR003", "0030", "MAG-N42", "4"),
    PlantRow("MOTOR003", "0040", "WIND-24V", "1"),
    PlantRow("MOTOR003", "0050", "PCB-DRV", "1"),
    PlantRow("MOTOR003", "0060", "SEAL-22", "1"),
    PlantRow("MOTOR003", "0070", "SCR-M4X12", "8"),
    PlantRow("MOTOR003", "0080", "GREASE-L2", "0.015"),
    PlantRow("MOTOR003", "0090", "WIRE-18", "0.85", scrap="0.05"),
    PlantRow("MOTOR003", "0100", "HSG-90", "1"),
)

LOTS = (
    # For 5 motors (10 bearings): 24C-007 holds too little, 24B-118 is next to expire.
    PlantLot("BRG-6204", "24A-090", 420, "2400", "ISLE 3/SHELF 1"),
    PlantLot("BRG-6204", "24B-118", 220, "640", "ISLE 3/SHELF 1"),
    PlantLot("BRG-6204", "24B-121", 150, "200", "ISLE 3/SHELF 1", status="H"),
    PlantLot("BRG-6204", "24C-007", 60, "6", "ISLE 3/SHELF 1"),
    PlantLot("BRG-6204", "24D-001", 500, "300", "DOCK 1", stores="RE"),
    PlantLot("MAG-N42", "M-0902", -35, "120", "ISLE 5/SHELF 2"),
    PlantLot("MAG-N42", "M-0931", 600, "4800", "ISLE 5/SHELF 2"),
    PlantLot("MAG-N42", "M-0940", None, "800", "ISLE 5/SHELF 3"),
    PlantLot("WIND-24V", "W-1980", -22, "30", "ISLE 7/SHELF 4"),
    PlantLot("WIND-24V", "W-2101", -200, "0", "ISLE 7/SHELF 4", status="C"),
    PlantLot("WIND-24V", "W-2190", 90, "50", "ISLE 7/SHELF 4", status="H"),
    PlantLot("WIND-24V", "W-2207", 28, "9", "ISLE 7/SHELF 4"),
    PlantLot("WIND-24V", "W-2215", 190, "1400", "ISLE 7/SHELF 4"),
    # For 5 motors (0.075 KG): G-77 holds too little.
    PlantLot("GREASE-L2", "G-75", -3, "1.2", "CABINET 1/SHELF 2"),
    PlantLot("GREASE-L2", "G-77", 45, "0.05", "CABINET 1/SHELF 2"),
    PlantLot("GREASE-L2", "G-78", 300, "40", "CABINET 1/SHELF 2"),
)

PLACES = (
    PlantPlace("SHAFT-14", "ISLE 3/SHELF 2", "1450"),
    PlantPlace("PCB-DRV", "ISLE 9/SHELF 1", "12"),
    PlantPlace("PCB-DRV", "ISLE 9/SHELF 3", "1300"),
    PlantPlace("PCB-DRV", "ISLE 10/SHELF 2", "40"),
    PlantPlace("SEAL-22", "ISLE 12/SHELF 1", "2600"),
    PlantPlace("SCR-M4X12", "ISLE 12/SHELF 3", "12150"),
    PlantPlace("WIRE-18", "ISLE 7/SHELF 1", "2400"),
    PlantPlace("HSG-90", "ISLE 2/SHELF 1", "30"),
    PlantPlace("HSG-90", "ISLE 2/SHELF 2", "1250"),
)

SERIALS = (
    # In stock where PUMP002 takes its motors: GC00003990 to GC00003999.
    *(
        PlantSerial("MOTOR003", f"GC{number:08d}", "ISLE 3/SHELF 2", "MA")
        for number in range(3990, 4000)
    ),
    # In stock elsewhere, in two locations.
    PlantSerial("MOTOR003", "GC00003981", "ISLE 5/SHELF 2", "MS"),
    PlantSerial("MOTOR003", "GC00003982", "ISLE 5/SHELF 2", "MS"),
    PlantSerial("MOTOR003", "GC00003983", "ISLE 5/SHELF 2", "MS"),
    PlantSerial("MOTOR003", "GC00003985", "ISLE 3/SHELF 4", "MS"),
    PlantSerial("MOTOR003", "GC00003986", "ISLE 3/SHELF 4", "MS"),
    # No longer in stock.
    PlantSerial("MOTOR003", "011698", status="I"),
    PlantSerial("MOTOR003", "GC00003960", status="I"),
    PlantSerial("MOTOR003", "GC00003970", status="S"),
    PlantSerial("MOTOR003", "GC00003971", status="X"),
)

MOTOR = Product(PARTS, ROWS, LOTS, PLACES, SERIALS, spread={("MOTOR003", "MA")})
