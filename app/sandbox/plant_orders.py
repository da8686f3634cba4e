"""The purchase orders of the standard plant; promise dates count from the day of the opening.

100443   the vendor's own figures (contracts.md A17): line 1, 100 for 7.95 each
123456   MOTOR003 bought, with serial numbers (contracts.md B8); 123457 is of type CR
100431   one part on several lines: 3 is partly received, 5 promised first, 1 and 2 alike
100432   the same vendor's other open order, with one of the parts of 100431
100433   reels of 5,000, boxes and rolls; line 1 partly received; 5 % too much on line 2
100434   inspected parts, lots with a shelf life
100435   serial numbers: with lots on line 2, 10,000 of them on line 3
100436   everything received, the order still open
100437   line 1 closed short, line 2 cancelled, line 3 open
100438   closed; 100439 cancelled
100440   overdue; 100441 promised in a year
100442   one manufacturer's part is two of our parts; 100444 has texts that a careless
         program would read as mark-up
100500   2,000 lines, described in `plant_call_off.py`
others   what comes in on an ordinary day
"""

from app.sandbox.plant_order import PlantLine, PlantOrder, PlantReceipt

CLOSED = "C"
CANCELLED = "X"

NORDLAGER = ("NORDLAGER", "Nordlager GmbH")
VOLTEX = ("VOLTEX", "Voltex Components Ltd")
CHEMPRO = ("CHEMPRO", "ChemPro AG")
XYZCORP = ("XYZCORP", "XYZ Corporation")
FASTFIX = ("FASTFIX", "FastFix Fasteners")
BUERKLE = ("BUERKLE", "Bürkle Metallbau")


def _bearing(quantity: str, promised: int, *receipts: PlantReceipt) -> PlantLine:
    return PlantLine(
        "BRG-6204", quantity, promised, "3.45", "NL-6204-2RS", "KUGLA", "6204-2RSR/C3", "5",
        receipts=receipts,
    )  # fmt: skip


def _board(quantity: str, promised: int) -> PlantLine:
    return PlantLine("PCB-DRV", quantity, promised, "34", "VX-40117", "OHMIC", "DRV-24-R3")


DAILY = (
    PlantOrder("100430", NORDLAGER, 30, (
        PlantLine("SEAL-22", "400", 5, "2.10", "NL-WD22", "DICHTA", "WD 22x35x7", "2"),
        PlantLine("DICHT-45", "200", 5, "0.95", "NL-D45", "DICHTA", "Größe 45"),
        PlantLine("BRG-6001", "300", 9, "2.20", "NL-6001-2Z", "KUGLA", "6001-2Z", "5"),
    )),
    PlantOrder("100443", VOLTEX, 14, (
        PlantLine("RELAY-24V", "100", 2, "7.95", "VX-20024", "OHMIC", "RL2-24DC", "5"),
        PlantLine("FUSE-10A", "500", 2, "0.22", "VX-31010", "SICURA", "T10A-5x20"),
        PlantLine("TERMINAL-2", "1000", 16, "0.31", "VX-77002", "OHMIC", "TB-2.5", "10"),
    )),
    PlantOrder("100445", BUERKLE, 40, (
        PlantLine("VOLUTE-80", "24", 3, "88.50", "", "", "", "0"),
        PlantLine("IMPELLER-110", "30", 3, "46", "B-IMP110", over="0"),
        PlantLine("FRAME-200", "6", 20, "210", "B-FR200"),
        PlantLine("HSG-90", "120", 7, "9.70", "B-HSG90", over="5"),
    )),
    PlantOrder("100446", FASTFIX, 7, (
        PlantLine("BOLT-M8X30", "2000", 1, "0.14", "FF-M8X30", "FASTFIX", "933-M8X30-8.8", "10"),
        PlantLine("BOLT-M6X20", "2000", 1, "0.09", "FF-M6X20", "FASTFIX", "933-M6X20-8.8", "10"),
        PlantLine("NUT-M12", "1000", 1, "0.12", "FF-N12", "FASTFIX", "934-M12-8", "10"),
        PlantLine("WASHER-12", "2000", 1, "0.05", "FF-W12", "FASTFIX", "125-M12", "10"),
        PlantLine("SCR-M4X12", "5000", 1, "0.03", "FF-M4X12", "FASTFIX", "912-M4X12", "10"),
    )),
    PlantOrder("100447", CHEMPRO, 12, (
        PlantLine("GREASE-L2", "20", 4, "18.50", "CP-LG2-1", "SMERA", "LG-2", "5"),
        PlantLine("PAINT-5015", "25", 4, "14.20", "CP-5015", "KOLORA", "RAL5015-1K"),
        PlantLine("OIL-220", "60", 4, "7.80", "CP-G220", "SMERA", "GEAR-220", "5"),
        PlantLine("THINNER", "40", 4, "5.10", "CP-THU"),
    )),
    PlantOrder("100448", CHEMPRO, 9, (
        PlantLine("RESIN-A", "50", 6, "19", "CP-2K-A", "KOLORA", "2K-A"),
        PlantLine("HARDENER-B", "12.5", 6, "28", "CP-2K-B", "KOLORA", "2K-B", "4"),
    )),
    PlantOrder("100449", VOLTEX, 5, (
        PlantLine("CABLE-3G15", "500", 10, "1.30", "VX-C3G15", "KABELO", "YMM-3G1.5", "5"),
        PlantLine("WIRE-18", "1000", 10, "0.42", "VX-W18", "KABELO", "H05V-K-1.0", "5"),
        PlantLine("HSHRINK-6", "200", 10, "0.55", "VX-HS6", "KABELO", "HS-6/2"),
        _board("60", 12),
    )),
    PlantOrder("100450", VOLTEX, 3, (_board("40", 30), _board("40", 60), _board("40", 90))),
    PlantOrder("100451", NORDLAGER, 2, (
        PlantLine("MAG-N42", "2000", 14, "1.95", "NL-M42", "MAGNA", "N42-20x5", "2"),
        PlantLine("ORING-45", "1000", 14, "0.38", "NL-OR45", "DICHTA", "OR 45x3 NBR70", "2"),
        PlantLine("MOUNT007", "40", 14, "17.30", "NL-MM007"),
    )),
    PlantOrder("100452", BUERKLE, 1, (
        PlantLine("SHAFT-14", "300", 25, "12.80", "B-SH14", over="3"),
        PlantLine("GEARWHEEL-48", "20", 25, "31", "B-GW48"),
        PlantLine("PINION-12", "50", 25, "14.60", "B-PN12"),
    )),
)  # fmt: skip

SPECIAL = (
    PlantOrder("123456", XYZCORP, 45, (
        PlantLine("MOTOR003", "10", 2, "148.20", "XYZ-PM24", "XYZCORP", "PM-24V", stores="MA"),
    )),
    PlantOrder("123457", XYZCORP, 4, (
        PlantLine("MOTOR003", "2", 8, "0", "XYZ-PM24", "XYZCORP", "PM-24V", stores="MA"),
    ), kind="CR"),
    PlantOrder("100431", NORDLAGER, 35, (
        _bearing("500", 20),
        _bearing("500", 20),
        _bearing("400", 12, PlantReceipt("300", "LS-88120", 11, "24D-001")),
        PlantLine("SEAL-22", "300", 12, "2.10", "NL-WD22", "DICHTA", "WD 22x35x7"),
        _bearing("250", 4),
    )),
    PlantOrder("100432", NORDLAGER, 20, (
        _bearing("1000", 40),
        PlantLine("ORING-45", "500", 6, "0.38", "NL-OR45", "DICHTA", "OR 45x3 NBR70", "2"),
        PlantLine("GASKET-80", "150", 6, "1.15", "NL-G80"),
    )),
    PlantOrder("100433", VOLTEX, 16, (
        PlantLine(
            "RES-10K", "4", 1, "21.50", "VX-R10K-RL", "OHMIC", "RC0603-10K-1", "0",
            receipts=(PlantReceipt("1", "VX-550071", 6, "R-2611"),),
        ),
        PlantLine("LED-GRN", "20", 1, "148", "VX-LG0805-RL", "LUMENA", "LG-0805-2", "5"),
        PlantLine("SCR-M5X16", "15", 1, "9.80", "VX-M5X16-200", "FASTFIX", "7380-M5X16", "10"),
        PlantLine("TAPE-19", "8", 1, "7.10", "VX-T19", "KABELO", "FT-19/66", "25"),
        PlantLine("RES-10K", "6", 31, "21.50", "VX-R10K-RL", "OHMIC", "RC0603-10K-1"),
    )),
    PlantOrder("100434", CHEMPRO, 18, (
        PlantLine("ADH-310", "8", 3, "77.50", "CP-310-25", "KLEBA", "310/2.5", location="BENCH 1"),
        PlantLine("SEAL-30", "60", 3, "4.90", "CP-WD30", "DICHTA", "WD 30x47x7 FKM", "5"),
        PlantLine("COAT-2K", "10", 3, "22", "CP-2K", "KOLORA", "2K-READY", "5"),
    )),
    PlantOrder("100435", VOLTEX, 10, (
        PlantLine("DISP-7", "24", 5, "58", "VX-D7", "LUMENA", "TFT-7-800", "0"),
        PlantLine("BATT-12", "30", 5, "44", "VX-B12", "AKKUMA", "LI-12-5", "10"),
        PlantLine("SENS-T1", "10000", 5, "27", "VX-ST1", "OHMIC", "PT1000-T1", location="BENCH 2"),
    )),
    PlantOrder("100436", FASTFIX, 50, (
        PlantLine(
            "SCR-M6X25", "3000", -8, "0.08", "FF-M6X25", "FASTFIX", "933-M6X25", "5",
            receipts=(PlantReceipt("2000", "FF-20118", 15), PlantReceipt("1000", "FF-20131", 9)),
        ),
    )),
    PlantOrder("100437", BUERKLE, 60, (
        PlantLine(
            "HSG-GEAR", "20", -20, "42", "B-HG", status=CLOSED,
            receipts=(PlantReceipt("17", "BM-4471", 21),),
        ),
        PlantLine("FAN-90", "10", -20, "15", "B-FAN90", status=CANCELLED),
        PlantLine("ENCL-100", "50", 2, "11.90", "B-ENC"),
    )),
    PlantOrder("100438", NORDLAGER, 90, (
        _bearing("200", -30, PlantReceipt("200", "LS-87003", 33, "24A-090")),
    ), CLOSED),
    PlantOrder("100439", FASTFIX, 25, (PlantLine("ANCHOR-16", "200", 5, "2.70"),), CANCELLED),
    PlantOrder("100440", NORDLAGER, 70, (
        PlantLine("WIND-24V", "100", -12, "21.40", "NL-W24", "WICKLA", "W24-90", "5"),
        PlantLine("SEAL-22", "100", -12, "2.10", "NL-WD22", "DICHTA", "WD 22x35x7"),
    )),
    PlantOrder("100441", BUERKLE, 3, (PlantLine("VOLUTE-80", "100", 365, "85", "B-V80"),)),
    PlantOrder("100442", CHEMPRO, 8, (
        PlantLine("LOCK-243", "500", 7, "0.36", "CP-TL243", "KLEBA", "243"),
        PlantLine("GASKET-80P", "100", 7, "0.60", "CP-DP80", "DICHTA", "DP-80"),
        PlantLine("GASKET-80", "100", 7, "1.15", "CP-DP80", "DICHTA", "DP-80"),
    )),
    PlantOrder("100444", FASTFIX, 6, (
        PlantLine("LABEL-X1", "10000", 3, "0.04", "<i>X1</i>", "", "100%s", "5"),
        PlantLine("TAG-HOSE", "1000", 3, "0.06", "IN 'A','B'", "", "TAG_%"),
    )),
)  # fmt: skip
