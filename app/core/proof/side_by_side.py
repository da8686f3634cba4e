"""What the ERP's books said before a posting was sent and since, line by line: for a person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import partial

from app.core.po_line.cells import text_of
from app.core.po_line.facts import OrderLine, bare_number
from app.core.po_line.posting import (
    AddLinePosting,
    DeleteLinePosting,
    EditLinePosting,
    LinePosting,
)
from app.core.po_line.requests import AddLine, DeleteLine
from app.core.po_line.standing import changed, said
from app.core.postings import Posting
from app.core.proof.evidence import Evidence
from app.core.proof.kinds import provable
from app.core.proof.reading import Reading, is_ours


class About(StrEnum):
    """What a line is about."""

    SERIAL = "serial"
    LOT = "lot"
    STOCK = "stock"
    ORDER_LINE = "order-line"  # what was received of it
    ITEM = "item"  # a line of an order as such
    VALUE = "value"  # of such a line


class Seen(StrEnum):
    """What one reading shows of it."""

    NOT_READ = "not-read"
    ABSENT = "absent"
    THERE = "there"
    OURS = "ours"  # by our reference
    OTHERS = "others"  # by another one, or by none
    STOCKED = "stocked"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell.

    Attributes:
        reference: That it bears, foreign text; of a serial number or lot.
        on_hand: Of stock; None where the ERP doesn't say.
        received: Of a line of an order.
        text: A value, in canonical form.
    """

    seen: Seen
    reference: str = ""
    on_hand: Decimal | None = None
    received: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked for.

    Attributes:
        part_id: Whose it is; empty of an order's line.
        name: The serial number, the lot or the order's line; of stock the stores; of a value
            which it is (`LineField`).
        wanted: What a value was to be.
        before: As it was read before sending,
        first: at the first look afterwards,
        last: and at the last one.
    """

    about: About
    part_id: str
    name: str
    before: Shown
    first: Shown
    last: Shown
    wanted: str = ""


def side_by_side(posting: Posting, evidence: Evidence) -> tuple[Line, ...]:
    """Serial numbers in the order of the posting, its lot, stock by part and stores, its lines."""
    return tuple(_lines(posting, evidence))


def _lines(posting: Posting, evidence: Evidence) -> Iterator[Line]:
    question = provable(posting).proof(posting, evidence.before).question
    readings = [reading for reading in (evidence.before, *evidence.reads) if reading is not None]
    part = question.part_id

    def line(about: About, name: str, look: Callable[[Reading], Shown], of: str = part) -> Line:
        def shown(reading: Reading | None) -> Shown:
            return Shown(Seen.NOT_READ) if reading is None else look(reading)

        first, last = (evidence.reads[0], evidence.reads[-1]) if evidence.reads else (None, None)
        return Line(about, of, name, shown(evidence.before), shown(first), shown(last))

    for serial in question.serials:
        yield line(About.SERIAL, serial, _serial(posting, part, serial))
    if question.lot_id:
        yield line(About.LOT, question.lot_id, _lot(posting, part, question.lot_id))
    places = {(one.part_id, one.stores) for reading in readings for one in reading.stock}
    for of in question.stock_of:
        for stores in sorted(stores for part_id, stores in places if part_id == of):
            yield line(About.STOCK, stores, _stock(of, stores), of)
    if isinstance(posting, AddLinePosting | EditLinePosting | DeleteLinePosting):
        yield from _of_line(posting, evidence)
    for number in question.order_lines:
        yield line(About.ORDER_LINE, number, _order_line(posting, question.order, number))


def _serial(posting: Posting, part_id: str, serial: str) -> Callable[[Reading], Shown]:
    def look(reading: Reading) -> Shown:
        said = [
            one.reference
            for one in reading.serials
            if (one.part_id, one.serial) == (part_id, serial)
        ]
        return _borne(posting, said)

    return look


def _lot(posting: Posting, part_id: str, lot_id: str) -> Callable[[Reading], Shown]:
    def look(reading: Reading) -> Shown:
        said = [
            one.reference for one in reading.lots if (one.part_id, one.lot_id) == (part_id, lot_id)
        ]
        return _borne(posting, said)

    return look


def _order_line(posting: Posting, order: str, number: str) -> Callable[[Reading], Shown]:
    def look(reading: Reading) -> Shown:
        found = [
            one
            for one in reading.receipts
            if (one.order_number, one.line_number) == (order, number)
        ]
        shown = _borne(posting, [one.reference for one in found])
        return replace(shown, received=sum((one.quantity for one in found), Decimal(0)))

    return look


def _of_line(posting: LinePosting, evidence: Evidence) -> Iterator[Line]:
    """Whether the line is there, then the values that count, as they were and as they are."""
    request, number = posting.request, bare_number(posting.item)
    held = None if isinstance(request, AddLine) else request.before

    def found(reading: Reading) -> OrderLine | None:
        lines = (
            line
            for line in reading.lines
            if posting.line_key in {line.key, ""} and bare_number(line.item_number) == number
        )
        return next(lines, None)

    now = [found(reading) for reading in evidence.reads]

    def shown(look: Callable[[OrderLine | None], Shown]) -> tuple[Shown, Shown, Shown]:
        if not evidence.reads:
            return look(held), Shown(Seen.NOT_READ), Shown(Seen.NOT_READ)
        return look(held), look(now[0]), look(now[-1])

    yield Line(About.ITEM, "", posting.item, *shown(_there))
    if isinstance(request, DeleteLine):
        return
    values = request.values
    names = said(values) if held is None else changed(held.values, values)
    for name in names:
        wanted = text_of(getattr(values, name))
        yield Line(About.VALUE, "", name, *shown(partial(_value, name)), wanted)


def _there(line: OrderLine | None) -> Shown:
    return Shown(Seen.ABSENT if line is None else Seen.THERE)


def _value(name: str, line: OrderLine | None) -> Shown:
    if line is None:
        return Shown(Seen.ABSENT)
    return Shown(Seen.VALUE, text=text_of(getattr(line.values, name)))


def _borne(posting: Posting, said: list[str]) -> Shown:
    if not said:
        return Shown(Seen.ABSENT)
    other = next((one for one in said if not is_ours(one, posting.reference)), None)
    return Shown(Seen.OURS, said[0]) if other is None else Shown(Seen.OTHERS, other)


def _stock(part_id: str, stores: str) -> Callable[[Reading], Shown]:
    def look(reading: Reading) -> Shown:
        if not reading.stock_read:
            return Shown(Seen.NOT_READ)
        found = [
            one.on_hand
            for one in reading.stock
            if (one.part_id, one.stores) == (part_id, stores) and one.on_hand is not None
        ]
        return Shown(Seen.STOCKED, on_hand=sum(found, Decimal(0)))

    return look
