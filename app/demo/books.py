"""What the ERP's books hold, against what the workstation says was posted."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from app.core.facts import SerialRecord, SerialStatus
from app.core.kit_issue import KitIssue, KitIssued, KitPosting
from app.core.posting import PostingState
from app.core.proof.reading import is_ours
from app.core.quantities import plain
from app.core.receipt import EnteredLine, ReceiptEntered, ReceiptPosting
from app.core.receipt_facts import ReceiptRecord, line_key
from app.erp.expandable.client import ExpandableClient
from app.store.postings import StoredPosting

PLANT = (
    *("MOTOR003", "BRG-6204", "SHAFT-14", "MAG-N42", "WIND-24V", "PCB-DRV", "SEAL-22"),
    *("SCR-M4X12", "GREASE-L2", "WIRE-18", "HSG-90", "PUMP002", "MOUNT007", "BOLT-M8X30"),
    *("BOLT-M6X20", "IMPELLER-110", "VOLUTE-80", "ORING-45", "GASKET-80", "PAINT-5015"),
    *("NAMEPLATE-P2", "CABLE-3G15", "RES-10K", "LED-GRN", "SCR-M5X16", "TAPE-19"),
)
"""All that a shift issues, makes or receives."""

Stock = dict[tuple[str, str], Decimal]
"""On hand by part and lot; the lot "" stands for all of the part."""


class Books:
    """What the ERP holds, read straight from it and not through the workstation."""

    def __init__(self, client: ExpandableClient, token: str, part_ids: Sequence[str]) -> None:
        self._client, self._token = client, token
        self._part_ids = tuple(part_ids)
        self.before = self.on_hand()

    def on_hand(self) -> Stock:
        """Stock of each part, and of each lot of it, over all stores."""
        held: Stock = defaultdict(Decimal)
        for record in self._client.stock(self._token, self._part_ids):
            held[record.part_id, ""] += record.on_hand or 0
        for lot in self._client.lots(self._token, self._part_ids):
            held[lot.part_id, lot.lot_id] += lot.on_hand or 0
        return held

    def differences(self, postings: Sequence[StoredPosting]) -> list[str]:
        """Where the ERP's books differ from what the workstation says was posted."""
        told: Stock = defaultdict(Decimal)
        faults: list[str] = []
        for stored in postings:
            match stored.answer if stored.state is PostingState.POSTED else None:
                case KitIssued() as answer:
                    kit = stored.of_kind(KitPosting)
                    _move(told, kit.request, answer)
                    faults += self._made_faults(kit)
                    faults += self._taken_faults(answer)
                case ReceiptEntered() as answer:
                    receipt = stored.of_kind(ReceiptPosting)
                    faults += self._received(told, answer)
                    faults += self._entry_faults(receipt, answer)
                case _:
                    faults.append(f"{stored.posting.reference} is {stored.state}, not posted")
        after = self.on_hand()
        for key in sorted({*self.before, *after, *told}):
            moved = after[key] - self.before[key]
            if moved != told[key]:
                part_id, lot_id = key
                named = f"{part_id} lot {lot_id}" if lot_id else part_id
                faults.append(
                    f"{named}: the ERP moved {plain(moved)}, "
                    f"the workstation says {plain(told[key])}"
                )
        return faults

    def _made_faults(self, kit: KitPosting) -> list[str]:
        """Serial numbers that a kit made: in stock, with its reference."""
        request = kit.request
        held = self._records(request.assembly_id, request.serials)
        faults: list[str] = []
        for serial in request.serials:
            record = held.get(serial)
            if record is None or record.status is not SerialStatus.IN_STOCK:
                faults.append(f"{request.assembly_id} {serial} is not in stock")
            elif not record.reference.startswith(kit.reference):
                faults.append(f"{request.assembly_id} {serial} has reference {record.reference}")
        return faults

    def _taken_faults(self, answer: KitIssued) -> list[str]:
        """Serial numbers that went into a kit: in stock no more."""
        faults: list[str] = []
        for one in answer.components:
            held = self._records(one.component_id, one.serials)
            faults += [
                f"{one.component_id} {serial} was not taken from stock"
                for serial in one.serials
                if serial not in held or held[serial].status is SerialStatus.IN_STOCK
            ]
        return faults

    def _received(self, told: Stock, answer: ReceiptEntered) -> list[str]:
        """What a receipt brings in: each entry in the part's own unit, by the order."""
        order = self._client.purchase_order(self._token, answer.order_number)
        lines = {line_key(line.number): line for line in order.lines} if order else {}
        faults: list[str] = []
        for entry in answer.lines:
            line = lines.get(line_key(entry.line_number))
            if line is None:
                faults.append(f"{answer.order_number} has no line {entry.line_number}")
                continue
            for lot_id in {"", entry.lot_id}:
                told[entry.part_id, lot_id] += line.stock_quantity(entry.quantity)
        return faults

    def _entry_faults(self, posting: ReceiptPosting, answer: ReceiptEntered) -> list[str]:
        """The receipt transactions that bear its reference: those it tells of, and no others."""
        number, reference = posting.request.order_number, posting.reference
        records = self._client.receipts_of(self._token, number)
        ours = (one for one in records if is_ours(one.reference, reference))
        slip = posting.request.packing_slip
        held = {one.receipt_id: (*_entry(one), one.packing_slip) for one in ours}
        told = {one.receipt_id: (*_entry(one), slip) for one in answer.lines}
        return [
            f"{number} receipt {receipt_id}: the ERP holds {_said(held.get(receipt_id))}, "
            f"the workstation says {_said(told.get(receipt_id))}"
            for receipt_id in sorted({*held, *told})
            if held.get(receipt_id) != told.get(receipt_id)
        ]

    def _records(self, part_id: str, serials: Sequence[str]) -> dict[str, SerialRecord]:
        if not serials:
            return {}
        found = self._client.serials(self._token, part_id, serials)
        return {record.serial: record for record in found}


def _move(told: Stock, request: KitIssue, answer: KitIssued) -> None:
    """What a kit moves: its components out, the assembly in."""
    for lot_id in {"", request.assembly_lot}:
        told[request.assembly_id, lot_id] += request.quantity
    for one in answer.components:
        for lot_id in {"", one.lot_id}:
            told[one.component_id, lot_id] -= one.quantity


def _entry(entry: EnteredLine | ReceiptRecord) -> tuple[str, ...]:
    """What both sides say of one entry."""
    return (
        line_key(entry.line_number),
        entry.part_id,
        plain(entry.quantity),
        entry.lot_id,
        entry.stores,
        entry.location,
        *entry.serials,
    )


def _said(entry: tuple[str, ...] | None) -> str:
    return "nothing" if entry is None else " ".join(filter(None, entry))
