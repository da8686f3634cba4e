"""What the demo says of itself: its JSON report, held against the ERP's books."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from app.core.facts import SerialStatus
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
    return {
        "kind": PostingKind.KIT_ISSUE.value,
        "assembly": stored.posting.request.assembly_id,
        "quantity": plain(stored.posting.request.quantity),
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
            for one in (answer.components if answer else ())
        ],
    }


class Books:
    """What the ERP holds, read straight from it and not through the workstation."""

    def __init__(self, client: ExpandableClient, token: str, part_ids: Sequence[str]) -> None:
        self._client, self._token = client, token
        self._part_ids = tuple(part_ids)
        self.before = self.on_hand()

    def on_hand(self) -> dict[str, Decimal]:
        """Stock of each part over all stores."""
        total: Counter[str] = Counter()
        held: dict[str, Decimal] = {part_id: Decimal(0) for part_id in self._part_ids}
        for record in self._client.stock(self._token, self._part_ids):
            held[record.part_id] += record.on_hand or 0
            total[record.part_id] += 1
        return held

    def differences(self, postings: Sequence[StoredPosting]) -> list[str]:
        """Where the ERP's books differ from what the workstation says was posted."""
        moved: dict[str, Decimal] = {part_id: Decimal(0) for part_id in self._part_ids}
        faults: list[str] = []
        for stored in postings:
            request, answer = stored.posting.request, stored.answer
            if stored.state is not PostingState.POSTED or answer is None:
                faults.append(f"{stored.posting.reference} is {stored.state}, not posted")
                continue
            moved[request.assembly_id] += request.quantity
            for one in answer.components:
                moved[one.component_id] -= one.quantity
            faults += self._serial_faults(stored)
        after = self.on_hand()
        faults += [
            f"{part_id}: the ERP moved {plain(after[part_id] - self.before[part_id])}, "
            f"the workstation says {plain(moved[part_id])}"
            for part_id in self._part_ids
            if after[part_id] - self.before[part_id] != moved[part_id]
        ]
        return faults

    def _serial_faults(self, stored: StoredPosting) -> list[str]:
        request = stored.posting.request
        records = self._client.serials(self._token, request.assembly_id, request.serials)
        held = {record.serial: record for record in records}
        faults: list[str] = []
        for serial in request.serials:
            record = held.get(serial)
            if record is None or record.status is not SerialStatus.IN_STOCK:
                faults.append(f"{request.assembly_id} {serial} is not in stock")
            elif not record.reference.startswith(stored.posting.reference):
                faults.append(f"{request.assembly_id} {serial} has reference {record.reference}")
        return faults
