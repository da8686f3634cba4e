"""Facts of a kit as a record: JSON in lines of some thousand rows, compressed.

Facts of a large kit are many megabytes of JSON. Decoded at one go they would keep the
interpreter, and with it the window, for a third of a second (design.md 8); between two lines
every thread gets its turn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

import msgspec

from app.core.facts import KitFacts, Part
from app.store.facts_record import FactsRecord
from app.store.packing import decoder, pack_bytes, unpack_bytes

_ROWS_AT_ONCE = 1000
_TABLES = ("bom", "lots", "stock", "locations", "serials")
R = TypeVar("R")


def _pack(facts: KitFacts) -> bytes:
    """The record of facts."""
    return pack_bytes(b"\n".join(msgspec.json.encode(portion) for portion in _portions(facts)))


def _unpack(record: bytes) -> KitFacts:
    """The facts that were packed."""
    lines = unpack_bytes(record).split(b"\n")
    bare = decoder(KitFacts).decode(lines[0])
    parts: dict[str, Part] = {}
    tables: dict[str, Any] = {name: {} for name in _TABLES}
    for line in lines[1:]:
        portion = decoder(KitFacts).decode(line)
        parts.update(portion.parts)
        for name, table in tables.items():
            for part_id, rows in getattr(portion, name).items():
                table[part_id] = table[part_id] + rows if part_id in table else rows
    return replace(bare, parts=parts, **tables)


def _portions(facts: KitFacts) -> Iterator[KitFacts]:
    """Facts with nothing in them, then with a portion of one table each."""
    bare = KitFacts(facts.assembly_id, facts.read_at, parts={}, bom={})
    yield bare
    parts = iter(facts.parts.items())
    while some := dict(islice(parts, _ROWS_AT_ONCE)):
        yield replace(bare, parts=some)
    for name in _TABLES:
        for rows in _sliced(getattr(facts, name)):
            table: dict[str, Any] = {name: rows}
            yield replace(bare, **table)


def _sliced(table: Mapping[str, tuple[R, ...]]) -> Iterator[dict[str, tuple[R, ...]]]:
    portion: dict[str, tuple[R, ...]] = {}
    room = _ROWS_AT_ONCE
    for part_id, rows in table.items():
        for start in range(0, len(rows) or 1, _ROWS_AT_ONCE):
            portion[part_id] = rows[start : start + _ROWS_AT_ONCE]
            room -= len(portion[part_id])
            if room <= 0:
                yield portion
                portion, room = {}, _ROWS_AT_ONCE
    yield portion


KITS = FactsRecord("kit", 1, _pack, _unpack)
