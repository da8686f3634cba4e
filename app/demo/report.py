"""What the demo says of itself: its JSON report."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from app.core.kit_issue import IssuedComponent, KitIssued
from app.core.po_line.posting import LinePosting
from app.core.po_line.requests import LineAnswer
from app.core.quantities import plain
from app.core.receipt import EnteredLine, ReceiptEntered, ReceiptPosting
from app.store.lot_labels import LotLabels, StoredLabel
from app.store.postings import StoredPosting


@dataclass(slots=True)
class Tally:
    """Counted while the shift is played; what the buyer types is no fault of the scanner."""

    scans: int = 0
    accepted: int = 0
    refused: int = 0
    undone: int = 0
    keyboard_or_mouse_actions: int = 0
    buyer_actions: int = 0
    faults: list[str] = field(default_factory=list)


def as_json(
    tally: Tally, posted: Sequence[StoredPosting], labels: LotLabels, faults: Sequence[str]
) -> dict[str, object]:
    """The report. `ok` only if nothing differs from what the ERP holds."""
    return {
        "ok": not faults,
        "posted": [_posting(stored, labels) for stored in posted],
        "scans": tally.scans,
        "accepted": tally.accepted,
        "refused": tally.refused,
        "undone": tally.undone,
        "keyboard_or_mouse_actions": tally.keyboard_or_mouse_actions,
        "buyer_actions": tally.buyer_actions,
        "faults": list(faults),
    }


def write(path: Path, report: dict[str, object]) -> None:
    """Whole and last: written beside, then renamed into place."""
    beside = path.with_name(path.name + ".part")
    beside.write_text(json.dumps(report, indent=2) + "\n", encoding="ascii")
    beside.replace(path)


def _posting(stored: StoredPosting, labels: LotLabels) -> dict[str, object]:
    posting = stored.posting
    alike = {"batch": stored.batch_number or "", "reference": posting.reference}
    own: dict[str, object] = {}
    match stored.answer:
        case KitIssued() as issued:
            own = {
                "assembly": posting.subject,
                "quantity": plain(posting.quantity),
                "components": [_component(one) for one in issued.components],
            }
        case ReceiptEntered() as entered:
            receipt = stored.of_kind(ReceiptPosting)
            units = {line.line_number: line.unit for line in receipt.planned}
            own = {
                "order": posting.subject,
                "packing_slip": receipt.request.packing_slip,
                "lines": [_line(one, units[one.line_number]) for one in entered.lines],
                "labels": [_label(one) for one in labels.of_posting(posting.posting_id)],
            }
        case LineAnswer():
            values = stored.of_kind(LinePosting).values
            own = {
                "order": posting.subject,
                "line": stored.of_kind(LinePosting).item,
                "part": values.part_number,
                "quantity": plain(posting.quantity),
                "cost_each": plain(values.cost_each or Decimal(0)),
                "cancelled": bool(values.cancelled),
                "reason": stored.of_kind(LinePosting).reason,
            }
        case _:
            pass
    return {"kind": posting.kind.value, **own, **alike}


def _component(one: IssuedComponent) -> dict[str, object]:
    return {
        "component": one.component_id,
        "quantity": plain(one.quantity),
        "unit": one.unit,
        "lot": one.lot_id,
        "stores": one.stores,
        "location": one.location,
        "serials": list(one.serials),
    }


def _line(one: EnteredLine, unit: str) -> dict[str, object]:
    """In the unit in which it was bought; the ERP's answer names the part's own."""
    return {
        "line": one.line_number,
        "part": one.part_id,
        "quantity": plain(one.quantity),
        "unit": unit,
        "lot": one.lot_id,
        "expires": one.expires.isoformat() if one.expires else "",
        "stores": one.stores,
        "location": one.location,
        "serials": list(one.serials),
        "receipt": one.receipt_id,
    }


def _label(stored: StoredLabel) -> dict[str, object]:
    label = stored.label
    return {
        "part": label.part_id,
        "lot": label.lot_id,
        "quantity": plain(label.quantity),
        "unit": label.unit,
        "expires": label.expires.isoformat() if label.expires else "",
    }
