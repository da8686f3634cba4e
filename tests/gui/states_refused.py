"""Each reason for which a scan is not taken, with facts as they come on the floor."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.kit.readiness import Want
from app.services.scanning import Flaw
from tests.gui.stage import Stage
from tests.gui.state_list import FIVE, LONG

OLD = date(2026, 10, 31)
OTHERS = (("W-2207", Decimal(9)), ("W-2215", Decimal(1400)))
SHELVES = (("ISLE 7/SHELF 4", Decimal(1409)), ("CABINET 12/SHELF 3", None))
WINDING = "WIND-24V"

EXAMPLES: dict[Refusal, Facts] = {
    Refusal.UNKNOWN_ASSEMBLY: Facts(text="MOTOR03"),
    Refusal.NO_BOM: Facts(text="FAN-90"),
    Refusal.NOTHING_IN_EFFECT: Facts(text="MOTOR004"),
    Refusal.BOM_LOOP: Facts(text="FIXTURE-9", other="CLAMP-4"),
    Refusal.NO_FACTS_OFFLINE: Facts(text="PUMP002"),
    Refusal.NOT_IN_KIT: Facts(text="BOLT-M6X20"),
    Refusal.NOT_KNOWN: Facts(text="NO-SUCH-THING"),
    Refusal.NOT_KNOWN_OFFLINE: Facts(text="W-9999"),
    Refusal.LOT_OF_OTHER_PART: Facts(lot="24B-118", other="BRG-6204"),
    Refusal.LOT_ELSEWHERE: Facts(lot="W-2207", other="QA", stores="MS", part=WINDING),
    Refusal.LOT_EXPIRED: Facts(lot="W-1980", part=WINDING, day=OLD, alternatives=OTHERS),
    Refusal.LOT_ON_HOLD: Facts(lot="W-1990", part=WINDING, alternatives=OTHERS),
    Refusal.LOT_CLOSED: Facts(lot="W-1900", part=WINDING),
    Refusal.NOT_ENOUGH: Facts(
        lot="W-2207", part=WINDING, have=Decimal(3), need=Decimal(12), alternatives=OTHERS
    ),
    Refusal.NO_LOT_CONTROL: Facts(text="24B-118", part="SHAFT-14"),
    Refusal.NOT_AT_LOCATION: Facts(
        part=WINDING, location="ISLE 1/SHELF 1", stores="MS", alternatives=SHELVES
    ),
    Refusal.NO_SERIALS_WANTED: Facts(text="GC00004057", part="GEAR-21"),
    Refusal.SERIALS_COMPLETE: Facts(text="GC00004099", need=Decimal(5), part="MOTOR003"),
    Refusal.SERIAL_TWICE: Facts(text="GC00004057", part="MOTOR003"),
    Refusal.SERIAL_WAITING: Facts(text="GC00004057", other="KB7Q2M4XD9", part="MOTOR003"),
    Refusal.SERIAL_WAITS_NOW: Facts(text="GC00004057", other="KB7Q2M4XD9", part="MOTOR003"),
    Refusal.SERIAL_NOT_IN_STOCK: Facts(text="GC00003991", part="MOTOR003", stores="MS"),
    Refusal.SERIAL_EXISTS: Facts(text="GC00003991", part="MOTOR003"),
    Refusal.SERIAL_IS_A_PART: Facts(text="BRG-6204", part="MOTOR003"),
    Refusal.SERIAL_MALFORMED: Facts(text="GC 4057", part="MOTOR003"),
    Refusal.RANGE_MALFORMED: Facts(text="GC00004050", other="GC00004060"),
    Refusal.QUANTITY_MALFORMED: Facts(text="4006381333931", have=Decimal(5)),
    Refusal.QUANTITY_NOT_HERE: Facts(text="KB:QTY=7", part=WINDING),
    Refusal.QUANTITY_BELOW_SERIALS: Facts(text="3"),
    Refusal.ASSEMBLY_FIRST: Facts(text="24B-118"),
    Refusal.ASSEMBLY_FIXED: Facts(text="PUMP002", part="MOTOR003"),
    Refusal.FIELD_MALFORMED: Facts(text="31.12.2026", other="expires"),
    Refusal.COMPLETE: Facts(text="W-2207"),
    Refusal.NOT_READY: Facts(text=Want.STOCK, part="SEAL-22"),
    Refusal.DAY_CHANGED: Facts(day=OLD),
    Refusal.CHECKS_IN_FLIGHT: Facts(),
    Refusal.SIGN_IN_FIRST: Facts(),
    Refusal.UNRESOLVED_SCANS: Facts(),
    Refusal.NO_PAGE: Facts(),
    Refusal.NO_LINE: Facts(part=WINDING),
    Refusal.NOTHING_TO_UNDO: Facts(),
    Refusal.NOTHING_SUGGESTED: Facts(part="MOTOR003"),
    Refusal.NO_QUESTION: Facts(),
    Refusal.QUESTION_OPEN: Facts(text="W-2207"),
    Refusal.UNKNOWN_COMMAND: Facts(text="KB:POSTT"),
    Refusal.COMMAND_NOT_HERE: Facts(text="KB:POST"),
    Refusal.CAPS_LOCK: Facts(text="kb:next"),
    Refusal.OUT_OF_ROLE: Facts(text="MOTOR003", other="commands"),
    Refusal.INTERRUPTED: Facts(text="W-2207"),
    Refusal.GARBLED: Facts(text=Flaw.UNDECODABLE.value, other="MOT\\xd6R003"),
    Refusal.NOT_UNDERSTOOD: Facts(text=LONG),
    Refusal.PROGRAM_FAULT: Facts(text="ValueError: a part without a unit"),
    Refusal.WITHHELD: Facts(),
    Refusal.NOT_PRINTED: Facts(text="No space left on device"),
    Refusal.NOT_TO_CORRECT: Facts(),
    Refusal.NOT_SAVED: Facts(text="database or disk is full"),
}

OPEN_ORDER = "100431"
RECEIPTS: dict[Refusal, Facts] = {
    Refusal.UNKNOWN_ORDER: Facts(text="100999"),
    Refusal.ORDER_CLOSED: Facts(order="100438"),
    Refusal.ORDER_CANCELLED: Facts(order="100439"),
    Refusal.ORDER_FIRST: Facts(text="NL-6204-2RS"),
    Refusal.OTHER_VENDOR: Facts(order="100447", other="ChemPro AG"),
    Refusal.NOT_ON_ORDER: Facts(part="GREASE-L2", order=OPEN_ORDER),
    Refusal.NO_SUCH_LINE: Facts(line="17", order=OPEN_ORDER),
    Refusal.LINE_OF_OTHER_PART: Facts(text="BRG-6001", line="3", part="BRG-6204"),
    Refusal.UNIT_CHANGED: Facts(text="REEL 5000", line="1", unit="EACH"),
    Refusal.LINE_CLOSED: Facts(line="2", part="BRG-6204"),
    Refusal.LINE_GONE: Facts(line="4", order=OPEN_ORDER),
    Refusal.LINE_FIRST: Facts(text="L-2026-11-07"),
    Refusal.NOTHING_OPEN: Facts(text="BRG-6204", line="3", part="BRG-6204"),
    Refusal.NOTHING_RECEIVED: Facts(order=OPEN_ORDER),
    Refusal.OVER_RECEIPT: Facts(
        line="3", part="BRG-6204", have=Decimal(5), need=Decimal(1000), unit="EACH"
    ),
    Refusal.PACKAGE_TWICE: Facts(text="(00)340123450000000017", line="3", part="BRG-6204"),
    Refusal.OTHER_UNIT: Facts(text="5 KG", line="1", unit="REEL", stock_unit="EACH"),
    Refusal.NOT_WHOLE: Facts(text="2.5", part="BRG-6204"),
    Refusal.DATE_MALFORMED: Facts(text="14D20270230"),
    Refusal.EXPIRY_DIFFERS: Facts(text="2027-06-30", lot="24B-118", day=OLD),
    Refusal.RECEIVED_EXPIRED: Facts(part="RESIN-A", day=OLD),
    Refusal.LOT_TOO_LONG: Facts(text=LONG, count=100),
    Refusal.LOT_IS_A_PART: Facts(text="BRG-6001", part="BRG-6204"),
    Refusal.INSPECTED_FIRST: Facts(text="MS", part="RESIN-A", stores="QI"),
}
EXAMPLES |= RECEIPTS


def refusals(on: Stage) -> Iterator[Refusal]:
    """Show one after the other in the window, as an alarm over a kit that is half scanned."""
    on.scan(*FIVE)
    for reason, facts in EXAMPLES.items():
        on.desk.intake.alarm(Refused(reason, facts))
        on.window.flow.refresh()
        yield reason
        on.scan("KB:CLEAR")
