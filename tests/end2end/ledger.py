"""What the ERP's books say was posted, read past everything that is tested."""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.core.po_line.facts import bare_number
from app.sandbox.quantities import DECIMALS
from tests.end2end.station import read_beside

_CHANGE = re.compile(r"Item (\d+) (added|changed|deleted)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction that happened; `kind` is the ERP's own code for it."""

    kind: str
    reference: str
    batch: str
    answer: dict[str, Any]

    @property
    def assembly(self) -> tuple[str, str]:
        return self.answer["ASSEMBLY_ID"], self.answer["ASSEMBLY_QTY"]


@dataclass(frozen=True, slots=True)
class LineChange:
    """A change of an order's line that happened: `added`, `changed` or `deleted`."""

    order: str
    item: str
    verb: str


def line_changes(books: Path) -> list[LineChange]:
    """All that happened to lines in ManEx's books, in order."""
    told = read_beside(books, "SELECT ponum, words FROM manex_change ORDER BY number")
    found = ((order, _CHANGE.match(words)) for order, words in told)
    return [LineChange(bare_number(order), *match.groups()) for order, match in found if match]


def line_quantities(books: Path) -> dict[tuple[str, str], Decimal]:
    """What each line orders now, by order and item number."""
    told = read_beside(books, "SELECT ponum, itemno, ord_qty FROM manex_item")
    return {
        (bare_number(str(order)), f"{int(item):03d}"): Decimal(quantity).scaleb(-DECIMALS)
        for order, item, quantity in told
    }


def ledger(books: Path) -> list[Entry]:
    """All that happened, in order."""
    question = "SELECT kind, reference, batch_number, answer FROM ledger ORDER BY number"
    rows = read_beside(books, question)
    return [
        Entry(kind, reference, batch, json.loads(answer)) for kind, reference, batch, answer in rows
    ]
