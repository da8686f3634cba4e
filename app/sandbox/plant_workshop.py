"""The workshop's other assemblies: one that is short, one by weight, one by length, two odd ones.

GEAR-21 (EACH, made into MA): always short of PINION-12. One takes GEARWHEEL-48 1, PINION-12 3
(2 on hand), BRG-6001 4, OIL-220 0.35 L (lots), HSG-GEAR 1, SCR-M6X25 10, LABEL-X1 1, LOCK-243
1.5 ML (lots).

COAT-2K (KG, lot-controlled, shelf life 180 days, made into MS). One KG takes RESIN-A 0.8 KG,
HARDENER-B 0.2 KG (both lots) and THINNER 0.05 L with scrap 0.04.

HOSE-CUT (M, made into MS). One M takes HOSE-19 1.02 M and TAG-HOSE 0.2, whole pieces only.

FAN-90 has no bill of material. FIXTURE-9's contains itself, through the phantom FIXTURE-9A.
"""

# ruff: noqa: RUF001 - screw sizes are written with the sign of multiplication

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow, Product

GEAR = Product(
    parts=(
        PlantPart("GEAR-21", "Gear unit 21:1", stores="MA", cost="184.00", made=True),
        PlantPart("GEARWHEEL-48", "Gear wheel 48 teeth", cost="31.00"),
        PlantPart("PINION-12", "Pinion 12 teeth", cost="14.60"),
        PlantPart("BRG-6001", "Bearing 6001-2Z", cost="2.20"),
        PlantPart("OIL-220", "Gear oil 220", unit="L", cost="7.80", lot_controlled=True),
        PlantPart("HSG-GEAR", "Gear housing", cost="42.00"),
        PlantPart("SCR-M6X25", "Screw M6 × 25", cost="0.08"),
        PlantPart("LOCK-243", "Thread locker, medium", unit="ML", cost="0.36", lot_controlled=True),
    ),
    rows=(
        PlantRow("GEAR-21", "0010", "GEARWHEEL-48", "1"),
        PlantRow("GEAR-21", "0020", "PINION-12", "3"),
        PlantRow("GEAR-21", "0030", "BRG-6001", "4"),
        PlantRow("GEAR-21", "0040", "OIL-220", "0.35"),
        PlantRow("GEAR-21", "0050", "HSG-GEAR", "1"),
        PlantRow("GEAR-21", "0060", "SCR-M6X25", "10"),
        PlantRow("GEAR-21", "0070", "LABEL-X1", "1"),
        PlantRow("GEAR-21", "0080", "LOCK-243", "1.5"),
    ),
    lots=(
        PlantLot("OIL-220", "OIL-11", 400, "60", "CABINET 2/SHELF 3"),
        PlantLot("OIL-220", "OIL-12", 90, "25", "CABINET 2/SHELF 3"),
        PlantLot("LOCK-243", "TL-7", 120, "500", "CABINET 1/SHELF 3"),
    ),
    places=(
        PlantPlace("GEAR-21", "ISLE 3/SHELF 6", "4", "MA"),
        PlantPlace("GEARWHEEL-48", "ISLE 6/SHELF 1", "40"),
        PlantPlace("PINION-12", "ISLE 6/SHELF 1", "2"),
        PlantPlace("BRG-6001", "ISLE 3/SHELF 3", "600"),
        PlantPlace("HSG-GEAR", "BAY 3", "22"),
        PlantPlace("SCR-M6X25", "ISLE 12/SHELF 3", "3300"),
    ),
    spread={("GEAR-21", "MA")},
)

COATING = Product(
    parts=(
        PlantPart(
            "COAT-2K", "Two-part coating, mixed", unit="KG", cost="22.00", made=True,
            lot_controlled=True, shelf_life=180,
        ),
        PlantPart("RESIN-A", "Resin A", unit="KG", cost="19.00", lot_controlled=True),
        PlantPart("HARDENER-B", "Hardener B", unit="KG", cost="28.00", lot_controlled=True),
        PlantPart("THINNER", "Thinner, universal", unit="L", cost="5.10"),
    ),
    rows=(
        PlantRow("COAT-2K", "0010", "RESIN-A", "0.8"),
        PlantRow("COAT-2K", "0020", "HARDENER-B", "0.2"),
        PlantRow("COAT-2K", "0030", "THINNER", "0.05", scrap="0.04"),
    ),
    lots=(
        PlantLot("COAT-2K", "CK-01", 90, "6.5", "CABINET 3/SHELF 1"),
        PlantLot("RESIN-A", "RA-881", 260, "120.5", "CABINET 3/SHELF 2"),
        PlantLot("RESIN-A", "RA-902", 80, "14", "CABINET 3/SHELF 2"),
        PlantLot("HARDENER-B", "HB-140", 35, "0.4", "CABINET 3/SHELF 3"),
        PlantLot("HARDENER-B", "HB-152", 210, "36.25", "CABINET 3/SHELF 3"),
    ),
    places=(PlantPlace("THINNER", "CABINET 3/SHELF 4", "75"),),
    spread={("COAT-2K", "MS")},
)  # fmt: skip

HOSE = Product(
    parts=(
        PlantPart("HOSE-CUT", "Suction hose, cut and washed", unit="M", cost="4.40", made=True),
        PlantPart("TAG-HOSE", "Hose tag", cost="0.06"),
    ),
    rows=(
        PlantRow("HOSE-CUT", "0010", "HOSE-19", "1.02"),
        PlantRow("HOSE-CUT", "0020", "TAG-HOSE", "0.2"),
    ),
    places=(
        PlantPlace("HOSE-CUT", "ISLE 7/SHELF 6", "12.5"),
        PlantPlace("TAG-HOSE", "ISLE 1/SHELF 2", "700"),
    ),
    spread={("HOSE-CUT", "MS")},
)

ODD = Product(
    parts=(
        PlantPart("FAN-90", "Cooling fan 90 mm", cost="15.00", made=True),
        PlantPart("FIXTURE-9", "Test fixture 9", cost="75.00", made=True),
        PlantPart("FIXTURE-9A", "Test fixture 9, base (phantom)", made=True),
    ),
    rows=(
        PlantRow("FIXTURE-9", "0010", "FIXTURE-9A", "1", phantom=True),
        PlantRow("FIXTURE-9A", "0010", "SCR-M6X25", "4"),
        PlantRow("FIXTURE-9A", "0020", "FIXTURE-9", "1"),
    ),
    places=(PlantPlace("FAN-90", "ISLE 4/SHELF 6", "8"),),
)
