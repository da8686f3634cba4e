"""The fact sheet of a posted kit: planned against posted, and what to do to reverse it."""

from collections.abc import Iterator

from app.core.kit.reversal import Basis, PutBack, Reversal, TakeOut
from app.core.serials import SerialError, compress
from app.ui import print_texts, texts
from app.ui.print.paper import MM
from app.ui.print.sheet import (
    AMOUNT,
    BODY,
    CODE,
    PART,
    SMALL,
    STRONG,
    Cell,
    Column,
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


def reversal_sheet(sheet: Reversal) -> Sheet:
    """What the paper says."""
    heading, out = sheet.heading, sheet.take_out
    tables = [_take_out(out), _put_back(sheet)]
    if sheet.not_issued:
        tables.append(_not_issued(sheet.not_issued))
    cautions = tuple(print_texts.caution(caution) for caution in sheet.cautions)
    return Sheet(
        kind=print_texts.REVERSAL,
        subject=out.assembly_id,
        description=out.description,
        amount=texts.amount(out.quantity, out.unit),
        flag=print_texts.TRAINING if heading.training else "",
        code="",
        facts=_facts(sheet),
        running=print_texts.running_reversal(sheet),
        foot=print_texts.foot(heading.station, heading.printed_at),
        notes=(print_texts.how_to_reverse(sheet), *cautions),
        tables=tuple(tables),
        sign=print_texts.SIGN_REVERSAL,
    )


def _facts(sheet: Reversal) -> tuple[Fact, ...]:
    heading, label = sheet.heading, print_texts.Label
    return (
        Fact(label.REFERENCE, sheet.reference, mono=True),
        Fact(label.BATCH, sheet.batch or texts.DASH),
        Fact(label.TRANSACTIONS, sheet.transactions or texts.DASH),
        Fact(label.DEPARTMENT, sheet.department or texts.DASH),
        Fact(label.ACCOUNT, sheet.account or texts.DASH),
        Fact(label.ACTION_DATE, sheet.action_date or texts.DASH),
        Fact(label.EFFECTIVE_DATE, texts.day(sheet.effective_date)),
        Fact(label.DATA_SOURCE, sheet.data_source or texts.DASH),
        Fact(label.ERP_USER, sheet.erp_user or texts.DASH),
        Fact(label.CONFIRMED_BY, sheet.confirmed_by or texts.DASH),
        Fact(label.CONFIRMED, print_texts.moment(sheet.confirmed_at)),
        Fact(label.STATION, heading.station or texts.DASH),
        Fact(label.PRINTED_BY, heading.operator or texts.DASH),
        Fact(label.PRINTED, print_texts.moment(heading.printed_at)),
    )


def _take_out(out: TakeOut) -> Table:
    columns = (
        Column("", 5 * MM),
        Column(Title.ASSEMBLY),
        Column(Title.TAKE_OUT, 18 * MM, right=True),
        Column(Title.FROM, 42 * MM),
        Column(Title.LOT, 34 * MM),
        Column(Title.EXPIRES, 20 * MM),
    )
    cells = (
        Cell(tick=False),
        Cell(_part(out.assembly_id, out.description)),
        Cell((number(texts.amount(out.quantity), AMOUNT), Text(out.unit, SMALL))),
        Cell(_place(out.stores, out.location, print_texts.NOT_GIVEN)),
        Cell((Text(out.lot or texts.DASH, CODE, 4),)),
        Cell((Text(texts.day(out.expires)),)),
    )
    row = Row(cells, print_texts.serials(len(out.serials)), _listed(out.serials))
    return Table(print_texts.TAKE_OUT, columns, (Group((row,)),), print_texts.TAKE_OUT_NOTE)


def _put_back(sheet: Reversal) -> Table:
    known = sheet.basis is Basis.ANSWER
    columns = (
        Column("", 5 * MM),
        Column(Title.COMPONENT),
        Column(Title.RECEIVE if known else Title.EXPECTED, 18 * MM, right=True),
        Column(Title.INTO, 40 * MM),
        Column(Title.LOT, 30 * MM),
        Column(Title.PLANNED, 16 * MM, right=True),
        Column(Title.POSTED, 20 * MM),
    )
    rows = Each(sheet.put_back, lambda line: _put_back_row(line, known=known))
    note = print_texts.PUT_BACK_NOTE if known else print_texts.PUT_BACK_UNKNOWN
    return Table(print_texts.PUT_BACK, columns, (Group(rows),), note)


def _put_back_row(line: PutBack, *, known: bool) -> Row:
    unknown = texts.DASH if known else print_texts.SEE_ERP
    said = print_texts.difference(line) if known else print_texts.NOT_KNOWN
    cells = (
        Cell(tick=False),
        Cell(_part(line.component_id, line.description)),
        Cell((number(texts.amount(line.quantity), AMOUNT), Text(line.unit, SMALL))),
        Cell(_place(line.stores, line.location, unknown)),
        Cell((Text(line.lot, CODE, 4) if line.lot else Text(unknown),)),
        Cell((number(texts.amount(line.planned)),)),
        Cell((Text(said, SMALL if known and print_texts.is_same(line) else STRONG, 3),)),
    )
    return Row(cells, print_texts.serials(len(line.serials)), _listed(line.serials))


def _not_issued(lines: tuple[PutBack, ...]) -> Table:
    columns = (Column(Title.COMPONENT), Column(Title.PLANNED, 40 * MM, right=True))
    rows = Each(lines, _not_issued_row)
    return Table(print_texts.NOT_ISSUED, columns, (Group(rows),), print_texts.NOT_ISSUED_NOTE)


def _not_issued_row(line: PutBack) -> Row:
    planned = number(texts.amount(line.planned, line.unit))
    return Row((Cell(_part(line.component_id, line.description)), Cell((planned,))))


def _part(part_id: str, description: str) -> tuple[Text, ...]:
    named = Text(part_id, PART, 4)
    return (named, Text(description, SMALL)) if description else (named,)


def _place(stores: str, location: str, unknown: str) -> tuple[Text, ...]:
    if not stores and not location:
        return (Text(unknown),)
    return tuple(_place_texts(stores, location))


def _place_texts(stores: str, location: str) -> Iterator[Text]:
    yield Text(stores or texts.DASH, STRONG)
    if location:
        yield Text(texts.place(location), BODY, 3)


def _listed(serials: tuple[str, ...]) -> tuple[str, ...]:
    """Ranges where they count up. What the ERP wrote may be no serial number of ours: as it is."""
    try:
        return tuple(compress(serials).split(",")) if serials else ()
    except SerialError:
        return serials
