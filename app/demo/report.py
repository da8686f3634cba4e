"""What the demo says of itself: its JSON report, held against the ERP's books."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from app.core.facts import SerialRecord, SerialStatus
from app.core.kit_issue import KitIssue, KitIssued, KitPosting
from app.core.posting import PostingKind, PostingState
from app.core.quantities import plain
from app.erp.expandable.client import ExpandableClient
from app.store.postings import StoredPosting


@dataclass(slots=True)
class Tally:
    """Counted while the shift is played."""

    scans: int = 0
    accepted: int = 0
    refused: int = 0
    undone: int = 0
    keyboard_or_mouse_actions: int = 0
    faults: list[str] = field(default_factory=list)


def as_json(
    tally: Tally, posted: Sequence[StoredPosting], faults: Sequence[str]
) -> dict[str, object]:
    """The report. `ok` only if nothing differs from what the ERP holds."""
    return {
        "ok": not faults,
        "posted": [_posting(stored) for stored in posted],
        "scans": tally.scans,
        "accepted": tally.accepted,
        "refused": tally.refused,
        "undone": tally.undone,
        "keyboard_or_mouse_actions": tally.keyboard_or_mouse_actions,
        "faults": list(faults),
    }


def write(path: Path, report: dict[str, object]) -> None:
    """Whole and last: written beside, then renamed into place."""
    beside = path.with_name(path.name + ".part")
    beside.write_text(json.dumps(report, indent=2) + "\n", encoding="ascii")
    beside.replace(path)


def _posting(stored: StoredPosting) -> dict[str, object]:
    answer = stored.answer
    components = answer.components if isinstance(answer, KitIssued) else ()
    return {
        "kind": PostingKind.KIT_ISSUE.value,
        "assembly": stored.posting.subject,
        "quantity": plain(stored.posting.quantity),
        "batch": stored.batch_number or "",
        "reference": stored.posting.reference,
        "components": [
            {
                "component": one.component_id,
                "quantity": plain(one.quantity),
                "unit": one.unit,
                "lot": one.lot_id,
                "stores": one.stores,
                "location": one.location,
                "serials": list(one.serials),
            }
            for one in components
        ],
    }


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
