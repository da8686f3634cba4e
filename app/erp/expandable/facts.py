"""All that is needed to plan an assembly's kits, in few requests (contracts.md E1).

A kit of 50 lines costs at most 8: BOM, up to two levels of phantoms, parts, stock, locations,
lots, serial numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from app.core.facts import BomRow, Found, KitFacts
from app.erp.expandable.client import ExpandableClient

FactT = TypeVar("FactT")


def read_kit_facts(
    client: ExpandableClient, token: str, assembly_id: str, now_utc: datetime
) -> KitFacts:
    """The facts of one assembly; of an unknown one, facts in which it is missing.

    Blocks; for worker threads.

    Args:
        client: Of the ERP to ask.
        token: A signed-in user's.
        assembly_id: The assembly.
        now_utc: Aware; when it is asked.

    Raises:
        Problem: As the client does; `UNSAFE_KEY` also for a component that can't be asked for.
    """
    bill = read_bill(client, token, assembly_id, now_utc)
    rows = (row for level in bill.bom.values() for row in level)
    issued = dict.fromkeys(row.component_id for row in rows if not row.phantom)
    known = [bill.parts[part_id] for part_id in issued if part_id in bill.parts]
    stock = client.stock(token, issued)
    spread = dict.fromkeys(record.part_id for record in stock if record.multi_location)
    locations = client.locations(token, spread)
    lots = client.lots(token, [part.part_id for part in known if part.lot_controlled])
    serials = client.serials_in_stock(
        token, [part.part_id for part in known if part.serial_controlled]
    )
    return replace(
        bill,
        lots=grouped(lots, lambda lot: lot.part_id),
        stock=grouped(stock, lambda record: record.part_id),
        locations=grouped(locations, lambda record: record.part_id),
        serials=grouped(serials, lambda record: record.part_id),
    )


def read_bill(
    client: ExpandableClient, token: str, assembly_id: str, now_utc: datetime
) -> KitFacts:
    """What a kit takes, and nothing of where it lies: the bill of material and its parts.

    Arguments and problems are those of `read_kit_facts`.
    """
    bom = _exploded(client, token, assembly_id)
    components = (row.component_id for level in bom.values() for row in level)
    parts = client.parts(token, [assembly_id, *components])
    return KitFacts(
        assembly_id=assembly_id,
        read_at=now_utc,
        parts={part.part_id: part for part in parts},
        bom=bom,
    )


def find(client: ExpandableClient, token: str, text: str) -> Found:
    """Lots, parts and serial numbers that are called exactly that.

    Raises:
        Problem: As the client does; `UNSAFE_KEY` where nothing can be asked by that text.
    """
    return Found(
        text=text,
        parts=client.parts(token, (text,)),
        lots=client.lots_named(token, text),
        serials=client.serials_named(token, text),
    )


def _exploded(
    client: ExpandableClient, token: str, assembly_id: str
) -> Mapping[str, tuple[BomRow, ...]]:
    """The assembly's rows and each phantom's, level by level.

    Each is asked once, so that a BOM that holds itself comes to an end here; the plan names it.
    """
    bom: dict[str, tuple[BomRow, ...]] = {}
    level = [assembly_id]
    while level:
        found = grouped(client.bom(token, level), lambda row: row.assembly_id)
        bom |= {part_id: found.get(part_id, ()) for part_id in level}
        phantoms = (row.component_id for part in level for row in bom[part] if row.phantom)
        level = [part_id for part_id in dict.fromkeys(phantoms) if part_id not in bom]
    return bom


def grouped(
    facts: Iterable[FactT], part_of: Callable[[FactT], str]
) -> dict[str, tuple[FactT, ...]]:
    """The facts by part."""
    groups: defaultdict[str, list[FactT]] = defaultdict(list)
    for fact in facts:
        groups[part_of(fact)].append(fact)
    return {part_id: tuple(group) for part_id, group in groups.items()}
