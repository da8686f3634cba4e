"""What the ERP's books hold, against what the workstation says was posted."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from app.core.facts import SerialRecord, SerialStatus
from app.core.kit_issue import KitIssue, KitIssued, KitPosting
from app.core.posting import PostingState
from app.core.quantities import plain
from app.erp.expandable.client import ExpandableClient
from app.store.postings import StoredPosting

PLANT = (
    *("MOTOR003", "BRG-6204", "SHAFT-14", "MAG-N42", "WIND-24V", "PCB-DRV", "SEAL-22"),
    *("SCR-M4X12", "GREASE-L2", "WIRE-18", "HSG-90", "PUMP002", "MOUNT007", "BOLT-M8X30"),
    *("BOLT-M6X20", "IMPELLER-110", "VOLUTE-80", "ORING-45", "GASKET-80", "PAINT-5015"),
    *("NAMEPLATE-P2", "CABLE-3G15"),
)

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
            answer = stored.answer
            if stored.state is not PostingState.POSTED or not isinstance(answer, KitIssued):
                faults.append(f"{stored.posting.reference} is {stored.state}, not posted")
                continue
            kit = stored.of_kind(KitPosting)
            _move(told, kit.request, answer)
            faults += self._made_faults(kit)
            faults += self._taken_faults(answer)
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
