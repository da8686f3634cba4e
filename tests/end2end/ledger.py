"""What the ERP's books say was posted, read past everything that is tested."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.end2end.station import read_beside


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


def ledger(books: Path) -> list[Entry]:
    """All that happened, in order."""
    question = "SELECT kind, reference, batch_number, answer FROM ledger ORDER BY number"
    rows = read_beside(books, question)
    return [
        Entry(kind, reference, batch, json.loads(answer)) for kind, reference, batch, answer in rows
    ]
