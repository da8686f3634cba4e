"""A small kit for the tests of `app.core.kit`: one line of each sort."""

from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.facts import (
    BomRow,
    KitFacts,
    LocationStock,
    LotStatus,
    LotStock,
    Part,
    SerialRecord,
    SerialStatus,
    StoresStock,
)
from app.core.flow.identity import DraftIdentity
from app.core.kit.draft import KitDraft
from app.core.kit.surroundings import KitSurroundings
from app.core.settings import Rules

TODAY = date(2026, 11, 22)
READ_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def lot(part: str, lot_id: str, on_hand: str, expires: date | None, **more: object) -> LotStock:
    known: dict[str, object] = {"status": LotStatus.ACTIVE, "stores": "MS", "location": "ISLE 7"}
    known.update(more)
    return LotStock(part, lot_id, expires=expires, on_hand=Decimal(on_hand), **known)  # type: ignore[arg-type]  # a test's short way to name what differs


def row(component: str, required: str = "1", **more: object) -> BomRow:
    return BomRow("PUMP", component, "0001", Decimal(required), **more)  # type: ignore[arg-type]  # a test's short way to name what differs


def in_stock(part: str, serial: str, stores: str = "MS") -> SerialRecord:
    return SerialRecord(part, serial, SerialStatus.IN_STOCK, stores)


def facts() -> KitFacts:
    parts = [
        Part("PUMP", "Pump", serial_controlled=True, default_stores="MA"),
        Part("BRG", "Bearing", lot_controlled=True, default_stores="MS"),
        Part("WIND", "Winding", lot_controlled=True, default_stores="MS"),
        Part("PCB", "Board", serial_controlled=True, default_stores="MS"),
        Part("SCR", "Screw", default_stores="MS"),
        Part("WIRE", "Wire", unit="M", default_stores="MS"),
        Part("SEAL", "Seal", default_stores="MS"),
    ]
    return KitFacts(
        assembly_id="PUMP",
        read_at=READ_AT,
        parts={part.part_id: part for part in parts},
        bom={
            "PUMP": (
                row("BRG", "2"),
                row("WIND"),
                row("PCB"),
                row("SCR", "8"),
                row("WIRE", "0.75"),
                row("SEAL"),
            )
        },
        lots={
            "BRG": (
                lot("BRG", "B-OLD", "50", date(2026, 10, 31)),
                lot("BRG", "B-LATE", "50", date(2028, 1, 1)),
                lot("BRG", "B-SOON", "50", date(2026, 12, 24)),
                lot("BRG", "B-FEW", "1", date(2026, 12, 1)),
                lot("BRG", "B-HELD", "50", date(2027, 1, 1), status=LotStatus.HOLD),
                lot("BRG", "B-GONE", "0", date(2027, 1, 1), status=LotStatus.CLOSED),
                lot("BRG", "B-FAR", "50", date(2027, 1, 1), stores="RE"),
                lot("BRG", "SHARED", "50", date(2027, 6, 1)),
            ),
            "WIND": (
                lot("WIND", "W-1", "9", None, location="ISLE 9"),
                lot("WIND", "SHARED", "9", None, location="ISLE 9"),
            ),
        },
        stock={
            "BRG": (StoresStock("BRG", "MS", "ISLE 7", False, Decimal(201)),),
            "WIND": (StoresStock("WIND", "MS", "ISLE 9", False, Decimal(18)),),
            "PCB": (StoresStock("PCB", "MS", "ISLE 10", False, Decimal(3)),),
            "SCR": (StoresStock("SCR", "MS", "", True, Decimal(2000)),),
            "WIRE": (StoresStock("WIRE", "MS", "ISLE 12", False, Decimal("80.5")),),
            "SEAL": (StoresStock("SEAL", "MS", "ISLE 3", False, Decimal(2)),),
        },
        locations={
            "SCR": (
                LocationStock("SCR", "MS", "ISLE 11", Decimal(4)),
                LocationStock("SCR", "MS", "ISLE 12", Decimal(1996)),
            )
        },
        serials={
            "PCB": (in_stock("PCB", "P1"), in_stock("PCB", "P2"), in_stock("PCB", "PR", "RE"))
        },
    )


def new_draft(rules: Rules | None = None) -> KitDraft:
    around = KitSurroundings(rules=rules or Rules())
    around.know_kit(facts())
    return KitDraft(DraftIdentity("d", "p", "KB00000000", "0417"), TODAY, around)
