"""What a campaign posts, and how its stations and its ERP are set."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.end2end.campaign.lines import Line

SERIAL, LOT, BULK = "RUN-SN", "RUN-LOT", "RUN-BULK"
# Of ten kits. The ERP itself refuses a serial number that exists, but takes a lot again: what is
# sent twice shows there. What has neither may need a person.
MIX = (SERIAL, SERIAL, SERIAL, SERIAL, LOT, LOT, LOT, LOT, LOT, BULK)
# Of all postings. Orders are few, so that stations receive of the same ones, and buy by the same.
RECEIPTS, LINES = 0.3, 0.3
ORDERS = 8

# Seconds. No request can take effect later than `LATEST` after it left; the settle time is longer
# by what a busy machine may add. `THEN` is for a station that would not wait for it.
LATEST, THEN = 1.8, 0.7
SETTLE = 3.0
STATION = """
[connection]
root_url = "{url}"
data_source = "EXPANDABLE"
connect_seconds = 1.0
query_seconds = 1.5
posting_seconds = 0.8

[manex]
root_url = "{url}/manex"
connect_seconds = 1.0
query_seconds = 1.5
posting_seconds = 0.8

[outbox]
settle_seconds = {settle}
backoff_seconds = 0.02
backoff_most_seconds = 0.4
"""

# Every fault of the dial by chance. What is answered to a query can't be known for another's by
# itself, so only postings get a foreign answer. A refusal in the ERP's own words that did nothing
# is a person's matter by design (design.md 4): kits alone have it, so that receipts can be held
# to it that none of them needs a person.
FAULTS = (
    "latency: chance=0.03, seconds=0.1",
    "error: chance=0.02, on=/api/backflush-kit-issue-create",
    "error: chance=0.02, on=posting, after",
    "error: chance=0.01, on=query",
    "error: chance=0.02, on=/api/auth-token-get",
    "bare-error: chance=0.01",
    "bare-error: chance=0.01, after",
    "bad-gateway: chance=0.01",
    "bad-gateway: chance=0.01, after",
    "unavailable: chance=0.01",
    "gateway-timeout: chance=0.01, after",
    "redirect: chance=0.005",
    "redirect: chance=0.005, after",
    "expired-token: chance=0.005",
    "drop: chance=0.01",
    "drop: chance=0.02, after",
    "drop-in-request: chance=0.01",
    "drop-in-answer: chance=0.01",
    "truncated: chance=0.01",
    "foreign: chance=0.01, on=posting",
    "drip: chance=0.005, seconds=0.002",
    f"late: chance=0.05, on=posting, seconds={LATEST}, then={THEN}",
    "closed: chance=0.003, seconds=0.3",
)


def faults(seed: int) -> str:
    """The dial's text."""
    return "; ".join((*FAULTS, f"seed={seed}"))


def set_up(home: Path, url: str, *, settle: float = SETTLE) -> None:
    """Write a station's file."""
    home.mkdir(mode=0o700)
    (home / "kitbench.toml").write_text(STATION.format(url=url, settle=settle))


def write_orders(file: Path, station: int, count: int, lines: list[Line], chance: Random) -> None:
    """Write a station's postings as `kitbench outbox add` takes them.

    Args:
        file: New.
        station: Its number.
        count: How many, but for the lines.
        lines: Changes of orders' lines that are this station's.
        chance: Draws all others, and where the lines stand among them.
    """
    told = [*_orders(station, count, chance)]
    for number, line in enumerate(lines):
        told.insert(chance.randint(0, len(told)), {**line.told(), "id": f"{station}/line {number}"})
    file.write_text("".join(f"{json.dumps(one)}\n" for one in told))


def _orders(station: int, count: int, chance: Random) -> Iterator[dict[str, object]]:
    for number in range(count):
        name = f"{station}-{number:07d}"
        receives = chance.random() < RECEIPTS / (1 - LINES)
        kind = "po-receipt" if receives else "kit-issue"
        request = _receipt(name, chance) if receives else _kit(name, chance)
        # One of bulk that opened a batch would keep all its members waiting for a person.
        in_batch = chance.random() < 1 / 2 and not str(request.get("ASSEMBLY_ID")).startswith(BULK)
        batch = {"batch": f"batch {number // 20}"} if in_batch else {}
        yield {"kind": kind, "id": f"{station}/{number}", "request": request, **batch}


def _kit(name: str, chance: Random) -> dict[str, object]:
    assembly, quantity = chance.choice(MIX), chance.randint(1, 4)
    if assembly == BULK:
        assembly = f"{BULK}-{chance.randrange(20):02d}"
    request: dict[str, object] = {"ASSEMBLY_ID": assembly, "COMPLETED_QTY": str(quantity)}
    if assembly == SERIAL:
        request["SERIAL_NUMBER"] = _serials(f"S{name}", quantity)
    elif assembly == LOT:
        request["ASSEMBLY_LOT"] = f"L{name}"
    return request


def _receipt(name: str, chance: Random) -> dict[str, object]:
    """One to three lines of an order; lots are new ones, and some lines are split over two."""
    lines: list[dict[str, str]] = []
    for line in sorted(chance.sample(("1", "2", "3"), chance.randint(1, 3))):
        for part in range(chance.randint(1, 2)):
            quantity = chance.randint(1, 4)
            entry = {"LINE_NUMBER": line, "QUANTITY": str(quantity)}
            if line == "2":
                entry["LOT_ID"] = f"R{name}-{part}"
            elif line == "3":
                entry["SERIAL_NUMBER"] = _serials(f"R{name}-{part}", quantity)
            lines.append(entry)
    order = f"RUN-PO-{chance.randrange(ORDERS)}"
    return {"PO_ID": order, "PACKING_SLIP": f"PS-{name}", "LINES": lines}


def _serials(first: str, count: int) -> str:
    return ",".join(f"{first}-{at}" for at in range(count))
