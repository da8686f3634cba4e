"""The purchase orders in ManEx's books of the standard plant; days count from the opening.

1745   as the vendor prints it (contracts.md C3)
1748   the one that the vendor's own Item Add is for: the next item is 002 (C4)
1749   one item as the vendor prints it (C7)
1750   a schedule that was over-received, as printed (C11); 1751 one that was not (C8)
1752   ten items, the first three partly received, 003 with rejects
1753   received in full, still open; 1754 closed; 1755 cancelled
1756   one part on three items, split over several days
1757   an item is cancelled, another came and is closed to changes below 60
1758   MRO and Services, without part master; some taxed
1759   no items yet
1760   waits for approval again after a change: not APPROVED; T12 was never approved
others what is bought on an ordinary day
"""

from datetime import date, datetime

from app.sandbox.manex_catalogue import (
    BOARD,
    BRKT_100,
    BRKT_100_2,
    CALTEC,
    CAP_10U,
    CAP_100N,
    CAP_ELKO,
    CHEMPRO,
    CONN_4P,
    CONN_4P_KEYED,
    DELTRON,
    FASTFIX,
    GENERIC_B,
    KAPTON,
    LABEL,
    LED_GREEN,
    LEITERWERK,
    MCU,
    NORDLAGER,
    NUTS,
    OPAMP,
    REGULATOR,
    RELAY,
    RES_4K7,
    RES_10K,
    RES_100R,
    RESIN,
    ROMP,
    SCREWS,
    SOLDER,
    USB,
    VOLTEX,
    WIRE_BLUE,
    WIRE_RED,
)
from app.sandbox.manex_plant import (
    CANCELLED,
    CLOSED,
    ManexLine,
    ManexOrder,
    ManexSchedule,
)

MRO, SERVICES = "MRO", "Services"
_PLACED = datetime(2014, 9, 18, 10, 40)  # noqa: DTZ001 - the ERP's own time has no zone

PRINTED = (
    ManexOrder("1745", ROMP, _PLACED, (
        ManexLine(GENERIC_B, "25", "1", schedules=(ManexSchedule("25", date(2014, 10, 2)),)),
    ), terms="NET 30/2% 10", key="_45Z0MUI59"),
    ManexOrder("1748", ROMP, 9, (
        ManexLine(GENERIC_B, "60", "0.88", 12, note="Deburr all edges"),
    )),
    ManexOrder("1749", ROMP, 8, (
        ManexLine(GENERIC_B, "100", "0.88", 20, key="_1ZM0LAXRD"),
    )),
    ManexOrder("1750", ROMP, 60, (
        ManexLine(BRKT_100, "100", "1.35", received="100", schedules=(
            ManexSchedule("1", date(2014, 11, 14), "100"),
        )),
    )),
    ManexOrder("1751", ROMP, 6, (
        ManexLine(GENERIC_B, "5", "0.9", schedules=(
            ManexSchedule("5", date(2014, 11, 7), key="O2YHUQB45I"),
        )),
    )),
)  # fmt: skip

SPECIAL = (
    ManexOrder("1752", VOLTEX, 35, (
        ManexLine(RES_10K, "10", "21.5", -3, received="4", supplier_part="VX-RC0603-10K"),
        ManexLine(CAP_100N, "12000", "0.0108", -3, received="8000", supplier_part="VX-C100N"),
        ManexLine(OPAMP, "500", "0.61", 4, received="300", rejected="20"),
        ManexLine(RES_4K7, "4", "21.5", 4),
        ManexLine(RES_100R, "2", "21.5", 4, maker=1),
        ManexLine(LED_GREEN, "2500", "0.048", 4),
        ManexLine(REGULATOR, "300", "0.28", 11),
        ManexLine(USB, "200", "0.7", 11, note="Only with shell, not through-hole"),
        ManexLine(RELAY, "100", "1.1", 18, maker=1),
        ManexLine(CONN_4P, "400", "0.23", 18),
    ), terms="NET 45"),
    ManexOrder("1753", FASTFIX, 40, (
        ManexLine(SCREWS, "2000", "0.014", -20, received="2000"),
        ManexLine(NUTS, "100", "0.11", -20, received="100"),
    )),
    ManexOrder("1754", NORDLAGER, 90, (
        ManexLine(BRKT_100_2, "50", "1.58", -40, received="50"),
    ), CLOSED),
    ManexOrder("1755", DELTRON, 70, (
        ManexLine(MCU, "160", "4.4", -10, cancelled=True),
    ), CANCELLED),
    ManexOrder("1756", DELTRON, 25, (
        ManexLine(MCU, "320", "4.05", schedules=(
            ManexSchedule("160", 10), ManexSchedule("160", 40),
        )),
        ManexLine(MCU, "160", "4.05", 70),
        ManexLine(MCU, "160", "3.9", 100, maker=1),
    ), terms="NET 15", changes=2),
    ManexOrder("1757", VOLTEX, 30, (
        ManexLine(RELAY, "50", "1.15", 5, cancelled=True),
        ManexLine(CAP_ELKO, "100", "0.3", 5, received="60"),
        ManexLine(CONN_4P_KEYED, "250", "0.27", 5),
    )),
    ManexOrder("1758", CALTEC, 5, (
        ManexLine(None, "1", "480", 15, kind=SERVICES, tax="19",
                  descript="Calibration of reflow oven, on site"),
        ManexLine(None, "4", "36.5", 6, kind=MRO, tax="19", descript="Squeegee blade 250 mm"),
        ManexLine(None, "2", "118", 6, kind=MRO, descript="Nozzle set, 0603 to SO8"),
    ), terms="COD", ship_via="COURIER"),
    ManexOrder("1759", CHEMPRO, 1, ()),
    ManexOrder("1760", LEITERWERK, 12, (
        ManexLine(BOARD, "75", "11.8", 9),
        ManexLine(BOARD, "50", "12.1", 9, maker=1),
    ), approval="EDIT", changes=1),
    ManexOrder("T12", NORDLAGER, 0, (
        ManexLine(KAPTON, "30", "0.95", 10),
        ManexLine(LABEL, "2000", "0.018", 10),
    ), approval="NEW"),
)  # fmt: skip

DAILY = (
    ManexOrder("1761", CHEMPRO, 11, (
        ManexLine(RESIN, "12.5", "18.2", 7, supplier_part="CP-PU403"),
        ManexLine(SOLDER, "3", "76", 7),
    )),
    ManexOrder("1762", NORDLAGER, 10, (
        ManexLine(WIRE_RED, "500", "0.18", 3, received="200"),
        ManexLine(WIRE_BLUE, "500", "0.18", 3),
    )),
    ManexOrder("1763", LEITERWERK, 7, (ManexLine(BOARD, "150", "11.2", 21),), terms="NET 30/2% 10"),
    ManexOrder("1764", FASTFIX, 4, (
        ManexLine(SCREWS, "5000", "0.0135", 5, maker=1),
        ManexLine(NUTS, "250", "0.105", 5),
    )),
    ManexOrder("1765", DELTRON, 3, (
        ManexLine(CAP_10U, "4000", "0.066", 30),
        ManexLine(OPAMP, "1000", "0.6", 30, maker=1),
        ManexLine(REGULATOR, "500", "0.27", 30, maker=1),
    )),
    ManexOrder("1766", VOLTEX, 2, (
        ManexLine(USB, "1000", "0.64", 45, maker=1),
        ManexLine(LED_GREEN, "5000", "0.046", 20),
    )),
)  # fmt: skip

ORDERS = (*PRINTED, *SPECIAL, *DAILY)
