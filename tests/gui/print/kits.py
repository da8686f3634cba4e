"""Kits to print: a usual one, a nasty one, a large one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from app.core.facts import Part
from app.core.kit.issued import Difference
from app.core.kit.pick_list import Choice, PickHeading, PickLine, PickList, Shortage, Stop
from app.core.kit.reversal import Basis, Caution, PutBack, Reversal, ReversalHeading, TakeOut
from app.core.kit.shelves import Bar, BarredLot, Holding

NASTY = "<b>bold</b> &amp; %s \u202eevil \x1d Ωµ äöü ≥ -> 4x12 "
LONG = "no end of words in it " * 40
PRINTED = datetime(2026, 11, 22, 9, 58, tzinfo=UTC)
READ = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)

HEADING = PickHeading("KB7Q2M9XKC", "WO-20417", "004711", "KIT-04", "Mia Sørensen", PRINTED)


def line(component_id: str, **more: object) -> PickLine:
    plain = PickLine(
        component_id=component_id,
        description="Bearing 6204-2RS",
        unit="EACH",
        needed=Decimal(10),
        stores="MS",
        location="ISLE 3/SHELF 1",
        lot_controlled=False,
        lot="",
        expires=None,
        choice=Choice.SUGGESTED,
        on_hand=Decimal(2150),
        in_stores=Decimal(2150),
        short=Decimal(0),
        serials=0,
        serials_scanned=0,
        complete=False,
        leave=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # a test's short way to name what differs


def pick_list(*stops: Stop, **more: object) -> PickList:
    plain = PickList(
        heading=HEADING,
        assembly=Part("PUMP002", "Pump with motor, 24 V"),
        quantity=Decimal(5),
        effective=date(2026, 11, 22),
        to_stores="MA",
        to_location="ISLE 3/SHELF 2",
        read_at=READ,
        stops=stops,
        shortages=(),
        barred=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # a test's short way to name what differs


def usual() -> PickList:
    """One line of each sort, a shortage, a lot that must stay."""
    bearing = line(
        "BRG-6204",
        lot_controlled=True,
        lot="24B-100",
        expires=date(2027, 6, 30),
        choice=Choice.FIRST_TO_EXPIRE,
        on_hand=Decimal(64),
        in_stores=Decimal(164),
        leave=("23A-100",),
    )
    grease = line(
        "GREASE",
        unit="KG",
        needed=Decimal("0.075"),
        lot_controlled=True,
        lot="G-1",
        choice=Choice.SCANNED,
        complete=True,
        on_hand=None,
        in_stores=None,
    )
    board = line("PCB-DRV0", serials=5, serials_scanned=2, needed=Decimal(5))
    seal = line("SEAL-22", choice=Choice.NONE, short=Decimal(2), on_hand=Decimal(3))
    missing = Shortage(
        "SEAL-22",
        "Shaft seal",
        "EACH",
        Decimal(5),
        "MS",
        Decimal(3),
        Decimal(2),
        lot_controlled=False,
        holdings=(Holding("RE", "BAY 1", "", None, Decimal(40)),),
    )
    split = Shortage(
        "WIND-24V",
        "Winding",
        "EACH",
        Decimal(5),
        "MS",
        Decimal(8),
        Decimal(0),
        lot_controlled=True,
        holdings=tuple(
            Holding("MS", f"ISLE {n}", f"W-{n}", date(2027, 1, 1), Decimal(1)) for n in range(30)
        ),
    )
    kept = BarredLot(
        "BRG-6204",
        "EACH",
        "MS",
        "QA CAGE",
        "23A-100",
        Bar.EXPIRED,
        date(2026, 10, 31),
        Decimal(12),
    )
    return pick_list(
        Stop("MS", "ISLE 3/SHELF 1", (bearing, grease)),
        Stop("MS", "", (board, seal)),
        shortages=(missing, split),
        barred=(kept, replace(kept, lot="24H-1", bar=Bar.ON_HOLD)),
    )


def nasty() -> PickList:
    """Everything that others write is as bad as it gets."""
    text = NASTY + LONG
    bad = line(
        "P" * 90,
        description=text,
        unit=LONG,
        needed=Decimal("9999999.123456"),
        lot_controlled=True,
        lot="L" * 300,
        leave=tuple(f"LOT-{n:04d}" for n in range(200)),
        on_hand=Decimal("123456789.123456"),
        choice=Choice.SCANNED,
        location=text,
    )
    short = Shortage(
        text,
        text,
        LONG,
        Decimal("9999999.123456"),
        LONG,
        None,
        Decimal("9999999.123456"),
        lot_controlled=True,
        holdings=tuple(Holding(LONG, text, LONG, date.max, None) for _ in range(30)),
    )
    kept = BarredLot(text, LONG, LONG, text, text, Bar.EXPIRED, date.min, None)
    return pick_list(
        Stop(LONG, text, (bad, bad, line("ПРИВОД-Ø14"))),
        Stop("", "", (bad,)),
        heading=PickHeading(text, text, text, text, text, PRINTED, training=True),
        assembly=Part("A" * 120, text),
        to_stores=text,
        shortages=(short, short),
        barred=(kept, kept),
    )


def many(count: int) -> PickList:
    """A kit of so many lines, ten to a place."""
    return pick_list(
        *(
            Stop("MS", f"ISLE {at}", tuple(line(f"PART-{n:05d}") for n in range(at, at + 10)))
            for at in range(0, count, 10)
        )
    )


def put_back(component_id: str, **more: object) -> PutBack:
    plain = PutBack(
        component_id=component_id,
        description="Bearing 6204-2RS",
        unit="EACH",
        planned=Decimal(10),
        quantity=Decimal(10),
        difference=Difference.SAME,
        stores="MS",
        location="ISLE 3/SHELF 1",
        lot="24B-100",
        serials=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # a test's short way to name what differs


def reversal(lines: Sequence[PutBack] = (), **more: object) -> Reversal:
    plain = Reversal(
        heading=ReversalHeading("KIT-04", "Lena", PRINTED),
        basis=Basis.ANSWER,
        cautions=(Caution.SERIALS_STAY_KNOWN,),
        reference="KB7Q2M9XKC",
        batch="004711",
        transactions="7",
        data_source="PLANT",
        confirmed_by="Mia Sørensen",
        erp_user="APIUSER",
        confirmed_at=PRINTED,
        action_date="2026-11-22",
        effective_date=date(2026, 11, 21),
        department="10",
        account="310",
        take_out=TakeOut(
            "PUMP002",
            "Pump with motor, 24 V",
            Decimal(5),
            "EACH",
            "MA",
            "ISLE 3/SHELF 2",
            "PL-1",
            date(2028, 1, 31),
            ("GC00004057", "GC00004060", "GC00004061", "GC00004062"),
        ),
        put_back=tuple(lines) or (put_back("BRG-6204"),),
        not_issued=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # a test's short way to name what differs
