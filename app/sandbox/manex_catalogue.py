"""Suppliers and parts in ManEx's books of the standard plant: a maker of electronic assemblies.

416-242424   the vendor's own, with its keys, and without a description as there (contracts.md C4)
416-110989   the vendor's own, revision b (C7, C18); revision a is another part
RES-0603-*   on reels of 5,000, bought by the reel; -10K has a minimum and a multiple
CAP-0805-*   minimum and multiple; -10U has a manufacturer that was taken off its list
IC-*         two manufacturers each; IC-MCU-32 is to be inspected first
WIRE-*, TAPE-KAP, RESIN-2K, SOLDER-SAC   not counted in EACH
BRKT-100     two revisions, one of them blank
CONN-4P      its manufacturer's number stands for another part too
"""

from app.sandbox.manex_plant import ManexMaker, ManexPart, ManexSupplier

ROMP = ManexSupplier("_1D50WFSWT", "Romp")
VOLTEX = ManexSupplier("_2F70VLTX1", "Voltex Components Ltd")
NORDLAGER = ManexSupplier("_2F70NRDL2", "Nordlager GmbH")
DELTRON = ManexSupplier("_2F71DLTR3", "Deltron Distribution")
LEITERWERK = ManexSupplier("_2F71LTWK4", "Leiterwerk Bürkle & Söhne")
CHEMPRO = ManexSupplier("_2F72CHPR5", "ChemPro AG")
FASTFIX = ManexSupplier("_2F72FSTF6", "FastFix Fasteners")
CALTEC = ManexSupplier("_2F73CLTC7", "CalTec Services, Inc.")

SUPPLIERS = (ROMP, VOLTEX, NORDLAGER, DELTRON, LEITERWERK, CHEMPRO, FASTFIX, CALTEC)

SAMPLE = ManexPart(
    "416-242424", "", "", "", "",
    [ManexMaker("GENR", "416-242424", "_45Z0YOITA")],
    key="_45Z0YNRSR",
)  # fmt: skip
GENERIC_B = ManexPart(
    "416-110989", "b", "Bracket, sheet metal", "HDW", "BRACKET",
    [ManexMaker("GENR", "416-110989", on_hand="40")], lead_time="3 WK", cost="0.85",
)  # fmt: skip
GENERIC_A = ManexPart(
    "416-110989", "a", "Bracket, sheet metal, old form", "HDW", "BRACKET",
    [ManexMaker("GENR", "416-110989-A")],
)  # fmt: skip


def _resistor(value: str, minimum: str = "0", multiple: str = "0") -> ManexPart:
    return ManexPart(
        f"RES-0603-{value}", "", f"Resistor {value}, 0603, 1 %", "RES", "SMT",
        [ManexMaker("YAGE", f"RC0603FR-07{value}L", on_hand="12500"),
         ManexMaker("VISH", f"CRCW0603{value}FKEA")],
        bought_in="REEL", factor="5000", package="REEL", minimum=minimum, multiple=multiple,
        lead_time="8 WK", cost="0.004",
    )  # fmt: skip


RES_10K = _resistor("10K", "2", "2")
RES_4K7 = _resistor("4K7")
RES_100R = _resistor("100R")
CAP_100N = ManexPart(
    "CAP-0805-100N", "", "Capacitor 100 nF, 50 V, X7R, 0805", "CAP", "SMT",
    [ManexMaker("MURA", "GRM21BR71H104KA01L", on_hand="8000"),
     ManexMaker("KEMT", "C0805C104K5RACTU")],
    package="REEL", minimum="4000", multiple="4000", lead_time="12 WK", cost="0.011",
)  # fmt: skip
CAP_10U = ManexPart(
    "CAP-0805-10U", "", "Capacitor 10 µF, 25 V, X5R, 0805", "CAP", "SMT",
    [ManexMaker("MURA", "GRM21BR61E106KA73L", on_hand="6000"),
     ManexMaker("NONAME", "C10U-25", disapproved=True)],
    package="REEL", minimum="1000", multiple="500", lead_time="12 WK", cost="0.07",
)  # fmt: skip
CAP_ELKO = ManexPart(
    "CAP-EL-470U", "", "Capacitor, electrolytic, 470 µF, 35 V", "CAP", "THT",
    [ManexMaker("PANA", "EEU-FR1V471", on_hand="350")],
    package="AMMO BELT", multiple="50", lead_time="6 WK", cost="0.31",
)  # fmt: skip
MCU = ManexPart(
    "IC-MCU-32", "A", "Microcontroller 32 bit, 100 MHz, LQFP64", "IC", "SMT",
    [ManexMaker("ST", "STM32F401RET6", on_hand="180"), ManexMaker("GIGA", "GD32F401RET6")],
    package="TRAY", minimum="160", multiple="160", lead_time="26 WK", cost="4.10",
    first_article=True,
)  # fmt: skip
OPAMP = ManexPart(
    "IC-OPA-2", "", "Operational amplifier, dual, SO8", "IC", "SMT",
    [ManexMaker("TI", "TLV9062IDR", on_hand="900"), ManexMaker("ST", "TSV912IDT")],
    package="REEL", minimum="100", multiple="100", lead_time="10 WK", cost="0.62",
)  # fmt: skip
REGULATOR = ManexPart(
    "IC-REG-3V3", "", "Voltage regulator 3.3 V, SOT223", "IC", "SMT",
    [ManexMaker("TI", "TLV1117LV33DCYR", on_hand="450"), ManexMaker("ONSE", "NCP1117ST33T3G")],
    package="TUBE", lead_time="9 WK", cost="0.29",
)  # fmt: skip
LED_GREEN = ManexPart(
    "LED-GRN-0805", "", "LED green, 0805", "DIODE", "SMT",
    [ManexMaker("LUMN", "LG-0805-2", on_hand="3000")], package="REEL", multiple="500",
    lead_time="4 WK", cost="0.05",
)  # fmt: skip
BOARD = ManexPart(
    "PCB-CTRL-100", "C", "Printed circuit board CTRL-100, 4 layers", "PCB", "PCB",
    [ManexMaker("LTWK", "CTRL100-C"), ManexMaker("EURC", "CTRL100/C")],
    package="CARTON", minimum="25", multiple="25", lead_time="20 DY", cost="11.80",
    first_article=True,
)  # fmt: skip
CONN_4P = ManexPart(
    "CONN-4P", "", "Connector, 4 poles, 2.54 mm", "CONN", "THT",
    [ManexMaker("MOLX", "22-23-2041", on_hand="500"), ManexMaker("WURT", "61900411121")],
    package="BULK", lead_time="3 WK", cost="0.24",
)  # fmt: skip
CONN_4P_KEYED = ManexPart(
    "CONN-4P-K", "", "Connector, 4 poles, keyed", "CONN", "THT",
    [ManexMaker("MOLX", "22-23-2041")], package="BULK", lead_time="3 WK", cost="0.28",
)  # fmt: skip
USB = ManexPart(
    "CONN-USB-C", "", "USB-C receptacle, 16 poles", "CONN", "SMT",
    [ManexMaker("GCT", "USB4105-GF-A"), ManexMaker("JAE", "DX07S016JA1R1500")],
    package="REEL", lead_time="7 WK", cost="0.71",
)  # fmt: skip
RELAY = ManexPart(
    "RELAY-24V", "", "Relay 24 V, 1 changeover contact", "RELAY", "THT",
    [ManexMaker("OMRN", "G5LE-14 DC24", on_hand="120"), ManexMaker("TE", "1-1721081-8")],
    package="TUBE", multiple="25", lead_time="5 WK", cost="1.12",
)  # fmt: skip
BRKT_100 = ManexPart(
    "BRKT-100", "", "Bracket 100", "HDW", "BRACKET", [ManexMaker("GENR", "BRKT-100")], cost="1.35"
)
BRKT_100_2 = ManexPart(
    "BRKT-100", "2", "Bracket 100, stiffened", "HDW", "BRACKET",
    [ManexMaker("GENR", "BRKT-100-2")], cost="1.60",
)  # fmt: skip
SCREWS = ManexPart(
    "SCR-M3X8", "", "Screw M3x8, Torx, zinc-plated", "HDW", "SCREW",
    [ManexMaker("FAST", "ISO14583-M3X8", on_hand="4200"), ManexMaker("WURTH", "0061 3 8")],
    package="CARTON", minimum="500", multiple="500", lead_time="5 DY", cost="0.015",
)  # fmt: skip
NUTS = ManexPart(
    "NUT-M3", "", "Nut M3, zinc-plated", "HDW", "NUT",
    [ManexMaker("FAST", "934-M3", on_hand="5100")], bought_in="DOZ", factor="12",
    package="CARTON", lead_time="5 DY", cost="0.01",
)  # fmt: skip
WIRE_RED = ManexPart(
    "WIRE-075-RD", "", "Stranded wire 0.75 mm², red", "WIRE", "WIRE",
    [ManexMaker("LAPP", "4510043", on_hand="620")], unit="M", package="REEL", multiple="100",
    lead_time="2 WK", cost="0.19",
)  # fmt: skip
WIRE_BLUE = ManexPart(
    "WIRE-075-BU", "", "Stranded wire 0.75 mm², blue", "WIRE", "WIRE",
    [ManexMaker("LAPP", "4510023", on_hand="75.5")], unit="M", package="REEL", multiple="100",
    lead_time="2 WK", cost="0.19",
)  # fmt: skip
KAPTON = ManexPart(
    "TAPE-KAP", "", "Polyimide tape 19 mm", "TAPE", "TAPE", [ManexMaker("3M", "5413-19")],
    unit="FT", bought_in="YARD", factor="3", package="REEL", lead_time="1 WK", cost="0.33",
)  # fmt: skip
RESIN = ManexPart(
    "RESIN-2K", "", "Potting compound, two components", "CHEM", "RESIN",
    [ManexMaker("WEVO", "PU-403FL")], unit="KGRM", package="BULK", minimum="5", lead_time="15 DY",
    cost="18.40",
)  # fmt: skip
SOLDER = ManexPart(
    "SOLDER-SAC", "", "Solder paste SAC305, type 4", "CHEM", "SOLDER",
    [ManexMaker("HERA", "F640SA30C5-89M30"), ManexMaker("KOKI", "S3X58-M406")], unit="GRAM",
    bought_in="KGRM", factor="1000", package="EACH", lead_time="10 DY", cost="0.078",
)  # fmt: skip
LABEL = ManexPart(
    "LABEL-25X10", "", 'Label 25 x 10 mm, <b>polyester</b> & "matt"', "LABEL", "LABEL",
    [ManexMaker("BRDY", "THT-5-423-10")], package="REEL", lead_time="1 MO", cost="0.02",
)  # fmt: skip

PARTS = (
    SAMPLE, GENERIC_B, GENERIC_A, RES_10K, RES_4K7, RES_100R, CAP_100N, CAP_10U, CAP_ELKO, MCU,
    OPAMP, REGULATOR, LED_GREEN, BOARD, CONN_4P, CONN_4P_KEYED, USB, RELAY, BRKT_100, BRKT_100_2,
    SCREWS, NUTS, WIRE_RED, WIRE_BLUE, KAPTON, RESIN, SOLDER, LABEL,
)  # fmt: skip
