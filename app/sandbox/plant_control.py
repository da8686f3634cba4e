"""CTRL-100, a controller with lots and serial numbers, and SKID-200, which takes it.

CTRL-100 (EACH, lot- and serial-controlled, made into MS, multi-location there). One takes
RELAY-24V 2, FUSE-10A 3, TERMINAL-2 12, PCB-DRV 1, GLAND-20 4, ENCL-100 1 and HSHRINK-6 0.3 M.

    lot    serial numbers in stock        where            expires in days, status
    C-500  C100-0001, C100-0002           ISLE 9/SHELF 4   -40
    C-501  C100-0011 to C100-0016         ISLE 9/SHELF 4   900
    C-502  C100-0021, C100-0022           ISLE 9/SHELF 5   900, on hold

SKID-200 (EACH, made into FG, multi-location there). One takes

    PUMP002 1 (serial numbers, from FG), CTRL-100 1 (lots and serial numbers), FRAME-200 1,
    HOSE-19 3.2 M, DICHT-45 1, LABEL-X1 1, and the phantom FIXKIT-200: ANCHOR-16 4 and twice the
    phantom BOLTSET-M12: BOLT-M12X40 4, NUT-M12 4, WASHER-12 8
"""

# ruff: noqa: RUF001 - screw sizes are written with the sign of multiplication

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow, PlantSerial, Product

CONTROL_PARTS = (
    PlantPart(
        "CTRL-100", "Pump controller 100", cost="96.00", made=True, lot_controlled=True,
        serial_controlled=True,
    ),
    PlantPart("RELAY-24V", "Relay 24 V, 2 changeover", cost="4.10"),
    PlantPart("FUSE-10A", "Fuse 10 A, slow", cost="0.22"),
    PlantPart("TERMINAL-2", "Terminal block 2.5 mm²", cost="0.31"),
    PlantPart("GLAND-20", "Cable gland M20", cost="0.74"),
    PlantPart("ENCL-100", "Enclosure 100 × 150", cost="11.90"),
    PlantPart("HSHRINK-6", "Heat-shrink tube 6 mm", unit="M", cost="0.55"),
)  # fmt: skip

CONTROL = Product(
    CONTROL_PARTS,
    rows=(
        PlantRow("CTRL-100", "0010", "RELAY-24V", "2"),
        PlantRow("CTRL-100", "0020", "FUSE-10A", "3"),
        PlantRow("CTRL-100", "0030", "TERMINAL-2", "12"),
        PlantRow("CTRL-100", "0040", "PCB-DRV", "1"),
        PlantRow("CTRL-100", "0050", "GLAND-20", "4"),
        PlantRow("CTRL-100", "0060", "ENCL-100", "1"),
        PlantRow("CTRL-100", "0070", "HSHRINK-6", "0.3", scrap="0.1"),
    ),
    lots=(
        PlantLot("CTRL-100", "C-500", -40, "0", "ISLE 9/SHELF 4"),
        PlantLot("CTRL-100", "C-501", 900, "0", "ISLE 9/SHELF 4"),
        PlantLot("CTRL-100", "C-502", 900, "0", "ISLE 9/SHELF 5", status="H"),
    ),
    places=(
        PlantPlace("RELAY-24V", "ISLE 9/SHELF 6", "480"),
        PlantPlace("FUSE-10A", "ISLE 9/SHELF 6", "960"),
        PlantPlace("TERMINAL-2", "ISLE 9/SHELF 7", "3200"),
        PlantPlace("GLAND-20", "ISLE 9/SHELF 7", "1100"),
        PlantPlace("ENCL-100", "ISLE 10/SHELF 1", "140"),
        PlantPlace("HSHRINK-6", "ISLE 7/SHELF 3", "250"),
    ),
    serials=(
        *(
            PlantSerial("CTRL-100", f"C100-{number:04d}", "ISLE 9/SHELF 4", "MS", "C-500")
            for number in range(1, 3)
        ),
        *(
            PlantSerial("CTRL-100", f"C100-{number:04d}", "ISLE 9/SHELF 4", "MS", "C-501")
            for number in range(11, 17)
        ),
        *(
            PlantSerial("CTRL-100", f"C100-{number:04d}", "ISLE 9/SHELF 5", "MS", "C-502")
            for number in range(21, 23)
        ),
    ),
)

SKID_PARTS = (
    PlantPart("SKID-200", "Pump skid 200", stores="FG", cost="1480.00", made=True),
    PlantPart("FRAME-200", "Base frame 200, welded", cost="210.00"),
    PlantPart("HOSE-19", "Suction hose 19 mm", unit="M", cost="3.60"),
    PlantPart("DICHT-45", "Dichtung für Größe 45 – Ø 8 mm", cost="0.95"),
    # What a careless program would read as mark-up or as a format.
    PlantPart("LABEL-X1", "<b>100%s</b>", cost="0.04"),
    PlantPart("FIXKIT-200", "Fixing kit 200 (phantom)", made=True),
    PlantPart("BOLTSET-M12", "Bolt set M12 (phantom)", made=True),
    PlantPart("BOLT-M12X40", "Bolt M12 × 40", cost="0.41"),
    PlantPart("NUT-M12", "Nut M12", cost="0.12"),
    PlantPart("WASHER-12", "Washer 12", cost="0.05"),
    PlantPart("ANCHOR-16", "Floor anchor 16", cost="2.70"),
)

SKID = Product(
    SKID_PARTS,
    rows=(
        PlantRow("SKID-200", "0010", "PUMP002", "1", kit_stores="FG"),
        PlantRow("SKID-200", "0020", "CTRL-100", "1"),
        PlantRow("SKID-200", "0030", "FRAME-200", "1"),
        PlantRow("SKID-200", "0040", "HOSE-19", "3.2"),
        PlantRow("SKID-200", "0050", "FIXKIT-200", "1", phantom=True),
        PlantRow("SKID-200", "0060", "DICHT-45", "1"),
        PlantRow("SKID-200", "0070", "LABEL-X1", "1"),
        PlantRow("FIXKIT-200", "0010", "BOLTSET-M12", "2", phantom=True),
        PlantRow("FIXKIT-200", "0020", "ANCHOR-16", "4"),
        PlantRow("BOLTSET-M12", "0010", "BOLT-M12X40", "4"),
        PlantRow("BOLTSET-M12", "0020", "NUT-M12", "4"),
        PlantRow("BOLTSET-M12", "0030", "WASHER-12", "8"),
    ),
    places=(
        PlantPlace("SKID-200", "BAY 2", "0", "FG"),
        PlantPlace("FRAME-200", "BAY 4", "16"),
        PlantPlace("HOSE-19", "ISLE 7/SHELF 5", "320"),
        PlantPlace("DICHT-45", "ISLE 6/SHELF 3", "410"),
        PlantPlace("LABEL-X1", "ISLE 1/SHELF 2", "5000"),
        PlantPlace("BOLT-M12X40", "ISLE 12/SHELF 5", "1600"),
        PlantPlace("NUT-M12", "ISLE 12/SHELF 5", "1750"),
        PlantPlace("WASHER-12", "ISLE 12/SHELF 5", "3900"),
        PlantPlace("ANCHOR-16", "ISLE 12/SHELF 6", "260"),
    ),
    spread={("SKID-200", "FG")},
)
