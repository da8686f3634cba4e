"""The lines of purchase orders that a campaign adds, changes and deletes, each once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.request import Request, urlopen

from app.sandbox.manex import API_KEYS
from app.sandbox.manex_endless import FIRST, ORDERS
from app.sandbox.manex_path import ROOT
from app.sandbox.plants import endless_plant
from app.sandbox.server import TrainingServer

KEY = API_KEYS["APIUSER"]
KINDS = ("po-line-add", "po-line-add", "po-line-edit", "po-line-delete")
MOST = 60.0  # seconds for a call


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is to be added, or is there: then as PO Item Get tells it."""

    kind: str
    request: dict[str, str]
    before: dict[str, object] | None = None

    def told(self) -> dict[str, object]:
        """As `kitbench outbox add` takes it."""
        before = {} if self.before is None else {"before": self.before}
        return {"kind": self.kind, "request": self.request, **before}


def make_lines(books: Path, count: int, chance: Random) -> Iterator[Line]:
    """Draw so many changes; the lines that are to be changed or deleted are in the books then."""
    drawn = [(chance.choice(KINDS), chance.randrange(ORDERS)) for _ in range(count)]
    numbers = dict.fromkeys(range(ORDERS), 1)
    lines: list[tuple[str, int, str]] = []
    for kind, order in drawn:
        numbers[order] += 1
        lines.append((kind, order, f"{numbers[order]:03d}"))
    there = _prepared(books, [(order, item) for kind, order, item in lines if kind != KINDS[0]])
    for kind, order, item in lines:
        number, quantity = str(FIRST + order), str(chance.randint(1, 50))
        before = there.get((number, item))
        match kind:
            case "po-line-add":
                yield Line(kind, {**_new(order, item), "ORD_QTY": quantity})
            case "po-line-edit":
                named = {"poNum": number, "uniqueLnNo": str(before and before["UNIQLNNO"])}
                yield Line(kind, {**named, "ORD_QTY": quantity}, before)
            case _:
                named = {"PoNum": number, "uniqlnno": str(before and before["UNIQLNNO"])}
                yield Line(kind, named, before)


def _new(order: int, item: str) -> dict[str, str]:
    return {
        "PoNum": str(FIRST + order),
        "ITEMNO": item,
        "POITTYPE": "INVT PART",
        "part_no": f"RUN-ITEM-{order}",
        "revision": "",
        "uniqmfgrhd": f"_9RUNMFG0{order}",
        "COSTEACH": "1.25",
    }


def _prepared(
    books: Path, wanted: Sequence[tuple[int, str]]
) -> dict[tuple[str, str], dict[str, object]]:
    """Add these lines, before anything goes wrong; gives them as the ERP tells them."""
    with TrainingServer(endless_plant(), data=books, strict=True) as server:
        for order, item in wanted:
            _call(server.url, "ItemAdd", {**_new(order, item), "ORD_QTY": "60"})
        return {
            (str(FIRST + order), str(row["ITEMNO"]).strip()): row
            for order in range(ORDERS)
            for row in _call(server.url, "ItemGet", {"poNum": str(FIRST + order)})
        }


def _call(url: str, action: str, asked: dict[str, str]) -> list[dict[str, object]]:
    request = Request(  # noqa: S310 - our own server
        f"{url}{ROOT}/API/PO/{action}/{KEY}",
        json.dumps(asked).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=MOST) as answer:  # noqa: S310 - as above
        told = json.load(answer)
    assert told["Code"] == 200, told
    found = told["ResponseObject"]
    return found if isinstance(found, list) else [found]
