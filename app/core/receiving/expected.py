"""An order as it will be once the receipts that wait in the outbox are posted, and what came.

Away from the network a delivery may be received in two parts. The second is held against what
the first left, not against what the ERP said before both.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from app.core.receipt import Receipt, ReceiptPosting
from app.core.receipt_facts import OrderFacts, ReceiptRecord, line_key
from app.core.receiving.measures import EXACT, NOTHING


def as_if_posted(facts: OrderFacts, waiting: Iterable[Receipt]) -> OrderFacts:
    """The facts, and on top of them what unsettled receipts of the order hold.

    One that the ERP has on record already, by its reference, is in the facts.
    """
    order = facts.order
    posted = {record.reference for record in facts.receipts} - {""}
    missing = [
        receipt
        for receipt in waiting
        if receipt.order_number == facts.number and receipt.reference not in posted
    ]
    if order is None or not missing:
        return facts
    more: dict[str, Decimal] = defaultdict(Decimal)
    for receipt in missing:
        for entry in receipt.lines:
            key = line_key(entry.line_number)
            more[key] = EXACT.add(more[key], entry.quantity)
    lines = tuple(
        replace(line, received=EXACT.add(line.received, more.get(line_key(line.number), NOTHING)))
        for line in order.lines
    )
    records = tuple(record for receipt in missing for record in _records(receipt))
    return replace(facts, order=replace(order, lines=lines), receipts=(*facts.receipts, *records))


def with_packages(facts: OrderFacts, own: Iterable[ReceiptPosting]) -> OrderFacts:
    """The facts, and the packages that came with these receipts of the order."""
    packages = {package: one.reference for one in own for package in one.packages}
    return replace(facts, packages=packages) if packages else facts


def _records(receipt: Receipt) -> Iterable[ReceiptRecord]:
    """What its packing slip is recognised by when it comes once more."""
    for entry in receipt.lines:
        yield ReceiptRecord(
            receipt_id="",
            order_number=receipt.order_number,
            line_number=entry.line_number,
            part_id="",
            quantity=entry.quantity,
            reference=receipt.reference,
            packing_slip=receipt.packing_slip,
            action_date=receipt.action_date,
            lot_id=entry.lot_id,
            stores=entry.stores,
            location=entry.location,
            serials=entry.serials,
        )
