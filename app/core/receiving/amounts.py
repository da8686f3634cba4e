"""How much a package holds: which unit is meant, and what the line still takes (E1, C20)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from app.core.flow.judging import Asked, Judged, Taken
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.quantities import MOST, is_whole_unit, plain
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.measures import NOTHING, fits, in_buying_unit, two_units
from app.core.receiving.reading import Reading
from app.core.receiving.state import ReceiptState


def told(state: ReceiptState, line: PurchaseOrderLine, quantity: Decimal = NOTHING) -> Facts:
    """What is said of a line once so much more of it is here: its sum, in both units."""
    have = state.here(line.number) + quantity
    both = two_units(line)
    return Facts(
        text=plain(quantity) if quantity else line.part_id,
        order=state.subject,
        line=line.number,
        part=line.part_id,
        have=have,
        need=line.open,
        unit=line.buy_unit,
        stock=line.stock_quantity(have) if both else None,
        stock_unit=line.stock_unit if both else "",
        count=state.packages.count(line.number),
    )


def judge_room(
    state: ReceiptState,
    line: PurchaseOrderLine,
    quantity: Decimal,
    instead_of: Decimal = NOTHING,
    *,
    counted: bool = False,
) -> Refused | None:
    """Why so much more of a line can't come, or None.

    Args:
        state: Of the receipt.
        line: Of the order.
        quantity: In the buying unit.
        instead_of: What of it is here already and would go.
        counted: By serial numbers: it may be on its way to a whole.
    """
    facts = replace(told(state, line), text=plain(quantity))
    if quantity <= NOTHING or quantity > MOST:
        return Refused(Refusal.QUANTITY_MALFORMED, facts)
    if not counted and not fits(line, quantity):
        return Refused(Refusal.NOT_WHOLE, facts)
    room = state.room(line) + instead_of
    if quantity > room:
        over = replace(facts, have=room, need=quantity, stock=None, count=0)
        return Refused(Refusal.OVER_RECEIPT, over)
    return None


def in_one_unit(
    state: ReceiptState,
    line: PurchaseOrderLine,
    reading: Reading,
    take: Callable[[Reading], Judged],
) -> Judged:
    """Take a label's quantity in the unit that is meant; where both can be, a person says which.

    A label's quantity is in stock units unless it names one (contracts.md E1).
    """
    quantity = reading.quantity
    if quantity is None or reading.buying:
        return take(reading)
    meanings = _meanings(line, reading)
    if not meanings:
        facts = Facts(
            text=f"{plain(quantity)} {reading.unit}".strip(),
            part=line.part_id,
            line=line.number,
            unit=line.buy_unit,
            stock_unit=line.stock_unit,
        )
        return Refused(Refusal.OTHER_UNIT if reading.unit else Refusal.NOT_WHOLE, facts)
    settled = [replace(reading, quantity=one, unit="", buying=True) for one in meanings]
    fitting = [one for one in settled if judge_room(state, line, one.quantity or NOTHING) is None]
    if len(fitting) <= 1:
        return take((fitting or settled)[0])
    facts = replace(told(state, line), text=plain(quantity))

    def answered(choice: int) -> Judged:
        return take(fitting[choice - 1]) if choice else Taken((), News.KEPT, facts, line.number)

    options = tuple(both_units(line, one.quantity or NOTHING) for one in fitting)
    return Asked(Choose(QuestionKind.WHICH_UNIT, options, facts), answered)


def both_units(line: PurchaseOrderLine, quantity: Decimal) -> str:
    """`1 REEL = 5,000 EACH`, in which nothing is to be translated."""
    bought = f"{_counted(quantity)} {line.buy_unit}"
    if not two_units(line):
        return bought
    return f"{bought} = {_counted(line.stock_quantity(quantity))} {line.stock_unit}"


def _counted(quantity: Decimal) -> str:
    """With thousands separated, as in every table: 10000 is soon read as 1000."""
    return f"{Decimal(plain(quantity)):,f}"


def _meanings(line: PurchaseOrderLine, reading: Reading) -> list[Decimal]:
    """What the label's quantity can be in the buying unit, as stock first."""
    quantity = reading.quantity or NOTHING
    stock = in_buying_unit(line, quantity)
    if not two_units(line):
        known = not reading.unit or _same(reading.unit, line.buy_unit, line.stock_unit)
        return [quantity] if known else []
    found: list[Decimal] = []
    if stock is not None and (not reading.unit or _same(reading.unit, line.stock_unit)):
        found.append(stock)
    if not reading.unit or _same(reading.unit, line.buy_unit):
        found.append(quantity)
    return found


def _same(unit: str, *others: str) -> bool:
    """Whether a label's unit is one of these, however pieces are called."""
    upper, whole = unit.upper(), is_whole_unit(unit)
    return any(upper == other.upper() or (whole and is_whole_unit(other)) for other in others)
