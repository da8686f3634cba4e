"""The pick and shortage list as a document."""

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto

from app.core.kit.pick_list import Choice, PickLine, PickList, Shortage, Stop
from app.core.kit.shelves import BarredLot
from app.ui import print_texts, texts
from app.ui.print.paper import MM
from app.ui.print.sheet import (
    AMOUNT,
    BODY,
    CODE,
    PART,
    PLACE,
    PLACE_LOT,
    SMALL,
    STRONG,
    Cell,
    Column,
    Details,
    Each,
    Fact,
    Group,
    Row,
    Sheet,
    Table,
    Text,
    number,
)
from app.ui.print_texts import Title

HOLDINGS = 20
"""Other places that a shortage names; how many more there are is said."""


class _Item(Enum):
    TICK = auto()
    COMPONENT = auto()
    NEEDED = auto()
    LOT = auto()
    EXPIRES = auto()
    ON_HAND = auto()
    SERIALS = auto()
    CODE = auto()


_COLUMNS = {
    _Item.TICK: Column("", 5 * MM),
    _Item.COMPONENT: Column(Title.COMPONENT),
    _Item.NEEDED: Column(Title.NEEDED, 17 * MM, right=True),
    _Item.LOT: Column(Title.LOT_TO_TAKE, 35 * MM),
    _Item.EXPIRES: Column(Title.EXPIRES, 20 * MM),
    _Item.ON_HAND: Column(Title.ON_HAND, 18 * MM, right=True),
    _Item.SERIALS: Column(Title.SERIALS, 14 * MM, right=True),
    _Item.CODE: Column("", 10 * MM, right=True),
}


def pick_sheet(pick: PickList) -> Sheet:
    """What the paper says."""
    heading = pick.heading
    tables = [
        Table(
            print_texts.TO_PICK,
            tuple(_COLUMNS[item] for item in _items(pick)),
            _stops(pick),
            print_texts.to_pick(pick),
        )
    ]
    if pick.shortages:
        tables.append(_shortages(pick))
    if pick.barred:
        tables.append(_barred(pick))
    return Sheet(
        kind=print_texts.PICK_LIST,
        subject=pick.assembly.part_id,
        description=pick.assembly.description,
        amount=texts.amount(pick.quantity, pick.assembly.unit),
        flag=print_texts.TRAINING if heading.training else "",
        code=pick.assembly.part_id,
        facts=_facts(pick),
        running=print_texts.running_pick(pick),
        foot=print_texts.foot(heading.station, heading.printed_at, pick.read_at),
        notes=(),
        tables=tuple(tables),
        sign=print_texts.SIGN_PICK,
    )


def _facts(pick: PickList) -> tuple[Fact, ...]:
    heading = pick.heading
    to = texts.joined(pick.to_stores, texts.place(pick.to_location))
    label = print_texts.Label
    return (
        Fact(label.REFERENCE, heading.reference, mono=True),
        Fact(label.OWN_REFERENCE, heading.own_reference or texts.DASH),
        Fact(label.BATCH, heading.batch or print_texts.BATCH_LATER),
        Fact(label.TO, to),
        Fact(label.STATION, heading.station or texts.DASH),
        Fact(label.OPERATOR, heading.operator or texts.DASH),
        Fact(label.EFFECTIVE_DATE, texts.day(pick.effective)),
        Fact(label.PRINTED, print_texts.moment(heading.printed_at)),
        Fact(label.STOCK_READ, print_texts.moment(pick.read_at)),
    )


def _items(pick: PickList) -> list[_Item]:
    """The columns this kit has a use for."""
    unused: set[_Item] = set()
    if not any(line.lot for line in pick.lines):
        unused.add(_Item.EXPIRES)
    if not any(line.serials for line in pick.lines):
        unused.add(_Item.SERIALS)
    return [item for item in _Item if item not in unused]


def _stops(pick: PickList) -> Each[Stop, Group]:
    items = _items(pick)

    def row(line: PickLine) -> Row:
        return Row(tuple(_cell(line, item) for item in items))

    def group(stop: Stop) -> Group:
        name = print_texts.stop(stop.stores, stop.location)
        return Group(Each(stop.lines, row), name, print_texts.lines(len(stop.lines)))

    return Each(pick.stops, group)


def _cell(line: PickLine, item: _Item) -> Cell:
    match item:
        case _Item.TICK:
            return Cell(tick=line.complete)
        case _Item.COMPONENT:
            return Cell(_part(line.component_id, line.description))
        case _Item.NEEDED:
            return Cell(_amount(line))
        case _Item.LOT:
            return Cell(tuple(_lot(line)))
        case _Item.EXPIRES:
            return Cell((Text(texts.day(line.expires)),))
        case _Item.ON_HAND:
            return Cell(tuple(_on_hand(line)))
        case _Item.SERIALS:
            return Cell((number(_serials(line)),))
        case _Item.CODE:
            return Cell(code=line.component_id)


def _part(component_id: str, description: str) -> tuple[Text, ...]:
    named = Text(component_id, PART, 4)
    return (named, Text(description, SMALL)) if description else (named,)


def _amount(line: PickLine | Shortage) -> tuple[Text, ...]:
    return (number(texts.amount(line.needed), AMOUNT), Text(line.unit, SMALL))


def _lot(line: PickLine) -> Iterator[Text]:
    if line.lot:
        yield Text(line.lot, CODE, 4)
    elif line.choice is not Choice.NONE:
        yield Text(texts.DASH)
    why = print_texts.choice(line)
    if why:
        yield Text(why, STRONG if line.choice in {Choice.SCANNED, Choice.NONE} else SMALL)
    if line.short:
        yield Text(print_texts.short_by(line.short, line.unit), STRONG)
    if line.leave:
        yield Text(print_texts.leave(line.leave), STRONG)


def _on_hand(line: PickLine) -> Iterator[Text]:
    yield number(texts.amount(line.on_hand))
    if line.in_stores is not None and line.in_stores != line.on_hand:
        yield Text(print_texts.in_stores(line.in_stores, line.stores), SMALL)


def _serials(line: PickLine) -> str:
    if not line.serials:
        return texts.DASH
    need = Decimal(line.serials)
    return texts.of(line.serials_scanned, need) if line.serials_scanned else texts.amount(need)


def _shortages(pick: PickList) -> Table:
    columns = (
        Column(Title.COMPONENT),
        Column(Title.NEEDED, 28 * MM, right=True),
        Column(Title.ON_HAND, 34 * MM, right=True),
        Column(Title.SHORT, 36 * MM, right=True),
    )
    rows = Each(pick.shortages, _shortage_row)
    return Table(print_texts.SHORTAGES, columns, (Group(rows),), print_texts.SHORTAGES_NOTE)


def _shortage_row(short: Shortage) -> Row:
    on_hand = number(texts.amount(short.on_hand))
    where = Text(print_texts.in_the_stores(short.stores), SMALL)
    cells = (
        Cell(_part(short.component_id, short.description)),
        Cell(_amount(short)),
        Cell((on_hand, where) if where.words else (on_hand,)),
        Cell(_missing(short)),
    )
    details = Details(_HELD_COLUMNS, tuple(_held(short)))
    return Row(cells, short.component_id, details=details)


def _missing(short: Shortage) -> tuple[Text, ...]:
    if short.short:
        return (number(texts.amount(short.short), AMOUNT), Text(short.unit, SMALL))
    return (Text(print_texts.no_single(short), STRONG, 3),)


_HELD_COLUMNS = (
    Column("", 22 * MM, right=True),
    Column("", 66 * MM),
    Column("", 46 * MM),
    Column(""),
)


def _held(short: Shortage) -> Iterator[tuple[Cell, ...]]:
    """Who holds some of it: how much, where, which lot, until when."""
    for held in short.holdings[:HOLDINGS]:
        yield (
            Cell((number(texts.amount(held.on_hand, texts.measure(short.unit)), PLACE),)),
            Cell((Text(print_texts.stop(held.stores, held.location), PLACE, 3),)),
            Cell((Text(print_texts.lot(held.lot), PLACE_LOT, 3),)),
            Cell((Text(print_texts.expires(held.expires), PLACE),)),
        )
    more = len(short.holdings) - HOLDINGS
    if more > 0 or not short.holdings:
        said = print_texts.and_more(more) if short.holdings else print_texts.NOWHERE
        yield (Cell(), Cell((Text(said, SMALL),)), Cell(), Cell())


def _barred(pick: PickList) -> Table:
    columns = (
        Column(Title.LOCATION, 44 * MM),
        Column(Title.COMPONENT),
        Column(Title.LOT, 38 * MM),
        Column(Title.WHY, 34 * MM),
        Column(Title.ON_HAND, 22 * MM, right=True),
    )
    rows = Each(pick.barred, lambda lot: Row(tuple(_barred_cells(lot))))
    return Table(print_texts.DO_NOT_TAKE, columns, (Group(rows),), print_texts.DO_NOT_TAKE_NOTE)


def _barred_cells(lot: BarredLot) -> Iterator[Cell]:
    yield Cell((Text(print_texts.stop(lot.stores, lot.location), BODY, 3),))
    yield Cell((Text(lot.component_id, PART, 4),))
    yield Cell((Text(lot.lot, CODE, 4),))
    yield Cell((Text(print_texts.bar(lot), STRONG),))
    yield Cell((number(texts.amount(lot.on_hand, texts.measure(lot.unit))),))
