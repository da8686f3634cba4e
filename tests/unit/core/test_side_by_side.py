"""What the ERP's books said before and since, as a person compares it."""

from decimal import Decimal

from app.core.facts import SerialRecord, SerialStatus, StoresStock
from app.core.proof.evidence import Evidence
from app.core.proof.reading import Reading
from app.core.proof.side_by_side import About, Seen, Shown, side_by_side
from tests.unit.store.world import START, make_posting

POSTING = make_posting("a", serials=("GC1", "GC2"))


def serial(name: str, reference: str) -> SerialRecord:
    return SerialRecord("MOTOR003", name, SerialStatus.IN_STOCK, reference=reference)


def test_each_serial_number_is_there_ours_somebody_elses_or_not() -> None:
    first = Reading(START, (serial("GC1", "KB00000000"), serial("GC3", POSTING.reference)))
    last = Reading(START, (serial("GC1", f"{POSTING.reference} SHOP ORDER 12"),))
    one, other = side_by_side(POSTING, Evidence(reads=(first, last)))

    assert (one.about, one.name, one.before) == (About.SERIAL, "GC1", Shown(Seen.NOT_READ))
    assert one.first == Shown(Seen.OTHERS, "KB00000000")
    assert one.last.seen is Seen.OURS
    assert (other.first, other.last) == (Shown(Seen.ABSENT), Shown(Seen.ABSENT))


def test_stock_is_added_up_by_part_and_stores() -> None:
    posting = make_posting("a")
    places = [("MA", 30), ("MA", 1), ("MS", 7)]
    stock = tuple(StoresStock("MOTOR003", at, "", False, Decimal(n)) for at, n in places)
    before = Reading(START, stock=stock, stock_read=True)
    now = Reading(START, stock=stock[1:], stock_read=True)
    lines = side_by_side(posting, Evidence(before, (now,)))

    assert [(one.name, one.before.on_hand, one.last.on_hand) for one in lines] == [
        ("MA", Decimal(31), Decimal(1)),
        ("MS", Decimal(7), Decimal(7)),
    ]


def test_before_anything_was_read_nothing_is_claimed() -> None:
    assert {one.last.seen for one in side_by_side(POSTING, Evidence())} == {Seen.NOT_READ}
