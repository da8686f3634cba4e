"""From a reviewed receipt to the posting that is confirmed (contracts.md E1)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from app.core.flow.changes import HeaderField
from app.core.flow.confirmation import Confirmation, confirmed, full_reference
from app.core.receipt import LineNote, PlannedLine, Receipt, ReceiptPosting, ReceivedLine
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.measures import EXACT, NOTHING
from app.core.receiving.packages import Package
from app.core.receiving.state import ReceiptState


def make_posting(draft: ReceiptDraft, confirmation: Confirmation) -> ReceiptPosting:
    """The posting of a complete draft; its day is fixed here and never changes."""
    identity, state = draft.identity, draft.state
    return ReceiptPosting(
        **confirmed(identity, confirmation, state.text(HeaderField.BATCH)),
        request=Receipt(
            order_number=state.subject,
            lines=received_lines(state),
            reference=full_reference(
                identity.reference,
                state.text(HeaderField.REFERENCE),
                confirmation.reference_length,
            ),
            action_date=state.day(HeaderField.ACTION_DATE) or confirmation.erp_today,
            packing_slip=state.text(HeaderField.PACKING_SLIP),
            txns_accepted=state.text(HeaderField.TXNS_ACCEPTED),
        ),
        planned=tuple(_planned(state)),
        notes=tuple(_notes(state)),
        packages=tuple(one.package_id for one in state.packages if one.package_id),
    )


def received_lines(state: ReceiptState) -> tuple[ReceivedLine, ...]:
    """The lines of the request, in the order's order: packages that are alike are one."""
    alike: dict[tuple[object, ...], _Alike] = {}
    for line in state.lines:
        for package in state.packages.of_line(line.number):
            key = (
                package.line,
                package.lot,
                package.mfg_lot,
                package.expires,
                package.stores,
                package.location,
            )
            group = alike.setdefault(key, _Alike(package))
            group.quantity = EXACT.add(group.quantity, state.quantity_of(package))
            group.serials.extend(state.owned(package.key))
    return tuple(group.line() for group in alike.values())


@dataclass(slots=True)
class _Alike:
    """Packages of one line, of one lot, that go to one place."""

    package: Package
    quantity: Decimal = NOTHING
    serials: list[str] = field(default_factory=list)

    def line(self) -> ReceivedLine:
        package = self.package
        return ReceivedLine(
            line_number=package.line,
            quantity=self.quantity,
            stores=package.stores,
            location=package.location,
            lot_id=package.lot,
            mfg_lot_id=package.mfg_lot,
            expires=package.expires,
            serials=tuple(self.serials),
        )


def _planned(state: ReceiptState) -> Iterator[PlannedLine]:
    for line in _touched(state):
        yield PlannedLine(
            line.number,
            line.part_id,
            line.description,
            state.here(line.number),
            line.buy_unit,
            line.stores,
            line.stock_unit,
            line.stock_per_unit,
        )


def _notes(state: ReceiptState) -> Iterator[LineNote]:
    reasons: dict[str, dict[str, None]] = defaultdict(dict)
    for package in state.packages:
        if package.reason:
            reasons[package.line][package.reason] = None
    for line in state.lines:
        number = line.number
        damaged, short = state.damaged.get(number, NOTHING), state.short.get(number, NOTHING)
        given = tuple(reasons.get(number, ()))
        if damaged or short or given:
            yield LineNote(number, line.part_id, line.buy_unit, damaged, short, given)


def _touched(state: ReceiptState) -> Iterator[PurchaseOrderLine]:
    return (line for line in state.lines if state.packages.count(line.number))
